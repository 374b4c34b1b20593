// Percent-encoding and its code point sets (URL Standard, section 1.3).

/// A set of ASCII bytes; all bytes from 0x80 belong to every set, as in the standard's percent-encode sets.
struct ByteSet: Sendable {
    let low: UInt64
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        if byte < 64 { return (low >> UInt64(byte)) & 1 == 1 }
        if byte < 128 { return (high >> UInt64(byte & 63)) & 1 == 1 }
        return true
    }
}

extension ByteSet {
    // Masks, not string literals, so that they are constants and cost no initialization; a test spells them out.
    static let c0Control = ByteSet(low: 0x0000_0000_FFFF_FFFF, high: 0x8000_0000_0000_0000)
    static let fragment = ByteSet(low: 0x5000_0005_FFFF_FFFF, high: 0x8000_0001_0000_0000)
    static let query = ByteSet(low: 0x5000_000D_FFFF_FFFF, high: 0x8000_0000_0000_0000)
    static let specialQuery = ByteSet(low: 0x5000_008D_FFFF_FFFF, high: 0x8000_0000_0000_0000)
    static let path = ByteSet(low: 0xD000_000D_FFFF_FFFF, high: 0xA800_0001_4000_0000)
    static let userinfo = ByteSet(low: 0xFC00_800D_FFFF_FFFF, high: 0xB800_0001_7800_0001)
    /// Forbidden host code points (URL Standard, section 3.1).
    static let forbiddenInHost = ByteSet(low: 0xD400_8009_0000_2601, high: 0x1000_0000_7800_0001)
    /// Forbidden domain code points (URL Standard, section 3.1).
    static let forbiddenInDomain = ByteSet(low: 0xD400_8029_FFFF_FFFF, high: 0x9000_0000_7800_0001)
}

enum PercentEncoding {
    /// Appends `byte` as `%XX`, upper case.
    @inline(__always)
    static func append(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(0x25)
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
    }

    /// Appends `bytes`, those in `set` percent-encoded; runs outside the set are copied whole.
    static func append(_ bytes: ArraySlice<UInt8>, encoding set: ByteSet, to output: inout [UInt8]) {
        var runStart = bytes.startIndex
        var index = runStart
        let end = bytes.endIndex
        while index < end {
            let byte = bytes[index]
            if set.contains(byte) {
                if runStart < index { output.append(contentsOf: bytes[runStart..<index]) }
                append(byte, to: &output)
                runStart = index + 1
            }
            index += 1
        }
        if runStart < end { output.append(contentsOf: bytes[runStart..<end]) }
    }

    /// Percent-decode (URL Standard, section 1.3): `%` without two hexadecimal digits stays.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x25, index + 2 < bytes.endIndex,
               let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2]) {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    @inline(__always)
    static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    @inline(__always)
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
