// An archive of records that a test writes, without WARC files.
import Archive
import Foundation
@testable import Search

/// What a test says of a page.
struct SamplePage {
    var url: String
    var title = "标题"
    var paragraphs: [String] = []
    var kind = "article"
    var published: String? = "2024-03-01"
    var fetchedAt = "2026-11-24T05:00:00Z"
    var source: String?
    var number: String?
    var rows: [String] = []
    var offset = 0

    var line: String {
        let none = NSNull()
        func orNone(_ text: String?) -> Any { text ?? none as Any }
        let object: [String: Any] = [
            "schema": "shilu.record/1", "extractor": "shilu/0.1.0", "id": String(repeating: "0", count: 64), "kind": kind, "url": url,
            "site": ["host": "a.gov.cn", "name": none, "site_id": none], "title": title, "kicker": none, "subtitle": none, "original_title": none,
            "breadcrumb": ["首页", "要闻"], "column": "要闻", "source": orNone(source), "author": none, "editor": none,
            "published": orNone(published), "reads": none, "paragraphs": paragraphs, "signoff": none, "previous": none, "next": none,
            "attachments": [Any](), "images": [Any](),
            "document": number.map { number in
                Dictionary(uniqueKeysWithValues: ["index_number", "issuer", "written", "released", "effective", "category", "keywords", "validity"].map { ($0, none as Any) })
                    .merging(["number": number]) { $1 }
            } ?? none as Any,
            "footer": Dictionary(uniqueKeysWithValues: ["text", "owner", "organizer", "undertaker", "address", "postal_code", "phone", "icp", "public_security", "site_id"].map { ($0, none as Any) }),
            "links": rows.map { row in
                Dictionary(uniqueKeysWithValues: ["url", "date", "number", "index_number", "issuer", "validity"].map { ($0, none as Any) }).merging(["title": row]) { $1 }
            },
            "announced": none, "dialect": none, "next_page": none, "verbatim": ["breadcrumb": none, "byline": none], "evidence": [String: String](),
            "capture": [
                "file": none, "fetched_at": fetchedAt, "status": 200, "charset": "utf-8", "charset_declared": none, "charset_from": "meta", "bad_bytes": 0,
                "cut": none, "warc": "a.warc.gz", "offset": offset, "length": 100, "record_id": "urn:uuid:1", "payload_digest": none,
            ] as [String: Any],
        ]
        let data = (try? JSONSerialization.data(withJSONObject: object, options: [.withoutEscapingSlashes])) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// The archive's folder, and what a search in it says.
final class SampleArchive {
    let folder: TemporaryFolder
    let archive: ArchiveFolder
    private(set) var said: [String] = []

    init() throws {
        folder = try TemporaryFolder()
        archive = try ArchiveFolder(opening: folder.path)
    }

    func write(_ pages: [SamplePage], run: String, portal: String = "a.gov.cn") throws {
        try folder.write("name: \(portal)\n", to: portal + "/portal.yaml")
        try folder.write(pages.map(\.line).joined(), to: "\(portal)/records/\(run).jsonl")
    }

    func remove(run: String, portal: String = "a.gov.cn") throws {
        try FileManager.default.removeItem(atPath: archive.path + "/\(portal)/records/\(run).jsonl")
    }

    var search: ArchiveSearch {
        ArchiveSearch(archive, openState: { _ in nil }, say: { [self] in said.append($0) })
    }

    /// The URLs of all hits, in their order.
    func urls(_ words: String..., updates: Bool = true, change: (inout SearchQuery) -> Void = { _ in }) throws -> [String] {
        var query = try SearchQuery(words)
        change(&query)
        if updates { try search.bringUpToDate() }
        var urls: [String] = []
        let total = try search.find(query, limit: 1_000_000) { urls.append($0.record.url ?? "") }
        return total == urls.count ? urls : ["\(total ?? -1) hits were counted"]
    }
}
