import Foundation
import Testing
@testable import Corpus
import WebArchive

@Suite("Input") struct InputTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func lines(_ path: String) throws -> [String] {
        var reader = try RecordLines(path)
        var lines: [String] = []
        while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }

    @Test("lines are the same plain and as gzip of several members, long ones too")
    func compressed() throws {
        var dice = Dice(state: 1)
        let expected = (0..<300).map { Sample.string(Sample.text($0 * 97 % 5000 + ($0 == 100 ? 400_000 : 0), &dice)) }
        let bytes = Array((expected.joined(separator: "\n") + "\n").utf8)
        let compressor = GzipCompressor()
        let members = [bytes[..<1000], bytes[1000..<700_000], bytes[700_000...]].flatMap { compressor.member(of: Array($0)) }
        #expect(try lines(folder.write(bytes, to: "a.jsonl")) == expected)
        #expect(try lines(folder.write(members, to: "a.jsonl.gz")) == expected)
    }

    @Test("a compressed file that ends too early is told")
    func torn() throws {
        let compressor = GzipCompressor()
        let path = try folder.write(Array(compressor.member(of: Array(repeating: 65, count: 100_000)).dropLast(9)), to: "torn.gz")
        #expect(throws: CorpusError.damaged(path: path, cause: "the compressed data end too early")) { try lines(path) }
    }

    @Test("a damaged line is told by what is wrong", arguments: [
        ("{", "the line ends too early"),
        ("{\"schema\":\"shilu.record/1\",\"id\":3}", "id: is no text"),
        ("{\"schema\":\"shilu.record/1\",\"id\":\"x\",\"kind\":\"article\"}", "its id is no SHA-256"),
        ("{\"id\":\"x\"}", "it has no schema"),
        ("{\"schema\":\"other/1\"}", "its schema is “other/1”"),
        ("[]", "no JSON from column 1 on"),
        ("{\"a\":\"\\q\"}", "no JSON from column 7 on"),
        ("{} x", "no JSON from column 4 on"),
    ])
    func damaged(_ line: String, _ cause: String) throws {
        #expect { try SourceRecord(line: Array(line.utf8)) } throws: { error in
            if case SourceRecord.Refusal.damaged(let found) = error { found.contains(cause) } else { false }
        }
    }

    @Test("a record of a later schema is told as such, whatever else it holds")
    func later() throws {
        let line = Sample.record(url: "http://a.gov.cn/1", text: ["文"], schema: "shilu.record/2").replacingOccurrences(of: "\"reads\":null", with: "\"title\":7")
        #expect { try SourceRecord(line: Array(line.utf8)) } throws: { error in
            if case SourceRecord.Refusal.laterSchema("shilu.record/2") = error { true } else { false }
        }
    }

    @Test("escapes are undone, surrogate pairs too")
    func escapes() throws {
        let line = Sample.record(url: "http://a.gov.cn/1", text: ["X"]).replacingOccurrences(of: "[\"X\"]", with: #"["a\n\"\u4e2d\ud840\udc00","\\b"]"#)
        let record = try SourceRecord(line: Array(line.utf8))
        #expect(String(decoding: record.text, as: UTF8.self) == "a\n\"中𠀀\n\\b")
    }

    @Test("JSON is read as Foundation reads it, for a thousand mutated lines")
    func mutations() throws {
        var dice = Dice(state: 3)
        let line = Array(Sample.record(url: "http://a.gov.cn/1", text: ["一二三", "四\t五"], number: "清水发〔2016〕1号").utf8)
        for _ in 0..<1000 {
            var mutated = line
            for _ in 0...dice.roll(3) {
                let place = dice.roll(mutated.count)
                switch dice.roll(3) {
                case 0: mutated[place] = Array("\"\\{}[]:,0an \u{1}".utf8)[dice.roll(13)]
                case 1: mutated.remove(at: place)
                default: mutated.insert(Array("\"\\{}[]:,u0".utf8)[dice.roll(10)], at: place)
                }
            }
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(mutated))) is [String: Any]
            // What is taken is JSON; what is JSON may lack an id and the like.
            if (try? SourceRecord(line: mutated)) != nil { #expect(isJSON, "\(String(decoding: mutated, as: UTF8.self))") }
        }
    }
}
