// Reads lists: which columns a page has, and what an answer says; what is the same for all dialects stands here.

import Markup
import Reading
import Web

/// Recognises dialects and reads their answers, within bounds.
public enum ListReader {
    /// No answer has as many rows.
    public static let mostRows = 5_000
    /// No list has as many; what announces more is a mistake, and says nothing.
    public static let mostAnnounced = 10_000_000
    /// Columns of one page that are taken.
    public static let mostColumns = 50

    private static let finder = MarkFinder(Dialects.all.map(\.marks))
    private static let inOrder = Dialects.all.indices.sorted { (Dialects.all[$0].attempt, $0) < (Dialects.all[$1].attempt, $1) }

    /// The columns of a page: those of the first attempt that finds one. Archives by year stand beside whatever else is found.
    ///
    /// - Parameter page: what the reader saw on it; an article or a document has no columns.
    public static func columns(in html: HTMLPage, page: Page, url: WebURL) -> [ListColumn] {
        guard page.kind == .list || page.kind == .other else { return [] }
        let suspects = finder.owners(in: html.tree.text)
        guard !suspects.isEmpty else { return [] }
        let listPage = ListPage(html, page: page, url: url)
        var found: [ListColumn] = []
        var attempt: Attempt?
        for index in inOrder where suspects.contains(index) {
            let dialect = Dialects.all[index]
            guard attempt == nil || dialect.attempt == .archives else { continue }
            let columns = dialect.columns(in: listPage).prefix(mostColumns).map { checked($0, of: listPage) }
            if !columns.isEmpty, dialect.attempt != .archives { attempt = dialect.attempt }
            found += columns
        }
        return found
    }

    private static func checked(_ column: ListColumn, of page: ListPage) -> ListColumn {
        var column = column
        if column.page.isEmpty { column.page = page.url.withoutFragment.href }
        column.announced = plausible(column.announced)
        column.pages = plausible(column.pages)
        column.rows = column.rows.map { RowList.distinct($0) }
        return column
    }

    /// The request for a page of a column; `nil` beyond its end, for a dialect that is not known, and where it would be the column's own page.
    public static func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 1, number <= column.lastPage ?? .max, let request = Dialects.named(column.dialect)?.request(for: number,
        of: column),
              request.url.isHTTP else { return nil }
        return request.isPage && request.identity == column.page ? nil : request
    }

    /// Whether the pages of a column are found by the links of their pagers alone.
    public static func followsLinks(_ column: ListColumn) -> Bool { Dialects.named(column.dialect)?.followsLinks ?? false }

    /// What an answer says.
    ///
    /// - Throws: ``ListFault`` where it is not what was asked for.
    public static func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        guard let dialect = Dialects.named(column.dialect) else { throw .unexpected("an answer of the unknown dialect \(column.dialect)") }
        guard answer.bytes.count <= ListAnswer.byteLimit else { throw .tooLarge("\(answer.bytes.count) bytes") }
        var reading = try dialect.read(answer, of: column, number: number)
        guard reading.rows.count <= mostRows else { throw .tooLarge("\(reading.rows.count) rows") }
        if let total = reading.announced, plausible(total) == nil { throw .unexpected("a total of \(total) rows") }
        reading.pages = plausible(reading.pages)
        reading.rows = RowList.distinct(reading.rows)
        return reading
    }

    private static func plausible(_ total: Int?) -> Int? { total.flatMap { (0...mostAnnounced).contains($0) ? $0 : nil } }
}

/// What lists do to their rows.
enum RowList {
    /// The rows with a title and an address, each address once: of two the one with the longer title, in the first one's place. An empty
    /// anchor before the full one, a picture's and a title's link are one row.
    static func distinct(_ rows: [ListRow]) -> [ListRow] {
        var places: [String: Int] = [:]
        var kept: [ListRow] = []
        for row in rows {
            guard let url = row.url else { continue }
            guard let place = places[url] else {
                places[url] = kept.count
                kept.append(row)
                continue
            }
            if row.title?.utf8.count ?? 0 > kept[place].title?.utf8.count ?? 0 { kept[place].title = row.title }
            kept[place].date = kept[place].date ?? row.date
        }
        return kept.filter { !($0.title ?? "").isEmpty }
    }
}
