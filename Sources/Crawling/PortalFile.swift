// The portal file: YAML that describes a portal, read with the line of every mistake.

import Archive
import Foundation
import Web
import Yams

/// A portal file and the portal that it describes.
public struct PortalFile: Sendable {
    public let path: String
    /// The file's text, as a person wrote it.
    public let text: String
    public let portal: Portal
    /// Whether a seed was added to it just now.
    public private(set) var addedSeed = false

    /// Reads a portal file.
    public init(reading path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PortalFileError(path: path, line: nil, message: "cannot be read: no such file, or no right to read it")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw PortalFileError(path: path, line: nil, message: "is not UTF-8")
        }
        try self.init(text: text, path: path)
    }

    /// Reads the text of a portal file; `path` is for error messages.
    public init(text: String, path: String) throws {
        self.path = path
        self.text = text
        portal = try PortalFileReader(path: path).portal(from: text)
    }

    /// The same, with the word that a seed was added to it.
    func afterAddingSeed() -> PortalFile {
        var file = self
        file.addedSeed = true
        return file
    }

    /// The text of a new portal file, for a bare URL.
    public static func text(for portal: Portal) -> String {
        """
        # A portal: one site that shilu archives. Change it as you like; a crawl reads it anew.
        name: \(portal.name)
        seeds:
        \(portal.seeds.map { "  - \(scalar($0))" }.joined(separator: "\n"))
        # hosts: [www.example.gov.cn]    whose pages are taken; those of the seeds if not given
        # include: [/zwgk/]              only paths that begin so
        # exclude: [/search/]            no paths that begin so
        # delay: 1                       seconds between two requests to a host
        # concurrency: 1                 requests to a host at a time
        # limits: {pages: 10000, body: 512 MB, depth: 20, seconds: 600}
        # embeds: scope                  images, style sheets and scripts: of the hosts above, or of any
        # robots: obey                   or ignore
        # addresses: public              or any, for hosts in one's own network
        # contact: https://example.org/crawl      goes into the user agent, so that the site can write to you
        # user_agent: MyArchive/1.0               the whole of it
        # proxy: http://proxy.example.org:3128
        # vantage: local                 the place from which the crawl looks, in file names

        """
    }

    /// The file's text with one more seed below the last of a list that is written a line an item; `nil` where it is not.
    func text(adding seed: WebURL) -> String? {
        var lines = text.components(separatedBy: "\n")
        guard let start = lines.firstIndex(where: { $0.hasPrefix("seeds:") }) else { return nil }
        var last = start
        while last + 1 < lines.count, lines[last + 1].drop(while: { $0 == " " }).hasPrefix("- ") { last += 1 }
        guard last > start else { return nil }
        lines.insert("\(lines[last].prefix { $0 == " " })- \(Self.scalar(seed))", at: last + 1)
        let changed = lines.joined(separator: "\n")
        guard let file = try? PortalFile(text: changed, path: path), file.portal.seeds.contains(seed) else { return nil }
        return changed
    }

    /// A URL as a YAML scalar: plain, but quoted where a colon at its end would make it a key.
    private static func scalar(_ url: WebURL) -> String {
        url.href.hasSuffix(":") ? "'\(url.href.replacingOccurrences(of: "'", with: "''"))'" : url.href
    }
}

/// Reads the nodes of a portal file one key at a time.
private struct PortalFileReader {
    let path: String

    func portal(from text: String) throws -> Portal {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch let error as YamlError {
            throw mistake(error)
        }
        guard let mapping = root?.mapping else {
            throw PortalFileError(path: path, line: 1, message: "must hold keys and values, `name` and `seeds` at least")
        }
        let known = ["name", "seeds", "hosts", "include", "exclude", "embeds", "delay", "concurrency", "limits", "robots",
                     "contact", "user_agent", "proxy", "vantage", "addresses"]
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            throw mistake(key, "the key “\(key.string ?? "?")” is not known; known are \(known.joined(separator: ", "))")
        }
        guard let nameNode = mapping["name"] else { throw missing("name") }
        let name = try string(nameNode, "name")
        guard PortalFolder.isName(name) else { throw mistake(nameNode, "name: \(ArchiveError.portalName(name))") }
        guard let seedsNode = mapping["seeds"] else { throw missing("seeds") }
        let seeds = try strings(seedsNode, "seeds").map { node, text in
            guard let url = try? WebURL(text), url.isHTTP, url.host != nil else {
                throw mistake(node, "seeds: “\(text)” is no http or https URL")
            }
            return url.asSent
        }
        guard !seeds.isEmpty else { throw mistake(seedsNode, "seeds: must hold one URL at least") }

