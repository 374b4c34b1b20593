// `shilu get`: the page out of the archive, whatever came after it and however it is stored.
import Foundation
import Testing
import WebArchive

@Suite struct GetTests {
    private func get(_ portal: PortalArchive, _ arguments: [String], input: String = "/dev/null") throws -> Ended {
        try ShiluCommand.run(["get"] + arguments + ["--archive", (portal.folder as NSString).deletingLastPathComponent], input: input)
    }

    @Test(arguments: [("/gb18030", 1), ("/chunked", 1), ("/gzip", 1), ("/gzip-chunked", 1), ("/etag", 1), ("/modified", 1), ("/same", 1), ("/changed", 2)])
    func theNewestGoodCopyIsGivenWithoutItsCodings(_ target: String, night: Int) throws {
        let portal = try ThreeNights.crawled.get()
        let stored = try #require(try portal.capture(target, night: night))
        let head = try HTTPMessage(parsing: stored.block[...])
        let got = try get(portal.archive, [portal.base + target])
        #expect(got.status == 0, "\(got.errors)")
        #expect(got.output == head.decoded(stored.block[head.headLength...]).bytes)
        #expect(got.output.isEmpty == false)
    }

    @Test func aRevisitGivesTheRecordOfItsOriginalAsTheCrawlWroteIt() throws {
        let portal = try ThreeNights.crawled.get()
        let first = try #require(try portal.archive.runs.first)
        for target in ["/etag", "/modified", "/same", "/gb18030"] {
            let last = try #require(try portal.capture(target, night: 3))
            #expect(last.type == .revisit)
            let written = try portal.archive.records(run: first).split(separator: "\n").first { $0.contains("\"url\":\"\(portal.base)\(target)\"") }
            #expect(try get(portal.archive, [portal.base + target, "--record"]).text == written.map { $0 + "\n" })
        }
    }

    @Test func theNearestCopyToADateIsGiven() throws {
        let portal = try ThreeNights.crawled.get()
        for night in [1, 2, 3] {
            let date = try #require(try portal.capture("/changed", night: night)?.fields["WARC-Date"])
            let text = try get(portal.archive, [portal.base + "/changed", "--text", "--at", date]).text
            let record = try portal.archive.records(run: portal.archive.runs[night == 1 ? 0 : 1]).split(separator: "\n").first { $0.contains("\"url\":\"\(portal.base)/changed\"") }
            let title = try #require(text.split(separator: "\n").first)
            #expect(record?.contains("\"title\":\"\(title)\"") == true)
            #expect(try text.split(separator: "\n").dropFirst().allSatisfy { try #require(record).contains($0) })
        }
    }

    @Test func aPageThatWasDeletedIsStillGivenAndItsEndToldOf() throws {
        let portal = try ThreeNights.crawled.get()
        let got = try get(portal.archive, [portal.base + "/deleted"])
        #expect(got.status == 0 && got.output.contains("会删的一页"))
        #expect(got.errors.contains("nearer in time it was missing on") && got.errors.contains("HTTP 404"), "\(got.errors)")
        let any = try get(portal.archive, [portal.base + "/deleted", "--any"])
        #expect(any.status == 0 && any.text == "no such page")
    }

    @Test func whatIsNoPageIsToldByWordAndExitCode() throws {
        let portal = try ThreeNights.crawled.get()
        let redirected = try get(portal.archive, [portal.base + "/moved"])
        #expect(redirected.status == 19 && redirected.errors.contains("to \(portal.base)/target"), "\(redirected.errors)")
        let unheld = try get(portal.archive, [portal.base + "/never"])
        #expect(unheld.status == 18 && unheld.errors.contains("does not hold it"), "\(unheld.errors)")
        #expect(try get(portal.archive, ["/no-url"]).status == 64)
        #expect(try get(portal.archive, [portal.base + "/", "--portal", "nobody"]).status == 9)
    }

    @Test func refusalsDoNotBuryTheGoodCopy() throws {
        let portal = try TurnedAwayPortal.crawled.get()
        for row in TurnedAwayPortal.rows {
            let refused = try #require(try portal.captures(row.target, night: 2).first?.fields["WARC-Date"])
            let got = try get(portal.archive, [portal.base + row.target, "--at", refused])
            #expect(got.status == 0, "\(row): \(got.errors)")
            #expect(got.output.contains("\(row.target)："), "\(row)")
            #expect(got.errors.contains("nearer in time it \(row.effective == 404 ? "was missing" : "turned away") on \(refused)"), "\(row): \(got.errors)")
        }
    }

