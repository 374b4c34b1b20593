// The key by which web archives' indexes sort URLs (Sort-friendly URI Reordering Transform).

extension WebURL {
    /// The key of a CDXJ line, exactly as the Python package `surt` 0.3.1 makes it with its default canonicalizer, which
    /// pywb and cdxj-indexer use: `com,example)/path?a=1&b=2`.
    ///
    /// It merges URLs (http and https, www, case, order of the query): never a URL's identity.
    public var surtKey: String {
        var host: [UInt8]?
        if let name = self.host, !name.isEmpty {
            host = SURT.host(Array(name.utf8))
            if host?.isEmpty == true { host = nil }
        }
        var key: [UInt8] = []
        if let host {
            SURT.appendReversed(host, to: &key)
            // Port 0 is as good as none to `surt`.
            if let port, port != 0 { key.append(contentsOf: ":\(port)".utf8) }
            key.append(0x29)
        } else {
            key.append(contentsOf: "\(scheme):".utf8)
        }
        let path = SURT.path(Array(path.utf8), hasHost: host != nil)
        let query = query.flatMap { SURT.query(Array($0.utf8)) }
        key.append(contentsOf: path)
        if let query {
            if path.isEmpty { key.append(0x2F) }
            key.append(0x3F)
            key.append(contentsOf: query)
        }
        return String(decoding: key, as: UTF8.self)
    }
}

/// The steps of `surt`'s GoogleURLCanonicalizer, then of its IAURLCanonicalizer.
enum SURT {
    /// All but `#`, `%`, space, controls and what is not ASCII stays.
    private static let escaped = ByteSet(low: 0x0000_0029_FFFF_FFFF, high: 0x8000_0000_0000_0000)

    // MARK: Host

    static func host(_ name: [UInt8]) -> [UInt8] {
        var host = name
        if host.first == 0x5B { host = Array(host.dropFirst().dropLast()) }
        host = unescapedRepeatedly(host)
        host = singleDots(host)
        while host.first == 0x2E { host.removeFirst() }
        while host.last == 0x2E { host.removeLast() }
        if !host.isEmpty, host.allSatisfy({ $0 &- 0x30 < 10 }) {
            let number = host.reduce(UInt32(0)) { $0 &* 10 &+ UInt32($1 &- 0x30) }
            host = []
            IPv4Address.append(number, to: &host)
        }
        host = lowercased(escapedOnce(lowercased(host)))
        return withoutWWW(host)
    }

    static func appendReversed(_ host: [UInt8], to key: inout [UInt8]) {
        let labels = host.split(separator: 0x2E, omittingEmptySubsequences: false).reversed()
        key.append(contentsOf: labels.joined(separator: [0x2C]))
    }

    /// One pass of ".." to ".": as Python's `replace`.
    private static func singleDots(_ host: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < host.count {
            result.append(host[index])
            index += host[index] == 0x2E && index + 1 < host.count && host[index + 1] == 0x2E ? 2 : 1
        }
        return result
    }

    /// Without "www.", "www2." and the like at the start.
    private static func withoutWWW(_ host: [UInt8]) -> [UInt8] {
        guard host.starts(with: "www".utf8) else { return host }
        let rest = host[3...].drop { $0 &- 0x30 < 10 }
        return rest.first == 0x2E ? Array(rest.dropFirst()) : host
    }

    // MARK: Path

    static func path(_ raw: [UInt8], hasHost: Bool) -> [UInt8] {
        var path = unescapedRepeatedly(raw)
        if hasHost { path = normalized(path) }
        path = withoutSessionID(lowercased(escapedOnce(path)))
        if path.count > 1, path.last == 0x2F { path.removeLast() }
        return path
    }

