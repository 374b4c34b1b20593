@testable import Markup
import Foundation
import Testing

@Suite("Prescan for the meta charset")
struct MetaPrescanTests {
    private func first(_ html: String) -> String? { MetaPrescan.labels(in: Array(html.utf8)) { _ in true }.first }

    @Test("finds the label as it is written", arguments: [
        ("<meta charset=gb2312>", "gb2312"), ("<META CHARSET='GBK'/>", "GBK"), ("<meta/charset=\"utf-8\">", "utf-8"),
        ("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb2312"),
        ("<meta content=\"text/html;charset = 'Big5' \" http-equiv=\"content-type\">", "Big5"),
        ("<!-- <meta charset=big5> --><meta charset=gbk>", "gbk"), ("<!--><meta charset=gbk>", "gbk"),
        ("<a title='<meta charset=big5>'><meta charset=gbk>", "gbk"), ("<!DOCTYPE html><?x y?></p ><meta charset=gbk>", "gbk"),
    ])
    func found(html: String, label: String) {
        #expect(first(html) == label)
    }

    @Test("finds nothing where nothing is declared", arguments: [
        "", "<", "<meta", "<meta charset", "<meta charset=", "<meta charset='gbk", "<metacharset=gbk>", "<meta content='text/html; charset=gbk'>",
        "<meta http-equiv=refresh content='0; charset=gbk'>", "<!-- <meta charset=gbk>", "<meta charset=''>", "<p charset=gbk>",
    ])
    func nothing(html: String) {
        #expect(first(html) == nil)
    }

    @Test("reads on after a label that is none")
    func furtherLabels() {
        let html = Array("<meta charset=klingon><meta charset=gbk><meta charset=big5>".utf8)
        #expect(MetaPrescan.labels(in: html) { Charset(label: $0) != nil } == ["klingon", "gbk"])
    }

    @Test("finds a tag behind long scripts, and gives up at its limit")
    func far() {
        #expect(first(String(repeating: " ", count: 9_000) + "<meta charset=gbk>") == "gbk")
        #expect(first(String(repeating: " ", count: MetaPrescan.limit) + "<meta charset=gbk>") == nil)
    }

    @Test("agrees with html5lib's tests", .enabled(if: SharedData.has("conformance/encoding/html5lib-tests1.dat"), "no shared test data"))
    func html5lib() throws {
        let text = String(decoding: try SharedData.bytes("conformance/encoding/html5lib-tests1.dat"), as: UTF8.self)
        var count = 0
        for test in ("\n" + text).components(separatedBy: "\n#data\n").dropFirst() {
            let parts = test.components(separatedBy: "\n#encoding\n")
            try #require(parts.count == 2)
            let expected = parts[1].trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
            // A byte order mark decides before the prescan is asked: that is the sniffer's.
            if parts[0].unicodeScalars.first == "\u{FEFF}" { continue }
            // Of the charsets that we do not decode, the file names this one.
            let others = ["iso8859-2": "iso-8859-2", "iso-8859-2": "iso-8859-2"]
            let label = MetaPrescan.labels(in: Array(parts[0].utf8)) { Charset(label: $0) != nil || others[$0.lowercased()] != nil }.last?
                .trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
            let name = label.flatMap { Charset(label: $0)?.rawValue ?? others[$0] }
            // html5lib's default where nothing is declared is windows-1252.
            #expect((name ?? "windows-1252") == expected, "\(parts[0])")
            count += 1
        }
        #expect(count > 50)
    }
}
