import Testing
import Web
@testable import WebArchive

@Suite struct WARCRecordTests {
    private let capture = CaptureSamples.capture("http://a.example/")

    @Test("A response's header has the fields of WARC/1.1, in a stable order")
    func responseHead() throws {
        let id = WARCRecordID(fieldValue: "<urn:uuid:00000000-0000-4000-8000-000000000001>")
        let record = try WARCRecord.response(
            of: capture, head: CaptureSamples.head("HTTP/1.1 200 OK"), body: .bytes(Array("abc".utf8)),
            truncated: .length, identifiedPayloadType: "text/html; charset=\"gb18030\"", id: id)
        #expect(String(decoding: record.head, as: UTF8.self) == """
            WARC/1.1\r
            WARC-Type: response\r
            WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
            WARC-Date: 2026-11-24T05:00:00Z\r
            WARC-Target-URI: http://a.example/\r
            WARC-IP-Address: 127.0.0.1\r
            WARC-Protocol: http/1.1\r
            WARC-Truncated: length\r
            WARC-Identified-Payload-Type: text/html; charset="gb18030"\r
            WARC-Payload-Digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\r
            WARC-Block-Digest: \(SHA256Digest(of: Array("HTTP/1.1 200 OK\r\n\r\nabc".utf8)).labelled)\r
            Content-Type: application/http; msgtype=response\r
            Content-Length: 22\r
            \r

            """)
    }

    @Test("The payload digest is over the body without its transfer coding, its content coding kept; in memory as from a file")
    func payloadDigest() throws {
        let scratch = try Scratch()
        let body = Array("some body that is long enough for chunks".utf8)
        let head = CaptureSamples.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Content-Encoding: gzip")
        let coded = CaptureSamples.chunked(body, size: 7)
        try write(coded, to: scratch.file("body"))
        let inMemory = try WARCRecord.response(of: capture, head: head, body: .bytes(coded))
        let inFile = try WARCRecord.response(of: capture, head: head, body: .file(path: scratch.file("body"), count: Int64(coded.count)))
        for record in [inMemory, inFile] {
            #expect(record.value(of: "WARC-Payload-Digest") == SHA256Digest(of: body).labelled)
            #expect(record.value(of: "WARC-Block-Digest") == SHA256Digest(of: head + coded).labelled)
        }
        // Cut within the second chunk: the payload is cut at the same place (WARC/1.1 §6.3.2).
        let cut = try WARCRecord.response(of: capture, head: head, body: .bytes(Array(coded[..<18])))
        #expect(cut.value(of: "WARC-Payload-Digest") == SHA256Digest(of: body[..<10]).labelled)
        // Not chunked at all, whatever its head says: the body as it stands.
        let not = try WARCRecord.response(of: capture, head: head, body: .bytes(body))
        #expect(not.value(of: "WARC-Payload-Digest") == SHA256Digest(of: body).labelled)
    }

    @Test("Nothing that a server or a page says can begin a header line of its own")
    func sanitized() throws {
        var nasty = CaptureSamples.capture("http://a.example/x y<\r\nWARC-Type: warcinfo\r\n\r\n>中")
        nasty.ipAddress = "1.2.3.4\nX: y"
        let record = try WARCRecord.response(
            of: nasty, head: CaptureSamples.head("HTTP/1.1 200 OK"), identifiedPayloadType: "text/html; 字\r\n\r\n")
        let fields = HeaderFields(parsing: record.head.drop { $0 != LF }.dropFirst())
        #expect(fields.count == record.fields.count + 1)
        #expect(fields["WARC-Target-URI"] == "http://a.example/x%20y%3C%0D%0AWARC-Type:%20warcinfo%0D%0A%0D%0A%3E%E4%B8%AD")
        #expect(fields.values(of: "WARC-Type") == ["response"])
        #expect(fields["X"] == nil)
        #expect(record.head.allSatisfy { $0 < 0x80 })
        let metadata = WARCRecord.metadata(of: capture, fields: [("via", "a\r\nInjected: yes"), ("title", "标题")])
        #expect(metadata.block == .bytes(Array("via: a  Injected: yes\r\ntitle: 标题\r\n".utf8)))
    }

    @Test("A 304's revisit has an empty block and says what it refers to; an identical payload's keeps its head")
    func revisits() throws {
        let original = WARCOriginal(recordID: WARCRecordID(), targetURI: "http://a.example/", date: CaptureSamples.date, payloadDigest: "sha256:00")
        let notModified = WARCRecord.revisit(of: capture, notModifiedSince: original)
        #expect(notModified.block.count == 0)
        #expect(notModified.value(of: "Content-Type") == nil)
        #expect(notModified.value(of: "WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
        let head = CaptureSamples.head("HTTP/1.1 200 OK")
        let identical = WARCRecord.revisit(of: capture, identicalTo: original, payloadDigest: "sha256:00", head: head)
        #expect(identical.block == .bytes(head))
        #expect(identical.value(of: "WARC-Truncated") == "length")
        for record in [notModified, identical] {
            #expect(record.value(of: "WARC-Refers-To") == original.recordID?.bracketed)
            #expect(record.value(of: "WARC-Refers-To-Target-URI") == "http://a.example/")
            #expect(record.value(of: "WARC-Refers-To-Date") == "2026-11-24T05:00:00Z")
            #expect(record.value(of: "WARC-Payload-Digest") == "sha256:00")
        }
    }

    @Test("Record identifiers are UUIDs of version 4, and differ")
    func identifiers() throws {
        let identifiers = (0..<1000).map { _ in WARCRecordID().uri }
        #expect(Set(identifiers).count == 1000)
        let form = try Regex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        #expect(identifiers.allSatisfy { $0.wholeMatch(of: form) != nil })
    }

    @Test("Bytes in a field come back exactly")
    func percentEncodedBytes() {
        let all = (0...255).map { UInt8($0) } + Array("%41 %zz %".utf8)
        let text = PercentEncodedBytes(all).description
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(PercentEncodedBytes(decoding: text).bytes == all)
    }
}
