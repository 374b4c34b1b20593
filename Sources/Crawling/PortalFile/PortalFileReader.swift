// From the YAML of a portal file to the portal, one key at a time; a mistake does not hide the next.

import Archive
import Foundation
import Web
import WebArchive
import Yams

/// Reads a portal file and notes all its mistakes.
struct PortalFileReader {
    let path: String
    private(set) var mistakes: [PortalFileError] = []

    init(path: String) {
        self.path = path
    }

    /// The portal; `nil` if there are ``mistakes``.
    mutating func portal(from text: String) -> Portal? {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            mistakes.append(Self.mistake(error, path: path))
            return nil
        }
        guard let mapping = root?.mapping else {
            mistakes.append(PortalFileError(path: path, line: 1, message: "must hold keys and values, `name` and `seeds` at least"))
            return nil
        }
        for key in [PortalKey.name, .seeds] where mapping[key.rawValue] == nil {
            mistakes.append(PortalFileError(path: path, line: nil, message: "the key `\(key.rawValue)` is missing"))
        }
        var portal = Portal(name: "", seeds: [])
        var nodes: [PortalKey: Node] = [:]
        for (node, value) in mapping {
            guard let key = known(node, in: PortalKey.names).flatMap(PortalKey.init) else { continue }
            nodes[key] = value
            read(key, value, into: &portal)
        }
        if nodes[.hosts] == nil, nodes[.surt] == nil { portal.hosts = Portal.hosts(of: portal.seeds) }
        if mistakes.isEmpty { judge(portal, nodes) }
        return mistakes.isEmpty ? portal : nil
    }

    mutating func note(_ node: Node, _ message: String) {
        mistakes.append(PortalFileError(path: path, line: node.mark?.line, message: message))
    }

    /// A key by its name, if it is one of those known; else a mistake, with the one that was meant.
    mutating func known(_ node: Node, in names: [String], of key: String? = nil) -> String? {
        let name = node.string ?? "?"
        if names.contains(name) { return name }
        let hint = NearestWord.to(name, among: names).map { "did you mean “\($0)”?" } ?? "known are \(names.joined(separator: ", "))"
        note(node, "\(key.map { $0 + ": " } ?? "")the key “\(name)” is not known; \(hint)")
        return nil
    }

    private mutating func read(_ key: PortalKey, _ node: Node, into portal: inout Portal) {
        let name = key.rawValue
        switch key {
        case .name: portal.name = portalName(node) ?? portal.name
        case .seeds: portal.seeds = seeds(node)
        case .hosts: portal.hosts = hosts(node, name)
        case .surt:
            portal.surt = list(node, name) {
                SURTPrefix($0).map(ParsedText.value) ?? .mistake("is no beginning of a SURT key; write as cn,gov,example or cn,gov,example)/path")
            }
        case .include: portal.include = patterns(node, name)
        case .exclude: portal.exclude = patterns(node, name)
        case .embeds: portal.embedsFromAnyHost = choice(node, name, ["scope", "any"]) == "any"
        case .attachments: portal.attachmentsFromAnyHost = choice(node, name, ["scope", "any"]) == "any"
        case .types:
            portal.types = list(node, name) { MediaRange($0).map(ParsedText.value) ?? .mistake("is no media type; write as application/pdf or image/*") }
        case .sitemaps: portal.sitemaps = sitemaps(node)
        case .columns: portal.columns = columns(node)
        case .expect:
            portal.expect = list(node, name) { text in
                let fields = ExpectedField.allCases.map(\.rawValue)
                return ExpectedField(rawValue: text).map(ParsedText.value) ?? .mistake(Self.unknown(text, among: fields))
            }
        case .delay: portal.delay = number(node, name, 0...86_400, "seconds") ?? portal.delay
        case .concurrency: portal.concurrency = whole(node, name, 1...64)
        case .limits: readLimits(node, into: &portal.limits)
        case .revisit: readRevisit(node, into: &portal.revisit)
        case .hours:
            portal.hours = oneOrMore(node, name) {
                DailyHours($0).map(ParsedText.value) ?? .mistake("is no part of the day; write as 20:00-07:30")
            }
        case .timezone: portal.timeZone = timeZone(node) ?? portal.timeZone
        case .minFree: portal.minFreeBytes = size(node, name, from: 0) ?? portal.minFreeBytes
        case .robots: portal.obeysRobots = choice(node, name, ["obey", "ignore"]) != "ignore"
        case .contact: portal.contact = line(node, name)
        case .userAgent: portal.userAgent = line(node, name)
        case .headers: portal.headers = headers(node)
        case .cookies: portal.keepsCookies = choice(node, name, ["none", "run"]) == "run"
        case .proxy: portal.proxy = proxy(node)
        case .addresses: portal.allowsPrivateAddresses = choice(node, name, ["public", "any"]) == "any"
        case .tlsExceptions: portal.tlsExceptions = hosts(node, name)
        case .compression:
            portal.compression = choice(node, name, WARCCompression.allCases.map(\.rawValue)).flatMap(WARCCompression.init) ?? portal.compression
        case .vantage: portal.vantage = vantage(node) ?? portal.vantage
        case .timestamp: portal.timestamp = timestamp(node)
        }
    }

    /// What is wrong between keys that are each right.
    private mutating func judge(_ portal: Portal, _ nodes: [PortalKey: Node]) {
        for column in portal.columns where !portal.isOwnHost(of: column.url) {
            if let node = nodes[.columns] { note(node, "columns: \(column.url) is on none of the portal's hosts") }
        }
        for seed in portal.seeds {
            if !portal.isOwnHost(of: seed), let node = nodes[.hosts] ?? nodes[.surt] {
                let key = nodes[.hosts] == nil ? PortalKey.surt : .hosts
                note(node, "\(key.rawValue): must hold the seed's host, “\(seed.host ?? "")”")
            } else if let node = nodes[.exclude], portal.exclude.contains(where: { $0.matches(seed) }) {
                note(node, "exclude: leaves out the seed \(seed)")
            }
        }
    }

    static func unknown(_ text: String, among words: [String]) -> String {
        "is not known; " + (NearestWord.to(text, among: words).map { "did you mean “\($0)”?" } ?? "known are \(words.joined(separator: ", "))")
    }

    private static func mistake(_ error: any Error, path: String) -> PortalFileError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            PortalFileError(path: path, line: mark.line, message: "is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            PortalFileError(path: path, line: context.mark.line, message: "the key “\(duplicates.first ?? "")” stands twice")
        default: PortalFileError(path: path, line: nil, message: "is no YAML: \("\(error)".split(separator: "\n").first ?? "")")
        }
    }
}
