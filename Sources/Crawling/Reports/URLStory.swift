// The story of one URL: who linked it, what came of each visit and where that lies, why it was not taken, when it is due.

import Archive
import Foundation
import GRDB
import Web

/// Tells what a portal's state and ledgers know of a URL, and what files of others hold of it.
public struct URLStory {
    private let url: String
    private let folder: PortalFolder
    /// Nil where no crawl knows the URL.
    private let state: PortalState?
    private let imported: [ImportedCaptures.Imported]

    /// - Parameter address: the URL; that of a posted list request as ledger and `coverage` give it, `http://…/search.jsp#POST:currpage=2`.
    public init?(of address: WebURL, in folder: PortalFolder) throws {
        let state = try PortalState(reading: folder)
        // A list request that is posted is known by its body too, which stands in the fragment.
        let known = try [address.href, address.asSent.href].first { try state?.known(url: $0) != nil }
        url = known ?? address.asSent.href
        self.folder = folder
        self.state = known == nil ? nil : state
        imported = try ImportedCaptures(of: folder)?.captures(of: address.asSent) ?? []
        if self.state == nil, imported.isEmpty { return nil }
    }

    /// The story in lines.
    public func text() throws -> String {
        let time = PortalReports(folder).time
        func when(_ seconds: Int64?) -> String { seconds.map { time.minute(Timestamp(secondsSince1970: $0).iso8601) } ?? "never" }
        var lines = ["\(url)", "  portal       \(folder.name), times in \(time.zoneName)"]
        var firstSeen: Timestamp?
        var lastRun: String?
        if state == nil { lines.append("  state        held from an import; no crawl knows it") }
        let left = PortalState.left(of: try state?.unfinishedRun())
        try state?.database.read { db in
            guard let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT url.*, \(left) AS is_left, page.title, site_column.name AS "column", page.published, target.url AS moved, via.url AS via_url
                    FROM url LEFT JOIN page ON page.url = url.id LEFT JOIN site_column ON site_column.id = page."column"
                        LEFT JOIN url AS target ON target.id = page.moved_to LEFT JOIN url AS via ON via.id = url.via WHERE url.url = ?
                    """,
                arguments: [url]) else { return }
            let id: Int64 = row["id"]
            firstSeen = (row["first_seen"] as Int64?).map(Timestamp.init(secondsSince1970:))
            lastRun = row["visited_run"]
            func add(_ name: String, _ value: String?) {
                if let value { lines.append("  \(DisplayWidth.padded(name, to: 12)) \(SafeText.terminal(value))") }
            }
            let reason = (row["reason"] as String?).map { ": \($0)" } ?? ""
            add("state", "\(row["state"] as String)\(reason)\((row["detail"] as String?).map { " (\($0))" } ?? "")")
            add("title", row["title"])
            add("column", row["column"])
            add("published", row["published"])
            add("first seen", "\(when(row["first_seen"])) as a \(row["role"] as String), \(row["depth"] as Int) links from a seed")
            add("found on", row["via_url"] ?? ((row["depth"] as Int) == 0 ? "the portal file: it is a seed" : nil))
            for list in try Row.fetchAll(
                db,
                sql: """
                    SELECT url.url, first_at, left_at FROM listing JOIN url ON url.id = listing.list
                    WHERE listing.url = ? ORDER BY first_at, list
                    """,
                arguments: [id]) {
                let left = (list["left_at"] as Int64?).map { " until \(when($0))" } ?? ""
                add("listed by", "\(list["url"] as String) since \(when(list["first_at"]))\(left)")
            }
            add("moved to", row["moved"])
            for from in try String.fetchAll(
                db, sql: "SELECT url.url FROM page JOIN url ON url.id = page.url WHERE page.moved_to = ?", arguments: [id]) {
                add("moved from", from)
            }
            add("due", Self.due(row, when))
        }
        lines.append("  visits")
        let events = try captures(time) + (state == nil ? [] : ledger(time, foundAt: firstSeen, last: lastRun)) + importedEvents(time)
        for event in events.sorted(by: { ($0.time, $0.order) < ($1.time, $1.order) }) { lines.append("    \(event.line)") }
        if events.isEmpty { lines.append("    none") }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Event {
        var time: String
        /// What was captured stands before what it came to.
        var order: Int
        var line: String
    }

    private static func due(_ row: Row, _ when: (Int64?) -> String) -> String {
        if row["is_left"] as Bool? ?? false { return "now: it is in the queue" }
        guard let due = row["due"] as Int64? else {
            return switch URLState(rawValue: row["state"]) {
            case .excluded: "no: \((row["reason"] as String?) ?? "a rule") leaves it out"
            case .trapped: "no: it looks like one of an endless series"
            default: "no; asked for again if it is linked to"
            }
        }
        let failures: Int = row["failures"]
        return when(due) + (failures > 0 ? ", after \(failures == 1 ? "a failed visit" : "\(failures) failed visits")" : "")
    }

    private func captures(_ time: LocalTime) throws -> [Event] {
        try state?.database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT capture.* FROM capture JOIN url ON url.id = capture.url WHERE url.url = ? ORDER BY capture.id",
                arguments: [url]
            ).map { row in
                let at = Timestamp(secondsSince1970: row["fetched_at"]).iso8601
                let kind = row["revisit"] ? "revisit of a \(row["status"] as Int)" : "HTTP \(row["status"] as Int)"
                let place = "\(row["warc"] as String)@\(row["offset"] as Int)+\(row["length"] as Int)"
                return Event(time: at, order: 0, line: "\(time.minute(at))  \(kind)  \(place)")
            }
        } ?? []
    }

    private func importedEvents(_ time: LocalTime) -> [Event] {
        imported.map { capture in
            let line = capture.line
            let at = Timestamp(cdx14: line.timestamp)?.iso8601 ?? line.timestamp
            let kind = line.mime == "warc/revisit" ? "revisit" : line.status.map { "HTTP \($0)" } ?? "a file without HTTP"
            return Event(
                time: at, order: 0,
                line: "\(time.minute(at))  \(SafeText.terminal(kind)), imported from \(SafeText.terminal(capture.file.source))  \(line.filename)@\(line.offset)+\(line.length)")
        }
    }

    /// What the ledgers of the runs say of it.
    private func ledger(_ time: LocalTime, foundAt first: Timestamp?, last: String?) throws -> [Event] {
        try LedgerSearch(folder: folder).entries(of: url, foundAt: first, last: last).map { run, entry in
            let reason = entry.reason.map { ": \($0)" } ?? ""
            let before = entry.before.map { ", was \($0)" } ?? ""
            let when = entry.visitedAt.map(time.minute) ?? run
            let became = entry.state == URLState.captured.rawValue && entry.outcome == VisitOutcome.changed.rawValue
                ? "captured, changed" : "\(entry.state)\(reason)\(before)"
            return Event(time: entry.visitedAt ?? run, order: 1, line: "\(when)  \(became)")
        }
    }
}
