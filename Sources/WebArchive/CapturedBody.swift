// A body as it came over the wire, in memory or in a file, and the digests of a block that it ends.

/// The body of a captured message, byte for byte as on the wire.
public enum CapturedBody: Sendable, Equatable {
    case bytes([UInt8])
    /// The first `count` bytes of the file at `path`.
    case file(path: String, count: Int64)

    /// No body.
    public static let none = CapturedBody.bytes([])

    /// How many bytes there are.
    public var count: Int64 {
        switch self {
        case .bytes(let bytes): Int64(bytes.count)
        case .file(_, let count): count
        }
    }

    /// The block that begins with `head` and ends with this body.
    func block(after head: [UInt8]) -> WARCRecord.Block {
        switch self {
        case .bytes(let body): body.isEmpty ? .bytes(head) : .concatenation([head, body])
        case .file(let path, let count): .file(path: path, prefix: head, fileLength: count)
        }
    }

    /// Hands on the body in pieces of bounded size.
    func forEachPiece(_ body: (ArraySlice<UInt8>) throws(WARCWriteError) -> Void) throws(WARCWriteError) {
        switch self {
        case .bytes(let bytes): try body(bytes[...])
        case .file(let path, let count): try FilePieces.read(path, count: count, body)
        }
    }
}

/// The digests of a block that is one HTTP message.
struct MessageDigests {
    /// Of the whole block (WARC/1.1 §5.8).
    let block: SHA256Digest
    /// Of the body without its transfer coding; its content coding stays (§5.9). Of a chunked body that breaks off or breaks
    /// the coding's rules: of what could be decoded; where nothing could, of the body as it stands.
    let payload: SHA256Digest

    /// Reads the body once.
    init(head: [UInt8], body: CapturedBody) throws(WARCWriteError) {
        var wholeBlock = SHA256Hasher()
        wholeBlock.update(head)
        var payload = SHA256Hasher()
        let message = try? HTTPMessage(parsing: head[...])
        guard message?.bodyFraming == .chunked else {
            try body.forEachPiece { (piece) throws(WARCWriteError) in
                wholeBlock.update(piece)
                payload.update(piece)
            }
            self.block = wholeBlock.finish()
            self.payload = payload.finish()
            return
        }
        var undecoded = SHA256Hasher()
        var decoder = ChunkedDecoder()
        var decoded: [UInt8] = []
        try body.forEachPiece { (piece) throws(WARCWriteError) in
            wholeBlock.update(piece)
            undecoded.update(piece)
            decoded.removeAll(keepingCapacity: true)
            decoder.decode(piece, into: &decoded)
            payload.update(decoded)
        }
        self.block = wholeBlock.finish()
        if case .invalid = decoder.verdict, decoder.decodedCount == 0 {
            self.payload = undecoded.finish()
        } else {
            self.payload = payload.finish()
        }
    }
}
