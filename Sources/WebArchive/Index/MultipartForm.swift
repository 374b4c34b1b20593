// The fields of a multipart form (RFC 7578), as an index's key is made of them.

/// Names and values in their order; of a file that was sent along its bytes are the value.
struct MultipartForm {
    private(set) var fields: [(name: [UInt8], value: [UInt8])] = []

    /// nil where the type names no boundary.
    init?(_ body: [UInt8], type: String) {
        guard let mark = type.range(of: "boundary=", from: type.startIndex) else { return nil }
        let written = type[mark.upperBound...].prefix { $0 != ";" }
        let boundary = Array("--".utf8) + written.utf8.filter { $0 != UInt8(ascii: "\"") && !isBlank($0) }
        guard boundary.count > 2 else { return nil }
        var place = 0
        var start: Int?
        while let found = Self.place(of: boundary, in: body, from: place) {
            // The line end before a boundary belongs to it.
            if let start { add(body[start..<max(start, found - (found >= 2 && body[found - 2] == CR ? 2 : 1))]) }
            guard let feed = body[(found + boundary.count)...].firstIndex(of: LF), !body[(found + boundary.count)...].starts(with: Array("--".utf8)) else { return }
            (start, place) = (feed + 1, feed + 1)
        }
    }

    private mutating func add(_ part: ArraySlice<UInt8>) {
        var scanner = HeadScanner(afterLine: true)
        guard let end = scanner.end(in: part) else { return }
        let head = HeaderFields(parsing: part[..<end])
        guard let disposition = head["Content-Disposition"], let name = Self.parameter("name", of: disposition) else { return }
        fields.append((Array(name.utf8), Array(part[end...])))
    }

    private static func parameter(_ name: String, of value: String) -> String? {
        for part in value.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].drop(while: { $0 == " " }).lowercased() == name else { continue }
            return pair[1].hasPrefix("\"") ? String(pair[1].dropFirst().prefix { $0 != "\"" }) : String(pair[1])
        }
        return nil
    }

    private static func place(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while let next = bytes[...].place(of: mark[0], from: index), next + mark.count <= bytes.count {
            if bytes[next..<(next + mark.count)].elementsEqual(mark), next == 0 || bytes[next - 1] == LF { return next }
            index = next + 1
        }
        return nil
    }
}

private extension String {
    /// Where `text` first stands at or behind `start`.
    func range(of text: String, from start: Index) -> Range<Index>? {
        var place = start
        while place < endIndex {
            if self[place...].hasPrefix(text) { return place..<index(place, offsetBy: text.count) }
            place = index(after: place)
        }
        return nil
    }
}
