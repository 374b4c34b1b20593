// Walks through the JSON of one line and hands out its parts as they stand, without making objects of them.

/// A place in a JSON text (RFC 8259). What is scanned over is checked; what is wrong is told by its column.
public struct JSONScanner {
    /// The text.
    public let bytes: [UInt8]
    /// Where in ``bytes`` what was not scanned yet begins.
    public private(set) var index = 0
    private var depth = 0

    /// Why a text is not the JSON that is asked for.
    public struct Mistake: Error, Equatable {
        public let cause: String
    }

    /// The beginning of a text.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads an object; `member` is called behind each key and must read its value.
    public mutating func object(_ member: (ArraySlice<UInt8>, inout JSONScanner) throws(Mistake) -> Void) throws(Mistake) {
        try enter("{")
        if takes("}") { return leave() }
        repeat {
            skipBlanks()
            let token = try stringToken()
            try expect(":")
            try member(token[(token.startIndex + 1)..<(token.endIndex - 1)], &self)
        } while takes(",")
        try expect("}")
        leave()
    }

    /// Reads an array; `element` is called before each element and must read it.
    public mutating func array(_ element: (inout JSONScanner) throws(Mistake) -> Void) throws(Mistake) {
        try enter("[")
        if takes("]") { return leave() }
        repeat { try element(&self) } while takes(",")
        try expect("]")
        leave()
    }

    /// Reads `null` if it comes next.
    public mutating func takesNull() -> Bool {
        skipBlanks()
        guard index + 4 <= bytes.count, bytes[index] == UInt8(ascii: "n"), bytes[index..<(index + 4)].elementsEqual("null".utf8) else { return false }
        index += 4
        return true
    }

    /// Reads a string, or null, and gives its token with the quotation marks and escapes, as it stands.
    public mutating func stringOrNull(_ key: StaticString) throws(Mistake) -> ArraySlice<UInt8>? {
        if takesNull() { return nil }
        guard index < bytes.count else { throw unexpected() }
        guard bytes[index] == UInt8(ascii: "\"") else { throw Mistake(cause: "\(key): is no text") }
        return try stringToken()
    }

    /// Reads a whole number, or null.
    public mutating func integerOrNull(_ key: StaticString) throws(Mistake) -> Int? {
        if takesNull() { return nil }
        let start = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
        guard let number = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else { throw Mistake(cause: "\(key): is no whole number") }
        return number
    }

    /// Reads any value over.
    public mutating func skipValue() throws(Mistake) {
        skipBlanks()
        guard index < bytes.count else { throw unexpected() }
        switch bytes[index] {
        case UInt8(ascii: "\""): _ = try stringToken()
        case UInt8(ascii: "{"): try object { _, scanner throws(Mistake) in try scanner.skipValue() }
        case UInt8(ascii: "["): try array { scanner throws(Mistake) in try scanner.skipValue() }
        default:
            let start = index
            while index < bytes.count, !Self.endsScalar(bytes[index]) { index += 1 }
            let text = bytes[start..<index]
            let isWord = text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8) || text.elementsEqual("null".utf8)
            guard isWord || (!text.isEmpty && Double(String(decoding: text, as: UTF8.self)) != nil) else { throw unexpected(at: start) }
        }
    }

    /// Checks that nothing follows.
    public mutating func end() throws(Mistake) {
        skipBlanks()
        if index < bytes.count { throw unexpected() }
    }

    /// The characters of a string's token as UTF-8, escapes undone; appended to `text`. A half surrogate becomes U+FFFD.
    public static func appendText(of token: ArraySlice<UInt8>, to text: inout [UInt8]) {
        let content = token[(token.startIndex + 1)..<(token.endIndex - 1)]
        guard content.contains(UInt8(ascii: "\\")) else { return text.append(contentsOf: content) }
        var index = content.startIndex
        while index < content.endIndex {
            let byte = content[index]
            guard byte == UInt8(ascii: "\\") else { text.append(byte); index += 1; continue }
            index += 2  // the token was checked: something stands behind
            switch content[index - 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                var units = [hexadecimal(content[index..<(index + 4)])]
                index += 4
                while index + 5 < content.endIndex, content[index] == UInt8(ascii: "\\"), content[index + 1] == UInt8(ascii: "u") {
                    units.append(hexadecimal(content[(index + 2)..<(index + 6)]))
                    index += 6
                }
                text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
            case let other: text.append(other)
            }
        }
    }

    /// The characters of a string's token.
    public static func text(of token: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        appendText(of: token, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16 {
        digits.reduce(0) { $0 << 4 | UInt16(digit($1) ?? 0) }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    private mutating func stringToken() throws(Mistake) -> ArraySlice<UInt8> {
        let start = index
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected() }
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return bytes[start..<index]
            }
            if byte == UInt8(ascii: "\\") {
                guard index + 1 < bytes.count else { break }
                if bytes[index + 1] == UInt8(ascii: "u") {
                    guard index + 5 < bytes.count, bytes[(index + 2)...(index + 5)].allSatisfy({ Self.digit($0) != nil }) else {
                        throw unexpected()
                    }
                    index += 4
                } else if !"\"\\/bfnrt".utf8.contains(bytes[index + 1]) {
                    throw unexpected()
                }
                index += 2
                continue
            }
            if byte < 0x20 { throw unexpected() }
            index += 1
        }
        throw Mistake(cause: "the line ends within a text that begins in column \(start + 1)")
    }

    private mutating func enter(_ mark: Unicode.Scalar) throws(Mistake) {
        try expect(mark)
        depth += 1
        if depth > 64 { throw Mistake(cause: "is nested deeper than 64") }
    }

    private mutating func leave() { depth -= 1 }

    private mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ mark: Unicode.Scalar) throws(Mistake) {
        if !takes(mark) { throw unexpected() }
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0D { index += 1 }
    }

    private func unexpected(at place: Int? = nil) -> Mistake {
        let place = place ?? index
        return Mistake(cause: place < bytes.count ? "no JSON from column \(place + 1) on" : "the line ends too early")
    }
}

extension JSONScanner {
    /// Reads an object whose keys are compared as texts.
    public mutating func members(_ member: (String, inout JSONScanner) throws(Mistake) -> Void) throws(Mistake) {
        try object { key, scanner throws(Mistake) in try member(String(decoding: key, as: UTF8.self), &scanner) }
    }
}
