// A portal whose captures are of every kind that an export must bring, crawled on two nights, which the tests share.
import Foundation
import LoopbackServer
import Testing
import WebArchive

struct ExportedPortal {
    let archive: PortalArchive
    /// The folder of the archive.
    let path: String
    let base: String
    private let folder: TemporaryFolder

    static let crawled = Result { try ExportedPortal() }

    /// A page whose URL has GB18030 in its query, as the browser sends it.
    static let gb18030Target = "/show.asp?title=%B6%A8%CE%F7"

    private init() throws {
        folder = try TemporaryFolder()
        path = folder.file("archive")
        // The third night's answers of most of them are revisits: by digest, and by 304.
        let server = try LoopbackServer(exchanges: Repository.exchanges("SecondNight")) { request in
            request.target == Self.gb18030Target ? Pages.answer("定西", [Pages.sentence]) : nil
        }
        defer { server.stop() }
        base = server.base
        let portal = try folder.write("name: exported\nseeds: [\(base)/, \"\(base)\(Self.gb18030Target)\"]\ndelay: 0\n", "portal.yaml")
        for night in 1...2 {
            // WARC-Date and the index count in seconds: replay tools cannot tell captures of one second apart.
            if night > 1 { Thread.sleep(forTimeInterval: 1.1) }
            let ended = try ShiluCommand.crawl(night == 1 ? portal : path + "/exported", into: path, ["--delay", "0", "--all"])
            #expect(ended.status == 0, "\(ended.errors)")
        }
        archive = try PortalArchive(of: path)
    }

    /// Copies the archive, so that a test can change it.
    func copy(to folder: TemporaryFolder) throws -> String {
        try FileManager.default.copyItem(atPath: path, toPath: folder.file("archive"))
        return folder.file("archive")
    }

    func export(_ form: String, _ arguments: [String], archive: String? = nil) throws -> Ended {
        try ShiluCommand.run(["export", form] + arguments + ["--archive", archive ?? path])
    }
}
