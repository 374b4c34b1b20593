// What files of others hold of a URL: no run made these captures and no state knows them, the index leads to them.

import Web
import WebArchive

/// Looks up imported captures, one URL after the other.
public final class ImportedCaptures {
    /// A capture, and the file that it came in.
    public struct Imported: Sendable {
        public let line: CDXJLine
        public let file: ImportedFile

        /// Whether it is a page as the server gave it: a 2xx answer, a file without HTTP, or the same as another capture.
        public var isGood: Bool { line.status.flatMap { Int($0) }.map { (200..<300).contains($0) } ?? true }
    }

    private let index: CaptureIndex
    private let files: [String: ImportedFile]

    /// Opens the index of a portal; nil where nothing was imported.
    public init?(of folder: PortalFolder) throws {
        let list = try ImportList(of: folder).read().files
        guard !list.isEmpty, let index = try CaptureIndex(of: folder) else { return nil }
        self.index = index
        files = Dictionary(list.map { ($0.warc, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The captures of exactly that URL, by time.
    public func captures(of url: WebURL) throws -> [Imported] {
        try index.exactCaptures(of: url).compactMap { line in files[line.filename].map { Imported(line: line, file: $0) } }
    }
}

/// How much of a portal came from others.
public struct ImportCount: Sendable {
    public var files = 0
    public var captures = 0

    /// Counts what the list of imports says.
    public init(of folder: PortalFolder) throws {
        for file in try ImportList(of: folder).read().files {
            files += 1
            captures += file.captures
        }
    }
}