    @Test func aPageOfWhichThereAreRefusalsOnlyIsTurnedAway() throws {
        let portal = try MisbehavingPortal.crawled.get()
        let got = try get(portal.archive, [portal.base + "/forbidden"])
        #expect(got.status == 11 && got.errors.contains("turned away on") && got.errors.contains("HTTP 403"), "\(got.errors)")
        #expect(try get(portal.archive, [portal.base + "/forbidden", "--any"]).status == 0)
    }

    @Test func aListOfURLsGivesALineEachInItsOrder() throws {
        let portal = try ThreeNights.crawled.get()
        let folder = try TemporaryFolder()
        let targets = ["/changed", "/never", "/moved", "/deleted", "/gzip"]
        let list = try folder.write(targets.map { portal.base + $0 + "\n" }.joined() + "no URL at all\n\n\(portal.base)/gzip\n", "urls")
        let got = try get(portal.archive, ["-", "--text"], input: list)
        #expect(got.status == 2, "\(got.errors)")
        struct Line: Decodable {
            var asked: String
            var answer: String
            var text: String?
        }
        let lines = try got.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.map(\.asked) == targets.map { portal.base + $0 } + ["no URL at all", portal.base + "/gzip"])
        #expect(lines.map(\.answer) == ["held", "not held", "redirected", "held", "held", "no URL", "held"])
        #expect(lines[3].text?.hasPrefix("会删的页\n") == true)
    }

    @Test func whoWaitsForAnAnswerBeforeAskingAgainGetsIt() throws {
        let portal = try ThreeNights.crawled.get()
        let folder = try TemporaryFolder()
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let asking = open(pipe, O_RDWR)
        let running = try ShiluCommand.start(["get", "-", "--text", "--archive", (portal.archive.folder as NSString).deletingLastPathComponent], input: pipe)
        for (number, target) in ["/changed", "/gzip"].enumerated() {
            let line = Array("\(portal.base)\(target)\n".utf8)
            #expect(write(asking, line, line.count) == line.count)
            let deadline = Date() + RunningProgram.patience
            while running.outputSoFar.split(separator: "\n").count <= number, Date() < deadline { usleep(10_000) }
            #expect(running.outputSoFar.split(separator: "\n").last?.contains(portal.base + target) == true)
        }
        close(asking)
        #expect(try running.end().status == 0)
    }

    @Test func whatIsWithheldIsNotGiven() throws {
        let portal = try ThreeNights.crawled.get()
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: (portal.archive.folder as NSString).deletingLastPathComponent, toPath: folder.file("archive"))
        let url = portal.base + "/etag"
        #expect(try ShiluCommand.run(["withhold", url, "--reason", "个人信息", "--archive", folder.file("archive")]).status == 0)
        let copy = try PortalArchive(of: folder.file("archive"))
        for form in ["--original", "--record", "--text", "--any"] {
            let got = try get(copy, [url, form])
            #expect(got.status == 17 && got.output.isEmpty && got.errors.contains("is withheld: 个人信息"), "\(got.errors)")
        }
        let list = try folder.write(url + "\n", "urls")
        #expect(try get(copy, ["-"], input: list).text == "{\"asked\":\"\(url)\",\"answer\":\"withheld\",\"why\":\"个人信息\"}\n")
    }

    @Test func anIndexThatPointsElsewhereIsAnError() throws {
        let portal = try ThreeNights.crawled.get()
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: (portal.archive.folder as NSString).deletingLastPathComponent, toPath: folder.file("archive"))
        let copy = try PortalArchive(of: folder.file("archive"))
        var lines = try copy.index
        let (one, other) = (try #require(lines.firstIndex { $0.url.hasSuffix("/chunked") }), try #require(lines.firstIndex { $0.url.hasSuffix("/gb18030") }))
        (lines[one].offset, lines[other].offset) = (lines[other].offset, lines[one].offset)
        try Data(lines.map { $0.text + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: copy.folder + "/index.cdxj"))
        let got = try get(copy, [portal.base + "/chunked", "--at", "20200101000000"])
        #expect(got.status == 9 && got.errors.contains("the index says"), "\(got.errors)")
    }
}
