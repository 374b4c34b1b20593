// Changes as an Atom feed (RFC 4287), for feed readers and other programs.

import Archive

/// Writes the feed of some changes.
public struct AtomFeed {
    /// An entry for each change that somebody would want to read: not the lists, and no images, style sheets and scripts.
    private var entries: [(time: String, xml: String)] = []
    private let id: String
    private let title: String

    /// The newest so many are kept: feeds are read over and over.
    private static let most = 500

    /// - Parameter name: of the archive or the portal; the same feed keeps its identity by it.
    public init(name: String) {
        id = "urn:shilu:changes:\(name)"
        title = "\(name): changes"
    }

    /// Adds a line of `changes.jsonl`.
    public mutating func add(_ line: ChangeLine) {
        let change = line.change
        guard change.matter != .embed, change.matter != .list else { return }
        let name = change.title ?? change.url
        var summary = ["\(line.portal)\(change.column.map { ", \($0)" } ?? "")"]
        if let target = change.movedTo { summary.append("now at \(target)") }
        if let reason = change.reason { summary.append(reason) }
        summary += (change.difference ?? []).map(ReportText.line)
        // RFC 4287, section 4.2.6: an identity of its own for each entry, that never changes.
        let identity = "urn:shilu:change:\(line.portal):\(line.run):\(change.kind.rawValue.replacing(" ", with: "-")):\(change.url)"
        let link = change.url.hasPrefix("http") ? "<link rel=\"alternate\" href=\"\(SafeText.html(change.url))\"/>" : ""
        entries.append((
            change.visitedAt,
            """
            <entry><id>\(SafeText.html(identity))</id><title>\(SafeText.html("\(change.kind.rawValue): \(name)"))</title>\
            <updated>\(change.visitedAt)</updated>\(link)<category term="\(change.kind.rawValue)"/>\
            <summary>\(SafeText.html(summary.joined(separator: "\n")))</summary></entry>

            """))
        if entries.count >= 2 * Self.most { entries = newest }
    }

    private var newest: [(time: String, xml: String)] {
        Array(entries.sorted { $0.time > $1.time }.prefix(Self.most))
    }

    /// The document. Its last update is that of its newest entry; of an empty one, 1970.
    public var xml: String {
        let entries = newest
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(SafeText.html(id))</id>
            <title>\(SafeText.html(title))</title>
            <updated>\(entries.first?.time ?? "1970-01-01T00:00:00Z")</updated>
            <author><name>shilu</name></author>
            \(entries.map(\.xml).joined())</feed>

            """
    }
}
