// A portal that misbehaves in every way there is, and one crawl of it that the tests share.
import Foundation
import LoopbackServer

/// One URL of the portal, and what is to become of it.
struct Misbehaviour: CustomStringConvertible {
    /// What of the answer's bytes the archive has as a response record.
    enum Kept {
        /// Every byte.
        case all
        /// Those up to where HTTP ends the message; the server sent more.
        case message
        /// The first so many, marked so in WARC-Truncated.
        case cut(String)
        /// All but the 1xx heads before.
        case withoutInterimHeads
        /// Nothing: libcurl hands out no such head, and a metadata record tells of it.
        case metadata
        /// Nothing came.
        case nothing
    }

    var target: String
    var state: String
    var reason: String?
    var kept: Kept

    init(_ target: String, _ state: String, _ reason: String? = nil, _ kept: Kept = .all) {
        self.target = target
        self.state = state
        self.reason = reason
        self.kept = kept
    }

    var description: String { target }

    /// The table: every exchange that the home page links to.
    static let all: [Misbehaviour] = [
        // Odd, but to be taken as they are.
        .init("/plain", "captured"), .init("/chunked", "captured"), .init("/chunked-slow", "captured"),
        .init("/chunked-bare-lf", "captured"), .init("/chunked-and-length", "captured"), .init("/gzip", "captured"),
        .init("/gzip-chunked", "captured"), .init("/transfer-gzip", "captured"), .init("/bare-lf-head", "captured"),
        .init("/folded-header", "captured"), .init("/high-bytes-header", "captured"), .init("/odd-head", "captured"),
        .init("/gb18030", "captured"), .init("/until-close", "captured"), .init("/closes-at-once", "captured"),
        .init("/closes-between", "captured"), .init("/slow-head", "captured"),
        .init("/interim", "captured", nil, .withoutInterimHeads),
        // More than was promised.
        .init("/lying-length/short", "turned away", "stub", .message),  // five bytes by its own word
        .init("/chunked-excess", "captured", nil, .message), .init("/two-lengths", "captured", nil, .message),
        .init("/no-content", "captured", "empty", .message),
        // Less than was promised.
        .init("/lying-length/long", "failed", "broken off", .cut("disconnect")),
        .init("/half-closed", "failed", "broken off", .cut("disconnect")),
        .init("/chunked-cut", "failed", "broken off", .cut("disconnect")),
        .init("/chunked-cut-at-boundary", "failed", "broken off", .cut("disconnect")),
        .init("/chunked-bad-size", "failed", "broken off", .cut("disconnect")),
        .init("/chunked-huge-size", "failed", "broken off", .cut("disconnect")),
        .init("/chunked-wrong-size", "failed", "broken off", .cut("disconnect")),
        .init("/reset-in-body", "failed", "broken off", .cut("disconnect")),
        .init("/reset-at-once", "failed", "broken off", .nothing), .init("/empty-reply", "failed", "broken off", .nothing),
        .init("/half-closed-head", "failed", "broken off", .nothing), .init("/interim-only", "failed", "broken off", .nothing),
        // Too slow.
        .init("/slow-drip", "failed", "timed out", .cut("time")), .init("/stalled-body", "failed", "timed out", .cut("time")),
        .init("/slow-drip-head", "failed", "timed out", .nothing),
        .init("/no-head", "failed", "timed out", .nothing), .init("/stalled-head", "failed", "timed out", .nothing),
        // Too much.
        .init("/large-body", "over a limit", "size", .cut("length")), .init("/large-length", "over a limit", "size", .cut("length")),
        .init("/endless-body", "over a limit", "size", .cut("length")), .init("/endless-chunks", "over a limit", "size", .cut("length")),
        // No HTTP.
        .init("/head-nul", "failed", "unreadable", .metadata), .init("/head-no-colon", "failed", "unreadable", .metadata),
        .init("/head-bad-length", "failed", "unreadable", .metadata), .init("/head-negative-length", "failed", "unreadable", .metadata),
        .init("/head-too-large", "failed", "unreadable", .metadata), .init("/head-long-line", "failed", "unreadable", .metadata),
        .init("/head-endless", "failed", "unreadable", .metadata), .init("/interim-endless", "failed", "unreadable", .metadata),
        .init("/http09", "failed", "unreadable", .metadata),
        .init("/http-9", "failed", "unreadable", .metadata),
        // Pages that are none, or that are made to choke a reader.
        .init("/zero-bytes", "captured", "empty"), .init("/no-html", "captured"), .init("/false-gzip", "captured"),
        .init("/gzip-bomb", "captured"), .init("/deep", "captured"), .init("/attributes", "captured"), .init("/odd-links", "captured"),
        // Refusals and errors.
        .init("/not-found", "missing once", "not found"), .init("/forbidden", "turned away", "refused"),
        .init("/too-many", "turned away", "refused"), .init("/login", "turned away", "login wall"),
        .init("/challenge", "turned away", "challenged"), .init("/server-error", "failed", "server error"),
        .init("/overloaded", "failed", "server error"), .init("/switching", "failed", "unexpected status"),
        // Redirects.
        .init("/redirect-loop", "failed", "bad redirect"), .init("/redirect-elsewhere", "redirected", "scope"),
        .init("/no-location", "failed", "bad redirect"), .init("/mail-location", "failed", "bad redirect"),
        .init("/ever-new/", "redirected"),
    ]

    /// Where `/ever-new/` leads: twenty redirects in a row are taken, the next one is not followed.
    static let everNew = (1...20).map { count in
        Misbehaviour("/ever-new/" + String(repeating: "x", count: count), count < 20 ? "redirected" : "failed", count < 20 ? nil : "bad redirect")
    }
}

/// What is left after a crawl of the portal.
struct MisbehavingPortal {
    let ended: Ended
    let archive: PortalArchive
    let base: String
    let log: ServerLog
    /// The good pages between the bad ones.
    let goodTargets: [String]
    private let folder: TemporaryFolder

    /// The crawl that the tests share.
    static let crawled = Result { try MisbehavingPortal() }

    private init() throws {
        folder = try TemporaryFolder()
        // A good page after each bad one: a host that fails eight times in a row is left alone, and so it should be.
        let good = Misbehaviour.all.indices.map { "/good/\($0)" }
        goodTargets = good
        let links = zip(Misbehaviour.all.map(\.target), good).flatMap { [$0, $1] }
        let exchanges = try Repository.exchanges("Misbehaving") + Repository.serverExchanges()
        let server = try LoopbackServer(exchanges: exchanges) { request in
            if request.target == "/" { return Pages.answer("首页", links: links) }
            return good.contains(request.target) ? Pages.answer("好的一页", ["\(request.target)：\(Pages.sentence)"]) : nil
        }
        defer { server.stop() }
        base = server.base
        // A pause, however short, means one request at a time, in the order of the links.
        let portal = try folder.write("""
            name: misbehaving
            seeds: [\(server.base)/]
            delay: 0.001
            limits: {seconds: 2, body: 1 MB, attempts: 1}
            """, "portal.yaml")
        ended = try ShiluCommand.crawl(portal, into: folder.file("archive"), [])
        server.waitUntilQuiet()
        archive = try PortalArchive(of: folder.file("archive"))
        log = server.log
    }
}
