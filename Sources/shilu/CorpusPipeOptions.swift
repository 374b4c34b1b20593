// What the pipes of `shilu corpus` have in common.

import ArgumentParser
import Corpus
import Foundation

struct CorpusPipeOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Lines of records, of a data set's documents, or of any {\"id\", \"text\"}; plain, gzip or zstd.", valueName: "file"))
    var path = "-"

    @Option(help: "Threads.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run(_ step: PipeStep) throws {
        var output = StandardOutput()
        try CorpusPipe(step, jobs: jobs).run(reading: path == "-" ? "/dev/stdin" : path) { try output.write($0) }
        try output.flush()
    }
}
