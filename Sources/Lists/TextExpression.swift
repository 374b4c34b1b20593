// A text that a script puts together: literals, and variables whose literals are known.

/// `ctx + "/x/list/" + id + "?page=" + page`, taken from the literal in its middle; nothing of it is run.
struct TextExpression {
    /// The text, ``unknown`` in the place of what nobody knows who runs no script.
    private(set) var whole: String
    /// Where the expression ends.
    private(set) var end: Int

    /// A private-use character, which no address has.
    static let unknown = "\u{F8FF}"
    /// The same as the parser of URLs writes it.
    static let unknownInURL = "%EF%A3%BF"

    /// Parts of one text.
    private static let mostParts = 40

    /// - Parameters:
    ///   - open: where a literal of the expression opens.
    ///   - value: the literal of a variable, by its last name.
    init?(_ text: [UInt8], at open: Int, in script: Range<Int>, value: (String) -> String?) {
        guard let first = Self.literal(text, open, script.upperBound, value) else { return nil }
        (whole, end) = first
        // What stands behind it.
        var parts = 0
        while parts < Self.mostParts {
            parts += 1
            var i = text.skipBlanks(end, end: script.upperBound)
            guard i < script.upperBound, text[i] == UInt8(ascii: "+") else { break }
            i = text.skipBlanks(i + 1, end: script.upperBound)
            guard i < script.upperBound else { break }
            if let literal = Self.literal(text, i, script.upperBound, value) {
                whole += literal.text
                end = literal.end
            } else {
                let next = Self.operandEnd(text, i, script.upperBound)
                guard next > i else { break }
                whole += Self.variable(text[i..<next]).flatMap(value) ?? Self.unknown
                end = next
            }
        }
        whole = Self.prefix(text, before: open, script, value) + whole
    }

    /// The string literal at a place; of a template the known variables filled in.
    private static func literal(_ text: [UInt8], _ i: Int, _ end: Int, _ value: (String) -> String?) -> (text: String, end: Int)? {
        guard text[i] == UInt8(ascii: "\"") || text[i] == UInt8(ascii: "'") || text[i] == UInt8(ascii: "`"),
            let (written, next) = ScriptValue.string(in: text, at: i, end: end)
        else { return nil }
        return (text[i] == UInt8(ascii: "`") ? filled(written, value) : written, next)
    }

    /// `/list/${id}?page=${page}`.
    private static func filled(_ template: String, _ value: (String) -> String?) -> String {
        var out = "", rest = template[...]
        while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
            out += rest[..<open.lowerBound]
            out += variable(ArraySlice(rest[open.upperBound..<close].utf8)).flatMap(value) ?? unknown
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    /// The last name of `page` or `this.page`; `nil` for any other operand.
    private static func variable(_ operand: ArraySlice<UInt8>) -> String? {
        let bytes = operand.filter { $0 > 0x20 }
        guard !bytes.isEmpty, bytes.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: ".") }), !bytes[0].isDigit else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: ".").last.map(String.init)
    }

    /// Where an operand that is no literal ends: at a plus, or where the expression does.
    private static func operandEnd(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        var depth = 0
        var i = start
        while i < end, i - start < 500 {
            switch text[i] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                if depth == 0 { return i }
                depth -= 1
            case UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "}"), UInt8(ascii: "?"), 0x0A:
                if depth == 0 { return i }
            default: break
            }
            i += 1
        }
        return i
    }

    /// What stands before the literal, as far as it is known: what is not is taken for nothing, as a context path mostly is.
    private static func prefix(_ text: [UInt8], before open: Int, _ script: Range<Int>, _ value: (String) -> String?) -> String {
        func back(_ i: Int) -> Int {
            var j = i
            while j > script.lowerBound, text[j - 1] <= 0x20, text[j - 1] != 0x0A { j -= 1 }
            return j
        }
        var i = back(open)
        guard i > script.lowerBound, text[i - 1] == UInt8(ascii: "+") else { return "" }
        i = back(i - 1)
        guard i > script.lowerBound else { return "" }
        if text[i - 1] == UInt8(ascii: "\"") || text[i - 1] == UInt8(ascii: "'") {
            var j = i - 2
            while j >= script.lowerBound, text[j] != text[i - 1], text[j] != 0x0A { j -= 1 }
            guard j >= script.lowerBound, text[j] == text[i - 1] else { return "" }
            return prefix(text, before: j, script, value) + String(decoding: text[(j + 1)..<(i - 1)], as: UTF8.self)
        }
        var j = i
        while j > script.lowerBound, text[j - 1].isWordByte || text[j - 1] == UInt8(ascii: ".") { j -= 1 }
        guard let known = variable(text[j..<i]).flatMap(value) else { return "" }
        return prefix(text, before: j, script, value) + known
    }
}
