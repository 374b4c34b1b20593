// The index follows the records: what comes, changes, moves and goes, and what befalls the index itself.
import Archive
import Foundation
import GRDB
@testable import Search
import Testing
import Web

@Suite struct IndexTests {
    private func page(_ number: Int, _ text: String, at time: String = "2026-11-24T05:00:00Z", kind: String = "article") -> SamplePage {
        SamplePage(url: "http://a/\(number)", paragraphs: [text], kind: kind, fetchedAt: time)
    }

    @Test func newRunsAreReadAtTheNextSearch() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "春耕")], run: "20261124T050000Z")
        #expect(try archive.urls("春耕") == ["http://a/1"])
        try archive.write([page(2, "春耕")], run: "20261125T050000Z")
        #expect(try archive.urls("春耕", updates: false) == ["http://a/1"])
        #expect(try Set(archive.urls("春耕")) == ["http://a/1", "http://a/2"])
        try archive.write([page(2, "春耕"), page(3, "春耕")], run: "20261125T050000Z")  // it has grown
        #expect(try Set(archive.urls("春耕")) == ["http://a/1", "http://a/2", "http://a/3"])
        #expect(archive.said.isEmpty, "\(archive.said)")
    }

    @Test func theNewestVersionOfAPageCountsAndOlderOnesByChoice() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "旧文字", at: "2026-11-24T05:00:00Z")], run: "20261124T050000Z")
        #expect(try archive.urls("旧文字") == ["http://a/1"])
        try archive.write([page(1, "新文字", at: "2026-11-25T05:00:00Z")], run: "20261125T050000Z")
        #expect(try archive.urls("新文字") == ["http://a/1"])
        #expect(try archive.urls("旧文字") == [])
        #expect(try archive.urls("旧文字") { $0.withOlder = true } == ["http://a/1"])
        #expect(try archive.urls("文字") { $0.withOlder = true } == ["http://a/1", "http://a/1"])
        // The text comes back: it is the newest again, and no third version.
        try archive.write([page(1, "旧文字", at: "2026-11-26T05:00:00Z")], run: "20261126T050000Z")
        #expect(try archive.urls("旧文字") == ["http://a/1"])
        #expect(try archive.urls("新文字") == [])
        #expect(try archive.urls("文字") { $0.withOlder = true }.count == 2)
        // What an older run has, brought in by a merge, is older.
        try archive.write([page(1, "更旧文字", at: "2026-11-20T05:00:00Z")], run: "20261120T050000Z")
        #expect(try archive.urls("更旧文字") == [])
        #expect(try archive.urls("文字") { $0.withOlder = true }.count == 3)
    }

    @Test func ofAListThereIsTheNewestOnly() throws {
        let archive = try SampleArchive()
        for day in 20...24 { try archive.write([page(1, "第\(day)日的列表", at: "2026-11-\(day)T05:00:00Z", kind: "list")], run: "202611\(day)T050000Z") }
        #expect(try archive.urls("日的列表") { $0.withOlder = true } == ["http://a/1"])
        #expect(try archive.urls("第24日") == ["http://a/1"])
    }

    @Test func recordsMadeAnewTakeTheOldOnesPlaces() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "甲种文字"), page(2, "乙种文字")], run: "20261124T050000Z")
        try archive.write([page(3, "丙种文字", at: "2026-11-25T05:00:00Z")], run: "20261125T050000Z")
        #expect(try archive.urls("种文字").count == 3)
        var moved = page(2, "乙种文字")
        moved.offset = 4_711
        try archive.write([moved, page(1, "甲种新文字")], run: "20261124T050000Z")
        #expect(try archive.urls("甲种文字") == [])
        #expect(try archive.urls("甲种文字") { $0.withOlder = true } == [])
        #expect(try archive.urls("甲种新文字") == ["http://a/1"])
        _ = try archive.search.find(SearchQuery(["乙种文字"])) { #expect($0.record.capture.offset == 4_711) }
        try archive.remove(run: "20261125T050000Z")
        #expect(try archive.urls("丙种文字") == [])
    }

    @Test func whatOneFileNoLongerHoldsAnotherMay() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "同一文字", at: "2026-11-24T05:00:00Z")], run: "20261124T050000Z")
        try archive.write([page(1, "同一文字", at: "2026-11-25T05:00:00Z")], run: "20261125T050000Z")
        #expect(try archive.urls("同一文字") == ["http://a/1"])
        try archive.remove(run: "20261125T050000Z")
        #expect(try archive.urls("同一文字") == ["http://a/1"])
        try archive.remove(run: "20261124T050000Z")
        #expect(try archive.urls("同一文字") == [])
    }

    @Test func withheldPagesAreHiddenAndNotCounted() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "春耕"), page(2, "春耕")], run: "20261124T050000Z")
        #expect(try archive.urls("春耕").count == 2)
        func order(_ action: WithholdingOrder.Action) throws {
            try WithheldFile(of: archive.archive).append([
                WithholdingOrder(action, url: WebURL("http://a/1"), covers: WithholdingCoverage(), reason: "x", who: nil, time: .now()),
            ])
        }
        try order(.withhold)
        #expect(try archive.urls("春耕", updates: false) == ["http://a/2"])
        #expect(try archive.urls("春耕") == ["http://a/2"])
        try archive.write([page(1, "春耕又一年", at: "2026-11-25T05:00:00Z")], run: "20261125T050000Z")
        #expect(try archive.urls("春耕") == ["http://a/2"])
        try order(.release)
        #expect(try Set(archive.urls("春耕")) == ["http://a/1", "http://a/2"])
    }

    @Test func aLineThatIsBeingWrittenWaitsAndOneThatIsNoRecordIsTold() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "春耕")], run: "20261124T050000Z")
        let path = "a.gov.cn/records/20261124T050000Z.jsonl"
        let whole = try #require(archive.folder.read(path))
        try archive.folder.write(whole + page(2, "春耕").line.dropLast(5), to: path)
        #expect(try archive.urls("春耕") == ["http://a/1"])
        #expect(archive.said.isEmpty, "\(archive.said)")
        try archive.folder.write("{\"schema\":\"shilu.record/1\"}\n" + whole + page(2, "春耕").line, to: path)
        #expect(try Set(archive.urls("春耕")) == ["http://a/1", "http://a/2"])
        #expect(archive.said.contains { $0.contains("20261124T050000Z.jsonl: line 1 is no record") }, "\(archive.said)")
        try archive.folder.write(whole.replacing("shilu.record/1", with: "shilu.record/9"), to: path)
        #expect(throws: ArchiveError.self) { try archive.search.bringUpToDate() }
    }

    @Test func anIndexThatIsLostOldOrDamagedIsMadeAnewAndANewerRefused() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "春耕")], run: "20261124T050000Z")
        #expect(throws: (any Error).self) { try archive.urls("春耕", updates: false) }
        #expect(try archive.urls("春耕") == ["http://a/1"])
        let path = archive.archive.search
        func change(_ sql: String) throws {
            let database = try DatabaseQueue(path: path)
            try database.write { try $0.execute(sql: sql) }
            try database.close()
        }
        try change("UPDATE setting SET value = 'words of another program' WHERE name = 'tokenizer'")
        #expect(throws: (any Error).self) { try archive.urls("春耕", updates: false) }
        #expect(try archive.urls("春耕") == ["http://a/1"])
        #expect(archive.said == ["the search index is of an older version; it is made anew"])
        try Data("no database at all, but long enough to be looked at".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try archive.urls("春耕") == ["http://a/1"])
        #expect(archive.said.count == 2 && archive.said.last?.hasPrefix("the search index is damaged") == true, "\(archive.said)")
        try FileManager.default.removeItem(atPath: path)
        #expect(try archive.urls("春耕") == ["http://a/1"])
        try change("PRAGMA user_version = 99")
        #expect(throws: ArchiveError.self) { try archive.urls("春耕") }
    }

    @Test func anIndexThatWasMadeHasNoRoomThatNothingTakes() throws {
        let archive = try SampleArchive()
        try archive.write((0..<300).map { number in page(number, (0..<60).map { "第\(number * $0)号文字" }.joined()) }, run: "20261124T050000Z")
        #expect(try archive.urls("第0号文字").count == 300)
        let database = try DatabaseQueue(path: archive.archive.search)
        #expect(try database.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") } == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive.archive.path).filter { $0.hasSuffix(".new") } == [])
    }

    @Test func whileAnotherCommandBringsItUpToDateTheIndexIsSearchedAsItIs() throws {
        let archive = try SampleArchive()
        try archive.write([page(1, "春耕")], run: "20261124T050000Z")
        #expect(try archive.urls("春耕") == ["http://a/1"])
        let lock = try FolderLock(searchOf: archive.archive)
        defer { withExtendedLifetime(lock) {} }
        try archive.write([page(2, "春耕")], run: "20261125T050000Z")
        #expect(try archive.urls("春耕") == ["http://a/1"])
        #expect(archive.said.first?.contains("another command") == true)
    }

    /// Whatever comes and goes, in whatever order, the index says what one made anew says.
    @Test(arguments: 0..<6) func anIndexThatFollowedIsOneMadeAnew(_ seed: Int) throws {
        var chance = SplitMix(seed: UInt64(seed))
        let archive = try SampleArchive()
        let syllables = ["春耕", "防汛", "税务", "医保", "人民"]
        var runs: [String] = []
        for step in 0..<14 {
            for _ in 0...Int(chance.next() % 2) {
                let portal = ["a.gov.cn", "b.gov.cn"][Int(chance.next() % 2)]
                let pages = (0..<Int(1 + chance.next() % 6)).map { number in
                    SamplePage(
                        url: "http://a/\(chance.next() % 8)", paragraphs: (0..<Int(1 + chance.next() % 3)).map { _ in syllables[Int(chance.next() % 5)] },
                        kind: ["article", "document", "list"][Int(chance.next() % 3)], published: ["2024-03-01", nil, "2020-05"][Int(chance.next() % 3)],
                        fetchedAt: "2026-11-\(10 + chance.next() % 9)T05:00:0\(chance.next() % 10)Z", offset: number)
                }
                switch chance.next() % 4 {
                case 0 where !runs.isEmpty:
                    let run = runs[Int(chance.next() % UInt64(runs.count))].split(separator: " ").map(String.init)
                    try archive.write(pages, run: run[1], portal: run[0])
                case 1 where runs.count > 3:
                    let run = runs.remove(at: Int(chance.next() % UInt64(runs.count))).split(separator: " ").map(String.init)
                    try archive.remove(run: run[1], portal: run[0])
                default:
                    let run = "202611\(10 + step)T0\(chance.next() % 10)0000Z"
                    if !runs.contains("\(portal) \(run)") { runs.append("\(portal) \(run)") }
                    try archive.write(pages, run: run, portal: portal)
                }
            }
            if step % 3 == 2 { try archive.search.bringUpToDate() }
        }
        try archive.search.bringUpToDate()
        let followed = try answers(archive, syllables)
        try archive.search.bringUpToDate(anew: true)
        #expect(try answers(archive, syllables) == followed)
        #expect(followed.joined().isEmpty == false)
    }

    /// What each query finds: URL, portal, version, place.
    private func answers(_ archive: SampleArchive, _ words: [String]) throws -> [[String]] {
        try (words + words.map { String($0.prefix(1)) } + ["\(words[0]) \(words[1])"]).flatMap { word in
            try [false, true].map { withOlder in
                var query = try SearchQuery([word])
                query.withOlder = withOlder
                var found: [String] = []
                let total = try archive.search.find(query, limit: 1_000) { hit in
                    found.append("\(hit.portal) \(hit.record.url ?? "") \(hit.isOlder) \(hit.date) \(hit.lastSeen) \(hit.record.paragraphs)")
                }
                return ["\(word) \(total ?? -1)"] + found.sorted()
            }
        }
    }
}

/// Chance that is the same each time (Steele, Lea, Flood: SplitMix64).
struct SplitMix {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
