// Where test data outside the repository lies, and the Python packages to compare with.

import Foundation
import Testing

/// Conformance data in the folder `shared` beside the repository; tests that need it are skipped where it is missing.
enum SharedData {
    static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func file(_ path: String) -> URL? {
        let url = repository.deletingLastPathComponent().appendingPathComponent("shared/\(path)")
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }
}

/// A Python with the packages to compare with: of the environment variable SHILU_VENV, else of `.venv` in the repository.
enum Python {
    static let interpreter: URL? = {
        let named = ProcessInfo.processInfo.environment["SHILU_VENV"].map { URL(fileURLWithPath: $0) }
        let python = (named ?? SharedData.repository.appendingPathComponent(".venv")).appendingPathComponent("bin/python")
        return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
    }()

    /// Runs a script that reads one JSON value from standard input and writes one to standard output.
    static func run<Input: Encodable, Output: Decodable>(_ script: String, _ input: Input, as: Output.Type) throws -> Output {
        let process = Process()
        let interpreter = try #require(Self.interpreter)
        process.executableURL = interpreter
        process.arguments = ["-W", "ignore", "-c", script]
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shilu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let inputFile = folder.appendingPathComponent("input.json")
        try JSONEncoder().encode(input).write(to: inputFile)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let answer = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(Output.self, from: answer)
    }
}
