// The identifier of a WARC record: a random UUID as a URN.

/// A record's identifier (WARC/1.1 §5.2), such as `urn:uuid:8d5a4bd1-…`.
public struct WARCRecordID: Sendable, Hashable, CustomStringConvertible {
    /// The URI, without angle brackets.
    public let uri: String

    /// A new identifier: UUID version 4 (RFC 9562 §5.4) from the system's random numbers.
    public init() {
        var random = SystemRandomNumberGenerator()
        let (high, low) = (random.next(), random.next())
        var text = Array("urn:uuid:".utf8)
        text.reserveCapacity(45)
        for i in 0..<16 {
            var byte = UInt8(truncatingIfNeeded: (i < 8 ? high : low) >> UInt64(56 - 8 * (i & 7)))
            if i == 6 { byte = byte & 0x0F | 0x40 }
            if i == 8 { byte = byte & 0x3F | 0x80 }
            if i == 4 || i == 6 || i == 8 || i == 10 { text.append(UInt8(ascii: "-")) }
            Hexadecimal.append(byte, to: &text)
        }
        uri = String(decoding: text, as: UTF8.self)
    }

    /// The identifier in a field's value, with or without angle brackets.
    public init(fieldValue: String) {
        uri = fieldValue.hasPrefix("<") && fieldValue.hasSuffix(">") ? String(fieldValue.dropFirst().dropLast()) : fieldValue
    }

    /// The form in header fields: `<urn:uuid:…>`.
    public var bracketed: String { "<\(uri)>" }

    public var description: String { bracketed }
}
