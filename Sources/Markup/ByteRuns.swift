// Finds where runs of plain bytes end, a word at a time.
//
// Unsafe: words are loaded from the array's memory, always eight whole bytes inside its bounds. Safe loops over bytes cost as much as
// a fifth of the parse.

extension [UInt8] {
    /// The end of the run of ASCII without U+0000 that begins at `start`.
    @inline(__always)
    func endOfASCII(from start: Int) -> Int {
        withUnsafeBytes { bytes in Self.endOfASCII(bytes, from: start) }
    }

    /// The first byte at or after `start` that does not belong to a whole, valid UTF-8 character, or is U+0000; and the number of
    /// characters beyond ASCII before it.
    func endOfUTF8(from start: Int) -> (end: Int, beyondASCII: Int) {
        withUnsafeBytes { bytes in
            var i = start
            var beyondASCII = 0
            while true {
                i = Self.endOfASCII(bytes, from: i)
                while i < bytes.count, bytes[i] >= 0x80 {
                    let length = Self.lengthOfCharacter(bytes, at: i)
                    guard length > 0 else { return (i, beyondASCII) }
                    i += length
                    beyondASCII += 1
                }
                guard i < bytes.count, bytes[i] != 0 else { return (i, beyondASCII) }
            }
        }
    }

    @inline(__always)
    private static func endOfASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var i = start
        while i + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            // The high bit of a byte stays where the byte has it, or borrowed because it is zero (or a lower one is).
            let stop = (word &- 0x0101_0101_0101_0101 | word) & 0x8080_8080_8080_8080
            if stop != 0 { return i + stop.trailingZeroBitCount / 8 }
            i += 8
        }
        while i < bytes.count, bytes[i] &- 1 < 0x7F { i += 1 }
        return i
    }

    /// The length of the valid character beyond ASCII at `i`, 0 if there is none (Unicode Standard, table 3-7).
    @inline(__always)
    private static func lengthOfCharacter(_ bytes: UnsafeRawBufferPointer, at i: Int) -> Int {
        let lead = bytes[i]
        func continues(_ offset: Int) -> Bool { bytes[i + offset] & 0xC0 == 0x80 }
        switch lead {
        case 0xE1 ... 0xEC, 0xEE, 0xEF:
            return i + 2 < bytes.count && continues(1) && continues(2) ? 3 : 0
        case 0xC2 ... 0xDF:
            return i + 1 < bytes.count && continues(1) ? 2 : 0
        case 0xE0:
            return i + 2 < bytes.count && continues(1) && bytes[i + 1] >= 0xA0 && continues(2) ? 3 : 0
        case 0xED:
            return i + 2 < bytes.count && continues(1) && bytes[i + 1] < 0xA0 && continues(2) ? 3 : 0
        case 0xF0 ... 0xF4:
            guard i + 3 < bytes.count, continues(1), continues(2), continues(3) else { return 0 }
            return (lead != 0xF0 || bytes[i + 1] >= 0x90) && (lead != 0xF4 || bytes[i + 1] < 0x90) ? 4 : 0
        default:
            return 0
        }
    }
}
