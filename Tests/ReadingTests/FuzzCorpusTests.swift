// Replays what `scripts/fuzz` found: each page once crashed the reader, hung it, or gave a record against the rules.

import Foundation
import Markup
import Reading
import Records
import Testing

@Suite("What fuzzing found")
struct FuzzCorpusTests {
    private static let folder = "fixtures/fuzz"

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? [])
        .filter { $0.hasSuffix(".html") }.sorted()

    /// The page of a file, as a record's JSON; a page as a server or a disk would give it.
    private func record(of bytes: [UInt8], charset: String?) throws -> [String: Any] {
        let html = HTMLPage.parse(bytes, charsetHeader: charset)
        _ = PageLinks.find(in: html, url: nil)
        let page = PageReader.read(html, url: nil, capturedAt: nil)
        let line = Normalizer.record(of: page, id: "", url: nil, host: nil, capture: Capture(status: nil, fetchedAt: nil)).jsonLine()
        #expect(line.last == UInt8(ascii: "\n") && line.count { $0 == UInt8(ascii: "\n") } == 1)
        return try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }

    private func isClean(_ text: String) -> Bool {
        !text.isEmpty && !text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\t" || [0x200B, 0x2060, 0xFEFF].contains($0.value) }
    }

    @Test("the corpus is there") func isThere() {
        #expect(!Self.names.isEmpty)
    }

    @Test("is read without a crash and gives a record", arguments: names)
    func replay(name: String) throws {
        let bytes = try #require(file("\(Self.folder)/\(name)"))
        for charset in [nil, "utf-8", "gb18030"] {
            let record = try record(of: bytes, charset: charset)
            let paragraphs = try #require(record["paragraphs"] as? [String])
            #expect(paragraphs.allSatisfy(isClean))
            if let title = record["title"] as? String { #expect(isClean(title)) }
        }
    }

    // A page that is found in a long one may need its end, or its middle, to fail.
    @Test("is read cut at any byte", arguments: names)
    func chopped(name: String) throws {
        let bytes = try #require(file("\(Self.folder)/\(name)")).prefix(1_000)
        for length in 0 ..< bytes.count { _ = try record(of: Array(bytes.prefix(length)), charset: "utf-8") }
    }

    @Test("20,000 heads of attachments in a row take no more time than their bytes", .timeLimit(.minutes(1)))
    func attachmentHeads() throws {
        let heads = String(repeating: "<p>附件：</p>", count: 20_000)
        _ = try record(of: Array("<html><body><h1>标题</h1>\(heads)".utf8), charset: "utf-8")
    }
}
