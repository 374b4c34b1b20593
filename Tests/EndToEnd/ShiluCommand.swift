// Runs the `shilu` that was built beside the tests, as a person would.
import Foundation
import Synchronization

enum ShiluCommand {
    /// The test bundle and the command are built into one folder.
    static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("shilu").path

    /// Runs it to its end.
    static func run(
        _ arguments: [String], in folder: String? = nil, input: String = "/dev/null", environment: [String: String] = [:]
    ) throws -> Ended {
        try start(arguments, in: folder, input: input, environment: environment).end()
    }

    static func start(
        _ arguments: [String], in folder: String? = nil, input: String = "/dev/null", environment: [String: String] = [:]
    ) throws -> RunningProgram {
        try RunningProgram(path, arguments, in: folder, input: input, environment: environment)
    }

    /// Crawls into an archive without a pause between requests.
    static func crawl(_ portal: String, into archive: String, _ more: [String] = ["--delay", "0"]) throws -> Ended {
        try run(["crawl", portal, "--archive", archive] + more)
    }
}

/// How a program ended.
struct Ended: Sendable {
    /// The exit code; the signal's number below zero if a signal ended it.
    var status: Int32
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
}

/// A program that runs, its output going to files: a full pipe would stop it while the test waits for its end.
struct RunningProgram {
    /// Longer than any run here takes; what runs longer hangs.
    static let patience = 120.0

    let process = Process()
    private let folder: TemporaryFolder
    private let ended = DispatchSemaphore(value: 0)

    var pid: Int32 { process.processIdentifier }

    init(
        _ path: String, _ arguments: [String], in working: String? = nil, input: String = "/dev/null", output: FileHandle? = nil,
        environment: [String: String] = [:]
    ) throws {
        folder = try TemporaryFolder()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let working { process.currentDirectoryURL = URL(fileURLWithPath: working) }
        // A width and a language of one's own would show in help and messages.
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
        for name in ["out", "err"] { try Data().write(to: URL(fileURLWithPath: folder.file(name))) }
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
        process.standardOutput = try output ?? FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("out")))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("err")))
        process.terminationHandler = { [ended] _ in ended.signal() }
        try Self.withSignalsLetThrough { try process.run() }
    }

    /// The threads that run tests hold all signals back, and who runs the tests may ignore SIGHUP, as `nohup` does; a child would
    /// inherit both. A shell's child gets all signals.
    private static func withSignalsLetThrough(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        sigemptyset(&none)
        var held = sigset_t()
        pthread_sigmask(SIG_SETMASK, &none, &held)
        defer { pthread_sigmask(SIG_SETMASK, &held, nil) }
        signal(SIGHUP, SIG_DFL)
        try body()
    }

    /// What it has said so far on standard output and standard error.
    var outputSoFar: String { (try? String(contentsOfFile: folder.file("out"), encoding: .utf8)) ?? "" }
    var errorsSoFar: String { (try? String(contentsOfFile: folder.file("err"), encoding: .utf8)) ?? "" }

    /// Waits for its end; kills it, and fails, if that does not come.
    func end() throws -> Ended {
        if ended.wait(timeout: .now() + Self.patience) == .timedOut {
            kill(pid, SIGKILL)
            ended.wait()
            throw Hanging(command: process.arguments ?? [], errors: errorsSoFar)
        }
        return Ended(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file("out")))),
            errors: errorsSoFar)
    }

    struct Hanging: Error {
        let command: [String]
        let errors: String
    }
}
