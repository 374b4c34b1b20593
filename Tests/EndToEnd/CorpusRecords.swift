// Records for data sets, and what stands in these: written and read by the tests of `shilu corpus`.
import Foundation
import Testing
import WebArchive

/// Lines of records made by a rule, the same in every run.
enum CorpusRecords {
    /// A record with the keys that a data set is made of.
    static func line(_ url: String, _ paragraphs: [String], published: String = "2016-10-09", source: String? = nil) throws -> String {
        let id = SHA256Digest(of: Array((url + "\n" + paragraphs.joined(separator: "\n")).utf8)).hex
        let record: [String: Any] = [
            "schema": "shilu.record/1", "id": id, "kind": "article", "url": url, "site": ["host": URL(string: url)?.host ?? "", "name": NSNull(), "site_id": NSNull()],
            "title": "关于\(url.suffix(6))的通知", "source": source ?? NSNull(), "published": published, "paragraphs": paragraphs,
            "capture": ["fetched_at": "2026-11-24T05:00:00Z", "warc": "a.warc.gz", "offset": 0, "length": 1],
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: record, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
    }

    /// So many records: every third is a copy of an earlier one with some characters changed, every eleventh is exactly the same text.
    static func mixed(_ count: Int, length: Int = 200, seed: UInt64 = 2016) throws -> String {
        var state = seed
        func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var texts: [[UInt32]] = []
        var lines = ""
        for number in 0..<count {
            var text: [UInt32]
            if number % 11 == 10 {
                text = texts[roll(texts.count)]
            } else if number % 3 == 2 {
                text = texts[roll(texts.count)]
                for _ in 0..<roll(max(1, text.count / 25)) { text[roll(text.count)] = 0x8000 + UInt32(roll(2000)) }
            } else {
                text = (0..<(20 + roll(length * 2))).map { _ in 0x4E00 + UInt32(roll(3000)) }
            }
            texts.append(text)
            let string = String(String.UnicodeScalarView(text.compactMap(Unicode.Scalar.init)))
            lines += try line(
                "http://h\(number % 5).gov.cn/\(number)", [string + "。"], published: "20\(10 + roll(15))-0\(1 + roll(9))-1\(roll(9))",
                source: number % 2 == 0 ? "清溪县水务局" : nil) + "\n"
        }
        return lines
    }
}

/// A data set as it lies on the disk.
struct DataSet {
    let folder: String

    /// The digests of all files, by their paths.
    var digests: [String: String] {
        get throws {
            try Dictionary(uniqueKeysWithValues: FileManager.default.subpathsOfDirectory(atPath: folder).compactMap { name in
                let data = FileManager.default.contents(atPath: folder + "/" + name)
                return data.map { (name, SHA256Digest(of: Array($0)).hex) }
            })
        }
    }

    /// The lines of a file, unpacked.
    func lines(_ name: String) throws -> [String] {
        let ended = try RunningProgram("/usr/bin/gzip", ["-cd", folder + "/" + name]).end()
        try #require(ended.status == 0, "\(ended.errors)")
        return ended.text.split(separator: "\n").map(String.init)
    }

    func objects(_ name: String) throws -> [[String: Any]] {
        try lines(name).map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }

    /// The lines of all documents.
    var documentLines: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder + "/data").sorted().flatMap { try lines("data/" + $0) } }
    }

    var documents: [[String: Any]] {
        get throws { try documentLines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) } }
    }

    /// Checks the checksum list with the machine's own tool.
    func expectWhole() throws {
        let ended = try RunningProgram("/usr/bin/sha256sum", ["--check", "--strict", "--quiet", "checksums-sha256.txt"], in: folder).end()
        #expect(ended.status == 0, "\(ended.text) \(ended.errors)")
    }
}
