// What lists say of articles, kept for the articles' own captures.

import Archive
import GRDB
import Web

extension PortalState {
    /// Keeps what the rows of a list that was read say of the articles that they name. Of two lists the one that says more is believed.
    func noteRows(of visit: Visit, in db: Database) throws {
        guard visit.kind == .list, visit.judgement.state == .captured, let page = visit.page else { return }
        let statement = try db.cachedStatement(sql: """
            INSERT INTO list_row (url, row) SELECT id, ? FROM url WHERE url = ? AND role = 'page'
            ON CONFLICT (url) DO UPDATE SET row = excluded.row WHERE row <> excluded.row AND length(excluded.row) >= length(row)
            """)
        for row in page.page.rows {
            guard let url = row.url.flatMap({ try? WebURL($0) })?.asSent.href, let text = RowEvidence(row)?.text else { continue }
            try statement.execute(arguments: [text, url])
        }
    }
}
