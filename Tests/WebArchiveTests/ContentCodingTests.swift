import Testing
@testable import WebArchive

@Suite struct ContentCodingTests {
    private let text = Array(String(repeating: "中共定西市委组织部\n", count: 3000).utf8)

    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let compressor = GzipCompressor()
        return compressor.member(of: bytes)
    }

    @Test("gzip, also in several members, comes out whole; what follows is counted")
    func gzip() {
        #expect(ContentCoding(name: "X-GZIP") == .gzip)
        #expect(ContentCoding.gzip.decode(gzip(text)[...]).bytes == text)
        let members = gzip(Array(text[..<100])) + gzip([]) + gzip(Array(text[100...])) + [0, 0, 0]
        let decoded = ContentCoding.gzip.decode(members[...])
        #expect(decoded.bytes == text)
        #expect(decoded.verdict == .complete(trailing: 3))
        #expect(ContentCoding.gzip.decode([]).verdict == .complete(trailing: 0))
    }

    @Test("deflate is taken in the zlib format and raw")
    func deflate() {
        // A gzip member is a header of 10 bytes, raw deflate data, and 8 bytes of checksum and length (RFC 1952 §2.3).
        let raw = Array(gzip(text)[10...].dropLast(8))
        #expect(ContentCoding.deflate.decode(raw[...]).bytes == text)
        var (low, high) = (UInt32(1), UInt32(0))
        for byte in text {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        let adler = [UInt8(high >> 8), UInt8(high & 255), UInt8(low >> 8), UInt8(low & 255)]
        #expect(ContentCoding.deflate.decode(([0x78, 0x9C] + raw + adler)[...]).bytes == text)
        #expect(ContentCoding.deflate.decode(([0x78, 0x9C] + raw + [0, 0, 0, 0])[...]).verdict.isDamaged)
    }

    @Test("A gzip bomb is cut at the limit, and named")
    func bomb() {
        let bomb = gzip([UInt8](repeating: 0, count: 8 << 20))
        #expect(bomb.count < 20_000)
        let decoded = ContentCoding.gzip.decode(bomb[...], limit: 1 << 20)
        #expect(decoded.bytes.count == 1 << 20)
        #expect(decoded.verdict == .overLimit(1 << 20))
        #expect(ContentCoding.gzip.decode(gzip(text)[...], limit: text.count).verdict == .complete(trailing: 0))
        #expect(ContentCoding.gzip.decode(gzip(text)[...], limit: text.count - 1).verdict == .overLimit(text.count - 1))
    }

    @Test("Cut data are incomplete, damaged data damaged, and what could be decoded stands")
    func broken() {
        let coded = gzip(text)
        for cut in 1..<coded.count {
            let decoded = ContentCoding.gzip.decode(coded[..<cut])
            #expect(decoded.verdict == .incomplete)
            #expect(text.starts(with: decoded.bytes))
        }
        var damaged = coded
        damaged[coded.count - 6] ^= 1
        #expect(ContentCoding.gzip.decode(damaged[...]).verdict.isDamaged)
        #expect(ContentCoding.gzip.decode(damaged[...]).bytes == text)
    }

    @Test("A body that only claims to be coded stands as it is; codings without a decoder are named")
    func notCoded() {
        let page = Array("<html>".utf8)
        #expect(ContentCoding.gzip.decode(page[...]) == (page, .notCoded))
        #expect(ContentCoding(name: "br").decode(page[...]) == (page, .undecodable("br")))
        #expect(ContentCoding(name: "ZSTD").decode(page[...]) == (page, .undecodable("zstd")))
        #expect(ContentCoding(name: "pack200").decode(page[...]) == (page, .undecodable("pack200")))
    }
}

extension ContentCoding.Verdict {
    var isDamaged: Bool { if case .damaged = self { true } else { false } }
}
