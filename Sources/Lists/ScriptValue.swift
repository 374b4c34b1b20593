// Literals among the arguments of a call in a script.

/// An argument as it is written.
public enum ScriptValue: Sendable, Equatable {
    case string(String)
    case number(String)
    /// A name and nothing else: `page`, `this.siteId`. What it holds may stand elsewhere in the page; see ``ListPage/resolved(_:)``.
    case variable(String)
    /// An expression, an object: nothing that can be taken as it stands.
    case other

    /// The number, also one in quotes.
    public var integer: Int? {
        switch self {
        case .string(let text), .number(let text): text.utf8.count <= 15 ? Int(text) : nil
        case .variable, .other: nil
        }
    }

    /// The string, or the number as written.
    public var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .variable, .other: nil
        }
    }

    /// The longest list of arguments, in bytes.
    private static let longestCall = 4096

    /// The arguments from behind the opening parenthesis to the closing one; `nil` where there is none.
    static func arguments(in text: [UInt8], from start: Int, end: Int) -> [ScriptValue]? {
        let end = min(end, start + longestCall)
        var arguments: [ScriptValue] = []
        var i = text.skipBlanks(start, end: end)
        if i < end, text[i] == UInt8(ascii: ")") { return [] }
        while i < end {
            guard let (value, next) = read(in: text, at: i, end: end) else { return nil }
            arguments.append(value)
            i = text.skipBlanks(next, end: end)
            guard i < end else { return nil }
            if text[i] == UInt8(ascii: ")") { return arguments }
            guard text[i] == UInt8(ascii: ",") else { return nil }
            i = text.skipBlanks(i + 1, end: end)
        }
        return nil
    }

    /// The value at a place and where it ends: a literal or a name where it is the whole expression, else ``other``, up to the comma,
    /// semicolon, line's end or bracket that closes it.
    static func read(in text: [UInt8], at start: Int, end: Int) -> (ScriptValue, end: Int)? {
        guard start < end else { return nil }
        var value = ScriptValue.other
        var i = start
        if text[i] == UInt8(ascii: "\"") || text[i] == UInt8(ascii: "'") {
            guard let (string, next) = string(in: text, at: i, end: end) else { return nil }
            (value, i) = (.string(string), next)
        } else if text[i].isDigit || text[i] == UInt8(ascii: "-") {
            i += 1
            while i < end, text[i].isDigit || text[i] == UInt8(ascii: ".") { i += 1 }
            value = .number(String(decoding: text[start..<i], as: UTF8.self))
            if i < end, text[i].isWordByte { value = .other }
        } else if text[i].isWordByte {
            while i < end, text[i].isWordByte || text[i] == UInt8(ascii: ".") { i += 1 }
            let word = String(decoding: text[start..<i], as: UTF8.self)
            value = word == "true" || word == "false" ? .string(word) : .variable(word)
        }
        let next = text.skipBlanks(i, end: end)
        if value != .other, next >= end || ",;)}]\n\r".utf8.contains(text[next]) || hasLineBreak(text, i..<next) { return (value, i) }
        let isLiteral = value.text != nil
        if isLiteral, text[next] == UInt8(ascii: "/") || text[next] == UInt8(ascii: "<") || text[next].isWordByte { return (value, i) }
        return (.other, skipExpression(text, i, end))
    }

    private static func hasLineBreak(_ text: [UInt8], _ range: Range<Int>) -> Bool { range.contains { text[$0] == 0x0A || text[$0] == 0x0D } }

    /// The string literal at a place and where it ends.
    static func string(in text: [UInt8], at start: Int, end: Int) -> (String, Int)? {
        let quote = text[start]
        var out: [UInt8] = []
        var i = start + 1
        while i < end {
            if text[i] == quote { return (String(decoding: out, as: UTF8.self), i + 1) }
            if text[i] == UInt8(ascii: "\\"), i + 1 < end {
                out.append(text[i + 1])
                i += 2
                continue
            }
            out.append(text[i])
            i += 1
        }
        return nil
    }

    /// Where an expression ends: at a comma, a semicolon or a bracket of the level at which it began.
    private static func skipExpression(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        var depth = 0
        var i = start
        while i < end {
            switch text[i] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return i }
                depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                if depth == 0 { return i }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let (_, next) = string(in: text, at: i, end: end) else { return end }
                i = next - 1
            default: break
            }
            i += 1
        }
        return end
    }
}
