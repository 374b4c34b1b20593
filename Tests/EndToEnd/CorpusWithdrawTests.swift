// `shilu corpus withdraw`: the document goes, its tombstone stays, and all that is cited of the rest still verifies.
import Foundation
import Testing
import WebArchive

@Suite struct CorpusWithdrawTests {
    private let folder: TemporaryFolder
    private let set: DataSet
    private let spec: String

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.write(try CorpusRecords.mixed(60), "a.jsonl")
        spec = try folder.write("name: n\ninput: a.jsonl\nshard: 10 KB\nversion: 1.2.0\n", "spec.yaml")
        let ended = try ShiluCommand.run(["corpus", "build", spec, "-o", folder.file("set")])
        try #require(ended.status == 0, "\(ended.errors)")
        set = DataSet(folder: folder.file("set"))
    }

    private func withdraw(_ arguments: String...) throws -> Ended { try ShiluCommand.run(["corpus", "withdraw", set.folder] + arguments) }

    private var listed: [String: String] {
        get throws {
            try Dictionary(uniqueKeysWithValues: set.lines("documents-sha256.txt.gz").map { line in
                let parts = line.split(separator: " ")
                return (String(parts[1]), String(parts[0]))
            })
        }
    }

    @Test func aDocumentGoesAndTheRestStaysAsItWas() throws {
        let before = try set.documentLines
        let digests = try listed
        let shards = try set.digests.filter { $0.key.hasPrefix("data/") }
        // One that has copies.
        let gone = try #require(try set.documents.first { $0["copies"] as? Int ?? 0 > 0 })
        let (id, url, title) = (gone["id"] as? String ?? "", gone["url"] as? String ?? "", gone["title"] as? String ?? "")
        let ended = try withdraw(url, "--reason", "当事人要求", "--who", "张三")
        #expect(ended.status == 0 && ended.errors.contains("1 documents withdrawn; version 2.0.0"), "\(ended.errors)")
        try set.expectWhole()

        // The rest is the same, line by line; its digests are those that were published; shards without the document are the same files.
        #expect(try set.documentLines == before.filter { !$0.contains("\"id\":\"\(id)\"") } && set.documentLines.count == before.count - 1)
        #expect(try listed == digests.filter { $0.key != id })
        for line in try set.documentLines {
            let document = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(digests[document["id"] as? String ?? ""] == SHA256Digest(of: Array(line.utf8)).hex)
        }
        #expect(try set.digests.filter { $0.key.hasPrefix("data/") && shards[$0.key] != $0.value }.count == 1)

        // The tombstone, and nothing else of it.
        let stone = try #require(try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: set.folder + "/withdrawn.jsonl"))) as? [String: Any])
        #expect(stone["id"] as? String == id && stone["reason"] as? String == "当事人要求" && stone["version"] as? String == "2.0.0")
        #expect(stone["sha256"] as? String == digests[id])
        for file in ["left-out.jsonl.gz", "clusters.jsonl.gz"] {
            #expect(try !set.lines(file).contains { $0.contains("\"\(url)\"") || $0.contains("\"id\":\"\(id)\"") && $0.contains(title) && file.hasPrefix("left") })
        }

        // The counts add up with it, and the old lists are kept.
        let funnel = try #require(try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: set.folder + "/funnel.json"))) as? [String: Any])
        #expect(funnel["kept"] as? Int == before.count - 1 && funnel["version"] as? String == "2.0.0")
        let last = try #require((funnel["stages"] as? [[String: Any]])?.last)
        #expect(last["stage"] as? String == "withdraw" && last["out"] as? Int == before.count - 1)
        #expect(try set.lines("history/1.2.0-documents-sha256.txt.gz").count == before.count)
        #expect(try String(contentsOfFile: set.folder + "/README.md", encoding: .utf8).contains("Version 2.0.0"))
    }

    @Test func aSetThatIsBuiltAnewLeavesOutWhatWasWithdrawn() throws {
        let id = try #require(try set.documents.first?["id"] as? String)
        #expect(try withdraw(id, "--reason", "x").status == 0)
        #expect(try ShiluCommand.run(["corpus", "build", spec, "-o", set.folder]).status == 0)
        #expect(try !set.documents.contains { $0["id"] as? String == id })
        #expect(try set.objects("left-out.jsonl.gz").contains { $0["id"] as? String == id && $0["rule"] as? String == "withdrawn" })
        #expect(FileManager.default.fileExists(atPath: set.folder + "/withdrawn.jsonl"))
        #expect(try String(contentsOfFile: set.folder + "/README.md", encoding: .utf8).contains("Version 2.0.0"))
    }

    @Test func whatIsNotThereIsNamedAndNothingChanges() throws {
        let before = try set.digests
        let ended = try withdraw("http://nowhere.gov.cn/", "--reason", "x")
        #expect(ended.status == 9 && ended.errors.contains("no record of this id or URL"), "\(ended.errors)")
        #expect(try ShiluCommand.run(["corpus", "withdraw", folder.file("nothing"), "x", "--reason", "x"]).status == 9)
        #expect(try withdraw("x").status == 64)
        #expect(try set.digests == before)
    }

    @Test func aWithdrawalThatIsKilledLeavesTheOneOrTheOther() throws {
        let id = try #require(try set.documents.first?["id"] as? String)
        let before = try set.digests
        for instant in [0.02, 0.05, 0.1, 0.15, 0.2, 0.3] {
            let running = try ShiluCommand.start(["corpus", "withdraw", set.folder, id, "--reason", "x"])
            Thread.sleep(forTimeInterval: instant)
            kill(running.pid, SIGKILL)
            _ = try running.end()
            try set.expectWhole()
            guard try set.digests == before else { break }
        }
        let ended = try withdraw(id, "--reason", "x")
        #expect(ended.status == 0 || ended.status == 9, "\(ended.errors)")  // 9: it was done before the kill came
        try set.expectWhole()
        #expect(try !set.documents.contains { $0["id"] as? String == id })
    }
}
