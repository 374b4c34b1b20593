import Markup
import Testing

@Suite("gb18030, big5, UTF-16, windows-1252")
struct MultiByteDecoderTests {
    private func decode(_ charset: Charset, _ bytes: [UInt8]) -> (text: String, bad: Int) {
        let decoded = charset.decode(bytes)
        return (String(decoding: decoded.utf8, as: UTF8.self), decoded.badBytes)
    }

    // The fingerprints are of what a browser's TextDecoder makes of the same bytes; of Big5, with the four pairs that the Standard
    // names as a letter with a mark, which that browser gets wrong.
    @Test("every pair of bytes decodes as in a browser", arguments: [
        (Charset.gb18030, 0x32E8_0E7A_0B38_5338 as UInt64), (.big5, 0x1740_94EC_D59A_783E),
    ])
    func allPairs(charset: Charset, expected: UInt64) {
        var fingerprint = Fingerprint()
        for lead in 0x80 ... 0xFF as ClosedRange<UInt8> {
            for trail in 0 ... 0xFF as ClosedRange<UInt8> { fingerprint.add(charset.decode([lead, trail]).utf8) }
        }
        #expect(fingerprint.value == expected)
    }

    @Test("four-byte sequences decode as in a browser")
    func fourBytes() {
        var fingerprint = Fingerprint()
        for first in Array(0x81 ... 0x84) + [0x90, 0xE3, 0xFE] as [UInt8] {
            for second in 0x30 ... 0x39 as ClosedRange<UInt8> {
                for third in 0x81 ... 0xFE as ClosedRange<UInt8> {
                    for fourth in 0x30 ... 0x39 as ClosedRange<UInt8> {
                        fingerprint.add(Charset.gb18030.decode([first, second, third, fourth]).utf8)
                    }
                }
            }
        }
        #expect(fingerprint.value == 0xEF1E_802E_5C99_527A)
    }

    @Test("every byte of windows-1252 decodes as in a browser")
    func singleBytes() {
        var fingerprint = Fingerprint()
        for byte in 0x80 ... 0xFF as ClosedRange<UInt8> { fingerprint.add(Charset.windows1252.decode([byte]).utf8) }
        #expect(fingerprint.value == 0xFFA3_D0D7_11BA_5448)
    }

    @Test("gb18030 decodes what another implementation's test data says", .enabled(if: SharedData.has("conformance/encoding"), "no shared test data"))
    func conformance() throws {
        let input = try SharedData.bytes("conformance/encoding/encoding_rs-gb18030_in.txt").split(separator: 0x0A, omittingEmptySubsequences: false)
        let expected = try SharedData.bytes("conformance/encoding/encoding_rs-gb18030_in_ref.txt").split(separator: 0x0A, omittingEmptySubsequences: false)
        try #require(input.count == expected.count && input.count > 23_000)
        var different = 0
        for (bytes, text) in zip(input, expected) where Charset.gb18030.decode(Array(bytes)).utf8 != Array(text) { different += 1 }
        #expect(different == 0)
    }

    @Test("gb18030 encodes what another implementation's test data says", .enabled(if: SharedData.has("conformance/encoding"), "no shared test data"))
    func conformanceOfEncoding() throws {
        let input = try SharedData.bytes("conformance/encoding/encoding_rs-gb18030_out.txt").split(separator: 0x0A, omittingEmptySubsequences: false)
        let expected = try SharedData.bytes("conformance/encoding/encoding_rs-gb18030_out_ref.txt").split(separator: 0x0A, omittingEmptySubsequences: false)
        try #require(input.count == expected.count && input.count > 23_000)
        var different: [String] = []
        for (text, bytes) in zip(input, expected) {
            let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
            if scalars.flatMap({ Charset.gb18030.encode($0) ?? [] }) != Array(bytes) { different.append(String(scalars)) }
        }
        #expect(different.isEmpty)
    }

