import Markup
import Testing

@Suite("UTF-8")
struct UTF8DecoderTests {
    private func decode(_ bytes: [UInt8]) -> (text: String, bad: Int) {
        let decoded = Charset.utf8.decode(bytes)
        return (String(decoding: decoded.utf8, as: UTF8.self), decoded.badBytes)
    }

    @Test("valid text passes byte for byte", arguments: ["", "a", "省政府令 第219号", "𠂇𝄞\u{10FFFF}", "\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}"])
    func valid(text: String) {
        #expect(decode(Array(text.utf8)) == (text, 0))
    }

    @Test("each maximal part of a broken character is one error (Unicode Standard, table 3-8)", arguments: [
        ([0xC0, 0xAF], 2), ([0xE0, 0x80, 0xBF], 3), ([0xF0, 0x81, 0x82, 0x41], 3), ([0xED, 0xA0, 0x80], 3), ([0xF4, 0x91, 0x92, 0x93], 4),
        ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], 4), ([0xFF], 1), ([0x80, 0xBF], 2), ([0xE4, 0xBD], 1), ([0xF0, 0x9F, 0x98], 1),
    ] as [([UInt8], Int)])
    func errors(bytes: [UInt8], count: Int) {
        let (text, bad) = decode(bytes)
        #expect(bad == count)
        #expect(text.unicodeScalars.filter { $0 == "\u{FFFD}" }.count == count)
    }

    @Test("a byte that cannot continue a character is not swallowed")
    func nothingSwallowed() {
        #expect(decode([0xE4, 0xBD, 0x3C, 0x61]).text == "\u{FFFD}<a")
        #expect(decode([0xF0, 0x9F, 0x98, 0xE4, 0xBD, 0xA0]).text == "\u{FFFD}你")
    }

    @Test("U+0000 becomes U+FFFD and is no error")
    func null() {
        #expect(decode([0x61, 0, 0x62, 0, 0]) == ("a\u{FFFD}b\u{FFFD}\u{FFFD}", 0))
    }

    @Test("a byte order mark goes, at the start only")
    func byteOrderMark() {
        #expect(decode([0xEF, 0xBB, 0xBF, 0x61]).text == "a")
        #expect(Charset.utf8.decode([0x61, 0xEF, 0xBB, 0xBF]).utf8 == [0x61, 0xEF, 0xBB, 0xBF])
    }

    @Test("any bytes decode as the Swift standard library repairs them", arguments: 0 ..< 40 as Range<UInt64>)
    func noise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces: [[UInt8]] = [[0xE4, 0xBD, 0xA0], [0xF0, 0xA0, 0x82, 0x87], Array("plain ascii text".utf8), [0xC3, 0xA9]]
        var bytes: [UInt8] = []
        for _ in 0 ..< 400 {
            if Bool.random(using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
            } else {
                bytes.append(UInt8.random(in: 1 ... 255, using: &generator))
            }
        }
        let decoded = Charset.utf8.decode(bytes)
        let expected = String(decoding: bytes, as: UTF8.self)
        #expect(decoded.utf8 == Array(expected.utf8))
        #expect(decoded.badBytes == expected.unicodeScalars.filter { $0 == "\u{FFFD}" }.count)
    }

    @Test("text cut at any byte decodes up to there, with one error at most")
    func chopped() {
        let bytes = Array("政府a信息𠂇公开é".utf8)
        for length in 0 ... bytes.count {
            let decoded = Charset.utf8.decode(Array(bytes[..<length]))
            #expect(decoded.badBytes <= 1)
            let whole = String(validating: bytes[..<length], as: UTF8.self) != nil
            #expect(whole ? decoded.utf8 == Array(bytes[..<length]) : decoded.utf8.suffix(3) == [0xEF, 0xBF, 0xBD])
        }
    }
}
