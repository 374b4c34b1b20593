import Foundation
import Records
import Testing

/// Records that the fixtures expect, with the keys that an expectation leaves out.
private let lines: [(name: String, line: [UInt8])] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures/portal")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.path.hasSuffix(".record.json") }.sorted { $0.path < $1.path }.compactMap { file in
        guard let data = try? Data(contentsOf: file), let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
        var whole = object
        whole["extractor"] = "shilu/0.1.0"
        whole["id"] = String(repeating: "a", count: 64)
        whole["capture"] = [
            "file": NSNull(), "fetched_at": "2026-11-24T05:00:00Z", "status": 200, "charset": "utf-8", "charset_declared": NSNull(),
            "charset_from": "meta", "bad_bytes": 3, "cut": ["elements": 1, "attributes": 2, "body": "length"], "warc": "a.warc.gz", "offset": 12,
            "length": 34, "record_id": "urn:uuid:x", "payload_digest": NSNull(),
        ] as [String: Any]
        guard let line = try? JSONSerialization.data(withJSONObject: whole) else { return nil }
        return (file.lastPathComponent, [UInt8](line))
    }
}()

@Suite struct RecordLineTests {
    @Test func aLineIsReadAndWrittenAgainWithoutLoss() throws {
        #expect(lines.count > 20)
        for (name, line) in lines {
            let record = try Record(jsonLine: line)
            let written = record.jsonLine()
            #expect(try Record(jsonLine: written) == record, "\(name)")
            let before = try JSONSerialization.jsonObject(with: Data(line)) as? NSDictionary
            let after = try JSONSerialization.jsonObject(with: Data(written)) as? NSDictionary
            #expect(before == after, "\(name)")
        }
    }

    @Test func whatIsNoRecordIsToldByItsCause() throws {
        let line = String(decoding: try Record(jsonLine: try #require(lines.first).line).jsonLine(), as: UTF8.self)
        func error(_ line: String) -> RecordLineError? {
            do throws(RecordLineError) {
                _ = try Record(jsonLine: Array(line.utf8))
                return nil
            } catch { return error }
        }
        #expect(error(line) == nil)
        #expect(error(line.replacing("shilu.record/1", with: "shilu.record/2")) == .laterSchema("shilu.record/2"))
        #expect(error(line.replacing("\"kicker\":", with: "\"kickers\":")) == .damaged("the key “kickers” is none of shilu.record/1"))
        #expect(error(String(line.dropLast(20))) != nil)
        #expect(error("{}") == .damaged("it has no schema"))
        #expect(error("[1]") != nil)
    }
}
