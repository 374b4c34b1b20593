// GB 18030, which GB 2312 and GBK pages are read with.
import CEncodings

/// gb18030 of the WHATWG Encoding Standard, section 10.2.
enum GB18030 {
    static func decode(_ bytes: [UInt8]) -> DecodedText {
        var text = TextBeingDecoded(capacity: bytes.count + bytes.count / 2 + 64)
        var i = 0
        while i < bytes.count {
            let lead = bytes[i]
            if lead < 0x80 {
                let end = bytes.endOfASCII(from: i)
                text.append(bytes[i ..< end])
                i = end
                if i < bytes.count, bytes[i] == 0 {
                    text.append(0)
                    i += 1
                }
            } else if lead == 0x80 {
                text.append(0x20AC)
                i += 1
            } else if lead == 0xFF {
                text.appendError()
                i += 1
            } else if i + 1 == bytes.count {
                text.appendError()
                i += 1
            } else if let pointer = pair(lead, bytes[i + 1]) {
                text.append(UInt32(enc_gb18030_pair(Int32(pointer))))
                i += 2
            } else if 0x30 ... 0x39 ~= bytes[i + 1] {
                i += decodeFour(bytes, at: i, to: &text)
            } else {
                text.appendError()
                i += bytes[i + 1] < 0x80 ? 1 : 2  // an ASCII byte is no part of the error
            }
        }
        return text.finished
    }

    /// A sequence that begins with two bytes of a four-byte one. Returns the bytes that it took.
    private static func decodeFour(_ bytes: [UInt8], at i: Int, to text: inout TextBeingDecoded) -> Int {
        guard i + 2 < bytes.count else {
            text.appendError()
            return 2
        }
        guard 0x81 ... 0xFE ~= bytes[i + 2] else {
            text.appendError()
            return 1
        }
        guard i + 3 < bytes.count else {
            text.appendError()
            return 3
        }
        guard 0x30 ... 0x39 ~= bytes[i + 3] else {
            text.appendError()
            return 1
        }
        let pointer = ((Int(bytes[i] - 0x81) * 10 + Int(bytes[i + 1] - 0x30)) * 126 + Int(bytes[i + 2] - 0x81)) * 10 + Int(bytes[i + 3] - 0x30)
        if let point = point(ofFour: pointer) { text.append(point) } else { text.appendError() }
        return 4
    }

    @inline(__always)
    private static func pair(_ lead: UInt8, _ trail: UInt8) -> Int? {
        guard trail >= 0x40, trail != 0x7F, trail != 0xFF else { return nil }
        return Int(lead - 0x81) * 190 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
    }

    /// "Index gb18030 ranges code point".
    private static func point(ofFour pointer: Int) -> UInt32? {
        if pointer >= 189_000 { return pointer <= 1_237_575 ? UInt32(0x10000 + pointer - 189_000) : nil }
        guard pointer <= 39_419 else { return nil }
        let range = lastRange { Int($0.pointer) <= pointer }
        return UInt32(range.point) + UInt32(pointer - Int(range.pointer))
    }

    private static func lastRange(where isBefore: (enc_range) -> Bool) -> enc_range {
        var low: Int32 = 0, high = enc_gb18030_range_count
        while low + 1 < high {
            let middle = (low + high) / 2
            if isBefore(enc_gb18030_range(middle)) { low = middle } else { high = middle }
        }
        return enc_gb18030_range(low)
    }

    /// The bytes of a scalar; nil of U+E5E5 alone, which the Standard leaves out.
    static func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
        let point = scalar.value
        if point < 0x80 { return [UInt8(point)] }
        if point < 0x10000, let pointer = pairs[UInt16(point)] {
            return [UInt8(0x81 + pointer / 190), UInt8(pointer % 190 + (pointer % 190 < 0x3F ? 0x40 : 0x41))]
        }
        guard var pointer = point >= 0x10000 ? Int(point) - 0x10000 + 189_000 : fourBytePointers[UInt16(point)] else { return nil }
        let fourth = pointer % 10
        pointer /= 10
        let third = pointer % 126
        pointer /= 126
        return [UInt8(0x81 + pointer / 10), UInt8(0x30 + pointer % 10), UInt8(0x81 + third), UInt8(0x30 + fourth)]
    }

    // Made at first use: only addresses with Chinese in their query need them.
    private static let pairs: [UInt16: Int] = {
        var pairs: [UInt16: Int] = [:]
        pairs.reserveCapacity(Int(ENC_GB18030_PAIRS))
        for pointer in (0 ..< Int(ENC_GB18030_PAIRS)).reversed() { pairs[enc_gb18030_pair(Int32(pointer))] = pointer }
        // The characters that GB 18030-2022 took out of the private use area keep their old bytes too (gb18030 encoder, step 7).
        let moved: [(UInt16, [UInt8])] = [
            (0xE78D, [0xA6, 0xD9]), (0xE78E, [0xA6, 0xDA]), (0xE78F, [0xA6, 0xDB]), (0xE790, [0xA6, 0xDC]), (0xE791, [0xA6, 0xDD]),
            (0xE792, [0xA6, 0xDE]), (0xE793, [0xA6, 0xDF]), (0xE794, [0xA6, 0xEC]), (0xE795, [0xA6, 0xED]), (0xE796, [0xA6, 0xF3]),
            (0xE81E, [0xFE, 0x59]), (0xE826, [0xFE, 0x61]), (0xE82B, [0xFE, 0x66]), (0xE82C, [0xFE, 0x67]), (0xE832, [0xFE, 0x6D]),
            (0xE843, [0xFE, 0x7E]), (0xE854, [0xFE, 0x90]), (0xE864, [0xFE, 0xA0]),
        ]
        for (point, bytes) in moved { pairs[point] = pair(bytes[0], bytes[1]) }
        return pairs
    }()

    private static let fourBytePointers: [UInt16: Int] = {
        var pointers: [UInt16: Int] = [:]
        for pointer in 0 ... 39_419 {
            if let point = point(ofFour: pointer) { pointers[UInt16(truncatingIfNeeded: point)] = pointer }
        }
        return pointers
    }()
}
