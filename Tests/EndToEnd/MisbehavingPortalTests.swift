// No misbehaviour ends a crawl; each URL has its state and reason, in ledger, log and report.
import Foundation
import Testing

@Suite struct MisbehavingPortalTests {
    private let portal: MisbehavingPortal
    private let run: String

    init() throws {
        portal = try MisbehavingPortal.crawled.get()
        run = try #require(try portal.archive.runs.first)
    }

    @Test func theCrawlEndsByItselfAndSaysThatSomeFailed() throws {
        #expect(portal.ended.status == 2, "\(portal.ended.errors.suffix(2000))")
        let report = try portal.archive.report(run: run)
        #expect(report.ending == "finished")
        #expect(report.left == 0)
        #expect(report.hosts_given_up.isEmpty)
    }

    @Test func everyURLHasTheStateAndReasonOfTheTable() throws {
        let ledger = Dictionary(grouping: try portal.archive.ledger(run: run), by: \.url)
        for row in Misbehaviour.all + Misbehaviour.everNew {
            let last = try #require(ledger[portal.base + row.target]?.last, "\(row) is not in the ledger")
            #expect(last.state == row.state, "\(row)")
            #expect(last.reason == row.reason, "\(row)")
        }
    }

    @Test func whatWentWrongStandsInTheLogAndOnStandardError() throws {
        let log = Dictionary(grouping: try portal.archive.log(run: run).filter { $0.url != nil }, by: { $0.url ?? "" })
        let wrong = (Misbehaviour.all + Misbehaviour.everNew).filter { $0.state != "captured" && $0.state != "redirected" }
        for row in wrong {
            let lines = log[portal.base + row.target] ?? []
            #expect(lines.count == 1, "\(row)")
            #expect(lines.first?.state == row.state && lines.first?.reason == row.reason, "\(row)")
            #expect(lines.first?.message.isEmpty == false, "\(row)")
            #expect(portal.ended.errorLines.count { $0.contains("\(portal.base)\(row.target) \(row.state)") } == 1, "\(row)")
        }
    }

    @Test func goodPagesBesideThemAreCaptured() throws {
        let responses = Set(try portal.archive.warcRecords().filter { $0.type == .response }.map(\.url))
        for target in portal.goodTargets { #expect(responses.contains(portal.base + target), "\(target)") }
        let read = try portal.archive.records(run: run)
        for target in portal.goodTargets { #expect(read.contains("\"\(target)：\(Pages.sentence)\""), "\(target)") }
    }

    @Test func theReportCountsEveryURLOnce() throws {
        let report = try portal.archive.report(run: run)
        let rows = Misbehaviour.all + Misbehaviour.everNew
        // The table, the good pages, the home page; robots.txt is no page of the portal.
        #expect(report.known == rows.count + portal.goodTargets.count + 1)
        #expect(report.sumsUp)
        var states = Dictionary(grouping: rows, by: \.state).mapValues(\.count)
        states["captured", default: 0] += portal.goodTargets.count + 1
        #expect(report.states.filter { $0.value > 0 } == states)
        var reasons: [String: Int] = [:]
        for row in rows { if let reason = row.reason { reasons["\(row.state): \(reason)", default: 0] += 1 } }
        #expect(Dictionary(uniqueKeysWithValues: report.reasons.map { ("\($0.state): \($0.reason)", $0.count) }) == reasons)
        #expect(report.tally.values.reduce(0, +) == report.known)
    }

    @Test func nothingIsAskedForTwice() {
        // A head that is refused on a kept connection is asked for once more on a new one, for it may be another answer's end.
        for (target, count) in portal.log.requestsByTarget { #expect(count <= 2, "\(target)") }
        for target in portal.goodTargets + ["/", "/robots.txt"] { #expect(portal.log.requestsByTarget[target] == 1, "\(target)") }
    }

    @Test func aDeepPageIsCutAndSaysSo() throws {
        let line = try #require(try portal.archive.records(run: run).split(separator: "\n").first { $0.contains("\(portal.base)/deep\"") })
        let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let cut = (record["capture"] as? [String: Any])?["cut"] as? [String: Any]
        #expect((cut?["elements"] as? Int ?? 0) > 99_000, "\(record["capture"] ?? "")")
    }
}
