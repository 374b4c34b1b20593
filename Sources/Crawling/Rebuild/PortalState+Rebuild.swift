// What a rebuild writes into a state besides visits, and asks of it at its end.

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
