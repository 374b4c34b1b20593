// The basic URL parser (URL Standard, section 4.4).

/// Reads a URL once from left to right, its states as methods, and writes the record as it reads.
struct URLParser {
    private(set) var record = URLRecord()

    private let input: ArraySlice<UInt8>
    private let base: (href: String, components: URLComponents)?
    private let queryEncoder: ((Unicode.Scalar) -> [UInt8]?)?

    init(
        input: ArraySlice<UInt8>, base: (href: String, components: URLComponents)?,
        queryEncoder: ((Unicode.Scalar) -> [UInt8]?)?
    ) {
        self.input = Self.prepared(input)
        self.base = base
        self.queryEncoder = queryEncoder
    }

    mutating func parse() throws(WebURLError.Reason) {
        // A byte gives three at most, a character of a query that its encoding lacks sixteen.
        let baseCount = base?.href.utf8.count ?? 0
        guard input.count < Int(UInt32.max) / 16, baseCount < Int(UInt32.max) / 4 else { throw .tooLong }
        record.bytes.reserveCapacity(input.count + baseCount + 8)
        guard let colon = schemeEnd() else { return try parseWithoutScheme(input.startIndex) }
        record.setScheme(input[..<colon])
        let next = colon + 1
        let scheme = record.components.scheme
        if scheme == .file { return try parseFile(next) }
        if scheme.isSpecial {
            if let base, base.components.scheme == scheme, !(byte(next) == 0x2F && byte(next + 1) == 0x2F) {
                return try parseRelative(next, base)
            }
            return try parseAuthority(skippingSlashes(next))
        }
        if byte(next) == 0x2F {
            if byte(next + 1) == 0x2F { return try parseAuthority(next + 2) }
            record.setNoHost()
            return parsePath(next)
        }
        let end = input[next...].firstIndex { $0 == 0x3F || $0 == 0x23 } ?? input.endIndex
        record.appendOpaquePath(input[next..<end])
        parseTail(end)
    }

    // MARK: Input

