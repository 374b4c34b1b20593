// `shilu corpus build` as a person types it: WARC files and records, what is withheld, mistakes, a full disk, Ctrl-C and kills.
import Foundation
import LoopbackServer
import Testing

@Suite struct CorpusBuildTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func build(_ spec: String, to name: String, _ more: String...) throws -> Ended {
        try ShiluCommand.run(["corpus", "build", spec, "-o", folder.file(name)] + more)
    }

    private func crawled(_ pages: Int) throws -> (archive: String, base: String) {
        let server = try LoopbackServer { request in
            if request.target == "/" { return Pages.answer("首页", links: (1...pages).map { "/page/\($0)" }) }
            guard let number = Int(request.target.dropFirst("/page/".count)), number <= pages else { return nil }
            return Pages.answer("通知\(number)", ["第\(number)号。" + String(repeating: "清溪县水务局第\(number)次会议。", count: number + 3)])
        }
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        return (folder.file("archive"), server.base)
    }

    @Test func warcFilesGiveTheSameDocumentsAsTheirRecords() throws {
        let (archive, _) = try crawled(6)
        let rest = "duplicates: {exact: 'off', near: 'off', excerpts: 'off'}\n"
        let ofRecords = try folder.write("name: n\ninput: ['\(archive)/*/records/*.jsonl']\n" + rest, "records.yaml")
        let ofWARC = try folder.write("name: n\ninput: ['\(archive)/*/warc/*']\n" + rest, "warc.yaml")
        for (spec, name) in [(ofRecords, "records"), (ofWARC, "warc")] {
            let ended = try build(spec, to: name)
            #expect(ended.status == 0, "\(ended.errors)")
        }
        let documents = try DataSet(folder: folder.file("warc")).documentLines
        #expect(documents.count { $0.contains("/page/") } == 6)
        #expect(try documents == DataSet(folder: folder.file("records")).documentLines)
        try DataSet(folder: folder.file("warc")).expectWhole()
    }

    @Test func theDataCardsLinesLeadFromADocumentBackToItsPage() throws {
        let (archive, _) = try crawled(3)
        let spec = try folder.write("name: n\ninput: ['\(archive)/*/records/*.jsonl']\n", "spec.yaml")
        #expect(try build(spec, to: "set").status == 0)
        let card = try String(contentsOfFile: folder.file("set/README.md"), encoding: .utf8)
        let commands = card.split(separator: "\n").map { String($0.prefix { $0 != "#" }) }.filter { $0.hasPrefix("shilu get ") || $0.hasPrefix("tail ") }
        try #require(commands.count == 2)
        for document in try DataSet(folder: folder.file("set")).documents {
            let capture = try #require(document["capture"] as? [String: Any])
            let url = try #require(document["url"] as? String)
            let file = try #require(PortalArchive(of: archive).warcFiles.first { $0.hasSuffix(capture["warc"] as? String ?? "?") })
            let filled = commands.map { command in
                command.replacing("ARCHIVE", with: archive).replacing("WARC", with: file).replacing("FETCHED_AT", with: capture["fetched_at"] as? String ?? "")
                    .replacing("OFFSET", with: "\(capture["offset"] as? Int ?? -1)").replacing("LENGTH", with: "\(capture["length"] as? Int ?? -1)")
                    .replacing("shilu get URL", with: "\(ShiluCommand.path) get '\(url)'")
            }
            let ended = try filled.map { try RunningProgram("/bin/sh", ["-c", $0]).end() }
            #expect(ended.allSatisfy { $0.status == 0 && $0.errors.isEmpty }, "\(ended.map(\.errors))")
            #expect(ended[1].text.hasPrefix("WARC/1.1\r\n") && ended[1].text.contains("WARC-Target-URI: \(url)\r\n") && !ended[0].output.isEmpty)
            #expect(ended[1].text.contains(ended[0].text), "the page is in its record")
        }
    }

    @Test func aTornWARCFileIsNamedAndLeavesNoDataSet() throws {
        let (archive, _) = try crawled(3)
        let whole = try #require(try PortalArchive(of: archive).warcFiles.first)
        let data = try Data(contentsOf: URL(fileURLWithPath: whole))
        try data.dropLast(40).write(to: URL(fileURLWithPath: folder.file("torn.warc.gz")))
        let spec = try folder.write("name: n\ninput: torn.warc.gz\n", "spec.yaml")
        let ended = try build(spec, to: "set")
        #expect(ended.status == 9 && ended.errors.contains("torn.warc.gz: is damaged: offset"), "\(ended.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("set")))
    }

    @Test func whatIsWithheldIsLeftOutWithItsReasonAndNothingElseIsToldOfIt() throws {
        let (archive, base) = try crawled(4)
        let spec = try folder.write("name: n\ninput: ['archive/*/records/*.jsonl']\n", "spec.yaml")
        #expect(try ShiluCommand.run(["withhold", base + "/page/2", "--reason", "个人信息", "--archive", archive]).status == 0)
        #expect(try build(spec, to: "set").status == 0)
        let set = DataSet(folder: folder.file("set"))
        let leftOut = try #require(try set.objects("left-out.jsonl.gz").first { $0["url"] as? String == base + "/page/2" })
        #expect(leftOut["stage"] as? String == "withhold" && leftOut["rule"] as? String == "withheld" && leftOut["value"] as? String == "个人信息")
        #expect(leftOut["title"] is NSNull && leftOut["published"] is NSNull)
        #expect(try !set.documents.contains { $0["url"] as? String == base + "/page/2" })
        #expect(try ShiluCommand.run(["withhold", base + "/page/2", "--undo", "--reason", "已更正", "--archive", archive]).status == 0)
        #expect(try build(spec, to: "set").status == 0)
        #expect(try set.documents.contains { $0["url"] as? String == base + "/page/2" })
    }

    @Test func aMistakeInASpecIsToldWithItsLineAndWhatWasMeant() throws {
        let spec = try folder.write("name: n\ninput: a.jsonl\nduplicates: {thresold: 0.7}\n", "spec.yaml")
        let ended = try build(spec, to: "set")
        #expect(ended.status == 22 && ended.errorLines == ["shilu: \(spec):3: duplicates: the key “thresold” is not known; did you mean “threshold”?"], "\(ended.errors)")
    }

    @Test func aPatternWithoutFilesIsToldWithTheFolderWhereItWasLookedFor() throws {
        let spec = try folder.write("name: n\ninput: [a.jsonl, 'records/*.jsonl']\n", "spec.yaml")
        _ = try folder.write(try CorpusRecords.mixed(1), "a.jsonl")
        let ended = try build(spec, to: "set")
        #expect(ended.status == 22 && ended.errors.contains("“records/*.jsonl” matches no file") && ended.errors.contains((spec as NSString).deletingLastPathComponent), "\(ended.errors)")
    }

    @Test func aTerminalShowsHowFarABuildIsAndALogDoesNot() throws {
        _ = try folder.write(try CorpusRecords.mixed(40), "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\n", "spec.yaml")
        let quiet = try build(spec, to: "quiet")
        #expect(quiet.status == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
        let seen = try RunningProgram("/usr/bin/script", ["-qec", "\(ShiluCommand.path) corpus build \(spec) -o \(folder.file("set"))", "/dev/null"]).end()
        #expect(seen.status == 0, "\(seen.errors)")
        for stage in ["\rreading  40 records  file 1 of 1", "\rcomparing  ", "\rwriting  "] { #expect(seen.text.contains(stage), "\(seen.text)") }
        #expect(seen.text.contains("\rread 40\r\n"), "\(seen.text)")  // the live line is gone before the summary
    }

    @Test func zstdShardsHoldTheSameLines() throws {
        _ = try folder.write(try CorpusRecords.mixed(30), "a.jsonl")
        for compression in ["gzip", "zstd"] {
            let spec = try folder.write("name: n\ninput: a.jsonl\ncompression: \(compression)\n", "\(compression).yaml")
            #expect(try build(spec, to: compression).status == 0)
        }
        // What was built is input as well: signals are made of documents, too.
        func signals(_ name: String, _ end: String) throws -> String {
            try ShiluCommand.run(["corpus", "signals", folder.file(name) + "/data/train-00000-of-00001.jsonl." + end]).text
        }
        #expect(try signals("zstd", "zst") == signals("gzip", "gz") && !signals("zstd", "zst").isEmpty)
        try DataSet(folder: folder.file("zstd")).expectWhole()
    }

    @Test func buildsThatAreKilledAtAnyInstantEndWithTheSameBytes() throws {
        _ = try folder.write(try CorpusRecords.mixed(120), "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\nshard: 50 KB\n", "spec.yaml")
        let started = Date()
        #expect(try build(spec, to: "whole", "--jobs", "1").status == 0)
        let length = Date().timeIntervalSince(started)
        let expected = try DataSet(folder: folder.file("whole")).digests
        var chance: UInt64 = 8
        for name in ["killed", "whole"] {  // anew, and in the place of one that stands
            var killed = 0
            while killed < 4 {
                let running = try ShiluCommand.start(["corpus", "build", spec, "-o", folder.file(name), "--jobs", "2"] + (killed % 2 == 0 ? ["--resume"] : []))
                chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                Thread.sleep(forTimeInterval: Double(chance >> 40) / Double(1 << 24) * length)
                kill(running.pid, SIGKILL)
                let status = try running.end().status
                try #require(status == -SIGKILL || status == 0)
                killed += 1
                // At every instant there is no data set, or a whole one.
                if FileManager.default.fileExists(atPath: folder.file(name)) { #expect(try DataSet(folder: folder.file(name)).digests == expected) }
            }
            #expect(try build(spec, to: name, "--resume").status == 0)
            #expect(try DataSet(folder: folder.file(name)).digests == expected)
            #expect(!FileManager.default.fileExists(atPath: folder.file(name) + ".work") && !FileManager.default.fileExists(atPath: folder.file(name) + ".old"))
        }
    }

    @Test func controlCEndsABuildWithItsCodeAndItGoesOn() throws {
        _ = try folder.write(try CorpusRecords.mixed(120), "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\n", "spec.yaml")
        let running = try ShiluCommand.start(["corpus", "build", spec, "-o", folder.file("set"), "--jobs", "1"])
        while !FileManager.default.fileExists(atPath: folder.file("set.work/entries")) { Thread.sleep(forTimeInterval: 0.005) }
        kill(running.pid, SIGINT)
        let ended = try running.end()
        #expect(ended.status == 4 && ended.errors.contains("the same command with --resume goes on"), "\(ended.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("set")))
        #expect(try build(spec, to: "set", "--resume").status == 0)
        #expect(try build(spec, to: "whole").status == 0)
        #expect(try DataSet(folder: folder.file("set")).digests == DataSet(folder: folder.file("whole")).digests)
    }

    @Test(.enabled(if: SmallDisk.isPermitted, "mounting is not permitted here; run as root"))
    func aFullDiskEndsABuildWithItsCodeAndItGoesOnWhenThereIsRoom() throws {
        let records = try folder.write(try CorpusRecords.mixed(60), "a.jsonl")
        let spec = try folder.write("name: n\ninput: '\(records)'\n", "spec.yaml")
        #expect(try build(spec, to: "whole").status == 0)
        let disk = try SmallDisk(folder.file("disk"), kilobytes: 64)
        var size = 64
        var codes: [Int32] = []
        while codes.last != 0, codes.count < 30 {
            let ended = try ShiluCommand.run(["corpus", "build", spec, "-o", disk.path + "/set", "--resume"])
            codes.append(ended.status)
            if ended.status != 0 {
                #expect(ended.errors.contains("\(disk.path)/set") && ended.errors.contains("No space left on device"), "\(ended.errors)")
                #expect(!FileManager.default.fileExists(atPath: disk.path + "/set"))
            }
            size += 60
            try disk.remount("size=\(size)k")
        }
        #expect(codes.count >= 3 && codes.dropLast().allSatisfy { $0 == 12 } && codes.last == 0, "\(codes)")
        #expect(try DataSet(folder: disk.path + "/set").digests == DataSet(folder: folder.file("whole")).digests)
    }
}
