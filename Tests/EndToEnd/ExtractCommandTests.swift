// `shilu extract`: files, folders and standard input, in their order, whatever the number of jobs.
import Foundation
import Testing

@Suite struct ExtractCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func record(_ line: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func standardInputMayBeAPage() throws {
        let path = folder.file("a.html")
        try Data(Pages.article("标题在此处", [Pages.sentence])).write(to: URL(fileURLWithPath: path))
        let ended = try ShiluCommand.run(["extract", "-"], input: path)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        let record = try record(ended.text)
        #expect(record["title"] as? String == "标题在此处" && record["paragraphs"] as? [String] == [Pages.sentence])
        #expect((record["capture"] as? [String: Any])?["file"] as? String == "-")
    }

    @Test func standardInputMayBeAWARCFile() throws {
        let archive = try ThreeNights.crawled.get().archive
        let run = try archive.runs[0]
        let file = try #require(try archive.warcFiles.first)
        let ended = try ShiluCommand.run(["extract", "-"], input: file)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        let name = (file as NSString).lastPathComponent
        #expect(try ended.text == archive.records(run: run).replacing("\"warc\":\"\(name)\"", with: "\"warc\":\"-\""))
        // The same file, unpacked by another program.
        let plain = try RunningProgram("/usr/bin/gzip", ["-dc", file]).end()
        try Data(plain.output).write(to: URL(fileURLWithPath: folder.file("plain.warc")))
        let unpacked = try ShiluCommand.run(["extract", "-"], input: folder.file("plain.warc"))
        #expect(unpacked.status == 0)
        #expect(unpacked.text.split(separator: "\n").count == ended.text.split(separator: "\n").count)
    }

    @Test func theNumberOfJobsChangesNothing() throws {
        let portal = try ThreeNights.crawled.get().archive.folder
        let misbehaving = try MisbehavingPortal.crawled.get().archive.folder
        let paths = [Repository.fixtures, portal, misbehaving]
        let one = try ShiluCommand.run(["extract", "--jobs", "1"] + paths)
        let four = try ShiluCommand.run(["extract", "--jobs", "4"] + paths)
        #expect(one.status == 0 && four.status == 0)
        #expect(one.output == four.output)
        #expect(one.text.split(separator: "\n").count > 100)
    }

    @Test func recordsComeInTheOrderOfTheInput() throws {
        var paths: [String] = []
        for name in ["z", "a", "m"] {
            try Data(Pages.article("这是\(name)的标题", [Pages.sentence])).write(to: URL(fileURLWithPath: folder.file("\(name).html")))
            paths.append(folder.file("\(name).html"))
        }
        let named = try ShiluCommand.run(["extract"] + paths).text.split(separator: "\n").map { try record($0)["title"] as? String }
        #expect(named == ["这是z的标题", "这是a的标题", "这是m的标题"])
        let inFolder = try ShiluCommand.run(["extract", folder.path]).text.split(separator: "\n").map { try record($0)["title"] as? String }
        #expect(inFolder == ["这是a的标题", "这是m的标题", "这是z的标题"])
    }

    @Test func aMissingInputIsNamed() throws {
        let ended = try ShiluCommand.run(["extract", folder.file("none.html")])
        #expect(ended.status == 9 && ended.output.isEmpty)
        #expect(ended.errors == "shilu: \(folder.file("none.html")): no such file or folder\n")
    }

    @Test func aTornWARCFileGivesWhatComesBeforeTheTear() throws {
        let archive = try ThreeNights.crawled.get().archive
        let file = try #require(try archive.warcFiles.first)
        let kept = try archive.records(run: try archive.runs[0]).split(separator: "\n")
        // Torn in the midst of the last page.
        let last = try #require(kept.last)
        let offset = try #require((try record(last)["capture"] as? [String: Any])?["offset"] as? Int)
        let torn = folder.file((file as NSString).lastPathComponent)
        try Data(try Data(contentsOf: URL(fileURLWithPath: file)).prefix(offset + 200)).write(to: URL(fileURLWithPath: torn))
        try Data(Pages.article("后面的一页", [Pages.sentence])).write(to: URL(fileURLWithPath: folder.file("after.html")))
        let ended = try ShiluCommand.run(["extract", torn, folder.file("after.html")])
        #expect(ended.status == 9)
        #expect(ended.errorLines.count == 1 && ended.errors.hasPrefix("shilu: \(torn): offset \(offset): "), "\(ended.errors)")
        let lines = ended.text.split(separator: "\n")
        func named(_ lines: some Sequence<Substring>) throws -> [String] { try lines.map { try record($0)["url"] as? String ?? "" } }
        let (found, expected) = (try named(lines.dropLast()), try named(kept.dropLast()))
        #expect(found == expected)
        #expect(lines.dropLast() == kept.dropLast())
        #expect(try lines.last.map { try record($0)["title"] as? String } == "后面的一页")
    }

    @Test func aReaderThatGoesAwayEndsItInSilence() throws {
        let pipe = Pipe()
        let program = try RunningProgram(
            ShiluCommand.path, ["extract", Repository.fixtures, Repository.fixtures], output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        let first = try #require(try pipe.fileHandleForReading.read(upToCount: 100))
        try pipe.fileHandleForReading.close()
        let ended = try program.end()
        #expect(String(decoding: first, as: UTF8.self).hasPrefix("{\"schema\":\"shilu.record/1\""))
        #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.status): \(ended.errors)")
    }
}
