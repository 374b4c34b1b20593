// Paths and path patterns of robots.txt, in one spelling (RFC 9309, sections 2.2.2 and 2.2.3).

/// A path with query, or a piece of a pattern, in the spelling in which they are compared.
///
/// RFC 9309 has what is reserved and what is not ASCII percent-encoded on both sides, and what is unreserved decoded; so `:`
/// and `%3A`, `a` and `%61` are the same. Here all escapes are decoded instead, which is the same comparison and keeps `%2A`
/// apart from the wildcard. Two escapes stay: `%25`, and `%2F` in a path, where it separates nothing (in a query it is `/`). A
/// stray `%` is a `%25`.
enum RobotsPath {
    static func comparable(_ bytes: ArraySlice<UInt8>, inQuery: inout Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == 0x25 else {
                if byte == 0x3F { inQuery = true }
                result.append(byte)
                continue
            }
            guard index + 1 < bytes.endIndex, let high = PercentEncoding.hexValue(bytes[index]),
                  let low = PercentEncoding.hexValue(bytes[index + 1])
            else {
                PercentEncoding.append(byte, to: &result)
                continue
            }
            index += 2
            let decoded = high << 4 | low
            if decoded == 0x25 || (decoded == 0x2F && !inQuery) {
                PercentEncoding.append(decoded, to: &result)
            } else {
                result.append(decoded)
            }
        }
        return result
    }

    static func comparable(_ url: WebURL) -> [UInt8] {
        var inQuery = false
        return comparable(Array(url.pathAndQuery.utf8)[...], inQuery: &inQuery)
    }
}

/// A path with `*` for any number of bytes and a final `$` for the end.
struct RobotsPattern: Sendable {
    /// Literal pieces between the wildcards; the first is the path's beginning.
    private let pieces: [[UInt8]]
    private let isAnchored: Bool
    /// Octets of the pattern, the same in each of its spellings (non-ASCII counts as percent-encoded): the most specific match is
    /// the longest (RFC 9309, section 2.2.2).
    let length: Int

    /// Nil where the pattern begins with neither a slash nor a wildcard: it matches no path.
    init?(_ value: ArraySlice<UInt8>) {
        guard let first = value.first, first == 0x2F || first == 0x2A else { return nil }
        self.init(matching: value)
    }

    /// A pattern that may begin with anything, for what is no path.
    init(matching value: ArraySlice<UInt8>) {
        isAnchored = value.last == 0x24
        var inQuery = false
        var pieces: [[UInt8]] = []
        let body = isAnchored ? value.dropLast() : value
        for piece in body.split(separator: 0x2A, omittingEmptySubsequences: false) {
            pieces.append(RobotsPath.comparable(piece, inQuery: &inQuery))
        }
        self.pieces = pieces
        var length = pieces.count - 1 + (isAnchored ? 1 : 0)
        for piece in pieces { for byte in piece { length += byte < 0x80 ? 1 : 3 } }
        self.length = length
    }

    /// Whether the pattern matches from the beginning of a comparable path. Each piece is taken where it stands first, so a
    /// path is walked once, whatever the number of wildcards.
    func matches(_ path: [UInt8]) -> Bool {
        guard let first = pieces.first, path.starts(with: first) else { return false }
        var position = first.count
        if pieces.count == 1 { return !isAnchored || position == path.count }
        for piece in pieces.dropFirst().dropLast() {
            guard let end = Self.end(of: piece, in: path, from: position) else { return false }
            position = end
        }
        guard let last = pieces.last else { return false }
        if isAnchored {
            return path.count - last.count >= position && path[(path.count - last.count)...].elementsEqual(last)
        }
        return Self.end(of: last, in: path, from: position) != nil
    }

    /// Where the first occurrence ends.
    private static func end(of piece: [UInt8], in path: [UInt8], from start: Int) -> Int? {
        guard let first = piece.first else { return start }
        var index = start
        while index + piece.count <= path.count {
            if path[index] == first, path[index..<(index + piece.count)].elementsEqual(piece) { return index + piece.count }
            index += 1
        }
        return nil
    }
}
