// `shilu corpus build`

import ArgumentParser
import Corpus
import Crawling
import Foundation

struct CorpusBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds a data set from a spec.",
        discussion: """
            The spec is YAML; `name` and `input` (patterns of record files, plain, gzip or zstd) are enough. The data set stands in DIR \
            when it is whole; until then the work lies in DIR.work. The same spec, program and input give the same bytes, for any number \
            of jobs and any memory.
            """)

    @Argument(help: ArgumentHelp("The spec.", valueName: "spec"))
    var spec: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The data set's folder.", valueName: "dir"))
    var output: String

    @Option(help: "Threads.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("What the work may take, as 64M or 2G; the rest goes through disk.", valueName: "size"))
    var memory = "2G"

    @Flag(help: "Go on with the work that an interrupted or killed build left.")
    var resume = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
        guard let bytes = ByteCount.parse(memory), bytes >= BuildSettings.leastMemory else {
            throw ValidationError("--memory must be a size of \(BuildSettings.leastMemory >> 20)M or more, as 2G")
        }
    }

    func run() throws {
        let interrupt = Interrupt()
        let display = BuildDisplay()
        defer { display.end() }
        let settings = BuildSettings(
            jobs: jobs, memory: ByteCount.parse(memory) ?? BuildSettings.leastMemory, resumes: resume, isCancelled: { interrupt.isRaised },
            report: { display.show($0) })
        let outcome = try CorpusBuild(try SpecFile(reading: spec), target: output, settings: settings).run()
        display.end()
        var left = outcome.read
        var output = StandardOutput()
        try output.write("read \(left)\n")
        for (stage, count) in outcome.leftOut {
            left -= count
            try output.write("\(stage): \(count) left out, \(left) go on\n")
        }
        try output.write("kept \(outcome.kept) in \(self.output), sha256:\(outcome.digest)\n")
        try output.flush()
    }
}
