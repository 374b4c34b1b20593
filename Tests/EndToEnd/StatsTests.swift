// `shilu stats`: counts that a reader of the records would come to.
import Foundation
import LoopbackServer
import Testing

@Suite struct StatsTests {
    private struct Line: Decodable {
        var portal: String
        var pages: Int
        var kinds: [String: Int]
        var years: [String: Int]
        var fields: [String: Int]
        var characters: Int
        var records: Int
        var refusals: Int
        var withheld: Int
    }

    private struct Record: Decodable {
        struct Capture: Decodable { var fetched_at: String }
        var url: String
        var kind: String
        var published: String?
        var source: String?
        var paragraphs: [String]
        var capture: Capture
    }

    private func stats(_ archive: String) throws -> Line {
        try JSONDecoder().decode(Line.self, from: Data(ShiluCommand.run(["stats", "--json", "--archive", archive]).output))
    }

    @Test func everyCountCanBeMadeAgainFromTheRecords() throws {
        let portal = try ThreeNights.crawled.get()
        let records = try portal.archive.runs.flatMap { try portal.archive.records(run: $0).split(separator: "\n") }
            .map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
        var newest: [String: Record] = [:]
        for record in records where record.capture.fetched_at >= newest[record.url]?.capture.fetched_at ?? "" { newest[record.url] = record }
        let texts = newest.values.filter { ["article", "document"].contains($0.kind) }

        let found = try stats((portal.archive.folder as NSString).deletingLastPathComponent)
        #expect(found.records == records.count && found.pages == newest.count && found.refusals == 0)
        for kind in ["article", "document", "list", "other"] { #expect(found.kinds[kind] == newest.values.count { $0.kind == kind }) }
        #expect(found.years == Dictionary(grouping: texts) { $0.published.map { String($0.prefix(4)) } ?? "undated" }.mapValues(\.count))
        #expect(found.fields["source"] == texts.count { $0.source != nil })
        #expect(found.characters == texts.reduce(0) { $0 + $1.paragraphs.reduce(0) { $0 + $1.unicodeScalars.count } })
    }

    @Test func refusalsAndWithheldPagesAreNotCounted() throws {
        let portal = try TurnedAwayPortal.crawled.get()
        let folder = try TemporaryFolder()
        let archive = folder.file("archive")
        try FileManager.default.copyItem(atPath: (portal.archive.folder as NSString).deletingLastPathComponent, toPath: archive)
        let before = try stats(archive)
        #expect(before.pages == TurnedAwayPortal.rows.count + 1 && before.refusals > 0)
        _ = try ShiluCommand.run(["withhold", portal.base + TurnedAwayPortal.rows[0].target, "--reason", "x", "--archive", archive])
        let after = try stats(archive)
        #expect(after.pages == before.pages - 1 && after.withheld == 1 && after.kinds["article"] == (before.kinds["article"] ?? 0) - 1)
    }

    @Test func theTablesStandInColumns() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { server.stop() }
        let archive = folder.file("archive")
        _ = try ShiluCommand.crawl(server.base + "/", into: archive)
        let ended = try ShiluCommand.run(["stats", "--archive", archive])
        let lines = ended.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first?.hasPrefix("portal ") == true && lines.first?.contains("pages  articles  documents") == true, "\(ended.text)")
        #expect(lines.contains("2019         4          0") || lines.contains("2019         3          0"), "\(ended.text)")
        #expect(lines.contains { $0.hasPrefix("published ") && $0.hasSuffix("100.0 %") }, "\(ended.text)")
        #expect(ended.text.contains(" records were read; of each page the newest counts\n"))
        #expect(try ShiluCommand.run(["stats", "--archive", folder.file("nowhere")]).status == 9)
    }
}
