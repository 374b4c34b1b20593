// What the tests of this module share: a scratch folder, the shared samples, peers from a Python venv, random numbers with a seed.
import Foundation
import Testing

/// A folder that goes with its owner.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "webarchive-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
}

func bytes(ofFile path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

/// The repository's root, found from this file's place.
let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Samples of other projects, which lie beside the repository and are not part of it.
enum Samples {
    static var warcFolder: URL { repository.deletingLastPathComponent().appendingPathComponent("shared/real/conformance/warc") }
    static var areThere: Bool { FileManager.default.fileExists(atPath: warcFolder.path) }
    static func path(_ name: String) -> String { warcFolder.appendingPathComponent(name).path }
}

/// Programs of a Python venv: `SHILU_VENV`, else `.venv` in the repository.
enum Peers {
    static var folder: String { ProcessInfo.processInfo.environment["SHILU_VENV"] ?? repository.appendingPathComponent(".venv").path }

    static func has(_ program: String) -> Bool { FileManager.default.isExecutableFile(atPath: folder + "/bin/" + program) }

    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        try execute(folder + "/bin/" + program, arguments)
    }

    static func execute(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let scratch = try Scratch()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        // Files, not pipes: a full pipe would stop the child while the test waits for its end.
        for name in ["out", "err"] { try write([], to: scratch.file(name)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.file("out")))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.file("err")))
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: try bytes(ofFile: scratch.file("out")), as: UTF8.self),
                String(decoding: try bytes(ofFile: scratch.file("err")), as: UTF8.self))
    }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

/// Resident memory of this process in bytes, now.
func residentMemory() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
}
