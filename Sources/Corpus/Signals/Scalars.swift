// UTF-8 as an array of scalar values, which all that looks at a text works on.

/// Decoding and encoding of whole texts.
enum Scalars {
    /// The scalar values of well-formed UTF-8.
    static func decode(_ bytes: [UInt8]) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(bytes.count / 2)
        var index = 0
        let count = bytes.count
        while index < count {
            let lead = UInt32(bytes[index])
            if lead < 0x80 {
                scalars.append(lead)
                index += 1
            } else if lead >= 0xE0, lead < 0xF0, index + 2 < count {
                scalars.append((lead & 0x0F) << 12 | (UInt32(bytes[index + 1]) & 0x3F) << 6 | UInt32(bytes[index + 2]) & 0x3F)
                index += 3
            } else if lead < 0xE0, index + 1 < count {
                scalars.append((lead & 0x1F) << 6 | UInt32(bytes[index + 1]) & 0x3F)
                index += 2
            } else if index + 3 < count {
                scalars.append(
                    (lead & 0x07) << 18 | (UInt32(bytes[index + 1]) & 0x3F) << 12 | (UInt32(bytes[index + 2]) & 0x3F) << 6
                        | UInt32(bytes[index + 3]) & 0x3F)
                index += 4
            } else {
                scalars.append(0xFFFD)
                index += 1
            }
        }
        return scalars
    }

    static func decode(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    static func encode(_ scalars: some Collection<UInt32>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count * 3)
        for scalar in scalars {
            switch scalar {
            case 0..<0x80: bytes.append(UInt8(scalar))
            case 0x80..<0x800:
                bytes.append(UInt8(0xC0 | scalar >> 6))
                bytes.append(UInt8(0x80 | scalar & 0x3F))
            case 0x800..<0x10000:
                bytes.append(UInt8(0xE0 | scalar >> 12))
                bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
                bytes.append(UInt8(0x80 | scalar & 0x3F))
            default:
                bytes.append(UInt8(0xF0 | scalar >> 18 & 0x07))
                bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
                bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
                bytes.append(UInt8(0x80 | scalar & 0x3F))
            }
        }
        return bytes
    }
}

/// A mixing of 64 bits in which each bit of the input moves each of the output (the finalizer of MurmurHash3, public domain).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var hash = value
    hash ^= hash >> 33
    hash = hash &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    hash = hash &* 0xC4CE_B9FE_1A85_EC53
    hash ^= hash >> 33
    return hash
}
