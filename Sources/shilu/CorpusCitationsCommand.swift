// `shilu corpus citations`

import Archive
import ArgumentParser
import Citing
import Crawling

struct CorpusCitationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "citations",
        abstract: "Finds which documents the texts of an archive cite, and which of these it holds.",
        discussion: """
            A text names another document by its 文号 (国发〔2019〕3号, 财政部令第33号, 财政部公告2015年第3号) or by its title in 《》; its own \
            names, newspapers, books, forms and contracts are none. Brackets, spaces, digits, 中华人民共和国 and an agency left out make no \
            difference; of several editions the last before the citing text is meant, or that of the year which is named.

            Instead of an archive's, the newest record of each page in files of records can be read: --records a.jsonl --records b.jsonl, or \
            zcat *.jsonl.gz | shilu corpus citations --records - -o DIR.

            Written into DIR are references.jsonl (each name with paragraph, place in characters and bytes, and the document if it is held), \
            edges.jsonl (who cites whom), missing.jsonl (cited and not held, the most cited first), and gaps.jsonl (the series of each \
            agency's 文号 by year, with the serials that are missing).
            """)

    @OptionGroup var choice: PortalChoice

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var output: String

    @Option(help: ArgumentHelp("Records (JSON lines) of this file, - for standard input, in place of those of an archive; may be said several times.", valueName: "file"))
    var records: [String] = []

    func validate() throws {
        if !records.isEmpty, !choice.portals.isEmpty { throw ValidationError("--records are read in place of an archive's portals: name the ones or the others") }
        if records.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read once") }
    }

    func run() throws {
        let input = records.contains("-") ? try SpooledInput(in: output) : nil
        defer { withExtendedLifetime(input) {} }
        let citations = try citations(input)
        if citations.damaged > 0 { Console.say("shilu: \(citations.damaged) lines are no records and were passed over") }
        let summary = try citations.write(to: output)
        var standard = StandardOutput()
        try standard.write("""
            \(summary.documents) articles and documents
            \(summary.references) references, \(summary.resolved) of them to documents that the archive holds
            \(summary.edges) edges in edges.jsonl
            \(summary.missing) documents in missing.jsonl

            """)
        try standard.flush()
    }

    private func citations(_ input: SpooledInput?) throws -> ArchiveCitations {
        if !records.isEmpty {
            do {
                return try ArchiveCitations(ofFiles: records.map { $0 == "-" ? input?.path ?? $0 : $0 })
            } catch let error as InputError where error.path == input?.path {
                throw InputError(path: "standard input", cause: error.cause)
            }
        }
        let withheld = try WithheldList(of: try ArchiveFolder(existing: choice.archive))
        return try ArchiveCitations(of: try choice.folders(), withheld: withheld) { try StateReading(of: $0) }
    }
}
