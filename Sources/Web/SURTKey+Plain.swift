// The SURT key of plain URLs in one pass: nearly all URLs of an index are such, and it holds millions of them.

extension WebURL {
    /// Appends the SURT key of a URL, as UTF-8, to `key`; of what is no URL, the bytes themselves.
    public static func appendSURTKey(of url: ArraySlice<UInt8>, to key: inout [UInt8]) {
        if let plain = PlainURL(url) {
            plain.appendKey(to: &key)
        } else if let parsed = try? WebURL(utf8: url, base: nil) {
            key += parsed.surtKey.utf8
        } else {
            key += url
        }
    }
}

/// A URL that the parser leaves as it is and whose key takes no more than an order of labels and small letters.
private struct PlainURL {
    private let bytes: ArraySlice<UInt8>
    private let host: Range<Int>
    private let path: Range<Int>
    private let query: Range<Int>?

    /// nil where the URL is of another kind.
    init?(_ url: ArraySlice<UInt8>) {
        guard url.count > 8, url.starts(with: "http".utf8) else { return nil }
        var index = url.startIndex + 4
        if url[index] == UInt8(ascii: "s") { index += 1 }
        guard url[index...].starts(with: "://".utf8) else { return nil }
        index += 3
        let hostStart = index
        var labelStart = index
        while index < url.endIndex, url[index] != 0x2F, url[index] != 0x3F {
            switch url[index] {
            case 0x2E:
                // Empty labels, and Punycode that may be wrong, are the parser's.
                guard index > labelStart, !url[labelStart..<index].starts(with: "xn-".utf8) else { return nil }
                labelStart = index + 1
            case 0x61...0x7A, 0x30...0x39, 0x2D: break
            default: return nil
            }
            index += 1
        }
        // A last label that begins with a digit may make an IPv4 address.
        guard index > labelStart, url[labelStart] &- 0x61 < 26, !url[labelStart..<index].starts(with: "xn-".utf8) else { return nil }
        host = hostStart..<index
        let pathStart = index
        while index < url.endIndex, url[index] != 0x3F {
            switch url[index] {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F, 0x7E, 0x2C: break
            // Neither empty nor dot segments.
            case 0x2F: if index > pathStart, url[index - 1] == 0x2F { return nil }
            case 0x2E: if url[index - 1] == 0x2F { return nil }
            default: return nil
            }
            index += 1
        }
        path = pathStart..<index
        if index < url.endIndex {
            let start = index + 1
            for byte in url[start...] {
                switch byte {
                case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F, 0x7E, 0x2E, 0x3D, 0x26: break
                default: return nil
                }
            }
            query = start..<url.endIndex
        } else {
            query = nil
        }
        bytes = url
    }

    func appendKey(to key: inout [UInt8]) {
        var end = host.upperBound
        let start = withoutWWW()
        while end > start {
            let dot = bytes[start..<end].lastIndex(of: 0x2E)
            let label = dot.map { $0 + 1 } ?? start
            key += bytes[label..<end]
            guard let dot else { break }
            key.append(0x2C)
            end = dot
        }
        key.append(0x29)
        let length = path.count > 1 && bytes[path.upperBound - 1] == 0x2F ? path.count - 1 : path.count
        if length == 0 { key.append(0x2F) }
        for byte in bytes[path.prefix(length)] { key.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
        if let query, let ordered = SURT.query(Array(bytes[query])) {
            key.append(0x3F)
            key += ordered
        }
    }

    private func withoutWWW() -> Int {
        let name = bytes[host]
        guard name.starts(with: "www".utf8) else { return host.lowerBound }
        let rest = name.dropFirst(3).drop { $0 &- 0x30 < 10 }
        return rest.first == 0x2E ? rest.startIndex + 1 : host.lowerBound
    }
}
