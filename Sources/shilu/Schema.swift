// `shilu schema`

import ArgumentParser
import Corpus
import Crawling
import Records

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema (2020-12) of a record, a portal file, a report, a line of changes or of a ledger, or the spec of a data set.")

    @Argument(help: "Of what: record, portal, report, changes, ledger or corpus.")
    var thing = Thing.record

    enum Thing: String, ExpressibleByArgument, CaseIterable {
        case record, portal, report, changes, ledger, corpus

        var schema: String {
            switch self {
            case .record: RecordSchema.json
            case .portal: PortalFileSchema.json
            case .report: ReportSchema.report
            case .changes: ReportSchema.changes
            case .ledger: ReportSchema.ledger
            case .corpus: CorpusSpecSchema.json
            }
        }
    }

    func run() throws {
        var output = StandardOutput()
        try output.write(thing.schema + "\n")
        try output.flush()
    }
}
