// `shilu corpus pii`

import ArgumentParser
import Corpus
import Foundation

struct CorpusPIICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pii",
        abstract: "Finds personal data in texts: a line in, a line with id and finds out.",
        discussion: "A find has its kind and its place in the text, in code points; paragraphs are joined by line feeds.")

    @Option(help: ArgumentHelp("Mask these, and write the text too: all, or \(CorpusPIICommand.kinds.joined(separator: ", ")).", valueName: "kinds"))
    var mask: String?

    @OptionGroup var pipe: CorpusPipeOptions

    private static let kinds = PersonalData.Kind.allCases.map(\.rawValue)

    private var masks: Set<PersonalData.Kind>? {
        guard let mask else { return [] }
        if mask == "all" { return Set(PersonalData.Kind.allCases) }
        let kinds = mask.split(separator: ",").map { PersonalData.Kind(rawValue: String($0)) }
        return kinds.contains(nil) ? nil : Set(kinds.compactMap(\.self))
    }

    func validate() throws {
        if masks == nil { throw ValidationError("--mask is all, or some of \(Self.kinds.joined(separator: ",")), parted by commas") }
    }

    func run() throws { try pipe.run(.personalData(masks: masks ?? [])) }
}
