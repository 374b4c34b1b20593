// The difference of two records, block by block, and of two readings of a list.
@testable import Comparing
@testable import Records
import Testing

@Suite struct RecordDifferenceTests {
    private func blocks(_ paragraphs: [String], title: String = "通知", footer: String? = nil) -> [RecordBlock] {
        [RecordBlock(field: "title", text: title)] + paragraphs.map { RecordBlock(field: "paragraphs", text: $0) }
            + (footer.map { [RecordBlock(field: "footer", text: $0)] } ?? [])
    }

    private func summary(_ changes: [BlockChange]) -> [String] {
        changes.map { change in "\(change.kind.rawValue) \(change.field)" + (change.isMinor ? " minor" : "") }
    }

    private let one = "市委组织部召开会议，学习有关精神。", two = "会议强调，要抓好基层党建工作。", three = "各县区有关负责人参加会议。"

    @Test func aChangedParagraphIsMatchedWithItsOldVersion() {
        let changes = RecordDifference.changes(from: blocks([one, two, three]), to: blocks([one, "会议强调，要切实抓好基层党建工作。", three]))
        #expect(summary(changes) == ["changed paragraphs"])
        #expect(changes[0].segments.contains(.init(.added, "切实")))
    }

    @Test func paragraphsComeAndGo() {
        let fresh = "附件一并印发，请遵照执行，执行中的问题及时报告。"
        #expect(summary(RecordDifference.changes(from: blocks([one, two, three]), to: blocks([one, three, fresh]))) == ["removed paragraphs", "added paragraphs"])
        #expect(RecordDifference.changes(from: blocks([one]), to: blocks([one])).isEmpty)
    }

    @Test func aParagraphThatStandsElsewhereHasMoved() {
        #expect(summary(RecordDifference.changes(from: blocks([one, two, three]), to: blocks([two, three, one]))) == ["moved paragraphs minor"])
    }

    @Test func onlyPunctuationOrWidthIsMinor() {
        let changes = RecordDifference.changes(from: blocks(["共12家，参加会议。"]), to: blocks(["共１２家,参加会议。"]))
        #expect(summary(changes) == ["changed paragraphs minor"])
    }

    @Test func aTitleIsNeverMatchedWithAParagraph() {
        let changes = RecordDifference.changes(from: blocks([one], title: "关于召开会议的通知"), to: blocks([one], title: "关于取消会议的公告"))
        #expect(summary(changes) == ["changed title"])
    }

    @Test func theSameChangeOnTwoPagesHasOneSignature() {
        let first = RecordDifference.changes(from: blocks([one], footer: "电话：0932-111"), to: blocks([one], footer: "电话：0932-222"))
        let second = RecordDifference.changes(from: blocks([two, three], footer: "电话：0932-111"), to: blocks([two, three], footer: "电话：0932-222"))
        #expect(first.count == 1 && first.map(\.signature) == second.map(\.signature))
        let other = RecordDifference.changes(from: blocks([one], footer: "电话：0932-111"), to: blocks([one], footer: "电话：0932-333"))
        #expect(first.map(\.signature) != other.map(\.signature))
    }

    @Test func manyParagraphsAreMatchedInTheirOrder() {
        let old = (0..<200).map { "第\($0)条 本办法所称行政机关" }
        let new = (0..<200).map { "第\($0)条 本规定所称行政机关" }
        let changes = RecordDifference.changes(from: blocks(old), to: blocks(new))
        #expect(changes.count == 200 && changes.allSatisfy { $0.kind == .changed })
    }
}

@Suite struct ListDifferenceTests {
    private func list(_ names: [String]) -> Record {
        var record = Record.empty
        record.links = names.map { Record.Row(title: $0, url: "http://a.example/\($0)") }
        return record
    }

    private func difference(_ old: [String], _ new: [String]) -> (added: [String], lost: [String], emptied: Bool) {
        let difference = ListDifference(from: list(old), to: list(new))
        return (difference.added.compactMap(\.title), difference.lost.compactMap(\.title), difference.isEmptied)
    }

    @Test func rowsThatArePushedOffTheEndAreNotLost() {
        let (added, lost, _) = difference(["c", "b", "a"], ["d", "c", "b"])
        #expect(added == ["d"] && lost.isEmpty)
    }

    @Test func aRowThatGoesFromTheMiddleIsLost() {
        let (added, lost, _) = difference(["d", "c", "b", "a"], ["e", "d", "b"])
        #expect(added == ["e"] && lost == ["c"])
    }

    @Test func rowsThatGoFromTheEndOfAListThatDoesNotGrowAreLost() {
        #expect(difference(["c", "b", "a"], ["c", "b"]).lost == ["a"])
    }

    @Test func anotherListLosesNothing() {
        #expect(difference(["c", "b", "a"], ["x", "y", "z"]).lost.isEmpty)
    }

    @Test func aListWithoutRowsIsEmptied() {
        #expect(difference(["c", "b", "a"], []).emptied && !difference(["c"], []).emptied)
    }
}

extension Record {
    /// A record of nothing, for tests to fill in.
    static var empty: Record {
        Record(
            extractor: "shilu/0", id: "", kind: "list", site: .init(), breadcrumb: [], paragraphs: [], attachments: [], images: [],
            footer: .init(), links: [], verbatim: .init(), evidence: [], capture: .init(status: 200, fetchedAt: nil))
    }
}
