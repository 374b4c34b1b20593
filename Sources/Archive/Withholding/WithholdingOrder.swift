// An order to withhold: which URL, what else it covers, why, when and by whom.

import Foundation
import Records
import Web
import WebArchive

/// What an order covers besides the URL itself and all its captures.
public struct WithholdingCoverage: Sendable, Hashable {
    /// The URL by the other of http and https too.
    public var withTwins: Bool
    /// All URLs that begin with it, byte for byte.
    public var isPrefix: Bool

    /// - Parameters:
    ///   - withTwins: `http://a/b` covers `https://a/b` too, and the other way round.
    ///   - isPrefix: `http://a/b/` covers `http://a/b/c` too.
    public init(withTwins: Bool = false, isPrefix: Bool = false) {
        self.withTwins = withTwins
        self.isPrefix = isPrefix
    }
}

/// A line of `withheld.jsonl`: pages of a URL are withheld from here on, or no more.
public struct WithholdingOrder: Sendable, Hashable {
    /// What a line says.
    public enum Action: String, Sendable {
        case withhold
        /// Takes back every order that was given for exactly this URL.
        case release
    }

    public var action: Action
    /// Absolute, without fragment, as the URL Standard serializes it.
    public var url: String
    public var covers: WithholdingCoverage
    public var reason: String
    /// Who ordered it, where that was said.
    public var who: String?
    public var time: Timestamp

    public init(_ action: Action, url: WebURL, covers: WithholdingCoverage, reason: String, who: String?, time: Timestamp) {
        self.action = action
        self.url = url.withoutFragment.href
        self.covers = covers
        self.reason = reason
        self.who = who
        self.time = time
    }

    /// Whether it covers a URL.
    public func covers(_ url: WebURL) -> Bool { covers(url.withoutFragment.href) }

    /// Whether it covers a URL as the URL Standard serializes it, without fragment.
    func covers(_ other: String) -> Bool {
        let (own, other) = covers.withTwins ? (Self.withoutScheme(url), Self.withoutScheme(other)) : (url[...], other[...])
        return covers.isPrefix ? other.utf8.starts(with: own.utf8) : own == other
    }

    /// `http://a/b` and `https://a/b` from the slashes on; any other URL as a whole.
    static func withoutScheme(_ url: String) -> Substring {
        for scheme in ["https:", "http:"] where url.utf8.starts(with: scheme.utf8) { return url.dropFirst(scheme.utf8.count) }
        return url[...]
    }
}

extension WithholdingOrder {
    /// The line, with its line feed.
    ///
    /// - Parameter previous: the digest of the line before it, without its line feed; nil for the first.
    func line(after previous: SHA256Digest?) -> [UInt8] {
        var json = JSONLine()
        json.object { json in
            write(to: &json)
            json.key("previous"); json.value(previous?.labelled)
        }
        json.endLine()
        return json.bytes
    }

    /// The order as a line of JSON by itself.
    public var json: [UInt8] {
        var json = JSONLine()
        json.object { write(to: &$0) }
        json.endLine()
        return json.bytes
    }

    private func write(to json: inout JSONLine) {
        json.key("time"); json.value(time.iso8601)
        json.key("action"); json.value(action.rawValue)
        json.key("url"); json.value(url)
        json.key("twins"); json.value(covers.withTwins)
        json.key("prefix"); json.value(covers.isPrefix)
        json.key("reason"); json.value(reason)
        json.key("who"); json.value(who)
    }

    private struct Line: Decodable {
        let time: String
        let action: String
        let url: String
        let twins: Bool
        let prefix: Bool
        let reason: String
        let who: String?
        let previous: String?
    }

    /// Reads a line, and the digest that it gives of the line before it; nil where it is none.
    static func parse(_ line: [UInt8]) -> (order: WithholdingOrder, previous: String?)? {
        guard let found = try? JSONDecoder().decode(Line.self, from: Data(line)), let action = Action(rawValue: found.action),
              let time = Timestamp(iso8601: found.time), let url = try? WebURL(found.url) else { return nil }
        let order = WithholdingOrder(
            action, url: url, covers: WithholdingCoverage(withTwins: found.twins, isPrefix: found.prefix), reason: found.reason, who: found.who,
            time: time)
        return (order, found.previous)
    }
}
