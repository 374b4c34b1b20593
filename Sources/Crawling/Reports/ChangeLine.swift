// A line of `changes.jsonl`.

import Foundation
import Records

/// A line of the file, schema `shilu.change/1`: the change, and the portal and run that found it.
public struct ChangeLine: Sendable, Decodable {
    public static let schema = "shilu.change/1"

    public var portal: String
    public var run: String
    public var change: PageChange

    private enum Keys: String, CodingKey {
        case portal, run
    }

    init(portal: String, run: String, change: PageChange) {
        self.portal = portal
        self.run = run
        self.change = change
    }

    /// Reads a line.
    public init(json line: ArraySlice<UInt8>) throws {
        self = try ReportJSON.decoder.decode(ChangeLine.self, from: Data(line))
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        portal = try container.decode(String.self, forKey: .portal)
        run = try container.decode(String.self, forKey: .run)
        change = try PageChange(from: decoder)
    }

    /// The line with its line feed, keys in snake case and sorted. By hand: on a portal's first night there is one for each page, and an
    /// encoder takes ten times as long.
    func json() throws -> [UInt8] {
        let difference = try change.difference.map { try ReportJSON.encoder.encode($0) }
        var line = JSONLine(capacity: 512 + (difference?.count ?? 0))
        line.object { line in
            func add(_ key: StaticString, _ value: String?) {
                guard let value else { return }
                line.key(key)
                line.value(value)
            }
            func add(_ key: StaticString, _ value: Int?) {
                guard let value else { return }
                line.key(key)
                line.value(value)
            }
            add("before", change.before)
            add("blocks_left", change.blocksLeft)
            add("column", change.column)
            add("detail", change.detail)
            if let difference {
                line.key("difference")
                line.value(json: difference)
            }
            add("entries_added", change.entriesAdded)
            add("entries_lost", change.entriesLost)
            add("kind", change.kind.rawValue)
            add("matter", change.matter.rawValue)
            add("moved_to", change.movedTo)
            add("offset", change.offset)
            add("offset_before", change.offsetBefore)
            add("portal", portal)
            add("published", change.published)
            add("reason", change.reason)
            add("run", run)
            add("schema", Self.schema)
            add("shared_changes", change.sharedChanges)
            add("state", change.state)
            add("status", change.status)
            add("title", change.title)
            add("url", change.url)
            add("visited_at", change.visitedAt)
            add("warc", change.warc)
            add("warc_before", change.warcBefore)
            add("weight", change.weight)
        }
        line.endLine()
        return line.bytes
    }
}
