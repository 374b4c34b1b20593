// `withheld.jsonl`: orders to withhold, each line with the digest of the line before it, so that none is changed or taken out unseen.

import Foundation
import Glibc
import Web
import WebArchive

/// The file of an archive's orders. It only grows: what is undone is a line too.
public struct WithheldFile: Sendable {
    public let path: String

    public init(of archive: ArchiveFolder) { path = archive.withheld }

    init(of portal: PortalFolder) {
        path = URL(fileURLWithPath: portal.path).standardizedFileURL.deletingLastPathComponent().appendingPathComponent("withheld.jsonl").path
    }

    init(path: String) { self.path = path }

    /// All lines, in their order.
    public func orders() throws -> [WithholdingOrder] { try read().orders }

    /// How far the file goes.
    struct Head: Equatable {
        var lines: Int
        /// The digest of the last line, `sha256:<hex>`.
        var last: String
    }

    /// How far it goes; nil where there is none.
    func head() throws -> Head? {
        let digests = try read().digests
        return digests.last.map { Head(lines: digests.count, last: $0.labelled) }
    }

    /// What the file holds.
    struct Contents {
        /// All lines, in their order.
        var orders: [WithholdingOrder] = []
        /// The digest of each line, without its line feed.
        var digests: [SHA256Digest] = []
        /// Bytes of whole lines; what stands behind them was never finished.
        var length = 0
    }

    /// Appends orders durably; one writer at a time. A line that a killed command left unfinished is taken off before.
    public func append(_ orders: [WithholdingOrder]) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ArchiveError.system(path: path, action: "open") }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw ArchiveError.system(path: path, action: "lock") }
        let contents = try read()
        let file = try AppendedFile(path, cutTo: contents.length)
        var previous = contents.digests.last
        var lines: [UInt8] = []
        for order in orders {
            let line = order.line(after: previous)
            previous = SHA256Digest(of: line.dropLast())
            lines += line
        }
        try file.append(lines)
        try file.sync()
    }

    /// Reads all lines, and follows their digests.
    ///
    /// - Throws: ``InputError`` for a line that is none, or does not follow the one before it.
    func read() throws -> Contents {
        var contents = Contents()
        guard FileManager.default.fileExists(atPath: path) else { return contents }
        guard let data = FileManager.default.contents(atPath: path) else { throw ArchiveError.file(path: path, action: "read", cause: "no access") }
        var rest = [UInt8](data)[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = Array(rest[..<end])
            let number = contents.orders.count + 1
            guard let (order, previous) = WithholdingOrder.parse(line) else {
                throw InputError(path: path, cause: "line \(number) is no order to withhold; nothing is shown until it is put right from a copy")
            }
            guard previous == contents.digests.last?.labelled else {
                throw InputError(
                    path: path,
                    cause: "line \(number) does not follow the line before it: one was changed or taken out; nothing is shown until it is put right from a copy")
            }
            contents.orders.append(order)
            contents.digests.append(SHA256Digest(of: line))
            contents.length += line.count + 1
            rest = rest[(end + 1)...]
        }
        return contents
    }
}
