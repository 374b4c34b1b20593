// The rows of a state, with what they stand for in the place of their numbers, so that two states can be compared.
@testable import Crawling
import GRDB

struct StateDump: Equatable {
    /// A line `table column=value …` for each row, sorted.
    let lines: [String]

    /// What a column holds in the place of a row's number.
    private static let references = [
        "url.id": "NULL", "url.via": url("url.via"), "url.continues": url("url.continues"), "url.capture": record("url.capture"),
        "url.capture_before": record("url.capture_before"), "capture.id": "NULL", "capture.url": url("capture.url"),
        "page.url": url("page.url"), "page.column": column("page"), "page.moved_to": url("page.moved_to"), "list_page.url": url("list_page.url"),
        "list_page.column": column("list_page"), "listing.list": url("listing.list"), "listing.url": url("listing.url"),
        "field_count.column": column("field_count"), "site_column.id": "NULL", "replaced.url": url("replaced.url"),
        "sitemap_file.url": url("sitemap_file.url"), "list_column.id": "NULL", "list_column.page": url("list_column.page"),
        "list_request.url": url("list_request.url"), "list_next.url": url("list_next.url"), "list_row.url": url("list_row.url"),
        "list_request.column": "(SELECT l.key FROM list_column AS l WHERE l.id = list_request.\"column\")", "replaced.capture": record("replaced.capture"), "replaced.column": column("replaced"),
        "vanished.column": "COALESCE(\(column("vanished")), vanished.\"column\")",
    ]

    private static func url(_ place: String) -> String { "(SELECT u.url FROM url AS u WHERE u.id = \(place))" }
    private static func record(_ place: String) -> String { "(SELECT c.record_id FROM capture AS c WHERE c.id = \(place))" }
    private static func column(_ table: String) -> String { "(SELECT s.name FROM site_column AS s WHERE s.id = \(table).\"column\")" }

    /// - Parameter untold: tables, and columns as `table.column`, that are left out.
    init(_ state: PortalState, without untold: Set<String>) throws {
        lines = try state.database.read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
            return try tables.filter { !untold.contains($0) }.flatMap { table in
                let columns = try db.columns(in: table).map(\.name).filter { !untold.contains("\(table).\($0)") }
                let values = columns.map { "\(Self.references["\(table).\($0)"] ?? "\(table).\"\($0)\"") AS \"\($0)\"" }
                return try Row.fetchAll(db, sql: "SELECT \(values.joined(separator: ", ")) FROM \(table)").map { row in
                    "\(table) " + zip(columns, row.databaseValues).filter { !$1.isNull }.map { "\($0)=\($1)" }.joined(separator: " ")
                }
            }.sorted()
        }
    }

    /// What one of two states has and the other has not.
    func difference(from other: StateDump) -> String {
        let mine = Set(lines), theirs = Set(other.lines)
        return (other.lines.filter { !mine.contains($0) }.map { "- \($0)" } + lines.filter { !theirs.contains($0) }.map { "+ \($0)" })
            .joined(separator: "\n")
    }
}
