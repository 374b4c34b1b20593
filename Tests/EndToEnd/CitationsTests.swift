// `shilu corpus citations`: from crawled pages to edges, missing documents and gaps.
import Foundation
import LoopbackServer
import Testing

@Suite struct CitationsTests {
    private func lines(_ path: String) throws -> [[String: Any]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }

    @Test func theCitationsOfAnArchiveAreWritten() throws {
        let folder = try TemporaryFolder()
        let pages: [String: (String, [String])] = [
            "/a": ("定西市人民政府关于印发城市更新办法的通知", ["定政发〔2020〕1号", "各县区：现印发你们，请认真贯彻执行。"]),
            "/b": ("会议纪要", ["会议学习了《定西市人民政府关于印发城市更新办法的通知》（定政发[2020]1号）和国发〔2019〕3号，并观看《人民日报》专版。"]),
        ]
        let server = try LoopbackServer { request in
            if request.target == "/" { return Pages.answer("首页", links: pages.keys.sorted()) }
            return pages[request.target].map { Pages.answer($0.0, $0.1) }
        }
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        let ended = try ShiluCommand.run(["corpus", "citations", "--archive", folder.file("archive"), "-o", folder.file("out")])
        #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
        #expect(ended.text.hasSuffix("3 references, 2 of them to documents that the archive holds\n1 edges in edges.jsonl\n1 documents in missing.jsonl\n"), "\(ended.text)")
        let edges = try lines(folder.file("out/edges.jsonl"))
        #expect(edges.map { $0["from"] as? String } == [server.base + "/b"] && edges.first?["to"] as? String == server.base + "/a" && edges.first?["count"] as? Int == 2)
        let references = try lines(folder.file("out/references.jsonl"))
        #expect(references.map { $0["text"] as? String } == ["《定西市人民政府关于印发城市更新办法的通知》", "定政发[2020]1号", "国发〔2019〕3号"])
        #expect(try lines(folder.file("out/missing.jsonl")).map { $0["name"] as? String } == ["国发〔2019〕3号"])
        #expect(try lines(folder.file("out/gaps.jsonl")).map { $0["agency"] as? String } == ["定政发"])

        // The same from files of records, and from standard input.
        let portal = try PortalArchive(of: folder.file("archive"))
        let records = try portal.runs.map { portal.folder + "/records/\($0).jsonl" }
        for arguments in [records.flatMap { ["--records", $0] }, ["--records", "-"]] {
            let other = try ShiluCommand.run(["corpus", "citations", "-o", folder.file("other")] + arguments, input: try #require(records.first))
            #expect(other.status == 0 && other.text == ended.text, "\(other.errors)")
            for name in ["references", "edges", "missing", "gaps"] {
                #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("other/\(name).jsonl"))) == Data(contentsOf: URL(fileURLWithPath: folder.file("out/\(name).jsonl"))))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("other")).count == 4)
        }
        _ = try folder.write("no record\n", "torn.jsonl")
        let torn = try ShiluCommand.run(["corpus", "citations", "--records", folder.file("torn.jsonl"), "-o", folder.file("torn")])
        #expect(torn.status == 9 && torn.errors.contains("torn.jsonl: offset 0: no record"), "\(torn.errors)")
        let tornInput = try ShiluCommand.run(["corpus", "citations", "--records", "-", "-o", folder.file("torn")], input: folder.file("torn.jsonl"))
        #expect(tornInput.status == 9 && tornInput.errors.hasPrefix("shilu: standard input: offset 0: no record"), "\(tornInput.errors)")
        #expect(try ShiluCommand.run(["corpus", "citations", "--records", "-", "a.portal", "-o", folder.file("out")]).status == 64)

        _ = try ShiluCommand.run(["withhold", server.base + "/b", "--reason", "x", "--archive", folder.file("archive")])
        let after = try ShiluCommand.run(["corpus", "citations", "--archive", folder.file("archive"), "-o", folder.file("out")])
        #expect(after.status == 0 && after.text.contains("0 references"), "\(after.text)")
        #expect(try lines(folder.file("out/edges.jsonl")).isEmpty)
        #expect(try ShiluCommand.run(["corpus", "citations", "--archive", folder.file("nowhere"), "-o", folder.file("out")]).status == 9)
    }
}
