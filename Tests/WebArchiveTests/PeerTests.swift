import Foundation
import Testing
@testable import WebArchive

/// What other programs say of the files that this module writes. They come from a Python venv.
@Suite(.enabled(if: Peers.has("warcio") && Peers.has("fastwarc") && Peers.has("cdxj-indexer"),
                "no venv with warcio, fastwarc and cdxj-indexer (SHILU_VENV)"))
struct PeerTests {
    private func lines(_ path: String) throws -> [String] {
        var indexer = try CDXJIndexer(path: path)
        var lines: [String] = []
        while let line = try indexer.next() { lines.append(line.text) }
        return lines
    }

    private func written(_ scratch: Scratch) throws -> (path: String, records: [WARCRecord]) {
        var numbers = SeededNumbers(seed: 21)
        try write(numbers.bytes(3 << 20), to: scratch.file("body"))
        let records = try CaptureSamples.all(bodyFile: (scratch.file("body"), 3 << 20))
        let path = scratch.file("portal-20261124T050000Z-here-0.warc.gz")
        try CaptureSamples.write(records, to: path)
        return (path, records)
    }

    @Test("gzip finds every member whole")
    func gzip() throws {
        let scratch = try Scratch()
        let result = try Peers.execute("/usr/bin/env", ["gzip", "-t", try written(scratch).path])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("warcio passes all digests but those of chunked payloads, which it takes over the chunks")
    func warcio() throws {
        let scratch = try Scratch()
        let (path, records) = try written(scratch)
        let result = try Peers.run("warcio", ["check", "-v", path])
        let chunked = records.filter { record in
            guard case .concatenation(let parts) = record.block else { return false }
            return String(decoding: parts[0], as: UTF8.self).contains("chunked")
        }
        var failed: [String] = []
        var id = ""
        for line in result.output.split(separator: "\n") {
            if let range = line.range(of: "urn:uuid:") { id = String(line[range.lowerBound...].prefix(45)) }
            if line.contains("digest failed") {
                #expect(line.contains("payload digest failed"), "\(line)")
                failed.append(id)
            }
        }
        #expect(failed == chunked.map(\.id.uri))
        #expect(result.output.split(separator: "\n").filter { $0.contains("WARC-Record-ID") }.count == records.count)
    }

    @Test("fastwarc passes all block digests")
    func fastwarc() throws {
        let scratch = try Scratch()
        let (path, _) = try written(scratch)
        let result = try Peers.run("fastwarc", ["check", path])
        #expect(result.status == 0, "\(result.output) \(result.errors)")
    }

    @Test("cdxj-indexer makes the same lines of what we write")
    func indexOfOurs() throws {
        let scratch = try Scratch()
        let (path, _) = try written(scratch)
        let result = try Peers.run("cdxj-indexer", [path])
        #expect(try lines(path) == result.output.split(separator: "\n").map(String.init))
    }

    @Test("cdxj-indexer makes the same lines of what others wrote", .enabled(if: Samples.areThere, "the shared samples are not there"), arguments: [
        "jhove-valid/valid-warcrecorddigests-1.warc",
        "jhove-valid/valid-warcrecorddigests-2.warc", "jhove-valid/valid-warcfile-utf8.warc",
        "jwarc/cc.warc.gz", "jwarc/gzip_extra_sl.warc.gz", "whirlwind-python/whirlwind.warc.gz", "py-wacz/example-collection.warc",
        "pywb/iana.warc.gz", "pywb/dupes.warc.gz", "pywb/example.warc.gz", "pywb/example.warc", "pywb/missing-status-text.warc",
        "pywb/example-wget-1-14.warc.gz", "pywb/example-wpull.warc.gz", "pywb/post-test.warc.gz", "pywb/httpbin-resource.warc.gz",
        "pywb/example-url-agnostic-orig.warc.gz", "pywb/example-url-agnostic-revisit.warc.gz",
        "warc-specifications/20130729-heritrix-original.warc.gz",
        "warc-specifications/20130729-heritrix-revisit-with-http-headers.warc.gz",
        "warc-specifications/20141124-heritrix-server-not-modified.warc.gz",
        "warc-specifications/20141129-heritrix-original.warc.gz",
        "warc-specifications/20141129-heritrix-revisit-with-http-headers-and-new-warc-headers.warc.gz",
    ])
    func indexOfOthers(_ name: String) throws {
        // With --post-append it writes the digest of no bytes where a record has none.
        let result = try Peers.run("cdxj-indexer", (name.contains("post") ? ["--post-append"] : []) + [Samples.path(name)])
        #expect(result.status == 0)
        #expect(try lines(Samples.path(name)) == result.output.split(separator: "\n").map(String.init))
    }

    @Test("Of record types in capitals, which cdxj-indexer passes over, lines are made as well",
          .enabled(if: Samples.areThere, "the shared samples are not there"))
    func capitals() throws {
        let path = Samples.path("jhove-valid/valid-warcfile-upper-lower-case.warc")
        let theirs = try Peers.run("cdxj-indexer", [path]).output.split(separator: "\n").map(String.init)
        let ours = try lines(path)
        #expect(theirs.count == 2 && ours.count == 4)
        #expect(ours.filter { theirs.contains($0) } == theirs)
    }
}
