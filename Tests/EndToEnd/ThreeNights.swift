// A portal crawled on three nights, which the tests share.
import Foundation
import LoopbackServer

struct ThreeNights {
    let nights: [Ended]
    let archive: PortalArchive
    let base: String
    let log: ServerLog
    private let folder: TemporaryFolder

    static let crawled = Result { try ThreeNights() }

    private init() throws {
        folder = try TemporaryFolder()
        let server = try LoopbackServer(exchanges: Repository.exchanges("SecondNight"))
        defer { server.stop() }
        base = server.base
        var nights: [Ended] = []
        for night in 1...3 {
            // WARC-Date and the index count in seconds: replay tools cannot tell captures of one second apart.
            if night > 1 { Thread.sleep(forTimeInterval: 1.1) }
            nights.append(try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]))
        }
        self.nights = nights
        archive = try PortalArchive(of: folder.file("archive"))
        log = server.log
    }

    /// The response or revisit of a target on a night, counted from 1.
    func capture(_ target: String, night: Int) throws -> StoredRecord? {
        try archive.warcRecords(run: try archive.runs[night - 1])
            .first { $0.url == base + target && ($0.type == .response || $0.type == .revisit) }
    }
}
