import Foundation
import Testing
@testable import WebArchive

/// Samples that other projects read, in `../shared/real/conformance/warc`.
@Suite(.enabled(if: Samples.areThere, "the shared samples are not there"))
struct ConformanceTests {
    struct Summary: Equatable {
        var types: [String] = []
        var tolerated: Set<ArchiveRule> = []
        var problem: WARCReadError.Problem?
    }

    private func summary(_ name: String) -> Summary {
        var summary = Summary()
        do throws(WARCReadError) {
            var reader = try WARCReader(path: Samples.path(name))
            while let entry = try reader.next() {
                _ = try reader.finish()
                summary.types.append(entry.type.name)
                summary.tolerated.formUnion(reader.tolerated.map(\.rule))
            }
        } catch {
            summary.problem = error.problem
        }
        return summary
    }

    @Test("Files that their makers call valid are read whole", arguments: [
        ("jhove-valid/valid-warcfile-contenttype-continuation.warc", 1), ("jhove-valid/valid-warcfile-duplicate-concurrentto.warc", 1),
        ("jhove-valid/valid-warcfile-fields-continuation.warc", 1), ("jhove-valid/valid-warcfile-fields-metainfo.warc", 1),
        ("jhove-valid/valid-warcfile-fields-warcinfo.warc", 1), ("jhove-valid/valid-warcfile-non-warc-headers.warc", 1),
        ("jhove-valid/valid-warcfile-upper-lower-case.warc", 5), ("jhove-valid/valid-warcfile-utf8.warc", 1),
        ("jhove-valid/valid-warcrecorddigests-1.warc", 7), ("jhove-valid/valid-warcrecorddigests-2.warc", 7),
        ("jwarc/cc.warc.gz", 1), ("jwarc/gzip_extra_sl.warc.gz", 1), ("whirlwind-python/whirlwind.warc.gz", 4),
        ("py-wacz/example-collection.warc", 4), ("pywb/iana.warc.gz", 343), ("pywb/dupes.warc.gz", 25),
        ("pywb/example.warc.gz", 6), ("pywb/example-wget-1-14.warc.gz", 6), ("pywb/example-wpull.warc.gz", 4),
        ("pywb/post-test.warc.gz", 6), ("pywb/httpbin-resource.warc.gz", 1),
        ("pywb/example-url-agnostic-orig.warc.gz", 2), ("pywb/example-url-agnostic-revisit.warc.gz", 2),
        ("warc-specifications/20130729-heritrix-original.warc.gz", 1),
        ("warc-specifications/20130729-heritrix-revisit-with-http-headers.warc.gz", 1),
        ("warc-specifications/20141124-heritrix-server-not-modified.warc.gz", 1),
        ("warc-specifications/20141129-heritrix-original.warc.gz", 1),
        ("warc-specifications/20141129-heritrix-revisit-with-http-headers-and-new-warc-headers.warc.gz", 1),
    ])
    func valid(_ name: String, count: Int) {
        let summary = summary(name)
        #expect(summary.problem == nil)
        #expect(summary.types.count == count)
        #expect(summary.tolerated.isSubset(of: [.version, .lineEnds, .separator]))
        #expect(!summary.types.contains(""))
    }

    @Test("Files with known faults are read as far as they go, their faults named")
    func faulty() {
        let bad = summary("pywb/example-bad.warc.gz.bad")
        #expect(bad.types == ["warcinfo", "response", "request", "revisit", "request", "response"])
        #expect(bad.problem == nil)
        #expect(bad.tolerated.contains(.sharedMember))
        #expect(summary("pywb/missing-status-text.warc").tolerated == [.lineEnds, .separator])
        #expect(summary("pywb/example.warc").tolerated.contains(.junk))
        #expect(summary("chatnoir-resiliparse/clipped.warc.gz") == Summary(types: [], tolerated: [], problem: .tornMember))
        let open = summary("gowarc/corrupted-mid-record.warc.gz.open")
        #expect(open.types.count > 10)
        #expect(open.problem != nil)
        let clueweb = summary("chatnoir-resiliparse/clueweb-quirk.warc.gz")
        #expect(clueweb.types.count == 30 && clueweb.problem == nil)
        #expect(clueweb.tolerated == [.version])
    }

    @Test("Names and values in any case, continuation lines and repeated fields are read as the standard says")
    func fields() throws {
        var reader = try WARCReader(path: Samples.path("jhove-valid/valid-warcfile-upper-lower-case.warc"))
        var types: [WARCRecordType] = []
        while let entry = try reader.next() {
            types.append(entry.type)
            #expect(entry.fields["WARC-Date"]?.hasPrefix("2008-04-30") == true)
        }
        #expect(types == [.warcinfo, .response, .response, .response, .response])
        reader = try WARCReader(path: Samples.path("jhove-valid/valid-warcfile-fields-continuation.warc"))
        let entry = try #require(try reader.next())
        #expect(entry.type == .continuation)
        #expect(entry.targetURI == "http://www.archive.org/")
        #expect(entry.fields["WARC-Identified-Payload-Type"] == "application/fluf")
        reader = try WARCReader(path: Samples.path("jhove-valid/valid-warcfile-duplicate-concurrentto.warc"))
        #expect(try reader.next()?.fields.values(of: "WARC-Concurrent-To").count == 3)
    }

    @Test("The payload of each response is decoded by its own head", arguments: ["pywb/iana.warc.gz", "whirlwind-python/whirlwind.warc.gz", "jwarc/cc.warc.gz"])
    func payloads(_ name: String) throws {
        var reader = try WARCReader(path: Samples.path(name))
        var whole = 0
        while let entry = try reader.next() {
            guard entry.holdsHTTP, entry.type == .response else { continue }
            let block = try reader.block(limit: 16 << 20)
            let message = try HTTPMessage(parsing: block[...])
            let body = block[message.headLength...]
            #expect(message.headIsComplete)
            let decoded = message.decoded(body)
            if decoded.isWhole { whole += 1 }
            guard let digest = entry.fields["WARC-Payload-Digest"], digest.hasPrefix("sha1:") else { continue }
            // Makers differ in what they digest: the body as stored, or without its transfer coding.
            let (payload, _) = message.transferDecoded(body)
            let candidates = [payload, body].map { bytes -> String in
                var digester = MessageDigester(.sha1)
                digester.update(bytes)
                return "sha1:" + Base32.text(of: digester.finish())
            }
            #expect(candidates.contains(digest), "\(entry.targetURI ?? "") \(digest)")
        }
        #expect(whole > 0)
    }
}
