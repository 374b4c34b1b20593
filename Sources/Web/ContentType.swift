// What a Content-Type field says.

/// A MIME type with its parameters, parsed as the MIME Sniffing Standard says (section 4.4, "parse a MIME type"), but tolerant:
/// parameters are kept where the type itself is malformed, and `charset` is found with a blank or a missing semicolon too.
public struct ContentType: Sendable, Hashable {
    /// `type/subtype` in lower case, as `text/html`.
    public let essence: String
    /// Names in lower case, values as written without their quotes; of a repeated name the first, in the order of the field.
    public let parameters: [(name: String, value: String)]

    /// - Parameter headerValue: a field value, as `text/html; charset=gb2312`. Nil where it holds no type, as ` ; charset=x`.
    public init?(headerValue: String) {
        let bytes = Array(headerValue.utf8)
        let typeEnd = bytes.firstIndex { $0 == 0x3B || $0 == 0x2C } ?? bytes.endIndex
        var type = Self.trimmed(bytes[..<typeEnd])
        // "text/html charset=gb2312": the blank can only stand for a semicolon.
        var rest = bytes[typeEnd...]
        if let blank = type.firstIndex(where: Self.isSpace) {
            rest = bytes[blank...]
            type = type[..<blank]
        }
        guard let slash = type.firstIndex(of: 0x2F), slash > type.startIndex, slash + 1 < type.endIndex,
              type[..<slash].allSatisfy(Self.isToken), type[(slash + 1)...].allSatisfy(Self.isToken)
        else { return nil }
        essence = Self.lowercased(type)
        parameters = Self.parameters(rest)
    }

    /// The value of the `charset` parameter, as written.
    public var charset: String? { self["charset"] }

    /// Whether a page reader should open it: `text/html` or `application/xhtml+xml`.
    public var isHTML: Bool { essence == "text/html" || essence == "application/xhtml+xml" }

    /// The value of a parameter; `name` in lower case.
    public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    public static func == (left: ContentType, right: ContentType) -> Bool {
        left.essence == right.essence && left.parameters.elementsEqual(right.parameters, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(essence)
        for (name, value) in parameters {
            hasher.combine(name)
            hasher.combine(value)
        }
    }

    private static func parameters(_ input: ArraySlice<UInt8>) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var index = input.startIndex
        let end = input.endIndex
        while index < end {
            while index < end, isSpace(input[index]) || input[index] == 0x3B || input[index] == 0x2C { index += 1 }
            let nameStart = index
            while index < end, input[index] != 0x3B, input[index] != 0x3D { index += 1 }
            let name = trimmed(input[nameStart..<index])
            guard index < end, input[index] == 0x3D else { continue }
            index += 1
            while index < end, isSpace(input[index]) { index += 1 }
            let value: String
            if index < end, input[index] == 0x22 {
                value = quoted(input, &index)
                while index < end, input[index] != 0x3B { index += 1 }
            } else {
                let valueStart = index
                while index < end, input[index] != 0x3B, input[index] != 0x2C { index += 1 }
                let bytes = trimmed(input[valueStart..<index])
                guard !bytes.isEmpty else { continue }
                value = String(decoding: bytes, as: UTF8.self)
            }
            let key = lowercased(name)
            guard !name.isEmpty, name.allSatisfy(isToken), !found.contains(where: { $0.name == key }) else { continue }
            found.append((key, value))
        }
        return found
    }

    /// "Collect an HTTP quoted string"; an unclosed one reaches to the end.
    private static func quoted(_ input: ArraySlice<UInt8>, _ index: inout Int) -> String {
        var value: [UInt8] = []
        index += 1
        while index < input.endIndex, input[index] != 0x22 {
            if input[index] == 0x5C, index + 1 < input.endIndex { index += 1 }
            value.append(input[index])
            index += 1
        }
        if index < input.endIndex { index += 1 }
        return String(decoding: value, as: UTF8.self)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// "HTTP token code points" (RFC 9110, section 5.6.2).
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
