// Records, texts and data that the tests are made of.
import Foundation
@testable import Corpus
import WebArchive

/// Numbers that are the same in every run (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mixed(state)
    }

    mutating func roll(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}

enum Sample {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("Samples")
    static let shared = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared")

    /// A line of a records file. Its id follows from URL and text, as that of a real one follows from URL and bytes.
    static func record(
        url: String, text: [String], title: String? = "关于做好秋季农田水利建设的通知", published: String? = "2016-10-09", source: String? = nil,
        fetched: String? = "2026-11-24T05:00:00Z", kind: String = "article", owner: String? = nil, number: String? = nil, column: String? = nil,
        schema: String = "shilu.record/1"
    ) -> String {
        func json(_ text: String?) -> String { text.map { DataCard.quoted($0) } ?? "null" }
        let id = SHA256Digest(of: Array((url + "\n" + text.joined(separator: "\n")).utf8)).hex
        let host = URL(string: url)?.host
        let document = number.map { """
            {"index_number":null,"issuer":null,"number":\(json($0)),"written":null,"released":null,"effective":null,"category":null,"keywords":null,"validity":null}
            """ } ?? "null"
        return """
            {"schema":"\(schema)","extractor":"shilu/0.1.0","id":"\(id)","kind":"\(kind)","url":\(json(url)),\
            "site":{"host":\(json(host)),"name":null,"site_id":null},"title":\(json(title)),"kicker":null,"subtitle":null,"original_title":null,\
            "breadcrumb":["首页","通知公告"],"column":\(json(column)),"source":\(json(source)),"author":null,"editor":null,"published":\(json(published)),\
            "reads":null,"paragraphs":[\(text.map { json($0) }.joined(separator: ","))],"signoff":null,"previous":null,"next":null,\
            "attachments":[{"name":"附件1","url":"http://www.example.gov.cn/1.doc"}],"images":[],"document":\(document),\
            "footer":{"text":"版权所有 ©","owner":\(json(owner)),"organizer":null,"undertaker":null,"address":null,"postal_code":null,"phone":null,\
            "icp":null,"public_security":null,"site_id":null},"links":[],"announced":null,"dialect":null,"next_page":null,\
            "verbatim":{"breadcrumb":null,"byline":null},"evidence":{},"capture":{"file":null,"fetched_at":\(json(fetched)),"status":200,\
            "charset":"utf-8","charset_declared":null,"charset_from":"header","bad_bytes":0,"cut":null,"warc":"a.warc.gz","offset":12,"length":34,\
            "record_id":"urn:uuid:0","payload_digest":"sha256:00"}}
            """
    }

    /// Text of so many characters, no two alike.
    static func text(_ length: Int, _ dice: inout Dice) -> [UInt32] {
        (0..<length).map { _ in 0x4E00 + UInt32(dice.roll(3000)) }
    }

    static func string(_ scalars: [UInt32]) -> String { String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init))) }

    /// The text with characters changed one by one, evenly spread, until about so many shingles in a hundred agree.
    static func variant(of text: [UInt32], changes: Int, _ dice: inout Dice) -> [UInt32] {
        var text = text
        guard changes > 0 else { return text }
        for change in 0..<changes {
            let place = min(text.count - 1, change * text.count / changes + dice.roll(max(1, text.count / changes)))
            text[place] = 0x8000 + UInt32(dice.roll(2000))
        }
        return text
    }
}
