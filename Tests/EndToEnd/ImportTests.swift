// `shilu import`: files of other programs taken into a portal, unchanged, indexed and read.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct ImportTests {
    private static let conformance = Repository.root.deletingLastPathComponent().appendingPathComponent("shared/real/conformance/warc").path
    private static var hasConformance: Bool { FileManager.default.fileExists(atPath: conformance) }

    private static func samples(_ endings: [String]) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: conformance)) ?? []).sorted().filter { name in endings.contains { name.hasSuffix($0) } }
            .map { conformance + "/" + $0 }
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private func imported(_ paths: [String], into archive: String, _ more: String...) throws -> Ended {
        try ShiluCommand.run(["import"] + paths + ["--seed", "http://imported.example/", "--archive", archive] + more)
    }

    @Test(.enabled(if: hasConformance, "no ../shared")) func everySampleComesInOrIsRefusedWithItsReason() throws {
        let folder = try TemporaryFolder()
        let samples = Self.samples([".warc", ".warc.gz", ".wacz", ".open", ".bad"])
        #expect(samples.count >= 30)
        let ended = try imported(samples, into: folder.file("archive"))
        #expect(ended.status == 9, "\(ended.errors)")
        let portal = folder.file("archive") + "/imported.example"
        let list = try String(contentsOfFile: portal + "/imports.jsonl", encoding: .utf8)
        for sample in samples where !list.contains("\"source\":\"" + sample) {
            #expect(ended.errorLines.contains { $0.hasPrefix("shilu: " + sample) || $0.hasPrefix(sample) && $0.contains(": is there already, as warc/") }, "\(sample) is told of")
        }
        for (name, reason) in [
            ("clipped.warc.gz", "shilu repair takes out what is sound"), ("corrupted-mid-record.warc.gz.open", "share a gzip member"),
            ("example-bad.warc.gz.bad", "share a gzip member"), ("invalid_example_1.wacz", "holds no WARC file"),
        ] {
            #expect(ended.errorLines.contains { $0.hasPrefix("shilu: ") && $0.contains(name) && $0.contains(reason) }, "\(name)")
        }
        let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
        #expect(verified.status == 0, "\(verified.text.split(separator: "\n").filter { $0.contains(": error: ") })")
        #expect(try ShiluCommand.run(["fixity", folder.file("archive")]).text.contains(" 0 errors, 0 notes"))
        let extracted = try ShiluCommand.run(["extract", portal])
        #expect(extracted.status == 0 && extracted.text.contains("iana.org"), "\(extracted.errors)")
        let got = try ShiluCommand.run(["get", "http://www.iana.org/", "--archive", folder.file("archive")])
        #expect(got.status == 0 && got.text.contains("IANA"), "\(got.errors)")

        // Done twice it is as done once.
        let index = try bytes(portal + "/index.cdxj"), manifest = try bytes(portal + "/manifest-sha256.txt")
        let again = try imported(samples, into: folder.file("archive"))
        #expect(again.errors.contains("\n0 files imported, "), "\(again.errors)")
        #expect(try bytes(portal + "/index.cdxj") == index && bytes(portal + "/manifest-sha256.txt") == manifest)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/wget"), "no wget"), arguments: [false, true])
    func aFileByWgetComesInUnchangedAndIsReadAndKept(_ links: Bool) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(4))
        defer { server.stop() }
        _ = try RunningProgram("/usr/bin/wget", ["-q", "-r", "-P", folder.file("pages"), "--warc-file=\(folder.file("w"))", server.base + "/"]).end()
        let crawled = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        #expect(crawled.status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        let name = (archive.folder as NSString).lastPathComponent
        let ended = try ShiluCommand.run(
            ["import", folder.file("w.warc.gz"), "--portal", name, "--archive", folder.file("archive")] + (links ? ["--link"] : []))
        #expect(ended.status == 0 && ended.errors.contains("by Wget/"), "\(ended.errors)")
        #expect(ended.errors.contains("URIs in angle brackets, as wget writes them"), "\(ended.errors)")
        #expect(try bytes(archive.folder + "/warc/w.warc.gz") == bytes(folder.file("w.warc.gz")))
        let number = try FileManager.default.attributesOfItem(atPath: archive.folder + "/warc/w.warc.gz")[.systemFileNumber] as? Int
        #expect(try (number == FileManager.default.attributesOfItem(atPath: folder.file("w.warc.gz"))[.systemFileNumber] as? Int) == links)
        #expect(try archive.index.count { $0.filename == "w.warc.gz" } >= 5)

        // All that makes the index again has the file in it, too.
        func isSound(_ step: String) throws {
            let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
            #expect(verified.status == 0 && verified.text.contains("note: bracketed-uri"), "\(step): \(verified.text)")
        }
        try isSound("import")
        try FileManager.default.removeItem(atPath: archive.folder + "/index.cdxj")
        #expect(try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]).status == 0)
        try isSound("crawl")
        #expect(try ShiluCommand.run(["rebuild", archive.folder]).status == 0)
        try isSound("rebuild")
        let again = try ShiluCommand.run(["reextract", "--archive", folder.file("archive")])
        #expect(again.status == 0 && again.text.contains("; 0 differ"), "\(again.text)")
    }

    @Test func bodiesThatAreDecodedAlreadyAreRecognisedAndRead() throws {
        let folder = try TemporaryFolder()
        let page = String(decoding: Pages.article("题目", [Pages.sentence]), as: UTF8.self)
        func record(_ number: Int, _ field: String) -> String {
            let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\(field)\r\n\r\n\(page)"
            return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000000\(number)-0000-4000-8000-000000000000>\r\n"
                + "WARC-Date: 2020-01-01T00:00:0\(number)Z\r\nWARC-Target-URI: http://a.example/\(number)\r\n"
                + "Content-Type: application/http; msgtype=response\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
        }
        let path = try folder.write(record(1, "Content-Encoding: gzip") + record(2, "Transfer-Encoding: chunked"), "decoded crawl.warc")
        let ended = try imported([path], into: folder.file("archive"))
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.errors.contains("1 bodies stored decoded though their heads say they are coded"), "\(ended.errors)")
        #expect(ended.errors.contains("1 bodies stored without their chunks"), "\(ended.errors)")
        #expect(ended.errors.contains("→ warc/decoded_crawl.warc\n") && ended.errors.contains("; 2 records"), "\(ended.errors)")
        let records = try ShiluCommand.run(["extract", folder.file("archive") + "/imported.example"]).text
        #expect(records.split(separator: "\n").allSatisfy { $0.contains("\"title\":\"题目\"") })
        #expect(try ShiluCommand.run(["verify", folder.file("archive"), "--deep"]).status == 0)
    }

    /// A record of another program.
    private func record(_ number: Int, _ type: String, _ uri: String?, _ contentType: String, _ block: String, _ fields: String = "") -> String {
        "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:uuid:0000000\(number)-0000-4000-8000-000000000000>\r\n"
            + "WARC-Date: 2012-01-01T00:00:0\(number)Z\r\n" + (uri.map { "WARC-Target-URI: \($0)\r\n" } ?? "")
            + "\(fields)Content-Type: \(contentType)\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }

    private func response(_ number: Int, _ uri: String, _ page: String, status: String = "200 OK") -> String {
        record(number, "response", uri, "application/http; msgtype=response", "HTTP/1.1 \(status)\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\(page)")
    }

    @Test func theFormsOfOtherProgramsAreRecognisedAndSaid() throws {
        let folder = try TemporaryFolder()
        let page = String(decoding: Pages.article("题目", [Pages.sentence]), as: UTF8.self)
        func said(_ name: String, by software: String, _ records: String) throws -> String {
            let path = try folder.write(record(0, "warcinfo", nil, "application/warc-fields", "software: \(software)\r\n") + records, name)
            let ended = try imported([path], into: folder.file("archive"))
            #expect(ended.status == 0 && ended.errors.contains("by \(software)"), "\(ended.errors)")
            return ended.errors
        }
        #expect(try said("w.warc", by: "Wget/1.14 (linux-gnu)", response(1, "<http://a.example/1>", page)).contains("1 URIs in angle brackets, as wget writes them"))
        let httrack = try said("t.warc", by: "HTTrack/3.49-7", response(1, "http://a.example/2", page))
        #expect(httrack.contains("1 responses with heads that HTTrack changed: Transfer-Encoding is taken out"))
        let heritrix = try said(
            "h.warc", by: "Heritrix/3.1.1 http://crawler.archive.org",
            response(1, "http://a.example/3", page) + record(2, "metadata", "http://a.example/3", "application/warc-fields", "hopsFromSeed: L\r\nvia: http://a.example/\r\n"))
        #expect(heritrix.contains("1 metadata records of a crawler (via, hopsFromSeed), as Heritrix writes them"))
        let browsertrix = try said(
            "b.warc", by: "Browsertrix-Crawler 1.0.4", response(1, "http://a.example/4", page)
                + record(2, "resource", "urn:text:http://a.example/4", "text/plain", "题目") + record(3, "resource", "urn:pageinfo:http://a.example/4", "application/json", "{}")
                + record(4, "resource", "http://a.example/5", "text/html", page) + record(5, "conversion", "http://a.example/4", "text/plain", "题目"))
        #expect(browsertrix.contains("2 resource records named urn:…, as Browsertrix writes texts, screenshots and page lists"))
        #expect(browsertrix.contains("1 resource records: files without an HTTP head") && browsertrix.contains("1 conversion records"))
        // Bracketed or not, each page is found by its URL.
        for number in 1...4 {
            let got = try ShiluCommand.run(["get", "http://a.example/\(number)", "--text", "--archive", folder.file("archive")])
            #expect(got.status == 0 && got.text.hasPrefix("题目"), "\(number): \(got.errors)")
        }
    }

    @Test func whatWasImportedIsToldOfAURL() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer { request in
            request.target == "/" ? Pages.answer("组工动态", links: (1...3).map { "/page/\($0)" }) : request.target == "/page/1" ? Pages.answer("第一页") : nil
        }
        defer { server.stop() }
        #expect(try ShiluCommand.crawl(server.base + "/", into: folder.file("archive")).status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        let name = (archive.folder as NSString).lastPathComponent
        let page = String(decoding: Pages.article("旧页", [Pages.sentence]), as: UTF8.self)
        let path = try folder.write(
            response(1, server.base + "/page/1", page) + response(2, server.base + "/page/2", page) + response(3, server.base + "/page/3", page, status: "404 Not Found")
                + response(4, server.base + "/old", page), "old.warc")
        #expect(try ShiluCommand.run(["import", path, "--portal", name, "--archive", folder.file("archive")]).status == 0)

        func why(_ target: String) throws -> Ended { try ShiluCommand.run(["why", server.base + target, "--archive", folder.file("archive")]) }
        let both = try why("/page/1").text
        #expect(both.contains("HTTP 200, imported from \(path)  old.warc@0+") && both.contains("state        captured"), "\(both)")
        #expect(try why("/page/2").text.contains("state        missing once"))
        let old = try why("/old")
        #expect(old.status == 0 && old.text.contains("state        held from an import; no crawl knows it") && old.text.contains("imported from \(path)"), "\(old.text)")
        #expect(try why("/none").status == 9)
        let status = try ShiluCommand.run(["status", "--archive", folder.file("archive")]).text
        #expect(status.contains("1 files imported from others, 4 captures in them"), "\(status)")
        #expect(try ShiluCommand.run(["verify", folder.file("archive"), "--deep"]).status == 0)
    }

    @Test func anARCFileIsReadAndFoundAndNotExported() throws {
        let folder = try TemporaryFolder()
        let description = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
        func document(_ url: String, _ date: String, _ type: String, _ block: String) -> String { "\(url) 10.0.0.1 \(date) \(type) \(block.utf8.count)\n\(block)\n" }
        func page(_ title: String) -> String {
            "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + String(decoding: Pages.article(title, [Pages.sentence]), as: UTF8.self)
        }
        let path = try folder.write(
            document("filedesc://a.arc", "20010304050607", "text/plain", description) + document("http://a.example/1", "20010304050608", "text/html", page("第一页"))
                + document("http://a.example/2", "20030304050608", "text/html", page("第二页")), "a.arc")
        let ended = try imported([path], into: folder.file("archive"))
        #expect(ended.status == 0 && ended.errors.contains("an ARC file: its records are read as WARC records"), "\(ended.errors)")
        let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
        #expect(verified.status == 0, "\(verified.text)")
        let got = try ShiluCommand.run(["get", "http://a.example/2", "--text", "--archive", folder.file("archive")])
        #expect(got.status == 0 && got.text.hasPrefix("第二页\n"), "\(got.errors)")
        let exported = try ShiluCommand.run(["export", "warc", "--since", "2002-01-01", "-o", folder.file("x.warc.gz"), "--archive", folder.file("archive")])
        #expect(exported.status != 0 && exported.errors.contains("an ARC record; only WARC records can be copied as they are"), "\(exported.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("x.warc.gz")))
    }

    @Test func coverageTellsHowMuchOfWhatIsNotCapturedWasImported() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer { request in
            if request.target == "/robots.txt" {
                return ScriptedExchange.response(
                    200, fields: [("Content-Type", "text/plain")], body: Array("User-agent: *\nDisallow: /page/4\nDisallow: /page/5\n".utf8))
            }
            guard request.target == "/sitemap.xml" else {
                return request.target == "/" ? Pages.answer("组工动态") : request.target == "/page/1" ? Pages.answer("第一页") : nil
            }
            let named = (1...5).map { "<url><loc>http://\(request.value("host") ?? "")/page/\($0)</loc></url>" }.joined()
            return ScriptedExchange.response(
                200, fields: [("Content-Type", "application/xml")],
                body: Array("<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(named)</urlset>".utf8))
        }
        defer { server.stop() }
        #expect(try ShiluCommand.crawl(server.base + "/", into: folder.file("archive")).status == 0)
        func coverage(_ more: String...) throws -> String {
            let ended = try ShiluCommand.run(["coverage", "--archive", folder.file("archive")] + more)
            #expect(ended.status == 0, "\(ended.errors)")
            return ended.text
        }
        #expect(try !coverage().contains("import") && !coverage("--json").contains("\"imported\""))

        // Of the five that are named one is captured here, two are missing, two forbidden; files of others hold the first, one missing and one
        // forbidden one, and of the other missing one a refusal.
        let page = String(decoding: Pages.article("旧页", [Pages.sentence]), as: UTF8.self)
        let records = response(1, server.base + "/page/1", page) + response(2, server.base + "/page/2", page)
            + response(3, server.base + "/page/3", page, status: "403 Forbidden") + response(4, server.base + "/page/4", page)
        let name = (try PortalArchive(of: folder.file("archive")).folder as NSString).lastPathComponent
        #expect(try ShiluCommand.run(["import", folder.write(records, "old.warc"), "--portal", name, "--archive", folder.file("archive")]).status == 0)
        let text = try coverage(), lines = try coverage("--json")
        #expect(text.contains("2 robots") && text.contains("2 missing once") && text.contains("(2 held from imports)"), "\(text)")
        #expect(lines.contains("\"imported\":2") && lines.contains("\"captured\":1") && lines.contains("\"named\":4"), "\(lines)")
    }

    @Test func aKillAtAnyMomentIsMadeGoodByTheSameCommand() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(6))
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("other"))
        let source = try #require(try PortalArchive(of: folder.file("other")).warcFiles.first)
        try FileManager.default.copyItem(atPath: source, toPath: folder.file("a.warc.gz"))
        let portal = folder.file("archive") + "/imported.example"
        for pause in stride(from: 0.01, to: 0.25, by: 0.03) {
            let running = try ShiluCommand.start([
                "import", folder.file("a.warc.gz"), "--seed", "http://imported.example/", "--archive", folder.file("archive"),
            ])
            Thread.sleep(forTimeInterval: pause)
            kill(running.pid, SIGKILL)
            _ = try running.end()
        }
        let ended = try imported([folder.file("a.warc.gz")], into: folder.file("archive"))
        #expect(ended.status == 0, "\(ended.errors)")
        let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
        #expect(verified.status == 0, "\(verified.text)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: portal + "/warc") == ["a.warc.gz"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: portal).allSatisfy { !$0.hasPrefix(".import") })
        #expect(try String(contentsOfFile: portal + "/manifest-sha256.txt", encoding: .utf8).split(separator: "\n").count == 2)
    }

    @Test func whatCannotComeInIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(try ShiluCommand.run(["import", folder.path, "--archive", folder.file("archive")]).status == 64)
        let unknown = try ShiluCommand.run(["import", folder.write("WARC/1.0\r\n", "a.warc"), "--portal", "none", "--archive", folder.file("archive")])
        #expect(unknown.status == 9 && unknown.errors.contains("is no portal of the archive yet; --seed URL makes it"), "\(unknown.errors)")
        let torn = try imported([folder.file("a.warc")], into: folder.file("archive"))
        #expect(torn.status == 9 && torn.errors.contains("shilu repair takes out what is sound"), "\(torn.errors)")
        let none = try ShiluCommand.run(["import", folder.file("none.warc"), "--seed", "http://new.example/", "--archive", folder.file("archive")])
        #expect(none.status == 9 && none.errors.contains("no such file or folder"), "\(none.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("archive/new.example")), "no portal is made for nothing")
    }
}
