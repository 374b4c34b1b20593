// All strings of one to three characters of a sample are found where a scan finds them, and nowhere else.
import Archive
import Foundation
import GRDB
@testable import Search
import Testing

@Suite struct RecallTests {
    /// The texts of the pages of fixtures/.
    static let sample: [[String]] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("fixtures/portal")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return files.filter { $0.path.hasSuffix(".record.json") }.sorted { $0.path < $1.path }.compactMap { file in
            guard let data = try? Data(contentsOf: file), let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
            return object["paragraphs"] as? [String]
        }.filter { !$0.isEmpty }
    }()

    /// White space goes but between Latin letters and digits: what the search says of itself, said once more in other words.
    private static func plain(_ text: String) -> String {
        text.replacing(/(?<a>[A-Za-z0-9]?)[ \u{A0}\u{3000}\u{2002}\u{2003}]+(?=(?<b>.?))/) { match in
            let isBetween = !match.a.isEmpty && match.b.wholeMatch(of: /[A-Za-z0-9]/) != nil
            return String(match.a) + (isBetween ? " " : "")
        }
    }

    @Test func everyStringOfOneToThreeCharactersIsFoundWhereAScanFindsIt() throws {
        let archive = try SampleArchive()
        let texts = Self.sample.filter { $0.joined().count < 3_000 }.prefix(40)
        #expect(texts.count > 25)
        let pages = texts.enumerated().map { SamplePage(url: "http://a.gov.cn/\($0)", title: "", paragraphs: $1, published: "2020-01-01") }
        // Two runs, the second of which shows some of the pages with another text: only the newest version counts.
        try archive.write(pages.map { page in
            var page = page
            page.fetchedAt = "2026-11-20T05:00:00Z"
            if page.url.last == "3" { page.paragraphs = page.paragraphs.reversed() + ["旧版"] }
            return page
        }, run: "20261120T050000Z")
        try archive.write(pages, run: "20261124T050000Z")
        try archive.search.bringUpToDate()

        let runs = texts.map { $0.flatMap { $0.split(whereSeparator: { $0 == "\t" || $0 == "\n" }) }.map { Array(Self.plain(String($0))) } }
        var expected: [String: Set<String>] = [:]
        for (page, runs) in runs.enumerated() {
            for run in runs {
                for length in 1...3 where run.count >= length {
                    for start in 0...(run.count - length) {
                        let text = run[start..<(start + length)]
                        if text.allSatisfy(Self.isPlain) { expected[String(text).lowercased(), default: []].insert("http://a.gov.cn/\(page)") }
                    }
                }
            }
        }
        #expect(expected.count > 10_000)
        // Strings most of which stand nowhere.
        for word in expected.keys.filter({ $0.count == 2 }) { expected[word + "的", default: []].formUnion([]) }

        guard case .ready(let database) = try IndexFile(of: archive.archive).reader() else { throw NoIndex() }
        try database.read { db in
            let urls = try Dictionary(uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT id, url FROM entry").map { ($0["id"] as Int64, $0["url"] as String) })
            var wrong: [String] = []
            for (word, pages) in expected {
                var query = try SearchQuery(["\"\(word)\""])
                query.fields = [.text]
                var cursor = try HitCursor(MatchExpression(query, portals: nil), in: .newest, range: 1...EntryNumber.last, db)
                var found = Set<String>()
                while let id = try cursor.next() { found.insert(urls[id] ?? "?") }
                if found != pages { wrong.append("\(word): \(found.count) instead of \(pages.count)") }
            }
            #expect(wrong.isEmpty, "\(wrong.count) of \(expected.count), as \(wrong.prefix(5))")
        }
    }

    /// Han characters, digits and Latin letters: of punctuation several are one.
    private static func isPlain(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return false }
        return (0x4E00...0x9FFF).contains(scalar.value) || character.isASCII && (character.isLetter || character.isNumber)
    }

    private struct NoIndex: Error {}
}
