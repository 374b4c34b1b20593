// The JSON of an index line: one flat object, written as Python's json.dumps does and read from anybody's.

enum JSONText {
    /// A string in quotation marks: ASCII only, as Python writes it (`ensure_ascii`).
    static func appendString(_ string: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for unit in string.utf16 {
            switch unit {
            case 0x22: output += "\\\"".utf8
            case 0x5C: output += "\\\\".utf8
            case 0x08: output += "\\b".utf8
            case 0x09: output += "\\t".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0C: output += "\\f".utf8
            case 0x0D: output += "\\r".utf8
            case 0x20...0x7F: output.append(UInt8(unit))
            default:
                output += "\\u".utf8
                for shift in [12, 8, 4, 0] { output.append(Hexadecimal.lowerCase[Int(unit >> UInt16(shift)) & 15]) }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// A member of a flat object: a string without its escapes, or any other value as it stands.
    enum Value: Equatable {
        case string(String)
        case other(String)
    }

    /// The members of the object that is all of `bytes`, in order; nil where that is no JSON object.
    static func members(of bytes: ArraySlice<UInt8>) -> [(name: String, value: Value)]? {
        var parser = Parser(bytes: bytes, index: bytes.startIndex)
        return parser.object()
    }

    /// The elements of the array that is all of `bytes`; nil where that is no JSON array.
    static func elements(of bytes: ArraySlice<UInt8>) -> [Value]? {
        var parser = Parser(bytes: bytes, index: bytes.startIndex)
        return parser.array()
    }

    private struct Parser {
        let bytes: ArraySlice<UInt8>
        var index: Int

        mutating func object() -> [(name: String, value: Value)]? {
            var members: [(String, Value)] = []
            guard takes("{") else { return nil }
            if takes("}") { return isAtEnd ? members : nil }
            repeat {
                skipBlanks()
                guard let name = string(), takes(":"), let value = value() else { return nil }
                members.append((name, value))
            } while takes(",")
            return takes("}") && isAtEnd ? members : nil
        }

        mutating func array() -> [Value]? {
            var elements: [Value] = []
            guard takes("[") else { return nil }
            if takes("]") { return isAtEnd ? elements : nil }
            repeat {
                guard let value = value() else { return nil }
                elements.append(value)
            } while takes(",")
            return takes("]") && isAtEnd ? elements : nil
        }

        private var isAtEnd: Bool { bytes[index...].allSatisfy { $0 <= SPACE } }

        private mutating func skipBlanks() {
            while index < bytes.endIndex, bytes[index] <= SPACE { index += 1 }
        }

        private mutating func takes(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard index < bytes.endIndex, bytes[index] == UInt8(ascii: character) else { return false }
            index += 1
            return true
        }

        private mutating func value() -> Value? {
            skipBlanks()
            guard index < bytes.endIndex else { return nil }
            if bytes[index] == UInt8(ascii: "\"") { return string().map { .string($0) } }
            // Numbers, literals, and what is nested stay as they stand.
            let start = index
            var depth = 0
            while index < bytes.endIndex {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    guard string() != nil else { return nil }
                    continue
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    if depth == 0 { return finished(start) }
                    depth -= 1
                case UInt8(ascii: ","):
                    if depth == 0 { return finished(start) }
                default: break
                }
                index += 1
            }
            return nil
        }

        private func finished(_ start: Int) -> Value? {
            let text = bytes[start..<index]
            let end = text.lastIndex { $0 > SPACE }.map { $0 + 1 } ?? start
            return end == start ? nil : .other(String(decoding: text[..<end], as: UTF8.self))
        }

        private mutating func string() -> String? {
            guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "\"") else { return nil }
            index += 1
            var units: [UInt16] = []
            var run = index
            // Bytes, for text that is put together by pieces would be copied as a whole for each escape.
            var text: [UInt8] = []
            // Invariant: `text` holds what was read, then come the bytes from `run`; `units` waits for the other half of a pair.
            while index < bytes.endIndex {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") {
                    text += bytes[run..<index]
                    index += 1
                    return String(decoding: text, as: UTF8.self)
                }
                guard byte == UInt8(ascii: "\\") else { index += 1; continue }
                text += bytes[run..<index]
                index += 1
                units.removeAll()
                guard index < bytes.endIndex else { return nil }
                switch bytes[index] {
                case UInt8(ascii: "u"):
                    index -= 1
                    while index + 5 < bytes.endIndex, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") {
                        let digits = bytes[(index + 2)...(index + 5)].map { Hexadecimal.value(of: $0) }
                        guard !digits.contains(nil) else { return nil }
                        units.append(digits.reduce(0) { $0 << 4 | UInt16($1 ?? 0) })
                        index += 6
                    }
                    guard !units.isEmpty else { return nil }
                    text += String(decoding: units, as: UTF16.self).utf8
                    run = index
                    continue
                case UInt8(ascii: "b"): text.append(0x08)
                case UInt8(ascii: "f"): text.append(0x0C)
                case UInt8(ascii: "n"): text.append(LF)
                case UInt8(ascii: "r"): text.append(CR)
                case UInt8(ascii: "t"): text.append(TAB)
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
                    text.append(bytes[index])
                default: return nil
                }
                index += 1
                run = index
            }
            return nil
        }
    }
}
