// The Prometheus textfile, read by the rules of the text format that promtool and the node exporter go by.
import Foundation
import LoopbackServer
import Testing

@Suite struct MetricsTests {
    /// One family of samples.
    struct Family {
        var help: String
        var type: String
        /// By labels, as they stand between the braces.
        var samples: [String: Double] = [:]
    }

    /// Reads a file of metrics; every breach of the format is an issue.
    static func read(_ text: String) throws -> [String: Family] {
        #expect(text.hasSuffix("\n") && text.utf8.allSatisfy { $0 != 0x0D })
        var families: [String: Family] = [:]
        var help: (name: String, text: String)?
        var current = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
                help = (String(match.1), String(match.2))
            } else if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (gauge|counter)/) {
                current = String(match.1)
                #expect(help?.name == current, "each family has its help just before its type")
                #expect(families[current] == nil, "\(current): all lines of a family stand together")
                families[current] = Family(help: help?.text ?? "", type: String(match.2))
                #expect(!current.hasSuffix("_total") || match.2 == "counter")
            } else {
                // No third column: the collector refuses timestamps.
                let sample = /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\n"])*",?)*)\})? (-?[0-9]+)/
                let match = try #require(try sample.wholeMatch(in: line), "no sample: \(line)")
                #expect(String(match.1) == current, "\(line): stands in the family \(current)")
                let labels = match.2.map(String.init) ?? ""
                #expect(families[current]?.samples[labels] == nil, "\(line): twice")
                families[current]?.samples[labels] = Double(String(match.3))
            }
        }
        for (name, family) in families { #expect(!family.samples.isEmpty && !family.help.isEmpty, "\(name)") }
        return families
    }

    @Test func theNightsFiguresAreWrittenAsPrometheusReadsThem() throws {
        let folder = try TemporaryFolder()
        let archive = NightArchive(path: folder.file("archive"))
        let server = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { server.stop() }
        try archive.add("well", seed: server.base + "/")
        try archive.add("mistaken", seed: server.base + "/", "delay: soon\n")
        let file = try folder.write("old\n", "shilu.prom")
        let ended = try ShiluCommand.run(["night", "--archive", archive.path, "--metrics", file])
        #expect(ended.status == 6)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["archive", "shilu.prom"], "nothing half is left")
        let families = try Self.read(String(contentsOfFile: file, encoding: .utf8))
        #expect(families["shilu_night_portals"]?.samples["outcome=\"bad portal file\""] == 1)
        #expect(families["shilu_portal_well"]?.samples == ["portal=\"well\"": 1, "portal=\"mistaken\"": 0])
        #expect(families["shilu_portal_urls"]?.samples["portal=\"well\",result=\"new\""] == 4)
        #expect(families["shilu_portal_answers"]?.samples == ["portal=\"well\"": 4])
        let start = try #require(families["shilu_night_start_timestamp_seconds"]?.samples[""])
        let end = try #require(families["shilu_night_end_timestamp_seconds"]?.samples[""])
        #expect(start > 1_700_000_000 && end >= start)
        #expect(families["shilu_archive_free_bytes"]?.samples[""] ?? 0 > 0)
    }

    @Test func aFileThatCannotBeWrittenIsNamed() throws {
        let folder = try TemporaryFolder()
        let archive = NightArchive(path: folder.file("archive"))
        let server = try LoopbackServer(otherwise: Pages.numbered(1))
        defer { server.stop() }
        try archive.add("a", seed: server.base + "/")
        let ended = try ShiluCommand.run(["night", "--archive", archive.path, "--metrics", folder.file("none/shilu.prom")])
        #expect(ended.status == 7 && ended.errors.contains(folder.file("none/shilu.prom")), "\(ended.errors)")
        #expect(try archive.report.outcome == "all well")
    }
}
