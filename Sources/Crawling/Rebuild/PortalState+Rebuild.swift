// What a rebuild writes into a state besides visits, and asks of it at its end.

import Archive
import GRDB
import Web

extension PortalState {
    /// Adds a URL that no page of the archive leads to.
    func add(unlinked url: WebURL, role: URLRole, depth: Int, via: String?, at time: Timestamp) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO url (url, origin, role, depth, via, priority, pending, due, first_seen, state)
                    VALUES (?, ?, ?, ?, (SELECT id FROM url WHERE url = ?), ?, 1, ?, ?, 'waiting')
                    """,
                arguments: [
                    url.href, url.origin, role.rawValue, depth, via, depth + 1, time.secondsSince1970, time.secondsSince1970,
                ])
        }
    }

    /// Adds a call for the data of a list whose column no page of the archive shows any more.
    func add(unlinked place: ListPlace, url: WebURL, at time: Timestamp) throws {
        guard let page = try? WebURL(place.column.page) else { return }
        if try known(url: page.href) == nil { try add(unlinked: page, role: .page, depth: 1, via: nil, at: time) }
        try database.write { db in
            guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM url WHERE url = ?", arguments: [page.href]) else { return }
            let key = "archived"  // beside the columns that the page shows
            try db.execute(
                sql: """
                    INSERT INTO list_column (page, key, path, dialect, parameters, state, first_request, seen_at, lost_at)
                    VALUES (?, ?, ?, ?, ?, '{}', 1, ?, ?) ON CONFLICT (page, key) DO NOTHING
                    """,
                arguments: [id, key, place.column.name, place.column.dialect, ListPlace.text(of: place.column.parameters), time.secondsSince1970, time.secondsSince1970])
            let column = try Int64.fetchOne(db, sql: "SELECT id FROM list_column WHERE page = ? AND key = ?", arguments: [id, key])
            try db.execute(
                sql: """
                    INSERT INTO url (url, origin, role, depth, via, priority, pending, due, first_seen, state)
                    VALUES (?, ?, 'list', 1, ?, 2, 0, NULL, ?, 'waiting')
                    """,
                arguments: [url.href, url.origin, id, time.secondsSince1970])
            if let column { try note(place.number, of: column, is: db.lastInsertedRowID, behind: nil, in: db) }
        }
    }

    /// Says how long the records and the ledger of a run are, in bytes, and how many records there are.
    func setLengths(run: String, records: Int, recordsLength: Int, ledgerLength: Int) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE run SET records = ?, records_length = ?, ledger_length = ? WHERE name = ?",
                arguments: [records, recordsLength, ledgerLength, run])
        }
    }

    /// Says what a run received.
    func set(answers: Int, bytes: Int, ofRun run: String) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET answers = ?, bytes = ? WHERE name = ?", arguments: [answers, bytes, run])
        }
    }

    /// How many captures there are.
    func captureCount() throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM capture") ?? 0 }
    }

    /// URLs of which nothing says what became of them.
    func neverVisited() throws -> [String] {
        try database.read { db in
            try String.fetchAll(db, sql: "SELECT url FROM url WHERE state = 'waiting' AND visited_at IS NULL AND role <> 'robots' ORDER BY id")
        }
    }
}
