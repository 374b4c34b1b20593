// windows-1252, which ISO 8859-1 and ASCII labels mean too.

/// windows-1252 of the WHATWG Encoding Standard, section 9: every byte is a character.
enum Windows1252 {
    static func decode(_ bytes: [UInt8]) -> DecodedText {
        var text = TextBeingDecoded(capacity: bytes.count + bytes.count / 4 + 64)
        var i = 0
        while i < bytes.count {
            let end = bytes.endOfASCII(from: i)
            text.append(bytes[i ..< end])
            i = end
            while i < bytes.count, bytes[i] >= 0x80 || bytes[i] == 0 {
                text.append(point(bytes[i]))
                i += 1
            }
        }
        return text.finished
    }

    /// The byte of a scalar; nil where windows-1252 has none.
    static func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
        let value = scalar.value
        if value < 0x80 || 0xA0 ... 0xFF ~= value { return [UInt8(value)] }
        guard let index = from80.firstIndex(where: { UInt32($0) == value }) else { return nil }
        return [UInt8(0x80 + index)]
    }

    private static func point(_ byte: UInt8) -> UInt32 {
        0x80 ... 0x9F ~= byte ? UInt32(from80[Int(byte - 0x80)]) : UInt32(byte)
    }

    private static let from80: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
}
