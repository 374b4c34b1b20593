// `shilu-fuzz`: mutated pages through decoding, tree, reader and record, and mutated archives through judge, reader, indexer and repair.

import ArgumentParser
import Foundation
import Web

@main
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shilu-fuzz",
        abstract: "Reads mutated pages and tells which of them crash the reader, take too long or too much, or give a record against the rules.",
        discussion: """
            The same folders, seed and number always give the same input. --replay writes the input of a number, and prints how \
            it is given to the reader; --check reads files as they are; --growth needs none. Exit status 1 if anything was found.
            """)

    @Argument(help: "Folders with the pages to mutate (with --check: files).")
    var paths: [String] = []
    @Option(help: "How many inputs to try.")
    var count = 1_000_000
    @Option(help: "The number of the first input.")
    var first = 0
    @Option(help: "The seed of all inputs.")
    var seed: UInt64 = 1
    @Option(help: "Processes at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "The folder for the workers' files.")
    var state = ".build-fuzz"

    @Flag(help: "Make WARC, ARC, CDXJ and WACZ files instead of pages; folders are of samples, and there need be none.")
    var archives = false
    @Flag(help: "Write the input of a number instead of trying many.")
    var replay = false
    @Option(help: "The number to replay.")
    var index: Int?
    @Option(name: .shortAndLong, help: "Where --replay writes the page.")
    var output: String?

    @Flag(help: "Time pages that are one thing repeated, at two lengths, instead of mutated ones: what grows faster than its bytes?")
    var growth = false

    @Flag(help: "Read the files given, unmutated, and tell what is wrong.")
    var check = false
    @Option(help: "With --check: the charset of the HTTP header.")
    var charset: String?
    @Option(help: "With --check: the URL of the page.")
    var url: String?

    @Option(help: .hidden)
    var worker: Int?

    func validate() throws {
        guard jobs >= 1, count >= 0, first >= 0 else { throw ValidationError("--jobs must be 1 or more, --count and --first not negative") }
        guard !replay || (index != nil && output != nil) else { throw ValidationError("--replay needs --index and --output") }
    }

    func run() throws {
        if check { return try checkFiles() }
        if growth {
            if Growth(seed: seed, count: count).run() > 0 { throw ExitCode.failure }
            return
        }
        let source: any InputSource
        if archives {
            source = try ArchiveMutator(folders: paths, seed: seed)
        } else {
            let mutator = try Mutator(folders: paths, seed: seed)
            guard !mutator.pages.isEmpty else { throw ValidationError("no page in \(paths.joined(separator: ", "))") }
            source = mutator
        }
        if let index, let output, replay {
            let input = source.input(index)
            try Data(input.bytes).write(to: URL(fileURLWithPath: output))
            let options = (input.charsetHeader.map { ["--charset '\($0)'"] } ?? []) + (input.url.map { ["--url '\($0.href)'"] } ?? [])
            if let kind = input.archive { return print("\(output): \(input.bytes.count) bytes, \(kind); read it with: shilu verify \(output)") }
            print("\(output): \(input.bytes.count) bytes; read it with: shilu-fuzz --check \((options + [output]).joined(separator: " "))")
        } else if let worker {
            Worker(source: source, files: WorkerFiles(folder: state, worker: worker), indexes: stride(from: first, to: first + count, by: jobs)).run()
        } else {
            let found = try Supervisor(folders: paths, options: archives ? ["--archives"] : [], seed: seed, range: first ..< first + count, jobs: jobs, state: state).run()
            if found > 0 { throw ExitCode.failure }
        }
    }

    private func checkFiles() throws {
        var bad = false
        for path in paths {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            let watchdog = Watchdog()
            watchdog.begin(bytes: bytes.count)
            let trial = Trial(FuzzInput(bytes: bytes, charsetHeader: charset, url: url.flatMap { try? WebURL($0) }))
            watchdog.end()
            print("\(path): \(trial.nanoseconds / 1_000) µs for \(bytes.count) bytes")
            for text in trial.broken { print("  \(text)") }
            bad = bad || !trial.broken.isEmpty
        }
        if bad { throw ExitCode.failure }
    }
}
