// Big5, in which pages of Taiwan and Hong Kong are written.
import CEncodings

/// Big5 of the WHATWG Encoding Standard, section 11.1: with HKSCS.
enum Big5 {
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
                continue
            }
            guard 0x81 ... 0xFE ~= lead, i + 1 < bytes.count else {
                text.appendError()
                i += 1
                continue
            }
            let trail = bytes[i + 1]
            guard let pointer = pointer(lead, trail) else {
                text.appendError()
                i += trail < 0x80 ? 1 : 2  // an ASCII byte is no part of the error
                continue
            }
            let point = enc_big5_point(Int32(pointer))
            if point != 0 {
                text.append(point)
                i += 2
            } else if let (letter, mark) = letterWithMark(pointer) {
                text.append(letter)
                text.append(mark)
                i += 2
            } else {
                text.appendError()
                i += trail < 0x80 ? 1 : 2
            }
        }
        return text.finished
    }

    /// The bytes of a scalar; nil where Big5 has none.
    static func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
        if scalar.value < 0x80 { return [UInt8(scalar.value)] }
        guard let pointer = pointers[scalar.value] else { return nil }
        return [UInt8(0x81 + pointer / 157), UInt8(pointer % 157 + (pointer % 157 < 0x3F ? 0x40 : 0x62))]
    }

    /// Four pairs stand for two code points (decoder, step 3); the table has nothing there.
    private static func letterWithMark(_ pointer: Int) -> (UInt32, UInt32)? {
        switch pointer {
        case 1133: (0xCA, 0x304)
        case 1135: (0xCA, 0x30C)
        case 1164: (0xEA, 0x304)
        case 1166: (0xEA, 0x30C)
        default: nil
        }
    }

    private static func pointer(_ lead: UInt8, _ trail: UInt8) -> Int? {
        switch trail {
        case 0x40 ... 0x7E: Int(lead - 0x81) * 157 + Int(trail - 0x40)
        case 0xA1 ... 0xFE: Int(lead - 0x81) * 157 + Int(trail - 0x62)
        default: nil
        }
    }

    // "Index Big5 pointer": HKSCS is never written, of several pointers the first counts, of six box-drawing and number signs the last.
    private static let pointers: [UInt32: Int] = {
        var pointers: [UInt32: Int] = [:]
        for pointer in (0xA1 - 0x81) * 157 ..< Int(ENC_BIG5_POINTS) {
            let point = enc_big5_point(Int32(pointer))
            let last: Set<UInt32> = [0x2550, 0x255E, 0x2561, 0x256A, 0x5341, 0x5345]
            if point != 0, pointers[point] == nil || last.contains(point) { pointers[point] = pointer }
        }
        return pointers
    }()
}
