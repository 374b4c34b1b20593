// The rules by which a portal is judged against its own past.
@testable import Crawling
import Comparing
import Foundation
import Testing

@Suite struct FindingsTests {
    private typealias Rate = FieldFindings.Rate

    @Test func aFieldThatCeasesToBeFoundIsToldOnce() {
        let past = [Rate(of: 100, found: 95), Rate(of: 4, found: 4)]
        #expect(FieldFindings.fall(past) == nil)
        let fallen = past + [Rate(of: 12, found: 0)]
        #expect(FieldFindings.fall(fallen)?.now == Rate(of: 12, found: 0))
        #expect(FieldFindings.fall(fallen + [Rate(of: 12, found: 0)]) == nil)
    }

    @Test func aFewArticlesANightAddUp() {
        var series = [Rate(of: 50, found: 48)]
        var told = 0
        for _ in 0..<8 {
            series.append(Rate(of: 1, found: 0))
            if FieldFindings.fall(series) != nil { told += 1 }
        }
        #expect(told == 1)
    }

    @Test(arguments: [
        [(100, 95), (10, 8)],  // a little less
        [(100, 30), (10, 0)],  // it never was usual
        [(10, 10), (10, 0)],  // the past is too short
        [(100, 95), (2, 0)],  // the present is
    ]) func whatMayBeChanceIsNoFinding(_ series: [(Int, Int)]) {
        #expect(FieldFindings.fall(series.map { Rate(of: $0.0, found: $0.1) }) == nil)
    }

    @Test func theTailOfTheBinomialDistribution() {
        #expect(abs(FieldFindings.atMost(0, of: 3, chance: 0.5) - 0.125) < 1e-12)
        #expect(abs(FieldFindings.atMost(3, of: 3, chance: 0.3) - 1) < 1e-9)
        #expect(abs(FieldFindings.atMost(1, of: 4, chance: 0.5) - 5.0 / 16) < 1e-12)
    }

    @Test func aColumnIsSilentAfterAWeekAndThreeTimesItsLongestPause() {
        let day: Int64 = 86_400
        let daily = (0..<10).map { Int64($0) * day }  // the first is that of its first sight
        #expect(!ColumnFindings.isSilent(daily, at: 9 * day + 7 * day))
        #expect(ColumnFindings.isSilent(daily, at: 9 * day + 8 * day))
        let weekly = (0..<6).map { Int64($0) * 7 * day }
        #expect(!ColumnFindings.isSilent(weekly, at: 35 * day + 20 * day))
        #expect(ColumnFindings.isSilent(weekly, at: 35 * day + 22 * day))
        #expect(!ColumnFindings.isSilent([0, day, 2 * day], at: 400 * day))  // no pace of its own yet
    }

    @Test func silenceIsToldInTheRunThatFindsIt() {
        let day: Int64 = 86_400
        let column = ColumnFindings.Column(
            id: 1, coverage: ColumnCoverage(name: "通知公告", url: "http://a.example/", listPages: 1, named: 9, captured: 9, since: "", new: 0),
            growth: (0..<10).map { Int64($0) * day })
        #expect(ColumnFindings.stopped([column], at: 16 * day + 1, runBefore: 15 * day + 1).isEmpty == false)
        #expect(ColumnFindings.stopped([column], at: 17 * day + 1, runBefore: 16 * day + 1).isEmpty)
    }

    @Test func oneOldDateOnManyArticlesIsAStamp() throws {
        let night = try #require(LocalTime(zone: "UTC").start(ofDay: "2026-11-24"))
        #expect(ColumnFindings.oneDate(["2020-01-01": 20, "2026-11-20": 10], redated: [], at: night).count == 1)
        #expect(ColumnFindings.oneDate(["2026-11-23": 30], redated: [], at: night).isEmpty)  // the news of the day
        #expect(ColumnFindings.oneDate(["2020-01-01": 19], redated: [], at: night).isEmpty)
        #expect(ColumnFindings.oneDate([:], redated: Array(repeating: "2026-11-24", count: 5), at: night).count == 1)
    }

    @Test func weightsOrderWhatMatters() {
        func change(_ field: String, _ old: String, _ new: String) -> Int {
            ChangeWeight.of(BlockChange(.changed, field: field, segments: [.init(.removed, old), .init(.added, new)]))
        }
        #expect(change("document.number", "1号", "2号") > change("paragraphs", "一", "二"))
        #expect(change("title", "通知", "公告") > change("paragraphs", "通知", "公告"))
        #expect(change("paragraphs", "有效", "废止") > change("paragraphs", "有效", "继续"))
        #expect(change("footer", "一", "二") < change("paragraphs", "一", "二"))
    }

    @Test func answerTimesGiveQuantilesToWithinAClass() throws {
        var times = AnswerTimes()
        for i in 1...1000 { times.add(seconds: Double(i) / 1000) }
        let median = try #require(times.quantile(0.5)), slow = try #require(times.quantile(0.95))
        #expect(abs(median - 0.5) < 0.05 && abs(slow - 0.95) < 0.09 && abs((times.mean ?? 0) - 0.5005) < 1e-9)
        #expect(AnswerTimes(text: times.text, sum: times.sum) == times)
    }
}
