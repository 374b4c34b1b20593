// JSON as portals send it, and the object literals of their scripts: read strictly, or as a browser's script engine would.

/// A JSON value (RFC 8259). Numbers keep their text: identifiers are longer than a Double is exact.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// The member of an object; `null` for any other value and where there is none.
    public subscript(_ name: String) -> JSON {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    /// The first member of these that is there, no null and no word that systems write for nothing.
    public subscript(_ names: [String]) -> JSON {
        names.lazy.map { self[$0] }.first { value in
            if case .string = value { value.text != nil } else { value != .null }
        } ?? .null
    }

    /// The elements of an array; [] for any other value.
    public var array: [JSON] { if case .array(let values) = self { values } else { [] } }

    /// A string, or the text of a number, without blanks at its ends; `nil` where it is empty, `null` or a word that systems write for nothing.
    public var text: String? {
        let text: String
        switch self {
        case .string(let value): text = value
        case .number(let value): text = value
        default: return nil
        }
        let bytes = Array(text.utf8)
        let words = bytes.trimmed(0..<bytes.count)
        guard !words.isEmpty else { return nil }
        let trimmed = String(decoding: bytes[words], as: UTF8.self)
        return trimmed == "null" || trimmed == "undefined" ? nil : trimmed
    }

    /// A whole number, also one in a string (`"total":"4819"`); `nil` for what is none or has more than 15 digits.
    public var integer: Int? {
        guard let text, text.utf8.count <= 15 else { return nil }
        return Int(text) ?? (text.hasSuffix(".0") ? Int(text.dropLast(2)) : nil)
    }

    /// A string as JSON text.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// The value as JSON text without blanks, the members of objects by name.
    public var json: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): JSON.quoted(text)
        case .array(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let members): JSON.text(ofObject: members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
    }

    /// An object's text, its members in this order.
    static func text(ofObject members: [(name: String, value: JSON)]) -> String {
        "{" + members.map { "\(quoted($0.name)):\($0.value.json)" }.joined(separator: ",") + "}"
    }
}
