// The WARC files of a portal that others wrote: judged as theirs, and indexed of themselves, for no run and no state knows them.

import Foundation
import WebArchive

/// The imported files of a portal.
public struct ForeignFiles: Sendable {
    /// Their base names in `warc/`.
    public let names: Set<String>
    private let folder: PortalFolder

    public init(of folder: PortalFolder) throws {
        self.folder = folder
        names = Set(try ImportList(of: folder).read().files.map(\.warc))
    }

    /// Hands on the index lines of all that are there.
    public func forEachIndexLine(_ body: (CDXJLine) throws -> Void) throws {
        for name in names.sorted() where FileManager.default.fileExists(atPath: folder.warc(name)) {
            try Self.forEachIndexLine(of: folder.warc(name), body)
        }
    }

    static func forEachIndexLine(of path: String, _ body: (CDXJLine) throws -> Void) throws {
        var indexer = try CDXJIndexer(path: path)
        while let line = try indexer.next() { try body(line) }
    }
}
