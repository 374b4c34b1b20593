// `shilu schema`

import ArgumentParser
import Crawling
import Records

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema (2020-12) of a record, a portal file, a report, or a line of changes or of a ledger.")

    @Argument(help: "Of what: record, portal, report, changes or ledger.")
    var thing = Thing.record

    enum Thing: String, ExpressibleByArgument, CaseIterable {
        case record, portal, report, changes, ledger

        var schema: String {
            switch self {
            case .record: RecordSchema.json
            case .portal: PortalFileSchema.json
            case .report: ReportSchema.report
            case .changes: ReportSchema.changes
            case .ledger: ReportSchema.ledger
            }
        }
    }

    func run() throws {
        var output = StandardOutput()
        try output.write(thing.schema + "\n")
        try output.flush()
    }
}
