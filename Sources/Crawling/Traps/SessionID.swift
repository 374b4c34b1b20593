// The number of a visit that some servers write into every link, so that each page has a new URL for each visitor.

import Web

enum SessionID {
    /// Names of parameters that hold one. `sid` is not among them: on portals it is as often the number of a column.
    private static let names: Set<String> = ["jsessionid", "phpsessid", "sessionid", "session_id", "cfid", "cftoken", "zenid", "oscsid"]

    /// The URL without it; `nil` if it holds none.
    static func removed(from url: WebURL) -> WebURL? {
        let path = url.path
        let clean = withoutParameters(withoutASPNET(path))
        let query = url.query
        let kept = query.map { query in
            query.split(separator: "&", omittingEmptySubsequences: false).filter { !isSession($0) }.joined(separator: "&")
        }
        guard clean != path || kept != query else { return nil }
        return try? WebURL("\(url.origin)\(clean)\(kept.flatMap { $0.isEmpty ? nil : "?" + $0 } ?? "")")
    }

    /// `/a.jsp;jsessionid=1F…` (Java Servlet Specification, section 7.1.3).
    private static func withoutParameters(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: ";")) else { return path }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            let parts = segment.split(separator: ";", omittingEmptySubsequences: false)
            return ([parts[0]] + parts.dropFirst().filter { !isSession($0) }).joined(separator: ";")
        }.joined(separator: "/")
    }

    /// `/(S(24 letters and digits))/a.aspx`.
    private static func withoutASPNET(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "(")) || path.utf8.contains(UInt8(ascii: "%")) else { return path }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        return segments.filter { segment in
            let text = segment.replacing("%28", with: "(").replacing("%29", with: ")")
            guard text.hasPrefix("("), text.hasSuffix(")") else { return true }
            let inner = text.dropFirst().dropLast()
            let token = inner.lowercased().hasPrefix("s(") ? inner.dropFirst(2).dropLast() : inner
            return !(token.count == 24 && token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        }.joined(separator: "/")
    }

    private static func isSession(_ parameter: Substring) -> Bool {
        guard let equals = parameter.firstIndex(of: "=") else { return false }
        let name = parameter[..<equals].lowercased()
        let value = parameter[parameter.index(after: equals)...]
        guard names.contains(name) || name.hasPrefix("aspsessionid") else { return false }
        return name.hasPrefix("cf") || value.utf8.count >= 8
    }
}
