import Foundation
import Markup
import Reading
import Testing

/// Real saved pages, where they lie beside the repository (test data of others, not part of it).
@Suite struct RealPagesTests {
    static let folder = root.deletingLastPathComponent().appendingPathComponent("shared/real")
    static let isThere = FileManager.default.fileExists(atPath: folder.appendingPathComponent("gold.jsonl").path)

    struct Gold: Decodable {
        var file: String
        var kind: String
        var published: String?
        var must_not: [String]?
    }

    @Test(.enabled(if: isThere, "the real pages (../shared/real) are not there")) func `real pages give the kind, the date and no forbidden string`() throws {
        let lines = try String(contentsOf: RealPagesTests.folder.appendingPathComponent("gold.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count >= 40)
        for line in lines {
            let gold = try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
            let bytes = try Data(contentsOf: RealPagesTests.folder.appendingPathComponent("pages/\(gold.file)"))
            let page = PageReader.read(HTMLPage.parse(Array(bytes), charsetHeader: nil), url: nil, capturedAt: nil)
            #expect(page.kind.rawValue == gold.kind, "\(gold.file)")
            #expect(page.published == gold.published, "\(gold.file)")
            let text = page.paragraphs.joined()
            for string in gold.must_not ?? [] { #expect(!text.contains(string), "\(gold.file): \(string)") }
        }
    }
}
