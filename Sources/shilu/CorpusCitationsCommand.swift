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

            Written into DIR are references.jsonl (each name with paragraph, place in characters and bytes, and the document if it is held), \
            edges.jsonl (who cites whom), missing.jsonl (cited and not held, the most cited first), and gaps.jsonl (the series of each \
            agency's 文号 by year, with the serials that are missing).
            """)

    @OptionGroup var choice: PortalChoice

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var output: String

    func run() throws {
        let folders = try choice.folders()
        let withheld = try WithheldList(of: try ArchiveFolder(existing: choice.archive))
        let summary = try ArchiveCitations(of: folders, withheld: withheld) { try StateReading(of: $0) }.write(to: output)
        var standard = StandardOutput()
        try standard.write("""
            \(summary.documents) articles and documents
            \(summary.references) references, \(summary.resolved) of them to documents that the archive holds
            \(summary.edges) edges in edges.jsonl
            \(summary.missing) documents in missing.jsonl

            """)
        try standard.flush()
    }
}