    @Test("what encodes decodes to the same", arguments: [Charset.gb18030, .big5, .windows1252, .utf8])
    func roundTrip(charset: Charset) {
        var encoded = 0
        for value in 1 ... 0x2FFFF as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value), let bytes = charset.encode(scalar) else { continue }
            encoded += 1
            // 18 private characters encode to bytes that now mean others (GB 18030-2022).
            if charset == .gb18030, 0xE78D ... 0xE864 ~= value, bytes.count == 2, bytes[0] == 0xA6 || bytes[0] == 0xFE { continue }
            let decoded = charset.decode(bytes)
            if value == 0xFEFF, charset == .utf8 { continue }  // a byte order mark
            if decoded.utf8 != Array(String(Character(scalar)).utf8) { Issue.record("U+\(String(value, radix: 16)) → \(bytes) → \(decoded)") }
        }
        // Of planes 0 to 2 without surrogates and U+0000: all, all but U+E5E5, what index Big5 has beyond HKSCS.
        let expected: [Charset: Int] = [.utf8: 194_559, .gb18030: 194_558, .big5: 14_780, .windows1252: 255]
        #expect(encoded == expected[charset])
    }

    @Test("one bad byte costs one character; an ASCII byte after it stays", arguments: [
        (Charset.gb18030, [0xC4, 0xFF, 0xC4, 0xE3], "\u{FFFD}你", 1),
        (.gb18030, [0xFF, 0xC4, 0xE3], "\u{FFFD}你", 1), (.gb18030, [0xC4, 0x3C, 0x61, 0x3E], "\u{FFFD}<a>", 1),
        (.gb18030, [0x81, 0x30, 0x3C], "\u{FFFD}0<", 1), (.gb18030, [0x81, 0x30, 0x81, 0x3C], "\u{FFFD}0\u{FFFD}<", 2), (.gb18030, [0x80], "€", 0),
        (.gb18030, [0xC4], "\u{FFFD}", 1), (.gb18030, [0x81, 0x30], "\u{FFFD}", 1), (.gb18030, [0x81, 0x30, 0x81], "\u{FFFD}", 1),
        (.gb18030, [0xE3, 0x32, 0x9A, 0x36], "\u{FFFD}", 1), (.gb18030, [0xC4, 0xE3, 0, 0xBA, 0xC3], "你\u{FFFD}好", 0),
        (.big5, [0xA7, 0x41, 0xFF, 0xA6, 0x6E], "你\u{FFFD}好", 1), (.big5, [0xA7, 0x3C], "\u{FFFD}<", 1), (.big5, [0x81, 0x40], "\u{FFFD}@", 1),
        (.big5, [0x81, 0xFE], "\u{FFFD}", 1), (.big5, [0x88, 0x62, 0x88, 0xA5], "Ê̄ê̌", 0), (.big5, [0xA7], "\u{FFFD}", 1),
    ] as [(Charset, [UInt8], String, Int)])
    func errors(charset: Charset, bytes: [UInt8], text: String, bad: Int) {
        #expect(Array(decode(charset, bytes).text.unicodeScalars) == Array(text.unicodeScalars))
        #expect(decode(charset, bytes).bad == bad)
    }

    @Test("UTF-16: surrogates, their halves, odd ends, both orders, the mark", arguments: [
        ([0x60, 0x4F, 0x7D, 0x59], "你好", 0), ([0xFF, 0xFE, 0x60, 0x4F], "你", 0), ([0x40, 0xD8, 0x87, 0xDC], "\u{20087}", 0),
        ([0x40, 0xD8, 0x41, 0x00], "\u{FFFD}A", 1), ([0x87, 0xDC], "\u{FFFD}", 1), ([0x60, 0x4F, 0x7D], "你\u{FFFD}", 1),
        ([0x40, 0xD8], "\u{FFFD}", 1), ([0x40, 0xD8, 0x87], "\u{FFFD}", 1), ([0x00, 0x00], "\u{FFFD}", 0),
    ] as [([UInt8], String, Int)])
    func utf16(bytes: [UInt8], text: String, bad: Int) {
        #expect(decode(.utf16le, bytes) == (text, bad))
        var swapped = bytes
        for i in stride(from: 0, to: bytes.count - 1, by: 2) { swapped.swapAt(i, i + 1) }
        #expect(decode(.utf16be, swapped) == (text, bad))
    }

    @Test("any bytes, cut anywhere, decode to valid UTF-8 without U+0000", arguments: Charset.allCases)
    func anyBytes(charset: Charset) {
        var generator = SeededGenerator(seed: 7)
        for length in 0 ..< 300 {
            let bytes = (0 ..< length).map { _ in UInt8.random(in: 0 ... 255, using: &generator) }
            let decoded = charset.decode(bytes)
            #expect(String(validating: decoded.utf8, as: UTF8.self) != nil)
            #expect(!decoded.utf8.contains(0))
            #expect(decoded.badBytes <= length)
        }
    }

    @Test("labels are the Encoding Standard's, in any case and with white space", arguments: [
        ("GB2312", Charset.gb18030), ("gbk", .gb18030), (" x-gbk\n", .gb18030), ("chinese", .gb18030), ("GB18030", .gb18030), ("UTF8", .utf8),
        ("Big5-HKSCS", .big5), ("utf-16", .utf16le), ("unicodefffe", .utf16be), ("ISO-8859-1", .windows1252), ("us-ascii", .windows1252),
        ("shift_jis", nil), ("euc-kr", nil), ("iso-8859-2", nil), ("", nil), ("utf 8", nil), ("ＵＴＦ-8", nil), ("hz-gb-2312", nil),
    ] as [(String, Charset?)])
    func labels(label: String, charset: Charset?) {
        #expect(Charset(label: label) == charset)
    }
}
