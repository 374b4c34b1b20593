// Makes any text fit into one line of a WARC header or of an application/warc-fields block, and bytes into such a text.

enum WARCFieldText {
    /// A value for a record header: control characters become blanks, what is not ASCII is percent-encoded
    /// (a header that is not ISO 8859-1 crashes pywb).
    static func header(_ value: String) -> String { encoded(value, keepsUnicode: false, encodesBlanks: false) }

    /// A URI for a record header: blanks, controls, angle brackets and what is not ASCII are percent-encoded.
    static func uri(_ value: String) -> String { encoded(value, keepsUnicode: false, encodesBlanks: true) }

    /// A value for an application/warc-fields block, which is UTF-8 (WARC/1.1 §4): control characters become blanks.
    static func block(_ value: String) -> String { encoded(value, keepsUnicode: true, encodesBlanks: false) }

    /// A URI whose blanks, and nothing else, are percent-encoded.
    static func blanksEncoded(_ value: String) -> String {
        value.utf8.contains(SPACE) ? value.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20") : value
    }

    private static func encoded(_ value: String, keepsUnicode: Bool, encodesBlanks: Bool) -> String {
        let source = value.utf8Span.span
        let isClean = source.indices.allSatisfy { index in
            let byte = source[index]
            return byte >= 0x20 && byte != 0x7F && (byte < 0x80 || keepsUnicode) && !(encodesBlanks && isUnsafeInURI(byte))
        }
        guard !isClean else { return value }
        var text: [UInt8] = []
        for byte in value.utf8 {
            if encodesBlanks ? isUnsafeInURI(byte) || byte > 0x7F : byte > 0x7F && !keepsUnicode {
                appendPercentEncoded(byte, to: &text)
            } else {
                text.append(byte < 0x20 || byte == 0x7F ? SPACE : byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isUnsafeInURI(_ byte: UInt8) -> Bool {
        byte <= SPACE || byte == 0x7F || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }

    fileprivate static func appendPercentEncoded(_ byte: UInt8, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "%"))
        text.append(Hexadecimal.upperCase[Int(byte >> 4)])
        text.append(Hexadecimal.upperCase[Int(byte & 15)])
    }
}

/// Bytes as one line of text for a field of a metadata record, exactly recoverable: each byte that is not printable ASCII,
/// and `%` itself, is percent-encoded. So a 304's head is kept as received.
public struct PercentEncodedBytes: Sendable, Hashable, CustomStringConvertible {
    /// The bytes.
    public let bytes: [UInt8]

    /// The form of `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The bytes that `text` stands for; a `%` without two digits stands for itself.
    public init(decoding text: String) {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
               let high = Hexadecimal.value(of: source[index + 1]), let low = Hexadecimal.value(of: source[index + 2]) {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        self.bytes = bytes
    }

    /// The line of text.
    public var description: String {
        var text: [UInt8] = []
        for byte in bytes {
            if byte < SPACE || byte > 0x7E || byte == UInt8(ascii: "%") {
                WARCFieldText.appendPercentEncoded(byte, to: &text)
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
