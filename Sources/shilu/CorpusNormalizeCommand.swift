// `shilu corpus normalize`

import ArgumentParser
import Corpus
import Foundation

struct CorpusNormalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: "Writes the text of each line as one string: a line in, a line with id and text out.")

    @Option(help: "nfc, as records have it, or nfkc: full-width letters and marks become half-width.")
    var form = CorpusSpec.TextForm.nfc

    @OptionGroup var pipe: CorpusPipeOptions

    func run() throws { try pipe.run(.normalize(form)) }
}

extension CorpusSpec.TextForm: ExpressibleByArgument {}
