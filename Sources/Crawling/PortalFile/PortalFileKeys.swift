// The keys of a portal file whose values have rules of their own.

import Archive
import Foundation
import Lists
import Web
import Yams

extension PortalFileReader {
    mutating func portalName(_ node: Node) -> String? {
        guard let name = text(node, "name") else { return nil }
        if PortalFolder.isName(name) { return name }
        note(node, "name: \(ArchiveError.portalName(name))")
        return nil
    }

    mutating func seeds(_ node: Node) -> [WebURL] {
        let before = mistakes.count
        let seeds = list(node, "seeds", Self.httpURL)
        if seeds.isEmpty, mistakes.count == before { note(node, "seeds: must hold one URL at least") }
        return seeds
    }

    /// Hosts as URLs spell them: lower-case, and in ASCII.
    mutating func hosts(_ node: Node, _ key: String) -> [String] {
        list(node, key) { text in
            guard !text.contains(where: { "/@*?#\\ ".contains($0) }), let url = try? WebURL("http://\(text)/"), let host = url.host, text.hasSuffix("]") || !text.contains(":") else {
                return .mistake("is no host name; it goes without scheme, port, path and patterns")
            }
            return .value(host)
        }
    }

    mutating func patterns(_ node: Node, _ key: String) -> [URLPattern] {
        list(node, key) { text in
            guard !text.contains(" "), let pattern = URLPattern(text) else {
                return .mistake("is no pattern; it begins with ‘/’, ‘*’, http:// or https://")
            }
            return .value(pattern)
        }
    }

    mutating func sitemaps(_ node: Node) -> Portal.SitemapUse {
        if node.sequence != nil { return .listed(list(node, "sitemaps", Self.httpURL)) }
        return choice(node, "sitemaps", ["follow", "ignore"], orElse: "or a list of URLs") == "ignore" ? .ignore : .follow
    }

    mutating func readLimits(_ node: Node, into limits: inout Portal.Limits) {
        for (key, value) in entries(node, "limits", LimitKey.names) {
            let name = "limits.\(key)"
            switch LimitKey(rawValue: key) {
            case .pages: limits.pages = whole(value, name, 1...Int.max)
            case .bytes: limits.bytes = size(value, name, from: 1)
            case .time: limits.time = duration(value, name)
            case .body: limits.bodyBytes = size(value, name, from: 1) ?? limits.bodyBytes
            case .seconds: limits.seconds = number(value, name, 1...86_400, "seconds") ?? limits.seconds
            case .attempts: limits.attempts = whole(value, name, 1...3) ?? limits.attempts
            case .depth: limits.depth = whole(value, name, 0...Int.max)
            case .host:
                for (key, value) in entries(value, name, ["pages", "time"]) {
                    if key == "pages" { limits.hostPages = whole(value, "limits.host.pages", 1...Int.max) }
                    if key == "time" { limits.hostTime = duration(value, "limits.host.time") }
                }
            case nil: break
            }
        }
    }

    /// Columns, each with its URL and what else is known of it.
    mutating func columns(_ node: Node) -> [Portal.Column] {
        guard case .sequence(let sequence) = node else {
            note(node, "columns: must be a list of columns, each with its url")
            return []
        }
        return sequence.compactMap { item in
            var name: String?, url: WebURL?, dialect: String?, announced: Int?
            for (key, value) in entries(item, "columns", ["name", "url", "dialect", "announced"]) {
                switch key {
                case "name": name = text(value, "columns.name")
                case "url":
                    guard let address = text(value, "columns.url") else { continue }
                    url = (try? WebURL(address)).flatMap { $0.isHTTP ? $0.asSent : nil }
                    if url == nil { note(value, "columns.url: “\(address)” is no http or https URL") }
                case "dialect":
                    dialect = text(value, "columns.dialect")
                    let names = Dialects.all.map(\.name)
                    if let word = dialect, !names.contains(word) { note(value, "columns.dialect: “\(word)” \(Self.unknown(word, among: names))") }
                default: announced = whole(value, "columns.announced", 0...Int.max)
                }
            }
            if url == nil, mistakes.isEmpty { note(item, "columns: a column needs its url") }
            return url.map { Portal.Column(name: name, url: $0, dialect: dialect, announced: announced) }
        }
    }

    mutating func readRevisit(_ node: Node, into revisit: inout Portal.Revisit) {
        for (key, value) in entries(node, "revisit", ["min", "max", "lists"]) {
            guard let days = number(value, "revisit.\(key)", 0.01...3650, "days") else { continue }
            switch key {
            case "min": revisit.minDays = days
            case "max": revisit.maxDays = days
            default: revisit.listDays = days
            }
        }
        if revisit.minDays > revisit.maxDays {
            note(node, "revisit: the least, \(revisit.minDays) days, is more than the most, \(revisit.maxDays) days")
        }
    }

    mutating func timeZone(_ node: Node) -> TimeZone? {
        guard let name = text(node, "timezone") else { return nil }
        if let zone = TimeZone(identifier: name) { return zone }
        note(node, "timezone: “\(name)” is no zone; write as Asia/Shanghai or UTC")
        return nil
    }

    mutating func headers(_ node: Node) -> [Portal.Header] {
        guard let mapping = node.mapping else {
            note(node, "headers: must hold names and values")
            return []
        }
        var headers: [Portal.Header] = []
        for (key, value) in mapping {
            let name = key.string ?? ""
            if name.isEmpty || !name.utf8.allSatisfy(Self.isTokenByte) {
                note(key, "headers: “\(name)” is no name of a header field")
            } else if let rule = RefusedHeader.rule(of: name) {
                note(key, "headers: “\(name)” \(rule)")
            } else if headers.contains(where: { $0.name.lowercased() == name.lowercased() }) {
                note(key, "headers: “\(name)” stands twice")
            } else if let value = line(value, "headers.\(name)") {
                headers.append(.init(name: name, value: value))
            }
        }
        return headers
    }

    mutating func proxy(_ node: Node) -> String? {
        guard let text = line(node, "proxy") else { return nil }
        let schemes = ["http://", "https://", "socks5://", "socks5h://"]
        let rest = schemes.first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
        if let rest, let url = try? WebURL("http://\(rest)"), url.host?.isEmpty == false { return text }
        note(node, "proxy: “\(text)” is no proxy; write as http://host:port, https://…, socks5://… or socks5h://…")
        return nil
    }

    mutating func vantage(_ node: Node) -> String? {
        guard let name = text(node, "vantage") else { return nil }
        if !name.contains("-"), PortalFolder.isName(name) { return name }
        note(node, "vantage: must be of a–z, 0–9, ‘.’ and ‘_’")
        return nil
    }

    mutating func timestamp(_ node: Node) -> WebURL? {
        guard let text = text(node, "timestamp") else { return nil }
        if case .value(let url) = Self.httpURL(text) { return url }
        note(node, "timestamp: “\(text)” is no http or https URL")
        return nil
    }

    private static func httpURL(_ text: String) -> ParsedText<WebURL> {
        guard let url = try? WebURL(text), url.isHTTP, url.host?.isEmpty == false else { return .mistake("is no http or https URL") }
        return .value(url.asSent)
    }

    /// tchar of RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
