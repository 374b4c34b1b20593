// Writes JSON as bytes, keys in the order in which they are given.

/// A JSON text under construction: UTF-8, no white space, no line feed inside.
public struct JSONLine {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes `{`, what `body` writes, and `}`.
    public mutating func object(_ body: (inout JSONLine) -> Void) {
        nest("{", "}", body)
    }

    /// Writes `[`, what `body` writes, and `]`.
    public mutating func array(_ body: (inout JSONLine) -> Void) {
        nest("[", "]", body)
    }

    /// Writes a key of an object; its value is to follow.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a key that is not known when the program is written.
    public mutating func key(named name: String) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a key that is a JSON string already.
    public mutating func key(json token: [UInt8]) {
        separate()
        bytes.append(contentsOf: token)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string, or `null`.
    public mutating func value(_ string: String?) {
        guard let string else { return null() }
        var text = string
        text.withUTF8 { quoted($0) }
    }

    /// Writes a string that is given as well-formed UTF-8.
    public mutating func value(utf8 text: [UInt8]) {
        // The pointer lives as long as the call.
        text.withUnsafeBufferPointer { quoted($0) }
    }

    /// Writes an integer, or `null`.
    public mutating func value(_ number: Int?) {
        guard let number else { return null() }
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Writes `true` or `false`.
    public mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Writes a value that is JSON already, as it stands; or `null`.
    public mutating func value(json: (some Sequence<UInt8>)?) {
        guard let json else { return null() }
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Ends the line.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONLine) -> Void) {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func quoted(_ utf8: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var clean = 0  // utf8[clean..<i] needs no escape
        var i = 0
        while i < utf8.count {
            let byte = utf8[i]
            if byte >= 0xE0 {
                i += byte < 0xF0 ? 3 : 4  // nothing of a longer character needs an escape
                continue
            }
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: utf8[clean..<i])
                escape(byte)
                clean = i + 1
            }
            i += 1
        }
        bytes.append(contentsOf: utf8[clean...])
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// RFC 8259, section 7: the quotation mark, the reverse solidus and U+0000 to U+001F must be escaped.
    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let hex = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(hex[Int(byte >> 4)])
            bytes.append(hex[Int(byte & 15)])
        }
    }
}
