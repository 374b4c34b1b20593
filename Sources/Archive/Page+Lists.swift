// What dialects add to a page: the rows that a reader does not see, the announced total, the dialect's name.

import Lists
import Reading

extension Page {
    /// Takes what the page's columns say. A page that shows nothing but a shell around a column is a list all the same.
    mutating func take(_ columns: [ListColumn]) {
        guard let column = columns.first else { return }
        if kind == .other {
            kind = .list
            self.column = breadcrumb.last ?? self.column  // on a list the last crumb is the column, its title too
        }
        dialect = column.dialect
        let hidden = columns.compactMap(\.rows).flatMap { $0 }
        if !hidden.isEmpty {
            var seen: Set<String> = []
            rows = (hidden + (columns.contains { $0.rows == nil } ? rows : [])).filter { row in row.url.map { seen.insert($0).inserted } ?? false }
            note("links", .script)
        }
        guard columns.count == 1, let total = column.announced, announced != total else { return }
        announced = total
        note("announced", .script)
    }

    /// An answer to a list request as a page: rows, total and dialect, and the column's name.
    init(_ reading: ListReading, of place: ListPlace) {
        self.init()
        kind = .list
        column = place.column.name
        rows = reading.rows
        announced = reading.announced
        dialect = place.column.dialect
        if column != nil { evidence.append(Evidence(field: "column", place: Place.columnPage.rawValue)) }
        if !rows.isEmpty { evidence.append(Evidence(field: "links", place: Place.answer.rawValue)) }
        if announced != nil { evidence.append(Evidence(field: "announced", place: reading.announcedIn ?? Place.answer.rawValue)) }
    }

    /// Says where a field was found, in the place where the evidence of that field stands.
    private mutating func note(_ field: String, _ place: Place) {
        let found = Evidence(field: field, place: place.rawValue)
        if let at = evidence.firstIndex(where: { $0.field == field }) {
            evidence[at] = found
        } else {
            let order = ["links", "announced", "next_page"]
            let later = order.drop { $0 != field }.dropFirst()
            evidence.insert(found, at: evidence.firstIndex { later.contains($0.field) } ?? evidence.endIndex)
        }
    }
}
