// One night a portal turns the crawl away in every way there is; the last good copies stay, and the next night all is well.
import Foundation
import LoopbackServer
import Testing
import WebArchive

/// A portal of articles, crawled on three nights, which on the second shows something else than most of them.
struct TurnedAwayPortal {
    struct Row: CustomStringConvertible, Sendable {
        var number: Int
        var state: String
        var reason: String
        var effective: Int
        var target: String { "/zwgk/t20260105_\(number).html" }
        var description: String { target }
    }

    /// What each article is on the second night.
    static let rows: [Row] = [
        .init(number: 101, state: "turned away", reason: "refused", effective: 403), .init(number: 102, state: "turned away", reason: "refused", effective: 403),
        .init(number: 103, state: "turned away", reason: "challenged", effective: 412), .init(number: 104, state: "turned away", reason: "challenged", effective: 412),
        .init(number: 105, state: "turned away", reason: "stub", effective: 406), .init(number: 106, state: "missing once", reason: "soft 404", effective: 404),
        .init(number: 107, state: "missing once", reason: "soft 404", effective: 404), .init(number: 108, state: "turned away", reason: "login wall", effective: 401),
        .init(number: 109, state: "turned away", reason: "challenged", effective: 429),
    ] + (201...206).map { .init(number: $0, state: "turned away", reason: "wrong page", effective: 421) }

    let nights: [Ended]
    let archive: PortalArchive
    let base: String
    let log: ServerLog
    private let folder: TemporaryFolder

    static let crawled = Result { try TurnedAwayPortal() }

    private init() throws {
        folder = try TemporaryFolder()
        let targets = Self.rows.map(\.target)
        let server = try LoopbackServer(exchanges: Repository.exchanges("TurnedAway")) { request in
            if request.target == "/" { return Pages.answer("首页", links: targets) }
            return targets.contains(request.target) ? Pages.answer("通知\(request.target.suffix(8))", ["\(request.target)：\(Pages.sentence)"]) : nil
        }
        defer { server.stop() }
        base = server.base
        // One at a time: a host that turns away many in a row is another test's matter.
        let portal = try folder.write("name: turned\nseeds: [\(server.base)/]\ndelay: 0.001\n", "portal.yaml")
        var nights: [Ended] = []
        for night in 1...3 {
            // WARC-Date and the index count in seconds.
            if night > 1 { Thread.sleep(forTimeInterval: 1.1) }
            nights.append(try ShiluCommand.crawl(night == 1 ? portal : folder.file("archive/turned"), into: folder.file("archive"), ["--all"]))
        }
        self.nights = nights
        archive = try PortalArchive(of: folder.file("archive"))
        log = server.log
    }

    func captures(_ target: String, night: Int) throws -> [StoredRecord] {
        try archive.warcRecords(run: try archive.runs[night - 1]).filter { $0.url == base + target && ($0.type == .response || $0.type == .revisit) }
    }
}

@Suite struct TurnedAwayTests {
    private let portal: TurnedAwayPortal

    init() throws { portal = try TurnedAwayPortal.crawled.get() }

    @Test func theSecondNightSaysWhatBecameOfEachArticle() throws {
        let ledger = Dictionary(grouping: try portal.archive.ledger(run: try portal.archive.runs[1]), by: \.url)
        for row in TurnedAwayPortal.rows {
            let last = try #require(ledger[portal.base + row.target]?.last, "\(row) is not in the ledger; \(portal.nights[1].errors)")
            #expect(last.state == row.state && last.reason == row.reason && last.effective == row.effective, "\(row): \(last)")
        }
        let report = try portal.archive.report(run: try portal.archive.runs[1])
        #expect(report.sumsUp)
        #expect(report.shownTally["new"] == nil && report.shownTally["changed"] == nil)
        #expect(report.shownTally["turned away"] == 13 && report.shownTally["missing"] == 2)
        let reasons = Dictionary(uniqueKeysWithValues: report.reasons.map { ($0.reason, $0.count) })
        #expect(reasons == ["refused": 2, "challenged": 3, "stub": 1, "login wall": 1, "wrong page": 6, "soft 404": 2])
    }

    @Test func eachRefusalIsKeptAsEvidence() throws {
        let metadata = try portal.archive.warcRecords(run: try portal.archive.runs[1]).filter { $0.type == .metadata }
        for row in TurnedAwayPortal.rows {
            let captures = try portal.captures(row.target, night: 2)
            #expect(captures.map(\.type) == [.response], "\(row)")
            #expect(captures.first?.block == portal.log.exchanges(target: row.target)[1].sent, "\(row)")
            guard row.reason != "wrong page" else { continue }  // which only other answers show
            let text = metadata.filter { $0.url == portal.base + row.target }.map { String(decoding: $0.block, as: UTF8.self) }.joined()
            #expect(text.contains("judgement: \(row.reason)\r\n") && text.contains("effectiveStatus: \(row.effective)\r\n"), "\(row): \(text)")
        }
    }

    @Test func nothingThatARefusalNamesIsAskedFor() {
        #expect(portal.log.requestsByTarget.keys.allSatisfy { !$0.contains("never") && !$0.contains("login") })
    }

    @Test func theNextNightTheLastGoodCopiesStandUnchanged() throws {
        let report = try portal.archive.report(run: try portal.archive.runs[2])
        #expect(report.shownTally == ["unchanged": TurnedAwayPortal.rows.count + 1], "\(portal.nights[2].errors)")
        #expect(report.reasons.isEmpty && portal.nights[2].status == 0)
        for row in TurnedAwayPortal.rows {
            let first = try #require(try portal.captures(row.target, night: 1).first)
            let third = try #require(try portal.captures(row.target, night: 3).first)
            #expect(third.type == .revisit && third.fields["WARC-Refers-To"] == "<\(first.id)>", "\(row)")
        }
    }

    @Test func recordsAreWhatExtractMakesOfTheRunsFiles() throws {
        for run in try portal.archive.runs {
            let extracted = try ShiluCommand.run(["extract"] + portal.archive.warcFiles.filter { $0.contains(run) })
            #expect(extracted.status == 0)
            #expect(extracted.text == (try portal.archive.records(run: run)), "\(run)")
        }
    }

    @Test(.enabled(if: Peers.has("wayback"), "no venv with pywb (SHILU_VENV)"))
    func pywbReplaysTheGoodCopiesBesideTheEvidence() throws {
        let pywb = try Pywb(portal.archive)
        defer { pywb.stop() }
        let shown = TurnedAwayPortal.rows.filter { [101, 103, 105, 106, 201].contains($0.number) }
        for night in [1, 3] {
            let targets = try shown.map { row in
                let date = try #require(try portal.captures(row.target, night: night).first?.fields["WARC-Date"])
                return "/coll/\(date.filter(\.isNumber))id_/\(portal.base)\(row.target)"
            }
            for (row, answer) in zip(shown, try pywb.get(targets)) {
                #expect(answer.status == 200 && answer.body == portal.log.exchanges(target: row.target)[0].sent.afterHead, "\(row) of night \(night)")
            }
        }
    }
}
