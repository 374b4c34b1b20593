// `shilu corpus signals`

import ArgumentParser
import Corpus
import Foundation

struct CorpusSignalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals",
        abstract: "Measures texts: a line in, a line with id, script and signals out.")

    @OptionGroup var pipe: CorpusPipeOptions

    func run() throws { try pipe.run(.signals) }
}
