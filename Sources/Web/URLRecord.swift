// The URL record that the parser fills (URL Standard, section 4.1), kept as its serialization.

/// A URL being written: the bytes of its serialization so far, and where its components lie. The standard's operations on paths
/// and hosts work on these bytes.
struct URLRecord {
    var bytes: [UInt8] = []
    var components = URLComponents()

    private var count: UInt32 { UInt32(truncatingIfNeeded: bytes.count) }

    // MARK: From a base

    /// What of a base stays, up to and with a part.
    enum BasePart { case scheme, authority, path, query }

    /// Makes the record the base, up to and with a part.
    mutating func copy(_ base: (href: String, components: URLComponents), _ part: BasePart) {
        let from = base.components
        let queryEnd = from.fragmentStart ?? UInt32(truncatingIfNeeded: base.href.utf8.count)
        let pathEnd = from.queryStart ?? queryEnd
        components = from
        components.fragmentStart = nil
        if part != .query { components.queryStart = nil }
        let end: UInt32 = switch part {
        case .scheme: from.schemeEnd + 1
        case .authority: from.hasHost ? from.pathStart : from.hostEnd
        case .path: pathEnd
        case .query: queryEnd
        }
        bytes.removeAll(keepingCapacity: true)
        // All, then cut: appending a whole string's bytes is one copy, a part of them a loop.
        bytes.append(contentsOf: base.href.utf8)
        bytes.removeSubrange(Int(end)...)
        if !from.hasHost, from.pathStart > from.hostEnd {
            // The base has "/." before its path: the end of the new path decides anew whether it is needed.
            if end > from.pathStart {
                bytes.removeSubrange(Int(from.hostEnd)..<Int(from.pathStart))
                if let query = components.queryStart { components.queryStart = query - 2 }
            }
            components.pathStart = from.hostEnd
            if part == .query { finishPath() }
        }
        if part == .scheme { components.port = -1 }
        if part == .authority { components.pathStart = count }
    }

    // MARK: Scheme and authority

