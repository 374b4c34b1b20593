// What an archive must hold, whatever befell its crawls: everything once, nothing torn, all sums right.
import Foundation
import Testing
import WebArchive

extension PortalArchive {
    /// Captures of pages and of the home page, robots.txt and sitemaps apart.
    func pageCaptures(run: String? = nil) throws -> [StoredRecord] {
        try warcRecords(run: run).filter { ($0.type == .response || $0.type == .revisit) && !$0.url.hasSuffix(".txt") && !$0.url.hasSuffix(".xml") }
    }

    /// Each page of a run was captured once, and all of them were.
    func expectEachOnce(run: String, pages: Int, base: String) throws {
        let urls = try pageCaptures(run: run).map(\.url).sorted()
        #expect(urls == ([base + "/"] + (1...pages).map { "\(base)/page/\($0)" }).sorted(), "run \(run)")
    }

    /// Files are valid, index and records are those of the files, reports sum up, no record is stored twice.
    func expectSound() throws {
        let files = try warcFiles
        let gzip = try RunningProgram("/usr/bin/gzip", ["-t"] + files).end()
        #expect(gzip.status == 0 && gzip.errors.isEmpty, "\(gzip.errors)")
        if Peers.has("warcio", "fastwarc") {
            for file in files {
                #expect(try Peers.run("warcio", ["check", file]).status == 0, "\(file)")
                #expect(try Peers.run("fastwarc", ["check", file]).status == 0, "\(file)")
            }
        }
        let records = try warcRecords()
        #expect(Set(records.map(\.id)).count == records.count, "a record is stored twice")
        let captures = records.filter { $0.type == .response || $0.type == .revisit }
        #expect(try index.map { "\($0.filename) \($0.offset) \($0.length)" }.sorted() == captures.map { "\($0.file) \($0.offset) \($0.length)" }.sorted())
        // A revisit refers to a response that the archive holds.
        let responses = Set(records.filter { $0.type == .response }.map { "<\($0.id)>" })
        #expect(records.filter { $0.type == .revisit }.allSatisfy { responses.contains($0.fields["WARC-Refers-To"] ?? "") })
        for run in try runs {
            let report = try report(run: run)
            #expect(report.sumsUp && report.ending == "finished", "run \(run): \(report.ending)")
            _ = try ledger(run: run)
            #expect(try Set(report.warc_files) == Set(files.map { ($0 as NSString).lastPathComponent }.filter { $0.contains(run) }))
        }
        let extracted = try ShiluCommand.run(["extract", folder])
        #expect(try extracted.text == runs.map(records(run:)).joined())
        let manifest = try RunningProgram("/usr/bin/sha256sum", ["--check", "--quiet", "manifest-sha256.txt"], in: folder).end()
        #expect(manifest.status == 0, "\(manifest.text)")
    }

    /// What the ledger of a run says became of each URL, sorted.
    func outcomes(run: String) throws -> [String] {
        // A run that is killed behind its end is followed by another in the same night: what was captured by the first is unchanged in it.
        try ledger(run: run).map { "\($0.url) \($0.before == "unchanged" ? "captured" : $0.before) \($0.state) \($0.outcome)" }.sorted()
    }

    /// The records of a run without times and places, sorted.
    func bareRecords(run: String) throws -> [String] {
        try records(run: run).split(separator: "\n").map { line in
            String(line).replacing(/"(fetched_at|warc|record_id)":"[^"]*"|"(offset|length)":[0-9]+/, with: "")
        }.sorted()
    }
}