    /// Without dot segments, and without empty segments but the last.
    private static func normalized(_ path: [UInt8]) -> [UInt8] {
        guard !path.isEmpty else { return [0x2F] }
        var kept: [ArraySlice<UInt8>] = []
        for segment in path.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst() {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8), !kept.isEmpty {
                kept.removeLast()
            } else {
                kept.append(segment)
            }
        }
        var result: [UInt8] = [0x2F]
        for segment in kept.dropLast() where !segment.isEmpty {
            result.append(contentsOf: segment)
            result.append(0x2F)
        }
        if let last = kept.last { result.append(contentsOf: last) }
        return result
    }

    /// Without ASP.NET's session in the path: `/(s(…24…))/page.aspx`, `/(…24…)/page.aspx`.
    private static func withoutSessionID(_ path: [UInt8]) -> [UInt8] {
        var path = path
        guard path.contains(0x28) else { return path }
        for form in [sessionGroups, sessionToken] {
            for slash in path.indices.reversed() where path[slash] == 0x2F {
                guard let end = form(path, slash + 1), isBeforeASPX(path[end...]) else { continue }
                path.removeSubrange((slash + 1)..<end)
                break
            }
        }
        return path
    }

    /// The end of `(a(24 letters or digits)b(…))/`, as long as it goes.
    private static func sessionGroups(_ path: [UInt8], _ start: Int) -> Int? {
        var index = start
        guard index < path.count, path[index] == 0x28 else { return nil }
        index += 1
        let first = index
        while index + 27 <= path.count, path[index] &- 0x61 < 26, path[index + 1] == 0x28, isToken(path[(index + 2)..<(index + 26)]),
              path[index + 26] == 0x29 {
            index += 27
        }
        guard index > first, index + 1 < path.count, path[index] == 0x29, path[index + 1] == 0x2F else { return nil }
        return index + 2
    }

    /// The end of `(24 letters or digits)/`.
    private static func sessionToken(_ path: [UInt8], _ start: Int) -> Int? {
        guard start + 27 <= path.count, path[start] == 0x28, isToken(path[(start + 1)..<(start + 25)]), path[start + 25] == 0x29,
              path[start + 26] == 0x2F
        else { return nil }
        return start + 27
    }

    private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
    }

    /// Whether ".aspx" follows after at least one byte, and no question mark before it.
    private static func isBeforeASPX(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, first != 0x3F else { return false }
        for index in rest.indices.dropFirst() {
            if rest[index...].starts(with: ".aspx".utf8) { return true }
            if rest[index] == 0x3F { return false }
        }
        return false
    }

    // MARK: Query

    static func query(_ raw: [UInt8]) -> [UInt8]? {
        guard !raw.isEmpty else { return nil }
        let query = lowercased(withoutSessionIDs(escapedOnce(unescapedRepeatedly(raw))))
        return query.isEmpty ? nil : sorted(query)
    }

    /// Ways to carry a session in a query; of each the last place where it stands is cut out.
    private static func withoutSessionIDs(_ query: [UInt8]) -> [UInt8] {
        guard query.contains(0x3D) else { return query }
        var query = query
        for name in ["jsessionid=", "phpsessid=", "sid="] {
            cut(name, from: &query) { run($0, $1, count: 32, allowingDigits: true) }
        }
        cut("aspsessionid", from: &query) { query, start in
            guard let equals = run(query, start, count: 8, allowingDigits: false), equals < query.count, query[equals] == 0x3D
            else { return nil }
            return run(query, equals + 1, count: 24, allowingDigits: false)
        }
        cut("cfid=", from: &query) { query, start in
            guard let end = nonEmptyValue(query, start) else { return nil }
            let token = "&cftoken="
            guard lowercased(Array(query[end...].prefix(token.utf8.count))).elementsEqual(token.utf8) else { return nil }
            return nonEmptyValue(query, end + token.utf8.count)
        }
        return query
    }

    /// Cuts out the last place where `name` (in any case) is followed by what `end` accepts, then by "&" or nothing.
    private static func cut(_ name: String, from query: inout [UInt8], end: ([UInt8], Int) -> Int?) {
        let length = name.utf8.count
        guard query.count >= length else { return }
        let first = name.utf8.first
        for start in (0...(query.count - length)).reversed() where query[start] | 0x20 == first {
            guard lowercased(Array(query[start..<(start + length)])).elementsEqual(name.utf8), let end = end(query, start + length),
                  end == query.count || query[end] == 0x26
            else { continue }
            query.removeSubrange(start..<min(end + 1, query.count))
            return
        }
    }

    private static func run(_ query: [UInt8], _ start: Int, count: Int, allowingDigits: Bool) -> Int? {
        guard start + count <= query.count else { return nil }
        let isRun = query[start..<(start + count)].allSatisfy {
            ($0 | 0x20) &- 0x61 < 26 || (allowingDigits && $0 &- 0x30 < 10)
        }
        return isRun ? start + count : nil
    }

    private static func nonEmptyValue(_ query: [UInt8], _ start: Int) -> Int? {
        guard start < query.count, query[start] != 0x26 else { return nil }
        return query[start...].firstIndex(of: 0x26) ?? query.count
    }

    /// Arguments by name, then those without "=" first, then by value.
    private static func sorted(_ query: [UInt8]) -> [UInt8] {
        guard query.contains(0x26) else { return query }
        let arguments = query.split(separator: 0x26, omittingEmptySubsequences: false).map { argument in
            let equals = argument.firstIndex(of: 0x3D)
            return (name: argument[..<(equals ?? argument.endIndex)], value: equals.map { argument[($0 + 1)...] })
        }
        let ordered = arguments.sorted { left, right in
            if !left.name.elementsEqual(right.name) { return left.name.lexicographicallyPrecedes(right.name) }
            guard let rightValue = right.value else { return false }
            return left.value?.lexicographicallyPrecedes(rightValue) ?? true
        }
        var result: [UInt8] = []
        for (index, argument) in ordered.enumerated() {
            if index > 0 { result.append(0x26) }
            result.append(contentsOf: argument.name)
            if let value = argument.value {
                result.append(0x3D)
                result.append(contentsOf: value)
            }
        }
        return result
    }

    // MARK: Bytes

    /// Percent-decoded until nothing changes; in one pass, for a decoded byte can only complete an escape before it.
    private static func unescapedRepeatedly(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x25) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            result.append(byte)
            while result.count >= 3, result[result.count - 3] == 0x25,
                  let high = PercentEncoding.hexValue(result[result.count - 2]),
                  let low = PercentEncoding.hexValue(result[result.count - 1]) {
                result.removeLast(3)
                result.append(high << 4 | low)
            }
        }
        return result
    }

    private static func escapedOnce(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        PercentEncoding.append(bytes[...], encoding: escaped, to: &result)
        return result
    }

    private static func lowercased(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
}
