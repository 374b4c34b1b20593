// Programs of other projects, from a Python venv: `SHILU_VENV`, else `.venv` in the repository.
import Foundation

enum Peers {
    static let folder = ProcessInfo.processInfo.environment["SHILU_VENV"] ?? Repository.root.appendingPathComponent(".venv").path

    static func path(_ program: String) -> String { folder + "/bin/" + program }

    static func has(_ programs: String...) -> Bool {
        programs.allSatisfy { FileManager.default.isExecutableFile(atPath: path($0)) }
    }

    static func run(_ program: String, _ arguments: [String], input: String = "/dev/null") throws -> Ended {
        try RunningProgram(path(program), arguments, input: input).end()
    }
}
