// The list of withheld URLs: what an order covers, what undoes it, and what damage to it brings.

import Foundation
import Testing
import Web
@testable import Archive

@Suite struct WithheldListTests {
    private func order(_ url: String, twins: Bool = false, prefix: Bool = false, _ action: WithholdingOrder.Action = .withhold) throws -> WithholdingOrder {
        WithholdingOrder(
            action, url: try WebURL(url), covers: WithholdingCoverage(withTwins: twins, isPrefix: prefix), reason: "投诉", who: "张三",
            time: try #require(Timestamp(iso8601: "2026-11-24T08:00:00Z")))
    }

    private func archive(_ folder: borrowing TemporaryFolder) throws -> ArchiveFolder { try ArchiveFolder(opening: folder.path + "/archive") }

    @Test func anOrderCoversTheURLInWhateverSpellingItComes() throws {
        let list = WithheldList([try order("http://a.cn/b?x=1#part")])
        for url in ["http://a.cn/b?x=1", "http://A.CN:80/b?x=1#other", "http://a.cn/c/../b?x=1"] { #expect(list.order(for: url) != nil, "\(url)") }
        for url in ["https://a.cn/b?x=1", "http://www.a.cn/b?x=1", "http://a.cn/B?x=1", "http://a.cn/b", "http://a.cn/b?x=1&y=2", "no URL"] {
            #expect(list.order(for: url) == nil, "\(url)")
        }
    }

    @Test func twinsAndPrefixesAreCoveredOnlyWhereTheyAreNamed() throws {
        let twins = WithheldList([try order("http://a.cn/b", twins: true)])
        #expect(twins.order(for: "https://a.cn/b") != nil && twins.order(for: "https://a.cn/b/c") == nil && twins.order(for: "ftp://a.cn/b") == nil)
        let folder = WithheldList([try order("http://a.cn/b/", prefix: true)])
        #expect(folder.order(for: "http://a.cn/b/c?d") != nil && folder.order(for: "http://a.cn/b") == nil && folder.order(for: "https://a.cn/b/c") == nil)
        let host = WithheldList([try order("https://a.cn", twins: true, prefix: true)])
        #expect(host.order(for: "http://a.cn/x") != nil && host.order(for: "http://a.cn.com/x") == nil && host.order(for: "http://a.cn:81/") == nil)
    }

    @Test func anUndoneOrderStandsInTheFileAndCoversNothing() throws {
        let folder = try TemporaryFolder()
        let file = WithheldFile(of: try archive(folder))
        try file.append([try order("http://a.cn/b"), try order("http://a.cn/b", twins: true), try order("http://a.cn/", prefix: true)])
        try file.append([try order("http://a.cn/b", .release)])
        let list = try WithheldList(of: archive(folder))
        #expect(list.orders.map(\.url) == ["http://a.cn/"])
        #expect(list.order(for: "http://a.cn/b")?.url == "http://a.cn/", "the wider order still covers it")
        #expect(try file.read().orders.count == 4)
        #expect(list.orders == [try order("http://a.cn/", prefix: true)], "time, reason and person come back as written")
    }

    @Test func anArchiveWithoutListWithholdsNothing() throws {
        let folder = try TemporaryFolder()
        #expect(try WithheldList(of: archive(folder)).isEmpty)
    }

    @Test func aLineThatAKilledCommandLeftUnfinishedIsTakenOff() throws {
        let folder = try TemporaryFolder()
        let file = WithheldFile(of: try archive(folder))
        try file.append([try order("http://a.cn/b")])
        let whole = try Data(contentsOf: URL(fileURLWithPath: file.path))
        for count in 1..<whole.count {
            try (whole + whole.prefix(count)).write(to: URL(fileURLWithPath: file.path))
            if count < whole.count { #expect(try file.read().orders.count == 1) }
        }
        try file.append([try order("http://a.cn/c")])
        #expect(try file.read().orders.map(\.url) == ["http://a.cn/b", "http://a.cn/c"])
    }

    @Test func aListThatWasChangedIsAnErrorAndHidesNothingInSilence() throws {
        let folder = try TemporaryFolder()
        let file = WithheldFile(of: try archive(folder))
        try file.append(["b", "c", "d"].map { try order("http://a.cn/\($0)") })
        let lines = try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n").map { $0 + "\n" }
        let harmed = [
            [lines[0], lines[2]], [lines[1], lines[2]], [lines[1], lines[0], lines[2]], [lines[0], "{}\n", lines[1], lines[2]],
            [lines[0].replacing("a.cn/b", with: "a.cn/x"), lines[1], lines[2]],
        ]
        for text in harmed {
            try text.joined().write(toFile: file.path, atomically: false, encoding: .utf8)
            #expect(throws: InputError.self) { try WithheldList(of: archive(folder)) }
        }
    }
}
