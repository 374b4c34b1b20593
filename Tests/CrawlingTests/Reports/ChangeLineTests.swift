// The lines of `changes.jsonl`, against what an encoder makes of the same change.

import Comparing
import Foundation
import Testing

@testable import Crawling

@Suite struct ChangeLineTests {
    private static let full: PageChange = {
        var change = PageChange(kind: .turnedAway, matter: .article, url: "http://a.gov.cn/?a=\"b\"&c=\\", state: "captured", visitedAt: "2026-11-24T02:00:00Z")
        change.title = "关于\u{1}“换届”\u{8}工作\tの/通知\u{7F}\u{2028}"
        change.column = "政务公开 > 通知公告"
        change.published = "2026-11-23T08:00+08:00"
        change.reason = "challenged"
        change.detail = "</script>\n第二行\r"
        change.before = "captured"
        change.status = 412
        change.warc = "a-20261124T020000Z-local-00001.warc.gz"
        change.offset = 0
        change.movedTo = "http://a.gov.cn/b.html"
        change.warcBefore = "a-20261123T020000Z-local-00001.warc.gz"
        change.offsetBefore = 4_294_967_296
        change.entriesAdded = 3
        change.entriesLost = -1
        change.difference = [BlockChange(.changed, field: "paragraphs", segments: [TextSegment(.added, "新 text \"x\"")], isMinor: true)]
        change.blocksLeft = 2
        change.sharedChanges = 1
        change.weight = 77
        return change
    }()
    private static let bare = PageChange(kind: .new, matter: .embed, url: "http://a.gov.cn/", state: "known", visitedAt: "2026-11-24T02:00:00Z")

    /// Every field of a change is in the full one, so that one which is added to the type must be added to the line.
    @Test func theFullChangeHasEveryField() {
        for (name, value) in Mirror(reflecting: Self.full).children {
            let isNil = Mirror(reflecting: value).displayStyle == .optional && Mirror(reflecting: value).children.isEmpty
            #expect(!isNil, "\(name ?? "?")")
        }
    }

    @Test(arguments: [full, bare]) func aLineIsWhatAnEncoderMakes(of change: PageChange) throws {
        let line = try ChangeLine(portal: "a.gov.cn", run: "20261124T020000Z", change: change).json()
        #expect(line.last == 0x0A && line.count(where: { $0 == 0x0A }) == 1)
        var expected = try #require(try JSONSerialization.jsonObject(with: ReportJSON.encoder.encode(change)) as? [String: Any])
        expected["schema"] = ChangeLine.schema
        expected["portal"] = "a.gov.cn"
        expected["run"] = "20261124T020000Z"
        let found = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
        #expect(found as NSDictionary == expected as NSDictionary)
        #expect(try ChangeLine(json: line.dropLast()).change == change)
    }

    @Test func keysAreSorted() throws {
        var change = Self.full
        change.difference = nil
        let line = try ChangeLine(portal: "a.gov.cn", run: "20261124T020000Z", change: change).json()
        let found = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
        let text = String(decoding: line, as: UTF8.self)
        let places = try found.keys.sorted().map { try #require(text.range(of: "\"\($0)\":")).lowerBound }
        #expect(places == places.sorted())
    }
}
