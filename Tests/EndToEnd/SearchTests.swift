// `shilu search`: the pages of crawls by their words, through the index that follows them.
import Foundation
import LoopbackServer
import Testing

@Suite struct SearchTests {
    private func search(_ archive: String, _ arguments: String...) throws -> Ended {
        try ShiluCommand.run(["search"] + arguments + ["--archive", archive])
    }

    private struct Line: Decodable {
        var url: String
        var title: String?
        var sentence: String
        var warc: String
        var offset: Int
        var length: Int
        var older: Bool
    }

    private func lines(_ ended: Ended) throws -> [Line] {
        try ended.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func pagesAreFoundWithSentencePlaceAndCount() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(30))
        defer { server.stop() }
        let archive = folder.file("archive")
        #expect(try search(archive, "党建").status == 9)
        _ = try ShiluCommand.crawl(server.base + "/", into: archive)
        #expect(!FileManager.default.fileExists(atPath: archive + "/search.sqlite"))

        let found = try search(archive, "基层党建", "第7页")
        #expect(found.status == 0 && found.errors.isEmpty, "\(found.errors)")
        let capture = try #require(try PortalArchive(of: archive).index.first { $0.url == server.base + "/page/7" })
        #expect(found.text == """
            2019-09-18  第7页
                第7页：\(Pages.sentence)
                \(server.base)/page/7
                article  \(try PortalArchive(of: archive).folder.split(separator: "/").last ?? "")/warc/\(capture.filename) \(capture.offset)+\(capture.length)

            1 page

