// What the report of a run asks of the state.

import Archive
import Comparing
import Foundation
import GRDB
import Web

extension PortalState {
    /// A URL of a run whose report has something to say of it.
    struct News {
        var change: PageChange
        var outcome: VisitOutcome
        /// The places of its last good copy and of the one before, if the run brought a new one.
        var new: CapturePlace?
        var old: CapturePlace?
    }

    /// Notes which pages of a run stand at another address now: the text of a page that was missing, gone or redirected is that of one
    /// that is there. Both keep one history.
    func noteMoves(run: String) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE page SET moved_to = (
                        SELECT new.url FROM page AS new JOIN url AS here ON here.id = new.url
                        WHERE new.digest = page.digest AND new.url <> page.url AND here.state IN ('captured', 'unchanged')
                        ORDER BY new.url DESC LIMIT 1)
                    WHERE moved_to IS NULL AND digest IS NOT NULL AND url IN (
                        SELECT id FROM url WHERE state IN ('missing once', 'gone', 'redirected') AND visited_run = ?1
                        UNION
                        SELECT old.url FROM page AS new JOIN page AS old ON old.digest = new.digest AND old.url <> new.url
                            JOIN url AS there ON there.id = old.url
                        WHERE new.run = ?1 AND there.state IN ('missing once', 'gone', 'redirected'))
                    """,
                arguments: [run])
        }
    }

    /// Hands on the news of a run: URLs that it asked for and found other than before, and pages that it found moved.
    func forEachNews(run: String, _ body: (News) throws -> Void) throws {
        try database.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT url.*, page.kind AS page_kind, page.title, page.published, site_column.name AS "column", target.url AS moved_url,
                        target_page.run AS target_run, target.visited_run AS target_visited, target.state_before AS target_before,
                        good.warc, good.offset, good.run AS good_run, before.warc AS before_warc, before.offset AS before_offset,
                        EXISTS (SELECT 1 FROM page AS other WHERE other.moved_to = url.id) AS is_target
                    FROM url LEFT JOIN page ON page.url = url.id LEFT JOIN site_column ON site_column.id = page."column"
                        LEFT JOIN capture AS good ON good.id = url.capture AND good.status BETWEEN 200 AND 299
                        LEFT JOIN capture AS before ON before.id = url.capture_before AND before.status BETWEEN 200 AND 299
                        LEFT JOIN url AS target ON target.id = page.moved_to
                        LEFT JOIN page AS target_page ON target_page.url = page.moved_to
                    WHERE url.role <> 'robots' AND (url.visited_run = ?1 OR target.visited_run = ?1)
                    """,
                arguments: [run])
            while let row = try rows.next() {
                if let news = Self.news(row, run: run) { try body(news) }
            }
        }
    }

    private static func news(_ row: Row, run: String) -> News? {
        guard let state = URLState(rawValue: row["state"]), let outcome = VisitOutcome(rawValue: row["outcome"] ?? "") else { return nil }
        let before = (row["state_before"] as String?).flatMap(URLState.init(rawValue:))
        let isVisited = row["visited_run"] as String? == run
        let target = [.missingOnce, .gone, .redirected].contains(state) ? row["moved_url"] as String? : nil
        // A move is news in the run that found the second of its two ends.
        let isTargetNew = row["target_visited"] as String? == run && row["target_before"] as String? == URLState.waiting.rawValue
        let kind: PageChange.Kind
        if target != nil, isVisited && (before == .captured || before == .unchanged) || isTargetNew {
            kind = .moved
        } else if outcome == .new, row["is_target"] {
            return nil  // told at the address that it left
        } else if isVisited, let visited = PageChange.Kind(outcome, state, before: before) {
            kind = visited
        } else if isVisited, outcome == .sameText {
            kind = .changed  // the caller looks for what changed around the text
        } else {
            return nil
        }
        let isNewCopy = row["good_run"] as String? == run
        func place(_ warc: String, _ offset: String) -> CapturePlace? {
            (row[warc] as String?).map { CapturePlace(warc: $0, offset: row[offset]) }
        }
        let good = place("warc", "offset"), old = isNewCopy ? place("before_warc", "before_offset") : nil
        let role = URLRole(rawValue: row["role"]) ?? .page
        var change = PageChange(
            kind: kind, matter: .init(role, kind: row["page_kind"]), url: row["url"], title: row["title"], column: row["column"],
            published: row["published"], state: state.rawValue, reason: row["reason"], detail: row["detail"], before: before?.rawValue,
            status: row["status"], visitedAt: Timestamp(secondsSince1970: row["visited_at"] ?? 0).iso8601, warc: good?.warc,
            offset: good?.offset, movedTo: target, warcBefore: old?.warc, offsetBefore: old?.offset)
        change.weight = ChangeWeight.of(change)
        return News(change: change, outcome: outcome, new: isNewCopy ? good : nil, old: old)
    }

    /// Whether an entry that a list lost is named by another list, or is known to be gone itself; also of what is out of the portal.
    func isAccountedFor(_ address: String) throws -> Bool {
        guard let url = try? WebURL(address).asSent.href else { return true }
        return try database.read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (
                            SELECT 1 FROM listing JOIN list_page ON list_page.url = listing.list
                            WHERE listing.url = url.id AND left_at IS NULL)
                        OR state IN ('missing once', 'gone', 'redirected') FROM url WHERE url.url = ?
                    """,
                arguments: [url]) ?? true
        }
    }

    /// The counts of fields of the last runs, oldest first.
    func fieldCounts(runs: Int) throws -> [FieldFindings.RunCounts] {
        try database.read { db in
            let names = try String.fetchAll(
                db, sql: "SELECT DISTINCT run FROM field_count ORDER BY run DESC LIMIT ?", arguments: [runs])
            return try names.reversed().map { name in
                var counts = FieldFindings.RunCounts(run: name, counts: [:])
                for row in try Row.fetchAll(db, sql: "SELECT * FROM field_count WHERE run = ?", arguments: [name]) {
                    counts.counts[FieldKey(column: row["column"], field: row["field"])] = row["found"]
                }
                return counts
            }
        }
    }

    /// The names of the columns of articles.
    func columnNames() throws -> [Int64: String] {
        try database.read { db in
            Dictionary(uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT id, name FROM site_column").map { ($0["id"], $0["name"]) })
        }
    }

    /// The days of the articles that a run captured, with how many have each.
    func articleDates(run: String) throws -> [String: Int] {
        try database.read { db in
            Dictionary(uniqueKeysWithValues: try Row.fetchAll(
                db,
                sql: """
                    SELECT substr(published, 1, 10) AS day, count(*) AS n FROM page
                    WHERE run = ? AND kind IN ('article', 'document') AND length(published) >= 10 GROUP BY day
                    """,
                arguments: [run]).map { ($0["day"], $0["n"]) })
        }
    }

    /// Notes the figures of a run, for the plots of later ones.
    func note(_ figures: NightFigures) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO night (run, started_at, answers, new, changed, bytes, errors, answer_time)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    figures.run, figures.startedAt, figures.answers, figures.new, figures.changed, figures.bytes, figures.errors,
                    figures.answerTime])
        }
    }

    /// The figures of the last runs, oldest first.
    func nights(last count: Int) throws -> [NightFigures] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM night ORDER BY run DESC LIMIT ?", arguments: [count]).reversed().map {
                NightFigures(
                    run: $0["run"], startedAt: $0["started_at"], answers: $0["answers"], new: $0["new"], changed: $0["changed"],
                    bytes: $0["bytes"], errors: $0["errors"], answerTime: $0["answer_time"])
            }
        }
    }

    /// When the run before another began; `nil` if there was none.
    func startOfRun(before run: String) throws -> Timestamp? {
        try database.read { db in
            try Int64.fetchOne(db, sql: "SELECT started_at FROM run WHERE name < ? ORDER BY name DESC LIMIT 1", arguments: [run])
                .map { Timestamp(secondsSince1970: $0) }
        }
    }
}

extension PageChange.Kind {
    /// What a visit means to somebody who reads the report; `nil` if it is nothing new.
    init?(_ outcome: VisitOutcome, _ state: URLState, before: URLState?) {
        let wasMissing = before == .missingOnce || before == .gone
        switch state {
        case .captured, .unchanged:
            if wasMissing { self = .back; return }
            switch outcome {
            case .new: self = .new
            case .changed: self = .changed
            default: return nil
            }
        case .gone:
            guard before != .gone else { return nil }
            self = .gone
        case .missingOnce:
            guard before != .missingOnce else { return nil }
            self = .missing
        case .turnedAway: self = .turnedAway
        case .failed: self = .failed
        case .redirected:
            guard before == .captured || before == .unchanged else { return nil }
            self = .redirected
        case .waiting, .excluded, .overLimit, .trapped: return nil
        }
    }
}

extension PageChange.Matter {
    init(_ role: URLRole, kind: String?) {
        if role.isEmbed { self = .embed; return }
        if role == .attachment { self = .attachment; return }
        self = switch kind {
        case "article", "document": .article
        case "list": .list
        default: .page
        }
    }
}
