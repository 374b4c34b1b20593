// A record that an index line names, opened in its WARC file: its header and its HTTP head are read, its body is not.

import Web
import WebArchive

/// One captured record, read from its place.
struct OpenCapture: ~Copyable {
    /// The line by which it was found.
    let line: CDXJLine
    let entry: WARCEntry
    /// The head of the HTTP message; nil where the block is none, as in resources and in revisits without a block.
    let message: HTTPMessage?
    /// Nil where `start` is the whole block.
    private var reader: WARCReader?
    /// What was read of the block, the HTTP head first.
    private var start: [UInt8]

    /// So many bytes behind a record nearly always hold its request and its metadata.
    private static let neighbours: Int64 = 8 << 10
    /// What is longer is not read for the sake of what stands behind it.
    private static let shortLength: Int64 = 1 << 20
    /// A body that must be in memory to be decoded has at most so many bytes.
    static let blockLimit = 1 << 30

    /// Opens the record; an error where there is another one than the line says.
    static func open(_ line: CDXJLine, in folder: PortalFolder) throws(InputError) -> OpenCapture {
        let path = folder.warc(line.filename)
        do throws(WARCReadError) {
            let capture = try opened(line, path)
            if let url = capture.entry.targetURI, isSame(url, line.url) { return capture }
        } catch {
            throw InputError(error)
        }
        throw InputError(path: path, cause: "offset \(line.offset): the index says that \(line.url) lies here, and it does not; see shilu verify \(folder.path)")
    }

    private static func opened(_ line: CDXJLine, _ path: String) throws(WARCReadError) -> OpenCapture {
        // Small buffers, and nothing is read far behind the record.
        var reader = try WARCReader(path: path, at: line.offset, upTo: line.offset + line.length + neighbours)
        guard let entry = try reader.next() else { throw WARCReadError(path: path, offset: line.offset, problem: .tornHead) }
        guard entry.holdsHTTP else { return OpenCapture(line: line, entry: entry, message: nil, reader: reader, start: []) }
        var start = try reader.readBlock()
        while HTTPMessage.headLength(in: start[...]) == nil, start.count < HTTPMessage.headLimit {
            let more = try reader.readBlock()
            if more.isEmpty { break }
            start += more
        }
        return OpenCapture(line: line, entry: entry, message: try? HTTPMessage(parsing: start[...]), reader: reader, start: start)
    }

    private init(line: CDXJLine, entry: WARCEntry, message: HTTPMessage?, reader: consuming WARCReader, start: [UInt8]) {
        self.line = line
        self.entry = entry
        self.message = message
        self.reader = consume reader
        self.start = start
    }

    /// A record that was read whole before.
    init(_ line: CDXJLine, _ block: HeldBlock) {
        self.line = line
        entry = block.entry
        message = block.message
        reader = nil
        start = block.bytes
    }

    /// An index writes blanks in URLs otherwise than a WARC file may.
    static func isSame(_ url: String, _ indexed: String) -> Bool {
        url == indexed || (try? WebURL(url))?.href == (try? WebURL(indexed))?.href
    }

    // MARK: The body

    /// Hands on the body without transfer and content codings, in pieces. What needs no decoding is never in memory as a whole.
    ///
    /// - Returns: what is to be said of the body where it is not all that the server meant to send; nil where it is.
    mutating func forEachPieceOfBody(_ body: ([UInt8]) throws -> Void) throws -> String? {
        if let message, message.bodyFraming == .chunked || !message.contentCodings.isEmpty {
            let decoded = message.decoded(try block()[message.headLength...], limit: Self.blockLimit)
            try body(decoded.bytes)
            return entry.fields["WARC-Truncated"].map { "it was cut off (\($0))" } ?? Self.lack(of: decoded)
        }
        var count = Int64(start.count - (message?.headLength ?? 0))
        if count > 0 { try body(Array(start[(message?.headLength ?? 0)...])) }
        while true {
            let piece = try next()
            if piece.isEmpty { break }
            count += Int64(piece.count)
            try body(piece)
        }
        if let reason = entry.fields["WARC-Truncated"] { return "it was cut off (\(reason))" }
        if case .length(let length)? = message?.bodyFraming, length > count { return "\(length - count) bytes did not come" }
        return nil
    }