            """)
        #expect(try search(archive, "党", "--count").text == "31\n")
        #expect(try search(archive, "党建").text.hasSuffix("20 of 31 pages; --skip 20 shows more\n"))
        let json = try lines(search(archive, "基层党建", "--json", "--limit", "100"))
        #expect(json.count == 31 && json.allSatisfy { $0.sentence.contains("基层党建") && !$0.older })
        #expect(try search(archive, "无此词").text == "0 pages\n")
        #expect(try search(archive, "党", "--kind", "document", "--count").text == "0\n")
        #expect(try search(archive, "党", "--since", "2020-01-01", "--count").text == "0\n")
    }

    @Test func aCrawlBringsTheIndexUpToDateAndTheNewestVersionCounts() throws {
        let portal = try ThreeNights.crawled.get()
        let folder = try TemporaryFolder()
        let archive = folder.file("archive")
        try FileManager.default.copyItem(atPath: (portal.archive.folder as NSString).deletingLastPathComponent, toPath: archive)
        #expect(try search(archive, "页").status == 0)
        let server = try LoopbackServer { request in request.target == "/" ? Pages.answer("另一首页", ["随后抓取的一页。"]) : nil }
        defer { server.stop() }
        let stamp = try FileManager.default.attributesOfItem(atPath: archive + "/search.sqlite")[.modificationDate] as? Date
        let crawl = try ShiluCommand.crawl(server.base + "/", into: archive)
        #expect(crawl.status == 0, "\(crawl.errors)")
        #expect(try FileManager.default.attributesOfItem(atPath: archive + "/search.sqlite")[.modificationDate] as? Date != stamp)
        #expect(try lines(search(archive, "随后抓取", "--json")).map(\.url) == [server.base + "/"])
    }

    @Test func refusalsAreNotFoundAndTheGoodCopyIs() throws {
        let portal = try TurnedAwayPortal.crawled.get()
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: (portal.archive.folder as NSString).deletingLastPathComponent, toPath: folder.file("archive"))
        for row in TurnedAwayPortal.rows {
            let found = try lines(search(folder.file("archive"), "\"\(row.target)：\"", "--json", "--versions"))
            #expect(found.map(\.url) == [portal.base + row.target] && found.first?.older == false, "\(row): \(found)")
        }
        // Each article has one version: none was made of a refusal.
        let all = try lines(search(folder.file("archive"), "/zwgk", "--json", "--versions", "--limit", "1000"))
        #expect(Set(all.map(\.url)).count == all.count)
    }

    @Test func withheldPagesAreNotFound() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { server.stop() }
        let archive = folder.file("archive")
        _ = try ShiluCommand.crawl(server.base + "/", into: archive)
        #expect(try search(archive, "党", "--count").text == "4\n")
        _ = try ShiluCommand.run(["withhold", server.base + "/page/2", "--reason", "x", "--archive", archive])
        #expect(try search(archive, "党", "--count").text == "3\n")
        #expect(try !search(archive, "党").text.contains("/page/2"))
        _ = try ShiluCommand.run(["withhold", server.base + "/page/2", "--undo", "--reason", "x", "--archive", archive])
        #expect(try search(archive, "党", "--count").text == "4\n")
    }

    @Test func aKilledUpdateLeavesAnIndexThatIsBroughtUpToDate() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(40))
        defer { server.stop() }
        let archive = folder.file("archive")
        _ = try ShiluCommand.crawl(server.base + "/", into: archive)
        let portal = try PortalArchive(of: archive)
        let records = try portal.records(run: try #require(portal.runs.first)).split(separator: "\n")
        for round in 0..<8 {
            // More pages under other URLs, in files of their own.
            let more = (0..<10).flatMap { copy in records.map { $0.replacing("/page/", with: "/page/\(round)-\(copy)-") + "\n" } }.joined()
            try more.write(toFile: portal.folder + "/records/20270101T00000\(round)Z.jsonl", atomically: false, encoding: .utf8)
            let running = try ShiluCommand.start(["search", "党", "--count", "--archive", archive])
            Thread.sleep(forTimeInterval: Double(round * round) * 0.02)
            kill(running.pid, SIGKILL)
            _ = try running.end()
        }
        let found = try search(archive, "党", "--count")
        #expect(found.text == "\(41 + 8 * 400)\n" && found.errors.isEmpty, "\(found.errors)")
        #expect(try search(archive, "党", "--count", "--rebuild").text == found.text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive).filter { $0.hasSuffix(".new") } == [])
    }

    @Test func simplifiedAndTraditionalCharactersAreOneByChoice() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer { request in
            switch request.target {
            case "/": Pages.answer("首页", links: ["/hans", "/hant"])
            case "/hans": Pages.answer("公告", ["关于农业发展规划的公告。"])
            case "/hant": Pages.answer("公告", ["關於農業發展規劃的公告。"])
            default: nil
            }
        }
        defer { server.stop() }
        let archive = folder.file("archive")
        _ = try ShiluCommand.crawl(server.base + "/", into: archive)
        for word in ["农业发展", "農業發展"] {
            #expect(try lines(search(archive, word, "--json")).count == 1)
            let both = try lines(search(archive, word, "--any-script", "--json"))
            #expect(Set(both.map(\.url)) == [server.base + "/hans", server.base + "/hant"])
        }
        let many = try search(archive, String(repeating: "发复干", count: 8), "--any-script")
        #expect(many.status == 64 && many.errors.contains("search for parts of it"), "\(many.errors)")
    }

    @Test(.enabled(if: SmallDisk.isPermitted, "mounting is not permitted here; run as root"))
    func anArchiveOnAReadOnlyDiskIsSearchedAsFarAsItsIndexGoes() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(5))
        defer { server.stop() }
        let disk = try SmallDisk(folder.file("disk"), kilobytes: 30_000)
        let archive = disk.path + "/archive"
        let file = try folder.write("name: a\nseeds: [\(server.base)/]\ndelay: 0.001\nmin_free: 0\n", "a.yaml")
        #expect(try ShiluCommand.crawl(file, into: archive, []).status == 0)
        try disk.remount("ro")
        let without = try search(archive, "党")
        #expect(without.status == 7 && without.errors.contains(archive), "\(without.status) \(without.errors)")
        try disk.remount("rw")
        #expect(try search(archive, "党", "--count").text == "6\n")
        try disk.remount("ro")
        let found = try search(archive, "党", "--count")
        #expect(found.status == 0 && found.text == "6\n" && found.errors.contains("cannot be brought up to date"), "\(found.errors)")
    }

    @Test(.enabled(if: SmallDisk.isPermitted, "mounting is not permitted here; run as root"))
    func aFullDiskEndsASearchWithItsCodeAndTheOldIndexStays() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(30))
        defer { server.stop() }
        let disk = try SmallDisk(folder.file("disk"), kilobytes: 60_000)
        let archive = disk.path + "/archive"
        let file = try folder.write("name: a\nseeds: [\(server.base)/]\ndelay: 0.001\nmin_free: 0\n", "a.yaml")
        #expect(try ShiluCommand.crawl(file, into: archive, []).status == 0)
        #expect(try search(archive, "党", "--count").text == "31\n")
        let portal = try PortalArchive(of: archive)
        let records = try portal.records(run: try #require(portal.runs.first)).split(separator: "\n")
        let more = (0..<100).flatMap { copy in records.map { $0.replacing("/page/", with: "/page/\(copy)-") + "\n" } }.joined()
        try more.write(toFile: portal.folder + "/records/20270101T000000Z.jsonl", atomically: false, encoding: .utf8)
        let taken = try #require(try FileManager.default.attributesOfFileSystem(forPath: disk.path)[.systemSize] as? Int)
            - (try #require(try FileManager.default.attributesOfFileSystem(forPath: disk.path)[.systemFreeSize] as? Int))
        try disk.remount("size=\(taken >> 10 + 300)k")
        for rebuild in [[], ["--rebuild"]] {
            let full = try ShiluCommand.run(["search", "党", "--count", "--archive", archive] + rebuild)
            #expect(full.status == 12 && full.errors.contains("search.sqlite"), "\(full.status) \(full.errors)")
        }
        try disk.remount("size=60000k")
        #expect(try search(archive, "党", "--count").text == "\(31 + 3000)\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive).filter { $0.hasSuffix(".new") } == [])
    }

    @Test func aWrongCommandLineIsTold() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        let archive = folder.file("archive")
        _ = try ShiluCommand.crawl(server.base + "/", into: archive)
        #expect(try search(archive).status == 64)
        #expect(try search(archive, "\"党").status == 64)
        #expect(try search(archive, "党", "--kind", "page").status == 64)
        #expect(try search(archive, "党", "--portal", "nobody").status == 9)
        #expect(try search(archive, "--rebuild").status == 0)
    }
}
