// The sitemap or the feed in an answer.

import Fetching
import Foundation
import Sitemaps
import Web
import WebArchive

enum SitemapBody {
    /// Reads the body of a 2xx answer, if it was asked for as a sitemap or a feed, or says that it is XML; nil where it is none.
    static func file(in exchange: Exchange, _ head: HTTPMessage, as role: URLRole) -> SitemapFile? {
        guard (200..<300).contains(exchange.status), role != .robots, !role.isEmbed else { return nil }
        let type = head.contentType.flatMap { ContentType(headerValue: $0) }
        guard role.isMap || type.map({ types.contains($0.essence) }) == true, let body = body(of: exchange) else { return nil }
        let decoded = head.decoded(body[...], limit: SitemapFile.byteLimit + 1)
        switch decoded.content {
        case .undecodable: return nil
        default: break
        }
        var bytes = decoded.bytes
        if bytes.starts(with: [0x1F, 0x8B]) { bytes = ContentCoding.gzip.decode(bytes[...], limit: SitemapFile.byteLimit + 1).bytes }
        return SitemapFile(reading: bytes, charset: type?.charset, base: exchange.url)
    }

    private static let types = ["text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"]

    private static func body(of exchange: Exchange) -> [UInt8]? {
        switch exchange.body {
        case .memory(let bytes): bytes
        case .file(let file): FileHandle(forReadingAtPath: file.path).flatMap { try? $0.read(upToCount: SitemapFile.byteLimit) }.map(Array.init)
        }
    }
}
