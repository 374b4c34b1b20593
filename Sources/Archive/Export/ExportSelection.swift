// Which captures of an archive are exported.

import Foundation
import Web
import WebArchive

/// What captures must be to be exported; without any condition all are.
public struct ExportSelection: Sendable {
    /// Captures of these URLs; of all where there are neither these nor prefixes.
    public var urls: [WebURL]
    /// Captures of URLs that begin so, as the URL Standard serializes them.
    public var prefixes: [String]
    /// Captured at this time or later.
    public var since: Timestamp?
    /// Captured before this time.
    public var until: Timestamp?

    public init(urls: [WebURL] = [], prefixes: [String] = [], since: Timestamp? = nil, until: Timestamp? = nil) {
        self.urls = urls
        self.prefixes = prefixes
        self.since = since
        self.until = until
    }

    /// Whether every capture is taken.
    public var isEverything: Bool { urls.isEmpty && prefixes.isEmpty && since == nil && until == nil }

    /// Hands on the lines of a portal's index that are taken and not withheld, by key. Single URLs are looked up; else the index is
    /// read once.
    func forEachLine(of folder: PortalFolder, withheld: WithheldList, _ body: (CDXJLine) throws -> Void) throws {
        guard FileManager.default.fileExists(atPath: folder.index) else { return }
        if prefixes.isEmpty, !urls.isEmpty {
            guard let index = try CaptureIndex(of: folder) else { return }
            for url in urls {
                for line in try index.captures(of: url) where isInTime(line) && withheld.order(for: line.url) == nil { try body(line) }
            }
            return
        }
        let exact = Set(urls.map { $0.withoutFragment.href })
        var reader = try LineReader(path: folder.index)
        var number = 0
        while let bytes = try reader.next() {
            number += 1
            let line: CDXJLine
            do throws(CDXJLine.ParseError) {
                line = try CDXJLine(parsing: bytes[...])
            } catch {
                throw InputError(path: folder.index, cause: "line \(number): \(error)")
            }
            guard isInTime(line), isWanted(line.url, exact), withheld.order(for: line.url) == nil else { continue }
            try body(line)
        }
    }

    private func isInTime(_ line: CDXJLine) -> Bool {
        if let since, line.timestamp < since.cdx14 { return false }
        if let until, line.timestamp >= until.cdx14 { return false }
        return true
    }

    private func isWanted(_ url: String, _ exact: Set<String>) -> Bool {
        guard !exact.isEmpty || !prefixes.isEmpty else { return true }
        let url = (try? WebURL(url))?.withoutFragment.href ?? url
        return exact.contains(url) || prefixes.contains { url.utf8.starts(with: $0.utf8) }
    }
}
