// What a second and a third crawl of a portal ask, keep and count.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct SecondNightTests {
    private let portal: ThreeNights

    init() throws { portal = try ThreeNights.crawled.get() }

    private func report(_ night: Int) throws -> Report { try portal.archive.report(run: try portal.archive.runs[night - 1]) }

    @Test func everyNightEndsWell() throws {
        for night in portal.nights { #expect(night.status == 0, "\(night.errors)") }
        #expect(try portal.archive.runs.count == 3)
    }

    @Test func theFirstNightTakesAll() throws {
        let report = try report(1)
        #expect(report.shownTally == ["new": 13, "redirected": 1, "excluded": 1])
        #expect(report.states == ["captured": 13, "redirected": 1, "excluded": 1])  // robots.txt is no page of the portal
        #expect(report.answers == 14 && report.known == 15 && report.left == 0)
    }

    @Test func theSecondNightTellsWhatChanged() throws {
        let report = try report(2)
        #expect(report.shownTally == [
            "new": 1, "changed": 1, "same text": 1, "unchanged": 10, "redirected": 1, "missing": 1, "excluded": 1,
        ])
        #expect(report.states == ["captured": 3, "unchanged": 10, "redirected": 1, "missing once": 1, "excluded": 1])
        #expect(report.answers == 15 && report.known == 16 && report.sumsUp)
    }

    @Test func theThirdNightCountsAnew() throws {
        let report = try report(3)
        #expect(report.shownTally == ["same text": 1, "unchanged": 12, "redirected": 1, "missing": 1, "excluded": 1])
        // The page stays “missing once”: it is gone only when it is missing on another night, hours later.
        #expect(report.states == ["captured": 1, "unchanged": 12, "redirected": 1, "missing once": 1, "excluded": 1])
        #expect(report.answers == 15 && report.known == 16 && report.sumsUp)
    }

    @Test func theLedgerHoldsWhatChangedAndWhatBroughtNothing() throws {
        let ledger = try portal.archive.ledger(run: try portal.archive.runs[1])
        let outcomes = Dictionary(ledger.map { ($0.url.dropFirst(portal.base.count).description, $0.outcome) }, uniquingKeysWith: { $1 })
        #expect(outcomes["/changed"] == "changed" && outcomes["/new"] == "new" && outcomes["/deleted"] == "missing")
        #expect(outcomes["/moved"] == nil && outcomes["/counter"] == nil)
        // What robots.txt forbids leaves no other trace.
        #expect(outcomes["/secret/plan"] == "excluded")
    }

    @Test func each304IsAskedForAsTheServerWishesAndBecomesARevisitWithoutABlock() throws {
        for (target, field, value) in [
            ("/", "If-None-Match", "\"home\""), ("/etag", "If-None-Match", "\"v1\""),
            ("/modified", "If-Modified-Since", "Tue, 29 Mar 2016 08:00:00 GMT"),
        ] {
            let original = try #require(try portal.capture(target, night: 1))
            for night in [2, 3] {
                let revisit = try #require(try portal.capture(target, night: night))
                #expect(revisit.type == .revisit && revisit.block.isEmpty, "\(target)")
                #expect(revisit.fields["WARC-Profile"]?.hasSuffix("server-not-modified") == true)
                try expect(revisit, refersTo: original)
            }
            let asked = portal.log.exchanges(target: target).map(\.request)
            #expect(asked.map { $0.value(field) } == [nil, value, value])
        }
    }

    @Test func the304HeadIsKeptInTheMetadata() throws {
        let records = try portal.archive.warcRecords(run: try portal.archive.runs[1]).filter { $0.url == portal.base + "/etag" }
        let metadata = try #require(records.first { $0.type == .metadata })
        let text = String(decoding: metadata.block, as: UTF8.self).removingPercentEncoding ?? ""
        #expect(text.contains("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nX-Night: 2\r\n\r\n"), "\(text)")
    }

    @Test func theSameBytesBecomeARevisitThatKeepsTheHead() throws {
        for target in ["/same", "/gb18030", "/chunked", "/gzip", "/gzip-chunked", "/target"] {
            let original = try #require(try portal.capture(target, night: 1))
            let revisit = try #require(try portal.capture(target, night: 2))
            #expect(original.type == .response && revisit.type == .revisit, "\(target)")
            #expect(revisit.fields["WARC-Profile"]?.hasSuffix("identical-payload-digest") == true)
            let sent = portal.log.exchanges(target: target)[1].sent
            let head = try HTTPMessage(parsing: sent[...])
            #expect(revisit.block == Array(sent.prefix(head.headLength)), "\(target)")
            #expect(revisit.fields["WARC-Payload-Digest"] == original.fields["WARC-Payload-Digest"])
            try expect(revisit, refersTo: original)
        }
    }

    @Test func whatChangedIsKeptWhole() throws {
        for (target, nights) in [("/changed", [1, 2]), ("/counter", [1, 2, 3]), ("/deleted", [1, 2]), ("/new", [2])] {
            for night in nights {
                let response = try #require(try portal.capture(target, night: night))
                let turn = target == "/new" ? 0 : night - 1
                #expect(response.type == .response && response.block == portal.log.exchanges(target: target)[turn].sent, "\(target)")
            }
        }
        #expect(try portal.capture("/changed", night: 3)?.type == .revisit)
    }

    @Test func aPageIsAskedForOnceANightWhateverTheNumberOfItsLinks() {
        for target in ["/", "/etag", "/same", "/twice", "/moved", "/target", "/counter", "/deleted"] {
            #expect(portal.log.requestsByTarget[target] == 3, "\(target)")
        }
        #expect(portal.log.requestsByTarget["/new"] == 2)
    }

    @Test func aRedirectIsACaptureOfItsOwn() throws {
        let moved = try #require(try portal.capture("/moved", night: 1))
        #expect(moved.block == portal.log.exchanges(target: "/moved")[0].sent)
        #expect(try portal.archive.index.count { $0.url == portal.base + "/moved" } == 3)
    }

    @Test func robotsIsAskedForAnewByEachCrawlOfAllAndObeyed() throws {
        #expect(portal.log.requestsByTarget["/robots.txt"] == 3)
        #expect(portal.log.requestsByTarget["/secret/plan"] == nil)
        let reasons = try report(3).reasons
        #expect(reasons.contains(Report.Reason(state: "excluded", reason: "robots", count: 1)))
    }

    @Test func recordsAreWhatExtractMakesOfTheRunsFiles() throws {
        for run in try portal.archive.runs {
            let files = try portal.archive.warcFiles.filter { $0.contains(run) }
            let extracted = try ShiluCommand.run(["extract"] + files)
            let kept = try portal.archive.records(run: run)
            #expect(extracted.status == 0 && extracted.text == kept, "\(run)")
        }
        let all = try ShiluCommand.run(["extract", portal.archive.folder])
        let kept = try portal.archive.runs.map { try portal.archive.records(run: $0) }.joined()
        #expect(all.text == kept)
        #expect(all.text.split(separator: "\n").count == 12 + 3 + 1)  // of the second night /changed, /counter, /new; of the third /counter
    }

    @Test func aGB18030PageIsReadAsSuch() throws {
        let line = try #require(try portal.archive.records(run: try portal.archive.runs[0]).split(separator: "\n").first { $0.contains("/gb18030\"") })
        for text in [
            "坚持“三严三实”——干部工作的镕与䶮", "朱镕、龑、𠮷田等字不在 GB2312 之内，€ 亦然",
            "\"charset\":\"gb18030\"", "\"charset_declared\":\"gb2312\"",
        ] {
            #expect(line.contains(text), "\(text): \(line)")
        }
    }

    private func expect(_ revisit: StoredRecord, refersTo original: StoredRecord) throws {
        #expect(revisit.fields["WARC-Refers-To"] == "<\(original.id)>")
        #expect(revisit.fields["WARC-Refers-To-Target-URI"] == original.url)
        #expect(revisit.fields["WARC-Refers-To-Date"] == original.fields["WARC-Date"])
    }
}
