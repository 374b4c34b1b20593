import Foundation
import Testing
@testable import WebArchive

@Suite struct CDXJTests {
    private func line(_ key: String, _ time: String = "20261124050000", offset: Int64 = 0) -> CDXJLine {
        CDXJLine(key: key, timestamp: time, url: "http://a.example/", mime: "text/html", status: "200", digest: "sha256:00",
                 length: 10, offset: offset, filename: "a.warc.gz")
    }

    @Test("A line is written as pywb writes it, without what is unknown, in ASCII")
    func writing() {
        var line = line("example,a)/")
        #expect(line.text == #"example,a)/ 20261124050000 {"url": "http://a.example/", "mime": "text/html", "status": "200", "digest": "sha256:00", "length": "10", "offset": "0", "filename": "a.warc.gz"}"#)
        line.status = nil
        line.mime = "warc/revisit"
        line.url = "http://a/\"\\\u{8}\u{C}\n\r\t\u{1}\u{7F}中\u{1F600}"
        #expect(line.text == #"example,a)/ 20261124050000 {"url": "http://a/\"\\\b\f\n\r\t\u0001"# + "\u{7F}" + #"\u4e2d\ud83d\ude00", "mime": "warc/revisit", "digest": "sha256:00", "length": "10", "offset": "0", "filename": "a.warc.gz"}"#)
        #expect((try? CDXJLine(parsing: line.bytes[...])) == line)
    }

    @Test("Lines of others are read: numbers, unknown members, any order")
    func reading() throws {
        let text = #"com,example)/ 20200101000000 {"offset": 5, "filename":"b.warc","length" : "7", "url":"http:\/\/example.com\/", "requestBody": "a=1", "x": {"y": [1, "]"]}, "z": null}"#
        let line = try CDXJLine(parsing: Array(text.utf8)[...])
        #expect(line.offset == 5 && line.length == 7 && line.url == "http://example.com/" && line.mime == nil)
        #expect(line.more.map(\.name) == ["requestBody", "x", "z"])
        #expect(line.text.hasSuffix(#""filename": "b.warc", "requestBody": "a=1", "x": {"y": [1, "]"]}, "z": null}"#))
    }

    @Test("What is no line is refused by name", arguments: [
        "", "key", "key 2020", "key 2020 {", "key 2020 {}", #"key 2020 {"url": "u", "offset": "1", "length": "x", "filename": "f"}"#,
        #"key 2020 {"url": "u", "offset": "1", "length": "1", "filename": "f"} x"#, #"key 2020 {"url": "\x", "offset": "1"}"#,
    ])
    func refused(_ text: String) {
        #expect(throws: CDXJLine.ParseError.self) { try CDXJLine(parsing: Array(text.utf8)[...]) }
    }

    @Test("The lines of records just written are those that the indexer makes of the file")
    func indexer() throws {
        let scratch = try Scratch()
        let records = try CaptureSamples.all()
        let places = try CaptureSamples.write(records, to: scratch.file("a.warc.gz"))
        let direct = zip(records, places).compactMap { CDXJLine($0, at: $1, filename: "a.warc.gz") }
        var indexer = try CDXJIndexer(path: scratch.file("a.warc.gz"))
        var read: [CDXJLine] = []
        while let line = try indexer.next() { read.append(line) }
        #expect(read == direct)
        #expect(read.count == 9)
        #expect(read.map(\.status) == ["200", "200", "200", "404", "302", "200", "200", nil, nil])
        #expect(read.map(\.mime) == ["text/html", "text/html", "text/html", nil, nil, nil, "warc/revisit", "warc/revisit", "application/yaml"])
    }

    @Test("A merge gives the lines that `LC_ALL=C sort -u` gives, also through runs on disk, and twice is as once")
    func merge() throws {
        let scratch = try Scratch()
        let path = scratch.file("index.cdxj")
        var numbers = SeededNumbers(seed: 5)
        let labels = ["a", "A", "b", "ab", "a-b", "a.b", "a)", "~", "中"]
        var all: [CDXJLine] = []
        for round in 0..<3 {
            let new = (0..<1500).map { _ in
                line((0..<Int.random(in: 1...3, using: &numbers)).map { _ in labels.randomElement(using: &numbers)! }.joined(separator: ","),
                     "2026112405000\(Int.random(in: 0...3, using: &numbers))", offset: Int64.random(in: 0...9, using: &numbers))
            }
            all += new
            // So small a buffer that there are more runs than may be open at once.
            var merge = CDXJMerge(into: path, bufferLimit: round == 1 ? 4000 : 1 << 20)
            for line in new { try merge.add(line) }
            try merge.commit()
            var again = CDXJMerge(into: path)
            for line in new.prefix(100) { try again.add(line) }
            try again.commit()
            try write(all.flatMap { $0.bytes + [LF] }, to: scratch.file("unsorted"))
            let sorted = try Peers.execute("/usr/bin/env", ["LC_ALL=C", "sort", "-u", scratch.file("unsorted")])
            #expect(String(decoding: try bytes(ofFile: path), as: UTF8.self) == sorted.output)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["index.cdxj", "unsorted"])
    }

    @Test("An index that is not sorted is named with its line, and left as it is")
    func unsorted() throws {
        let scratch = try Scratch()
        let path = scratch.file("index.cdxj")
        try write(Array("b\na\n".utf8), to: path)
        var merge = CDXJMerge(into: path)
        try merge.add(line("c"))
        do { try merge.commit(); Issue.record("no error") } catch { #expect(error == .unsorted(path: path, line: 1)) }
        #expect(try bytes(ofFile: path) == Array("b\na\n".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["index.cdxj"])
    }

    @Test("Binary search finds each key's lines, and none for keys that are not there")
    func lookUp() throws {
        let scratch = try Scratch()
        let path = scratch.file("index.cdxj")
        var merge = CDXJMerge(into: path)
        for number in 0..<500 {
            for time in 0..<(number % 3 + 1) {
                var line = line("cn,example)/\(number)", "2026112405000\(time)")
                if number % 50 == 7 { line.url = String(repeating: "x", count: 5000) }
                try merge.add(line)
            }
        }
        try merge.commit()
        let index = try CDXJIndex(path: path)
        for number in 0..<500 {
            #expect(try index.lines(forKey: "cn,example)/\(number)").map(\.timestamp) == (0..<(number % 3 + 1)).map { "2026112405000\($0)" })
        }
        for missing in ["", "a", "cn,example)/", "cn,example)/500", "cn,example)/49 ", "zzz"] {
            #expect(try index.lines(forKey: missing).isEmpty)
        }
        #expect(try index.lines(keyPrefix: "cn,example)/").count == (0..<500).reduce(0) { $0 + $1 % 3 + 1 })
        #expect(try index.lines(keyPrefix: "cn,example)/49", limit: 3).count == 3)
        try write([], to: path)
        #expect(try CDXJIndex(path: path).lines(forKey: "a").isEmpty)
    }

    @Test("A value of any number of escapes is read in one pass", .timeLimit(.minutes(1)))
    func manyEscapes() throws {
        let count = 500_000
        let value = String(repeating: #"\u515a\""#, count: count)
        let line = Array(#"cn,a)/ 20261124050000 {"url": "http://a.cn/", "length": "1", "offset": "0", "filename": "\#(value)"}"#.utf8)
        #expect(try CDXJLine(parsing: line[...]).filename == String(repeating: "党\"", count: count))
    }
}
