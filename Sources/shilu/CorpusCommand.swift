// `shilu corpus`

import ArgumentParser

struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus", abstract: "Makes a data set of records that can be cited.", subcommands: [
            CorpusBuildCommand.self, CorpusWithdrawCommand.self, CorpusCitationsCommand.self, CorpusNormalizeCommand.self,
            CorpusSignalsCommand.self, CorpusPIICommand.self, CorpusSignCommand.self,
        ])
}