    /// Without leading and trailing C0 controls and spaces, without tabs and newlines; U+FFFD for what is not UTF-8.
    private static func prepared(_ input: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var input = input
        while let first = input.first, first <= 0x20 { input.removeFirst() }
        while let last = input.last, last <= 0x20 { input.removeLast() }
        var allBits: UInt8 = 0
        var hasTabOrNewline = false
        for byte in input {
            allBits |= byte
            if byte < 0x0E, byte == 0x09 || byte == 0x0A || byte == 0x0D { hasTabOrNewline = true }
        }
        if hasTabOrNewline { input = input.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }[...] }
        if allBits >= 0x80, String(validating: input, as: UTF8.self) == nil {
            input = Array(String(decoding: input, as: UTF8.self).utf8)[...]
        }
        return input
    }

    /// The byte at an index, nil past the end.
    @inline(__always)
    private func byte(_ index: Int) -> UInt8? { index < input.endIndex ? input[index] : nil }

    /// Where the colon after the scheme is; nil where the input does not begin with a scheme.
    private func schemeEnd() -> Int? {
        guard let first = input.first, URLRecord.isLetter(first) else { return nil }
        var index = input.startIndex + 1
        while index < input.endIndex {
            switch input[index] {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2B, 0x2D, 0x2E: index += 1
            case 0x3A: return index
            default: return nil
            }
        }
        return nil
    }

    private var isSpecial: Bool { record.components.scheme.isSpecial }

    private func isSlash(_ byte: UInt8?) -> Bool { byte == 0x2F || (byte == 0x5C && isSpecial) }

    private func skippingSlashes(_ start: Int) -> Int {
        var index = start
        while index < input.endIndex, input[index] == 0x2F || input[index] == 0x5C { index += 1 }
        return index
    }

    /// Where a slash, question mark or number sign is, else the end.
    private func segmentEnd(_ start: Int) -> Int {
        let isSpecial = isSpecial
        var end = start
        while end < input.endIndex {
            switch input[end] {
            case 0x2F, 0x3F, 0x23: return end
            case 0x5C where isSpecial: return end
            default: end += 1
            }
        }
        return end
    }

    // MARK: Relative references

    /// "No scheme state".
    private mutating func parseWithoutScheme(_ start: Int) throws(WebURLError.Reason) {
        guard let base else { throw .relativeWithoutBase }
        if base.components.hasOpaquePath {
            guard byte(start) == 0x23 else { throw .opaqueBase }
            record.copy(base, .query)
            return parseTail(start)
        }
        if base.components.scheme == .file {
            record.setScheme(Array("file".utf8)[...])
            return try parseFile(start)
        }
        record.components.scheme = base.components.scheme
        try parseRelative(start, base)
    }

    /// "Relative state" and "relative slash state".
    private mutating func parseRelative(
        _ start: Int, _ base: (href: String, components: URLComponents)
    ) throws(WebURLError.Reason) {
        guard isSlash(byte(start)) else { return parseRelativePath(start, base) }
        guard isSlash(byte(start + 1)) else {
            record.copy(base, .authority)
            return parsePath(start)
        }
        record.copy(base, .scheme)
        try parseAuthority(isSpecial ? skippingSlashes(start + 2) : start + 2)
    }

    /// A reference that begins with neither scheme nor slash.
    private mutating func parseRelativePath(_ start: Int, _ base: (href: String, components: URLComponents)) {
        switch byte(start) {
        case nil, 0x23:
            record.copy(base, .query)
            parseTail(start)
        case 0x3F:
            record.copy(base, .path)
            record.finishPath()
            parseTail(start)
        default:
            if record.components.scheme == .file, startsWithDriveLetter(start) {
                record.copy(base, .authority)
            } else {
                record.copy(base, .path)
                record.shortenPath()
            }
            parseSegments(start)
        }
    }

    // MARK: Authority

    /// "Authority state" to "port state": `start` is behind the slashes, the record ends with the scheme's colon.
    private mutating func parseAuthority(_ start: Int) throws(WebURLError.Reason) {
        let end = segmentEnd(start)
        record.setEmptyHost()
        var hostStart = start
        if let at = input[start..<end].lastIndex(of: 0x40) {
            record.appendUserinfo(input[start..<at])
            hostStart = at + 1
            guard hostStart < end else { throw .missingHost }
        }
        let colon = portColon(input[hostStart..<end])
        let host = input[hostStart..<(colon ?? end)]
        if !host.isEmpty {
            guard record.appendHost(host) else { throw .invalidHost }
        } else if isSpecial || colon != nil {
            throw .missingHost
        }
        if let colon { try record.appendPort(input[(colon + 1)..<end]) }
        parsePath(end)
    }

    /// The first colon that is not in brackets.
    private func portColon(_ authority: ArraySlice<UInt8>) -> Int? {
        var insideBrackets = false
        for index in authority.indices {
            switch authority[index] {
            case 0x3A where !insideBrackets: return index
            case 0x5B: insideBrackets = true
            case 0x5D: insideBrackets = false
            default: break
            }
        }
        return nil
    }

    // MARK: Files

    /// "File state", "file slash state" and "file host state"; the record is "file:".
    private mutating func parseFile(_ start: Int) throws(WebURLError.Reason) {
        let base = base.flatMap { $0.components.scheme == .file ? $0 : nil }
        if isSlash(byte(start)), isSlash(byte(start + 1)) { return try parseFileHost(start + 2) }
        guard let base else {
            record.setEmptyHost()
            return parsePath(start)
        }
        guard isSlash(byte(start)) else { return parseRelativePath(start, base) }
        record.copy(base, .authority)
        if !startsWithDriveLetter(start + 1) { record.bytes.append(contentsOf: Self.drive(of: base)) }
        parsePath(start)
    }

    private mutating func parseFileHost(_ start: Int) throws(WebURLError.Reason) {
        let end = segmentEnd(start)
        record.setEmptyHost()
        if end - start == 2, startsWithDriveLetter(start) { return parseSegments(start) }
        if end > start { guard record.appendHost(input[start..<end]) else { throw .invalidHost } }
        parsePath(end)
    }

    /// "Starts with a Windows drive letter".
    private func startsWithDriveLetter(_ start: Int) -> Bool {
        guard let letter = byte(start), URLRecord.isLetter(letter), let mark = byte(start + 1), mark == 0x3A || mark == 0x7C else {
            return false
        }
        return start + 2 == input.endIndex || segmentEnd(start + 2) == start + 2
    }

    /// "/C:" where the base's path begins with a normalized Windows drive letter, else nothing.
    private static func drive(of base: (href: String, components: URLComponents)) -> [UInt8] {
        let path = Array(base.href.utf8.dropFirst(Int(base.components.pathStart)).prefix(4))
        guard path.count >= 3, URLRecord.isLetter(path[1]), path[2] == 0x3A, path.count == 3 || [0x2F, 0x3F, 0x23].contains(path[3])
        else { return [] }
        return Array(path[..<3])
    }

    // MARK: Path, query and fragment

    /// "Path start state".
    private mutating func parsePath(_ start: Int) {
        let first = byte(start)
        if isSlash(first) { return parseSegments(start + 1) }
        if isSpecial || (first != nil && first != 0x3F && first != 0x23) { return parseSegments(start) }
        parseTail(start)
    }

    /// "Path state": `start` is behind the first slash; segments are added to what the record has of a path.
    private mutating func parseSegments(_ start: Int) {
        var start = start
        while true {
            let end = segmentEnd(start)
            let endsWithSlash = isSlash(byte(end))
            record.appendSegment(input[start..<end], endsWithSlash: endsWithSlash)
            guard endsWithSlash else {
                record.finishPath()
                return parseTail(end)
            }
            start = end + 1
        }
    }

    /// "Query state" and "fragment state": `start` is at a question mark, a number sign, or the end.
    private mutating func parseTail(_ start: Int) {
        var start = start
        if byte(start) == 0x3F {
            let end = input[start...].firstIndex(of: 0x23) ?? input.endIndex
            record.appendQuery(input[(start + 1)..<end], encoder: queryEncoder)
            start = end
        }
        if byte(start) == 0x23 { record.appendFragment(input[(start + 1)...]) }
    }
}
