// Reads JSON, and the literals of scripts where that is asked for, from bytes; bounded in depth and size.

/// A parser over UTF-8.
struct JSONParser {
    private let bytes: [UInt8]
    private let end: Int
    private let isScript: Bool
    private(set) var position: Int
    private var depth = 0

    /// Answers of lists reach a depth of eight.
    private static let deepest = 64

    /// - Parameter isScript: whether quotes may be single, keys bare and the last comma superfluous, and comments are passed over.
    init(_ bytes: [UInt8], _ range: Range<Int>, isScript: Bool) {
        self.bytes = bytes
        end = range.upperBound
        position = range.lowerBound
        self.isScript = isScript
    }

    /// The value at the position; `nil` where it breaks the grammar, is cut, or goes too deep.
    mutating func value() -> JSON? {
        skipBlanks()
        guard position < end else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "'") where isScript: return string().map { .string($0) }
        case UInt8(ascii: "-"), 0x30...0x39: return number()
        default: return word()
        }
    }

    /// Whether nothing but blanks follows.
    mutating func isAtEnd() -> Bool {
        skipBlanks()
        return position >= end
    }

    mutating func skipBlanks() {
        while position < end {
            let byte = bytes[position]
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1; continue }
            guard isScript, byte == UInt8(ascii: "/"), position + 1 < end else { return }
            if bytes[position + 1] == UInt8(ascii: "/") {
                while position < end, bytes[position] != 0x0A { position += 1 }
            } else if bytes[position + 1] == UInt8(ascii: "*") {
                position = bytes.find(Array("*/".utf8), in: min(position + 2, end)..<end).map { $0 + 2 } ?? end
            } else {
                return
            }
        }
    }

    private mutating func object() -> JSON? {
        guard open() else { return nil }
        defer { depth -= 1 }
        var members: [String: JSON] = [:]
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipBlanks()
            if isScript, take(UInt8(ascii: "}")) { return .object(members) }
            guard let name = key() else { return nil }
            skipBlanks()
            guard take(UInt8(ascii: ":")), let value = value() else { return nil }
            members[name] = value
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func array() -> JSON? {
        guard open() else { return nil }
        defer { depth -= 1 }
        var values: [JSON] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            skipBlanks()
            if isScript, take(UInt8(ascii: "]")) { return .array(values) }
            guard let value = value() else { return nil }
            values.append(value)
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func open() -> Bool {
        position += 1
        depth += 1
        return depth <= Self.deepest
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func key() -> String? {
        guard position < end else { return nil }
        if bytes[position] == UInt8(ascii: "\"") || isScript && bytes[position] == UInt8(ascii: "'") { return string() }
        guard isScript else { return nil }
        let start = position
        while position < end, bytes[position].isWordByte { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    private mutating func string() -> String? {
        let quote = bytes[position]
        position += 1
        var out: [UInt8] = []
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == quote { return String(decoding: out, as: UTF8.self) }
            // Systems put raw line breaks into strings; what they mean is plain.
            guard byte == UInt8(ascii: "\\") else { out.append(byte); continue }
            guard position < end else { return nil }
            let escaped = bytes[position]
            position += 1
            switch escaped {
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "u"):
                guard let scalar = scalar() else { return nil }
                out += Array(String(Character(scalar)).utf8)
            default: out.append(escaped)
            }
        }
        return nil
    }

    /// The scalar of a `\u` escape, of two where the first is half of a pair; half a pair is U+FFFD.
    private mutating func scalar() -> Unicode.Scalar? {
        guard let first = fourDigits() else { return nil }
        if (0xD800...0xDBFF).contains(first), position + 1 < end, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u") {
            let back = position
            position += 2
            if let second = fourDigits(), (0xDC00...0xDFFF).contains(second) {
                return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            }
            position = back
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func fourDigits() -> UInt32? {
        guard position + 4 <= end else { return nil }
        let digits = bytes[position..<(position + 4)]
        position += 4
        guard digits.allSatisfy({ $0 < 0x80 }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func number() -> JSON? {
        let start = position
        while position < end, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return Double(text) == nil ? nil : .number(text)
    }

    private mutating func word() -> JSON? {
        let start = position
        while position < end, bytes[position].isWordByte { position += 1 }
        switch String(decoding: bytes[start..<position], as: UTF8.self) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "": return nil
        case "undefined", "NaN": return isScript ? .null : nil
        default: return isScript ? .null : nil  // a variable: what it holds nobody knows who runs no script
        }
    }
}

extension JSON {
    /// Reads a whole text (RFC 8259); `nil` where it is no JSON.
    public init?(parsing text: String) {
        let bytes = Array(text.utf8)
        var parser = JSONParser(bytes, 0..<bytes.count, isScript: false)
        guard let value = parser.value(), parser.isAtEnd() else { return nil }
        self = value
    }
}
