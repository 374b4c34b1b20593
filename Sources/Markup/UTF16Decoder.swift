// UTF-16, which pages are in only if they say so by a byte order mark or in HTTP.

/// UTF-16LE and UTF-16BE of the WHATWG Encoding Standard, section 14.2.
enum UTF16Decoder {
    static func decode(_ bytes: [UInt8], bigEndian: Bool) -> DecodedText {
        var text = TextBeingDecoded(capacity: bytes.count * 3 / 2 + 64)
        func unit(_ i: Int) -> UInt32 {
            bigEndian ? UInt32(bytes[i]) << 8 | UInt32(bytes[i + 1]) : UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i])
        }
        var i = bytes.count >= 2 && unit(0) == 0xFEFF ? 2 : 0
        while i + 1 < bytes.count {
            let first = unit(i)
            i += 2
            switch first {
            case 0xD800 ... 0xDBFF:
                if i + 1 < bytes.count, 0xDC00 ... 0xDFFF ~= unit(i) {
                    text.append(0x10000 + (first & 0x3FF) << 10 + unit(i) & 0x3FF)
                    i += 2
                } else if i + 1 == bytes.count {
                    i += 1  // the lone surrogate and the odd byte at the end are one error
                    text.appendError()
                } else {
                    text.appendError()
                }
            case 0xDC00 ... 0xDFFF: text.appendError()
            default: text.append(first)
            }
        }
        if i < bytes.count { text.appendError() }
        return text.finished
    }
}
