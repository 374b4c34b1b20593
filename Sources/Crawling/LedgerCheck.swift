// Whether the state adds up: each URL in exactly one state, and none that is forgotten.

import GRDB

extension PortalState {
    /// What does not add up, in words; empty if all does. SQLite keeps an index of the URLs that are at fault, with every change of one,
    /// so that the question costs nothing however many URLs are known.
    func ledgerFaults() throws -> [String] {
        let states = URLState.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let questions = [
            ("in no state of the table", "state NOT IN (\(states))"),
            ("waiting, but not in the queue", "state = 'waiting' AND pending = 0"),
            ("never to be asked for again, though nothing says why", "state <> 'waiting' AND pending = 0 AND due IS NULL"),
            ("visited, but without an outcome", "visited_run IS NOT NULL AND outcome IS NULL"),
        ]
        return try database.read { db in
            let counts = questions.map { "count(*) FILTER (WHERE \($0.1))" }.joined(separator: ", ")
            let row = try Row.fetchOne(db, sql: "SELECT \(counts) FROM url INDEXED BY url_fault WHERE \(StateSchema.ledgerFault)")
            return questions.indices.compactMap { i in
                let count: Int = row?[i] ?? 0
                return count > 0 ? "\(count) URLs are \(questions[i].0)" : nil
            }
        }
    }
}
