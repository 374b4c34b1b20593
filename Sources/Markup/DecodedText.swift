// What decoding gives.

/// Text in UTF-8, without U+0000 and without a byte order mark.
public struct DecodedText: Sendable, Equatable {
    /// Always valid UTF-8. U+0000 became U+FFFD.
    public let utf8: [UInt8]
    /// Decoding errors; each left one U+FFFD. U+0000 in the input is no error.
    public let badBytes: Int

    public init(utf8: [UInt8], badBytes: Int) {
        self.utf8 = utf8
        self.badBytes = badBytes
    }
}

/// Text while it is being decoded.
struct TextBeingDecoded {
    private(set) var utf8: [UInt8] = []
    private(set) var badBytes = 0

    init(capacity: Int) { utf8.reserveCapacity(capacity) }

    var finished: DecodedText { DecodedText(utf8: utf8, badBytes: badBytes) }

    /// Takes bytes that are ASCII, or valid UTF-8, and hold no U+0000.
    mutating func append(_ valid: ArraySlice<UInt8>) { utf8.append(contentsOf: valid) }

    /// Takes a scalar value; U+0000 becomes U+FFFD, because libxml2 ends an attribute there.
    @inline(__always)
    mutating func append(_ scalar: UInt32) {
        switch scalar {
        case 0: utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
        case ..<0x80:
            utf8.append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            utf8.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        case ..<0x10000:
            utf8.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        default:
            utf8.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        }
    }

    mutating func appendError() {
        badBytes += 1
        utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
    }
}
