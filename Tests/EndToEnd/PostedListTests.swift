// List requests that are posted: filed under the keys that other programs make, replayed by them, and known by their bodies to `why`.
import Foundation
import LoopbackServer
import PortalSimulator
import Testing
import WebArchive

@Suite("posted list requests", .enabled(if: Peers.has("wayback", "cdxj-indexer"), "no venv with pywb and cdxj-indexer (SHILU_VENV)"))
struct PostedListTests {
    /// Forms and JSON objects, and an ASP.NET page posted to itself.
    private static let systems: [any SimulatedDialect] = [
        HanwebPageSite(.records), HanwebDisclosureSite(), StateTaxSite(), IntertidSite(), IRSSite(), EWBSite(), MoreInfoSite(), PostedJSONSite(.suzhou),
    ]

    private struct Post {
        var url: String
        var type: String
        var body: [UInt8]
        var answer: [UInt8]
        var date: String
    }

    private func posts(_ archive: PortalArchive) throws -> [Post] {
        let records = try archive.warcRecords()
        let responses = Dictionary(records.filter { $0.type == .response }.map { ($0.id, $0) }) { first, _ in first }
        return try records.filter { $0.type == .request && $0.block.starts(with: Array("POST ".utf8)) }.map { request in
            let head = try HTTPMessage(parsing: request.block[...])
            let answered = try #require(request.fields["WARC-Concurrent-To"].flatMap { id in
                responses.first { id.contains($0.key) || $0.key.contains(id) }?.value
            })
            return Post(
                url: request.url, type: String(try #require(head.fields["Content-Type"])), body: request.block.afterHead, answer: answered.block.afterHead,
                date: String(try #require(answered.fields["WARC-Date"])))
        }
    }

    @Test func otherProgramsFileAndReplayThemAndWhyTellsOfThem() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns(Self.systems, articles: 120))
        try crawl.crawl()
        let archive = try crawl.archive()

        let indexed = try Peers.run("cdxj-indexer", ["--sort", "--post-append"] + archive.warcFiles)
        #expect(indexed.status == 0, "\(indexed.errors)")
        let theirs = indexed.text.split(separator: "\n"), ours = try archive.indexText.split(separator: "\n")
        let onlyTheirs = Set(theirs).subtracting(ours), onlyOurs = Set(ours).subtracting(theirs)
        #expect(onlyTheirs.isEmpty && onlyOurs.isEmpty, "\(onlyTheirs.sorted().prefix(3)) \(onlyOurs.sorted().prefix(3))")
        #expect(theirs == ours)

        let posts = try posts(archive)
        #expect(posts.count >= Self.systems.count, "\(posts.map(\.url))")
        let pywb = try Pywb(archive)
        defer { pywb.stop() }
        let answers = try pywb.get(posts.map { post in
            let object = [
                "target": "/coll/\(post.date.filter(\.isNumber).prefix(14))id_/\(post.url)", "type": post.type, "body": Data(post.body).base64EncodedString(),
            ]
            return String(decoding: try JSONEncoder().encode(object), as: UTF8.self)
        })
        for (post, answer) in zip(posts, answers) {
            #expect(answer.status == 200 && answer.body == post.answer, "\(post.url) \(String(decoding: post.body.prefix(80), as: UTF8.self))")
        }

        let run = try #require(try archive.runs.first)
        let names = Set(try archive.ledger(run: run).map(\.url).filter { $0.contains("#POST:") })
        #expect(names.count == posts.count, "\(names.count) in the ledger, \(posts.count) in the archive")
        for name in names.sorted().prefix(4) {
            let why = try ShiluCommand.run(["why", name, "--archive", crawl.archivePath])
            #expect(why.status == 0 && why.text.contains("HTTP 200") && why.text.hasPrefix(name), "\(name): \(why.text) \(why.errors)")
        }
    }
}