        var portal = Portal(name: name, seeds: seeds)
        if let node = mapping["hosts"] {
            portal.hosts = try strings(node, "hosts").map(host)
            if let seed = seeds.first(where: { !portal.hosts.contains($0.host ?? "") }) {
                throw mistake(node, "hosts: must hold the seed's host, “\(seed.host ?? "")”")
            }
        }
        if let node = mapping["include"] { portal.include = try paths(node, "include") }
        if let node = mapping["exclude"] { portal.exclude = try paths(node, "exclude") }
        if let node = mapping["embeds"] { portal.embedsFromAnyHost = try choice(node, "embeds", ["scope", "any"]) == "any" }
        if let node = mapping["delay"] { portal.delay = try number(node, "delay", 0...86_400, "a number of seconds") }
        if let node = mapping["concurrency"] { portal.concurrency = try whole(node, "concurrency", 1...64) }
        if let node = mapping["limits"] { portal.limits = try limits(node) }
        if let node = mapping["robots"] { portal.obeysRobots = try choice(node, "robots", ["obey", "ignore"]) == "obey" }
        if let node = mapping["contact"] { portal.contact = try line(node, "contact") }
        if let node = mapping["user_agent"] { portal.userAgent = try line(node, "user_agent") }
        if let node = mapping["proxy"] { portal.proxy = try line(node, "proxy") }
        if let node = mapping["addresses"] {
            portal.allowsPrivateAddresses = try choice(node, "addresses", ["public", "any"]) == "any"
        }
        if let node = mapping["vantage"] {
            portal.vantage = try string(node, "vantage")
            guard portal.vantage.utf8.allSatisfy({ $0 != UInt8(ascii: "-") }), PortalFolder.isName(portal.vantage) else {
                throw mistake(node, "vantage: must be of a–z, 0–9, ‘.’ and ‘_’")
            }
        }
        return portal
    }

    /// A host as URLs spell it: lower-case, and in ASCII.
    private func host(_ node: Node, _ text: String) throws -> String {
        guard !text.contains(where: { "/@*".contains($0) }), let url = try? WebURL("http://\(text)/"), let host = url.host, url.port == nil else {
            throw mistake(node, "hosts: “\(text)” is no host name; it goes without scheme, port, path and patterns")
        }
        return host
    }

    private func limits(_ node: Node) throws -> Portal.Limits {
        guard let mapping = node.mapping else { throw mistake(node, "limits: must hold keys and values") }
        var limits = Portal.Limits()
        for (key, value) in mapping {
            switch key.string {
            case "pages": limits.pages = try whole(value, "limits.pages", 1...Int.max)
            case "depth": limits.depth = try whole(value, "limits.depth", 0...Int.max)
            case "seconds": limits.seconds = try number(value, "limits.seconds", 1...86_400, "a number of seconds")
            case "body": limits.bodyBytes = try bytes(value)
            default: throw mistake(key, "limits: the key “\(key.string ?? "?")” is not known; known are pages, body, depth, seconds")
            }
        }
        return limits
    }

    private func bytes(_ node: Node) throws -> Int {
        let text = try string(node, "limits.body")
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units = ["": 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
        guard let count = Int(digits), count > 0,
              let unit = units[text.dropFirst(digits.count).drop { $0 == " " }.uppercased()] else {
            throw mistake(node, "limits.body: “\(text)” is no size; write bytes, or as 512 MB")
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { throw mistake(node, "limits.body: “\(text)” is too large") }
        return bytes
    }

    private func whole(_ node: Node, _ key: String, _ range: ClosedRange<Int>) throws -> Int {
        guard let text = node.string, let number = Int(text), range.contains(number) else {
            let words = range.upperBound == .max ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw mistake(node, "\(key): “\(node.string ?? "…")” is not a whole number \(words)")
        }
        return number
    }

    private func number(_ node: Node, _ key: String, _ range: ClosedRange<Double>, _ what: String) throws -> Double {
        guard let text = node.string, let number = Double(text), range.contains(number) else {
            throw mistake(node, "\(key): “\(node.string ?? "…")” is not \(what)")
        }
        return number
    }

    private func choice(_ node: Node, _ key: String, _ choices: [String]) throws -> String {
        guard let text = node.string, choices.contains(text) else {
            throw mistake(node, "\(key): “\(node.string ?? "…")” is not one of \(choices.joined(separator: ", "))")
        }
        return text
    }

    private func paths(_ node: Node, _ key: String) throws -> [String] {
        try strings(node, key).map { node, text in
            guard text.hasPrefix("/") else { throw mistake(node, "\(key): “\(text)” does not begin with ‘/’") }
            guard !text.contains("*") else { throw mistake(node, "\(key): “\(text)”: these are the beginnings of paths, no patterns") }
            return text
        }
    }

    private func strings(_ node: Node, _ key: String) throws -> [(node: Node, text: String)] {
        guard let sequence = node.sequence else { throw mistake(node, "\(key): must be a list") }
        return try sequence.map { ($0, try string($0, key)) }
    }

    /// A value that goes into a header line.
    private func line(_ node: Node, _ key: String) throws -> String {
        let text = try string(node, key)
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw mistake(node, "\(key): must be printable ASCII") }
        return text
    }

    private func string(_ node: Node, _ key: String) throws -> String {
        guard let text = node.string, !text.isEmpty else { throw mistake(node, "\(key): must be a text") }
        return text
    }

    private func mistake(_ node: Node, _ message: String) -> PortalFileError {
        PortalFileError(path: path, line: node.mark?.line, message: message)
    }

    private func mistake(_ error: YamlError) -> PortalFileError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            PortalFileError(path: path, line: mark.line, message: "is no YAML: \(problem)")
        default: PortalFileError(path: path, line: nil, message: "is no YAML: \("\(error)".split(separator: "\n").first ?? "")")
        }
    }

    private func missing(_ key: String) -> PortalFileError {
        PortalFileError(path: path, line: nil, message: "the key `\(key)` is missing")
    }
}
