// UTF-8 with the errors of the Encoding Standard.

/// The UTF-8 decoder of the WHATWG Encoding Standard, section 8.1.1: each maximal part of a character that breaks off is one error.
enum UTF8Decoder {
    static func decode(_ bytes: [UInt8]) -> DecodedText {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var (end, _) = bytes.endOfUTF8(from: start)
        if end == bytes.count, start == 0 { return DecodedText(utf8: bytes, badBytes: 0) }
        var text = TextBeingDecoded(capacity: bytes.count + 64)
        var i = start
        while true {
            text.append(bytes[i ..< end])
            i = end
            guard i < bytes.count else { return text.finished }
            if bytes[i] == 0 {
                text.append(0)
                i += 1
            } else {
                text.appendError()
                i += maximalSubpart(of: bytes, at: i)
            }
            end = bytes.endOfUTF8(from: i).end
        }
    }

    /// Whether a character begins at `i` that the end of the input cuts short.
    static func isBrokenOff(_ bytes: [UInt8], at i: Int) -> Bool {
        guard i < bytes.count, needed(bytes[i]) > 1 else { return false }
        let length = maximalSubpart(of: bytes, at: i)
        return length < needed(bytes[i]) && i + length == bytes.count
    }

    private static func needed(_ lead: UInt8) -> Int { lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

    /// The length of the error at `i`: the lead byte and the bytes that could still have followed it.
    private static func maximalSubpart(of bytes: [UInt8], at i: Int) -> Int {
        let lead = bytes[i]
        var lower: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        var upper: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        var length = 1
        while length < needed(lead), i + length < bytes.count, lower ... upper ~= bytes[i + length] {
            length += 1
            (lower, upper) = (0x80, 0xBF)
        }
        return length
    }
}
