import Foundation
import Reading
import Records
import Testing

@Suite struct RecordTests {
    private func record(of page: Page) -> Record {
        Normalizer.record(
            of: page, id: String(repeating: "0", count: 64), url: nil, host: nil, capture: Capture(status: nil, fetchedAt: nil))
    }

    @Test func everyKeyStandsInTheOrderOfTheSchema() throws {
        let line = String(decoding: record(of: Page()).jsonLine(), as: UTF8.self)
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(RecordSchema.json.utf8)) as? [String: Any])
        let keys = try #require(schema["required"] as? [String])
        var rest = line[...]
        for key in keys {
            let place = try #require(rest.firstRange(of: "\"\(key)\":"), "\(key) is missing or out of order")
            rest = rest[place.upperBound...]
        }
        #expect(line.hasSuffix("}\n"))
        #expect(Set((schema["properties"] as? [String: Any] ?? [:]).keys) == Set(keys))
    }

    @Test func textIsNormalizedAndEmptyTextIsNull() {
        var page = Page()
        page.title = "　标题 "
        page.author = " "
        page.paragraphs = ["　　第一段。", "\u{A0}", "第二段。"]
        page.previous = Neighbor(title: " ", url: nil)
        let record = record(of: page)
        #expect(record.title == "标题")
        #expect(record.author == nil)
        #expect(record.paragraphs == ["第一段。", "第二段。"])
        #expect(record.previous == nil)
    }

    @Test func anExpectationLeavesOutWhatTheMachineDecides() throws {
        let object = try JSONSerialization.jsonObject(with: Data(record(of: Page()).expectation())) as? [String: Any]
        let keys = try #require(object).keys
        #expect(keys.contains("schema") && keys.contains("kind") && keys.contains("evidence"))
        for key in ["extractor", "id", "capture"] { #expect(!keys.contains(key)) }
    }
}