    /// `name` as written; adds the colon.
    mutating func setScheme(_ name: ArraySlice<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        for byte in name { bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
        components.schemeEnd = count
        components.scheme = URLScheme(name: bytes[...])
        bytes.append(0x3A)
    }

    /// A path follows at once.
    mutating func setNoHost() {
        components.hasHost = false
        components.usernameStart = count
        components.usernameEnd = count
        components.hostStart = count
        components.hostEnd = count
        components.pathStart = count
    }

    /// Begins an authority with neither userinfo nor host as yet.
    mutating func setEmptyHost() {
        bytes.append(0x2F)
        bytes.append(0x2F)
        setNoHost()
        components.hasHost = true
    }

    mutating func appendUserinfo(_ userinfo: ArraySlice<UInt8>) {
        let colon = userinfo.firstIndex(of: 0x3A) ?? userinfo.endIndex
        PercentEncoding.append(userinfo[..<colon], encoding: .userinfo, to: &bytes)
        components.usernameEnd = count
        let password = userinfo[colon...].dropFirst()
        if !password.isEmpty {
            bytes.append(0x3A)
            PercentEncoding.append(password, encoding: .userinfo, to: &bytes)
        }
        if count > components.usernameStart { bytes.append(0x40) }
        components.hostStart = count
        finishHost()
    }

    /// False is the standard's failure.
    mutating func appendHost(_ host: ArraySlice<UInt8>) -> Bool {
        guard URLHost.append(host, isSpecial: components.scheme.isSpecial, to: &bytes) else { return false }
        let start = Int(components.hostStart)
        if components.scheme == .file, bytes[start...].elementsEqual("localhost".utf8) { bytes.removeSubrange(start...) }
        finishHost()
        return true
    }

    private mutating func finishHost() {
        components.hostEnd = count
        components.pathStart = count
    }

    mutating func appendPort(_ digits: ArraySlice<UInt8>) throws(WebURLError.Reason) {
        var port: Int32 = 0
        for digit in digits {
            guard digit &- 0x30 < 10 else { throw .invalidPort }
            port = port * 10 + Int32(digit - 0x30)
            guard port <= 65535 else { throw .invalidPort }
        }
        components.port = -1
        guard !digits.isEmpty, components.scheme.defaultPort != Int(port) else { return }
        components.port = port
        bytes.append(0x3A)
        bytes.append(contentsOf: String(port).utf8)
        components.pathStart = count
    }

    // MARK: Path

    /// A segment as written; `endsWithSlash` where a slash ends it.
    mutating func appendSegment(_ segment: ArraySlice<UInt8>, endsWithSlash: Bool) {
        switch Self.dots(segment) {
        case 2:
            shortenPath()
            if !endsWithSlash { bytes.append(0x2F) }
        case 1:
            if !endsWithSlash { bytes.append(0x2F) }
        default:
            let isFirst = bytes.count == Int(components.pathStart)
            bytes.append(0x2F)
            PercentEncoding.append(segment, encoding: .path, to: &bytes)
            if components.scheme == .file, isFirst, segment.count == 2, segment.last == 0x7C, segment.first.map(Self.isLetter) == true {
                bytes[bytes.count - 1] = 0x3A
            }
        }
    }

    /// 1 for a single-dot, 2 for a double-dot URL path segment, else 0.
    private static func dots(_ segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6, let first = segment.first, first == 0x2E || first == 0x25 else { return 0 }
        var index = segment.startIndex
        var dots = 0
        while index < segment.endIndex {
            if segment[index] == 0x2E {
                index += 1
            } else if segment[index] == 0x25, index + 2 < segment.endIndex, segment[index + 1] == 0x32, segment[index + 2] | 0x20 == 0x65 {
                index += 3
            } else {
                return 0
            }
            dots += 1
        }
        return dots <= 2 ? dots : 0
    }

    /// "Shorten a URL's path".
    mutating func shortenPath() {
        let start = Int(components.pathStart)
        guard let slash = bytes[start...].lastIndex(of: 0x2F) else { return }
        if components.scheme == .file, slash == start, bytes.count - start == 3, Self.isLetter(bytes[start + 1]), bytes[start + 2] == 0x3A {
            return
        }
        bytes.removeSubrange(slash...)
    }

    /// Keeps a path that begins with "//" from being read as a host (URL Standard, section 4.5, step 3).
    mutating func finishPath() {
        let start = Int(components.pathStart)
        guard !components.hasHost, start + 1 < bytes.count, bytes[start] == 0x2F, bytes[start + 1] == 0x2F else { return }
        bytes.insert(contentsOf: "/.".utf8, at: start)
        components.pathStart += 2
        if let query = components.queryStart { components.queryStart = query + 2 }
    }

    /// "Opaque path state".
    mutating func appendOpaquePath(_ path: ArraySlice<UInt8>) {
        setNoHost()
        components.hasOpaquePath = true
        // A space at the end would be lost when the serialization is parsed again.
        let endsWithSpace = path.last == 0x20
        PercentEncoding.append(endsWithSpace ? path.dropLast() : path, encoding: .c0Control, to: &bytes)
        if endsWithSpace { PercentEncoding.append(0x20, to: &bytes) }
    }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    // MARK: Query and fragment

    /// Without the question mark.
    mutating func appendQuery(_ query: ArraySlice<UInt8>, encoder: ((Unicode.Scalar) -> [UInt8]?)?) {
        components.queryStart = count
        bytes.append(0x3F)
        let scheme = components.scheme
        let set: ByteSet = scheme.isSpecial ? .specialQuery : .query
        if let encoder, scheme.isSpecial, scheme != .ws, scheme != .wss, query.contains(where: { $0 >= 0x80 }) {
            appendEncoded(query, by: encoder, set: set)
        } else {
            PercentEncoding.append(query, encoding: set, to: &bytes)
        }
    }

    /// "Percent-encode after encoding".
    private mutating func appendEncoded(_ query: ArraySlice<UInt8>, by encoder: (Unicode.Scalar) -> [UInt8]?, set: ByteSet) {
        for scalar in String(decoding: query, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                if set.contains(byte) { PercentEncoding.append(byte, to: &bytes) } else { bytes.append(byte) }
            } else if let encoded = encoder(scalar) {
                PercentEncoding.append(encoded[...], encoding: set, to: &bytes)
            } else {
                bytes.append(contentsOf: "%26%23\(scalar.value)%3B".utf8)
            }
        }
    }

    /// Without the number sign.
    mutating func appendFragment(_ fragment: ArraySlice<UInt8>) {
        components.fragmentStart = count
        bytes.append(0x23)
        PercentEncoding.append(fragment, encoding: .fragment, to: &bytes)
    }
}
