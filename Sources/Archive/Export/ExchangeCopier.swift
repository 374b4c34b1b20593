// Copies the records of one exchange after the other: the capture, and the request and the metadata that stand behind it.

import Web
import WebArchive

/// Reads one WARC file forwards; captures that follow each other are read without going back.
final class ExchangeCopier {
    /// What was copied.
    struct Copied {
        /// The capture.
        var entry: WARCEntry
        /// How many bytes its member takes.
        var length: Int64
        /// Its block, where it was wanted and is not too long.
        var block: [UInt8]?
        /// What the crawl found of it, if it is not the page asked for.
        var finding: CaptureFinding?
    }

    let path: String
    /// Stands at the record behind those that were copied last.
    private var copier: RecordCopier?

    /// A longer block is not handed on.
    private static let blockLimit = 32 << 20

    init(path: String) { self.path = path }

    /// Copies the description with which the file begins, if it has one.
    func copyWarcinfo(to sink: (ArraySlice<UInt8>) throws -> Void) throws {
        var copier = try RecordCopier(path: path)
        if let entry = try copier.next(), entry.type == .warcinfo { _ = try copier.copy(to: sink) }
    }

    /// Copies the capture that a line names, and what belongs to it.
    ///
    /// - Parameter wantsBlock: whether the block of a capture is of use.
    func copy(
        _ line: CDXJLine, wantsBlock: (WARCEntry) -> Bool, to sink: (ArraySlice<UInt8>) throws -> Void
    ) throws -> Copied {
        var copier = try opened(at: line.offset)
        guard let entry = copier.entry else { throw WARCReadError(path: path, offset: line.offset, problem: .tornHead) }
        guard let url = entry.targetURI, OpenCapture.isSame(url, line.url) else {
            throw InputError(path: path, cause: "offset \(line.offset): the index says that \(line.url) lies here, and it does not")
        }
        let block = wantsBlock(entry) && entry.contentLength <= Int64(Self.blockLimit) ? try copier.block(limit: Self.blockLimit) : nil
        var copied = Copied(entry: entry, length: try copier.copy(to: sink), block: block)
        while let next = try copier.next() {
            guard Self.belongs(next, to: entry) else {
                self.copier = consume copier  // the next capture may be this one
                return copied
            }
            if next.type == .metadata, next.contentLength <= Int64(WARCReader.headLimit) {
                copied.finding = CaptureFinding(fields: HeaderFields(parsing: try copier.block(limit: WARCReader.headLimit)[...]))
            }
            _ = try copier.copy(to: sink)
        }
        return copied
    }

    /// A copier whose last record is that at `offset`: the one at hand, if it stands there.
    private func opened(at offset: Int64) throws(WARCReadError) -> RecordCopier {
        if let copier = copier.take(), copier.entry?.offset == offset { return copier }
        var copier = try RecordCopier(path: path, at: offset)
        _ = try copier.next()
        return copier
    }

    /// Whether a record has no line in an index of its own, and tells of the same exchange.
    private static func belongs(_ entry: WARCEntry, to capture: WARCEntry) -> Bool {
        guard let id = capture.recordID, entry.type == .request || entry.type == .metadata && entry.contentType == "application/warc-fields" else { return false }
        return entry.fields.values(of: "WARC-Concurrent-To").contains { WARCRecordID(fieldValue: $0) == id }
    }
}
