// What other programs say of the archives that crawls leave.
import Foundation
import Testing
import WebArchive

/// The archives of the crawls that the tests share.
enum SharedCrawl: String, CaseIterable {
    case misbehaving, threeNights

    var archive: PortalArchive {
        get throws {
            switch self {
            case .misbehaving: try MisbehavingPortal.crawled.get().archive
            case .threeNights: try ThreeNights.crawled.get().archive
            }
        }
    }
}

/// What the tools say that every machine has.
@Suite struct ArchiveFileTests {
    @Test(arguments: SharedCrawl.allCases) func gzipFindsEveryMemberWhole(_ portal: SharedCrawl) throws {
        let result = try RunningProgram("/usr/bin/gzip", ["-t"] + portal.archive.warcFiles).end()
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    }

    @Test(arguments: SharedCrawl.allCases) func theIndexIsSortedByBytes(_ portal: SharedCrawl) throws {
        let lines = try portal.archive.indexText.split(separator: "\n").map { Array($0.utf8) }
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    @Test(arguments: SharedCrawl.allCases) func sha256sumPassesTheManifest(_ portal: SharedCrawl) throws {
        let archive = try portal.archive
        let result = try RunningProgram("/usr/bin/sha256sum", ["--check", "--strict", "manifest-sha256.txt"], in: archive.folder).end()
        #expect(result.status == 0, "\(result.text) \(result.errors)")
        for file in try archive.warcFiles { #expect(try archive.manifest.contains("warc/\((file as NSString).lastPathComponent)")) }
    }
}

@Suite(.enabled(
    if: Peers.has("warcio", "fastwarc", "cdxj-indexer"), "no venv with warcio, fastwarc and cdxj-indexer (SHILU_VENV)"))
struct PeerTests {
    @Test(arguments: SharedCrawl.allCases) func warcioFaultsThePayloadDigestsOfChunkedResponsesOnly(_ portal: SharedCrawl) throws {
        for file in try portal.archive.warcFiles {
            let records = try StoredRecord.all(in: file)
            let result = try Peers.run("warcio", ["check", "-v", file])
            var faulted: [String] = []
            var id = ""
            var seen = 0
            for line in result.text.split(separator: "\n") {
                if let range = line.range(of: "urn:uuid:") {
                    id = String(line[range.lowerBound...].prefix(45))
                    seen += 1
                }
                if line.contains("digest failed") {
                    #expect(line.contains("payload digest failed"), "\(line)")
                    faulted.append(id)
                }
            }
            // It takes the digest over the chunks; WARC 1.1 means the body without them. Where no chunk can be read, both are one.
            let chunked = try records.filter { record in
                guard record.type == .response else { return false }
                let head = try HTTPMessage(parsing: record.block[...])
                let body = record.block[head.headLength...]
                return head.bodyFraming == .chunked && head.transferDecoded(body).bytes != body
            }
            #expect(faulted == chunked.map(\.id), "passed all the same: \(chunked.filter { !faulted.contains($0.id) }.map(\.url))")
            #expect(seen == records.count)
            #expect(result.status == (chunked.isEmpty ? 0 : 1))
        }
    }

    @Test(arguments: SharedCrawl.allCases) func fastwarcPassesAllBlockDigests(_ portal: SharedCrawl) throws {
        for file in try portal.archive.warcFiles {
            let result = try Peers.run("fastwarc", ["check", file])
            #expect(result.status == 0, "\(file): \(result.text) \(result.errors)")
        }
    }

    @Test(arguments: SharedCrawl.allCases) func cdxjIndexerMakesTheLinesOfOurIndex(_ portal: SharedCrawl) throws {
        let archive = try portal.archive
        let result = try Peers.run("cdxj-indexer", ["--sort"] + archive.warcFiles)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.text.split(separator: "\n") == archive.indexText.split(separator: "\n"))
        #expect(try archive.index.count > 40)
    }
}

@Suite(.enabled(if: Peers.has("jsonschema"), "no venv with jsonschema (SHILU_VENV)"))
struct SchemaTests {
    private func validate(_ lines: [UInt8], as thing: String = "record") throws -> Ended {
        let folder = try TemporaryFolder()
        try Data(lines).write(to: URL(fileURLWithPath: folder.file("records.jsonl")))
        let schema = try ShiluCommand.run(["schema", thing])
        try Data(schema.output).write(to: URL(fileURLWithPath: folder.file("schema.json")))
        return try Peers.run("python", [Repository.peerProgram("validate.py"), folder.file("schema.json")], input: folder.file("records.jsonl"))
    }

    @Test func everyRecordOfACrawlIsValid() throws {
        for archive in [try MisbehavingPortal.crawled.get().archive, try ThreeNights.crawled.get().archive] {
            for run in try archive.runs {
                let records = try archive.records(run: run)
                let result = try validate(Array(records.utf8))
                #expect(result.status == 0, "\(result.errors)")
                #expect(try Int(result.text.trimmingCharacters(in: .newlines)) == archive.report(run: run).records)
            }
        }
    }

    @Test func everyRecordOfTheFixturesIsValid() throws {
        let extracted = try ShiluCommand.run(["extract", Repository.fixtures])
        #expect(extracted.status == 0)
        let result = try validate(extracted.output)
        #expect(result.status == 0, "\(result.errors)")
        #expect(Int(result.text.trimmingCharacters(in: .newlines)) ?? 0 >= 24)
    }

    @Test func aRecordWithAKeyTooFewIsFaulted() throws {
        let line = try #require(try ThreeNights.crawled.get().archive.records(run: try ThreeNights.crawled.get().archive.runs[0]).split(separator: "\n").first)
        let result = try validate(Array(line.replacing("\"kicker\":null,", with: "").utf8))
        #expect(result.status == 1)
    }

    /// What runs wrote, of portals that misbehave, change and turn away.
    @Test(arguments: ["report", "changes", "ledger"]) func whatARunWritesIsValid(_ thing: String) throws {
        for archive in [try MisbehavingPortal.crawled.get().archive, try ThreeNights.crawled.get().archive] {
            for run in try archive.runs {
                let path = "\(archive.folder)/runs/\(run)/\(thing).json\(thing == "report" ? "" : "l")"
                let lines = try Data(contentsOf: URL(fileURLWithPath: path))
                let result = try validate(Array(lines), as: thing)
                #expect(result.status == 0, "\(result.errors)")
                #expect(Int(result.text.trimmingCharacters(in: .newlines)) == lines.count { $0 == 0x0A })
            }
        }
    }

    @Test func aReportWithAKeyThatTheSchemaDoesNotKnowIsFaulted() throws {
        let portal = try ThreeNights.crawled.get().archive
        let report = try String(contentsOfFile: "\(portal.folder)/runs/\(portal.runs[0])/report.json", encoding: .utf8)
        for wrong in [report.replacing("\"known\":", with: "\"knwon\":"), report.replacing("\"new\"", with: "\"news\"")] {
            #expect(try validate(Array(wrong.utf8), as: "report").status == 1)
        }
    }
}