    /// The whole block in memory.
    mutating func block() throws(InputError) -> [UInt8] {
        var block = start
        while true {
            let piece = try next()
            if piece.isEmpty { return block }
            block += piece
            guard block.count <= Self.blockLimit else {
                throw InputError(path: reader?.path ?? line.filename, cause: "offset \(line.offset): the block has more than \(Self.blockLimit >> 20) MiB, too many to be decoded")
            }
        }
    }

    /// Reads the rest of a block that is not long, so that the record need not be opened again for it; nil where it is long, or no HTTP
    /// message.
    mutating func heldBlock() throws(InputError) -> HeldBlock? {
        guard message != nil, entry.contentLength <= Self.shortLength else { return nil }
        start = try block()
        return HeldBlock(entry: entry, message: message, bytes: start)
    }

    private mutating func next() throws(InputError) -> [UInt8] {
        do throws(WARCReadError) { return try reader?.readBlock() ?? [] } catch { throw InputError(error) }
    }

    /// Why a body is not all that the server meant to send.
    private static func lack(of body: DecodedBody) -> String? {
        switch body.transfer {
        case .short(let count): return "\(count) bytes did not come"
        case .chunked(.incomplete): return "its last chunk did not come"
        case .chunked(.invalid): return "its chunks are damaged"
        case .whole, .long, .notChunked, .chunked(.complete): break
        }
        switch body.content {
        case .complete, .notCoded: return nil
        case .incomplete: return "its coded data break off"
        case .damaged: return "its coded data are damaged"
        case .overLimit(let limit): return "it is longer than \(limit >> 20) MiB"
        case .undecodable(let name): return "it is coded with \(name), which shilu does not decode: the bytes are given as they stand"
        }
    }

    // MARK: What stands beside it

    /// What the crawl found of an answer that is not the page asked for. nil where it is that page, and in archives of other programs.
    mutating func finding(in folder: PortalFolder) -> CaptureFinding? { metadata(in: folder).flatMap { CaptureFinding(fields: $0) } }

    /// What the crawl noted of the exchange, in a metadata record behind the answer. nil where there is none.
    mutating func metadata(in folder: PortalFolder) -> HeaderFields? {
        let path = folder.warc(line.filename)
        do throws(WARCReadError) {
            if reader == nil || line.length > Self.shortLength {
                var behind: WARCReader? = try WARCReader(path: path, at: line.offset + line.length)
                return try Self.metadata(next: &behind, of: entry)
            }
            return try Self.metadata(next: &reader, of: entry)
        } catch {
            // The bound lay within the metadata record, or the file ends here.
            var behind = try? WARCReader(path: path, at: line.offset + line.length)
            return (try? Self.metadata(next: &behind, of: entry)) ?? nil
        }
    }

    private static func metadata(next reader: inout WARCReader?, of capture: WARCEntry) throws(WARCReadError) -> HeaderFields? {
        guard let id = capture.recordID else { return nil }
        while let entry = try reader?.next() {
            let concurrent = entry.fields.values(of: "WARC-Concurrent-To").map { WARCRecordID(fieldValue: $0) }
            guard concurrent.contains(id) else { return nil }
            guard entry.type == .metadata, entry.contentType == "application/warc-fields" else { continue }
            return HeaderFields(parsing: (try reader?.block(limit: WARCReader.headLimit) ?? [])[...])
        }
        return nil
    }
}

/// A record's header and block, read already.
struct HeldBlock: Sendable {
    let entry: WARCEntry
    let message: HTTPMessage?
    let bytes: [UInt8]
}

/// What a crawl found of an answer that is not the page asked for.
public struct CaptureFinding: Sendable, Equatable {
    /// A reason of `URLReason`, such as `refused`.
    public var reason: String
    /// What showed it, in words.
    public var mark: String?
    /// The HTTP status that the answer should have had.
    public var effectiveStatus: Int?

    init?(fields: HeaderFields) {
        guard let reason = fields["judgement"] else { return nil }
        self.reason = reason
        mark = fields["judgementMark"].flatMap { $0.isEmpty ? nil : $0 }
        effectiveStatus = fields["effectiveStatus"].flatMap { Int($0) }
    }

    init(reason: String, mark: String? = nil, effectiveStatus: Int? = nil) {
        self.reason = reason
        self.mark = mark
        self.effectiveStatus = effectiveStatus
    }
}

extension InputError {
    /// A WARC file that cannot be read.
    init(_ error: WARCReadError) { self.init(path: error.path, cause: "offset \(error.offset): \(error.problem)") }
}
