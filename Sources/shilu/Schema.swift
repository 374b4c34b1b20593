// `shilu schema`

import ArgumentParser
import Crawling
import Records

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema (2020-12) of a record, or of a portal file.")

    @Argument(help: "Of what: record or portal.")
    var thing = Thing.record

    enum Thing: String, ExpressibleByArgument, CaseIterable { case record, portal }

    func run() throws {
        var output = StandardOutput()
        try output.write((thing == .record ? RecordSchema.json : PortalFileSchema.json) + "\n")
        try output.flush()
    }
}
