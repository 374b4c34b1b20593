// The identifier of a WARC record: a random UUID as a URN.

/// A record's identifier (WARC/1.1 §5.2), such as `urn:uuid:8d5a4bd1-…`.
public struct WARCRecordID: Sendable, Hashable, CustomStringConvertible {
    /// The URI, without angle brackets.
    public let uri: String

    /// A new identifier: UUID version 4 (RFC 9562 §5.4) from the system's random numbers.
    public init() {
        var random = SystemRandomNumberGenerator()
        let (high, low) = (random.next(), random.next())
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
            + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hexadecimal.text(of: bytes[$0]) }
        uri = "urn:uuid:" + groups.joined(separator: "-")
    }

    /// The identifier in a field's value, with or without angle brackets.
    public init(fieldValue: String) {
        uri = fieldValue.hasPrefix("<") && fieldValue.hasSuffix(">") ? String(fieldValue.dropFirst().dropLast()) : fieldValue
    }

    /// The form in header fields: `<urn:uuid:…>`.
    public var bracketed: String { "<\(uri)>" }

    public var description: String { bracketed }
}
