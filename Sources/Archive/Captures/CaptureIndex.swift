// The captures that the index of one portal has of a URL, and those that its revisits refer to.

import Foundation
import Web
import WebArchive

/// The index of a portal, open for look-ups by binary search.
final class CaptureIndex {
    let folder: PortalFolder
    private let index: CDXJIndex

    /// Opens the index; nil where the portal has none yet.
    init?(of folder: PortalFolder) throws {
        guard FileManager.default.fileExists(atPath: folder.index) else { return nil }
        self.folder = folder
        index = try CDXJIndex(path: folder.index)
    }

    /// Whether there is any capture of a host.
    func holds(hostOf key: String) throws -> Bool { try !index.lines(keyPrefix: SURTHost.of(key), limit: 1).isEmpty }

    /// The captures of that URL, by time; where there are none, those of the same URL by the other of http and https.
    func captures(of url: WebURL) throws -> [CDXJLine] {
        let lines = try index.lines(forKey: url.surtKey)
        let wanted = url.withoutFragment.href
        let exact = lines.filter { Self.serialized($0.url) == wanted }
        guard exact.isEmpty, let twin = Self.twin(of: wanted) else { return exact }
        return lines.filter { Self.serialized($0.url) == twin }
    }

    /// The captures of that URL, by time, and of no other.
    func exactCaptures(of url: WebURL) throws -> [CDXJLine] {
        let wanted = url.withoutFragment.href
        return try index.lines(forKey: url.surtKey).filter { Self.serialized($0.url) == wanted }
    }

    /// The record whose payload a revisit stands for, by the URL and the time that it refers to, else by the digest that both have.
    func original(of revisit: WARCEntry) throws -> CDXJLine? {
        let target = revisit.fields["WARC-Refers-To-Target-URI"].map { WARCRecordID(fieldValue: $0).uri } ?? revisit.targetURI
        guard let target, let key = (try? WebURL(target))?.surtKey else { return nil }
        let lines = try index.lines(forKey: key).filter { $0.mime != "warc/revisit" && Self.serialized($0.url) == Self.serialized(target) }
        let time = revisit.fields["WARC-Refers-To-Date"].flatMap { Timestamp(iso8601: $0) }?.cdx14
        let digest = revisit.fields["WARC-Payload-Digest"]
        let dated = lines.filter { $0.timestamp == time }
        return dated.first { digest == nil || $0.digest == digest } ?? dated.first ?? lines.last { digest != nil && $0.digest == digest }
    }

    /// As the crawl names it; what is no URL as it stands.
    private static func serialized(_ url: String) -> String { (try? WebURL(url))?.withoutFragment.href ?? url }

    private static func twin(of url: String) -> String? {
        if url.hasPrefix("http://") { return "https" + url.dropFirst(4) }
        return url.hasPrefix("https://") ? "http" + url.dropFirst(5) : nil
    }
}

/// The part of a SURT key that names the host.
enum SURTHost {
    /// `cn,gov,example)` of `cn,gov,example)/a?b`.
    static func of(_ key: String) -> String { key.firstIndex(of: ")").map { String(key[...$0]) } ?? key }
}
