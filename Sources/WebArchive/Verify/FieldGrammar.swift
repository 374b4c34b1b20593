// The grammar of values in record headers: tokens, URIs, dates, media types, addresses.
import Glibc

enum FieldGrammar {
    /// RFC 2616 §2.2, as WARC/1.1 §4 has it.
    static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool { !bytes.isEmpty && bytes.allSatisfy(isTokenByte) }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    /// 1*DIGIT.
    static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool { !bytes.isEmpty && bytes.allSatisfy(isDigit) }

    /// Why bytes are no URI (RFC 3986 §3: scheme, and nothing but its characters); nil where they are one.
    static func faultOfURI(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else { return "it has no scheme" }
        let scheme = bytes[..<colon]
        guard isLetter(scheme[scheme.startIndex]), scheme.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }) else {
            return "its scheme is none"
        }
        var index = colon + 1
        var fragments = 0
        // Brackets may stand around an address in the authority, and nowhere else.
        var authority = index..<index
        if bytes[index...].starts(with: [0x2F, 0x2F]) {
            let end = bytes[(index + 2)...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? bytes.endIndex
            authority = (index + 2)..<end
            if let fault = faultOfAuthority(bytes[authority]) { return fault }
        }
        // RFC 9110 §4.2.1: a host must be there.
        if authority.isEmpty, scheme.count == 4 || scheme.count == 5, text(scheme).lowercased().hasPrefix("http") { return "it names no host" }
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex, Hexadecimal.value(of: bytes[index + 1]) != nil, Hexadecimal.value(of: bytes[index + 2]) != nil else {
                    return "a % without two digits"
                }
            case UInt8(ascii: "["), UInt8(ascii: "]"):
                guard authority.contains(index) else { return "a bracket outside of the host" }
            case UInt8(ascii: "#"):
                fragments += 1
                guard fragments == 1 else { return "two fragments" }
            default:
                guard isURIByte(byte) else { return byte <= SPACE ? "white space or a control in it" : "the character \(shown(byte)) in it" }
            }
            index += 1
        }
        return nil
    }

    /// RFC 3986 §3.2: user information, a host, a port of digits.
    private static func faultOfAuthority(_ bytes: ArraySlice<UInt8>) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let place = parts.last else { return "two @ before the path" }
        let isLiteral = place.first == UInt8(ascii: "[")
        let hostEnd = isLiteral ? place.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } : place.firstIndex(of: UInt8(ascii: ":")) ?? place.endIndex
        guard let hostEnd else { return "a bracket around the host that is not closed" }
        let port = place[hostEnd...]
        guard port.isEmpty || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(isDigit) else { return "a port that is no number" }
        guard isLiteral else { return place[..<hostEnd].contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") } ? "a bracket within the host" : nil }
        let address = place[(place.startIndex + 1)..<(hostEnd - 1)]
        let isFuture = address.first.map(lowerCase) == UInt8(ascii: "v")
        return isFuture || (address.contains(UInt8(ascii: ":")) && isAddress(address)) ? nil : "no address within the brackets of the host"
    }

    /// The URI within angle brackets; nil where there are none around it.
    static func bracketed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.count > 2, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else { return nil }
        return bytes.dropFirst().dropLast()
    }

    /// Whether bytes are a date of W3C's profile of ISO 8601 in UTC: at any of its precisions with up to nine digits of a second's
    /// fraction (WARC/1.1 §5.4), or to the second as version 1.0 has it.
    static func isDate(_ bytes: ArraySlice<UInt8>, toTheSecond: Bool) -> Bool {
        var rest = bytes
        func number(_ digits: Int) -> Int? {
            guard rest.count >= digits, rest.prefix(digits).allSatisfy(isDigit) else { return nil }
            defer { rest = rest.dropFirst(digits) }
            return rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        func skip(_ character: UInt8) -> Bool {
            guard rest.first == character else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4) else { return false }
        if rest.isEmpty { return !toTheSecond }
        guard skip(0x2D), let month = number(2), (1...12).contains(month) else { return false }
        if rest.isEmpty { return !toTheSecond }
        guard skip(0x2D), let day = number(2), (1...days(of: month, year)).contains(day) else { return false }
        if rest.isEmpty { return !toTheSecond }
        guard skip(0x54), let hour = number(2), hour < 24, skip(0x3A), let minute = number(2), minute < 60 else { return false }
        if skip(0x3A) {
            guard let second = number(2), second <= 60 else { return false }  // 60: a leap second
            if skip(0x2E) {
                let digits = rest.prefix(while: isDigit).count
                guard !toTheSecond, (1...9).contains(digits) else { return false }
                rest = rest.dropFirst(digits)
            }
        } else if toTheSecond {
            return false
        }
        return skip(0x5A) && rest.isEmpty
    }

    /// The type, subtype and parameters of a media type (§5.6, with blanks around `;` as its erratum allows); nil where it is none.
    static func mediaType(_ bytes: ArraySlice<UInt8>) -> (type: String, parameters: [(name: String, value: String)])? {
        var end = bytes.place(of: UInt8(ascii: ";"), from: bytes.startIndex) ?? bytes.endIndex
        let essence = trimmed(bytes[..<end])
        guard let slash = essence.place(of: UInt8(ascii: "/"), from: essence.startIndex),
              isToken(essence[..<slash]), isToken(essence[(slash + 1)...]) else { return nil }
        var parameters: [(String, String)] = []
        while end < bytes.endIndex {
            let start = end + 1
            // A `;` within quotation marks ends no parameter.
            var isQuoted = false
            end = bytes[start...].firstIndex {
                if $0 == UInt8(ascii: "\"") { isQuoted.toggle() }
                return $0 == UInt8(ascii: ";") && !isQuoted
            } ?? bytes.endIndex
            let parameter = trimmed(bytes[start..<end])
            guard !isQuoted, let equals = parameter.firstIndex(of: UInt8(ascii: "=")), isToken(parameter[..<equals]) else { return nil }
            let value = parameter[(equals + 1)...]
            let hasMarks = value.count >= 2 && value.first == UInt8(ascii: "\"") && value.last == UInt8(ascii: "\"")
            guard hasMarks || isToken(value) else { return nil }
            parameters.append((text(parameter[..<equals]).lowercased(), text(hasMarks ? value.dropFirst().dropLast() : value)))
        }
        return (text(essence).lowercased(), parameters)
    }

    /// A dotted quad, or an IPv6 address of RFC 4291 §2.2.
    static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = text(bytes)
        var four = in_addr()
        var six = in6_addr()
        return inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
    }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
        return start[...last]
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String { decodeHeaderText(bytes) }

    /// Bytes for a message: printable ASCII, at most 100 characters.
    static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(String.UnicodeScalarView(bytes.prefix(100).map { $0 < SPACE || $0 > 0x7E ? "?" : Unicode.Scalar($0) }))
        return bytes.count > 100 ? text + "…" : text
    }

    private static func shown(_ byte: UInt8) -> String {
        byte > SPACE && byte < 0x7F ? "“\(Unicode.Scalar(byte))”" : "0x" + Hexadecimal.text(of: [byte])
    }

    private static func isURIByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case 0x21, 0x24, 0x26...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { lowerCase(byte) &- 0x61 < 26 }

    private static func days(of month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
