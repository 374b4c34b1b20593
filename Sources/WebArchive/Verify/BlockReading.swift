// Reads a record's block once, piece by piece: its digests, the head of its HTTP message, the digests of its payload.

/// What a block turned out to be. One a thread, used again for each record.
final class BlockReading {
    /// The head of the HTTP message, if the block was to be one and begins like one.
    private(set) var message: HTTPMessage?
    /// The bytes of the block behind that head.
    private(set) var bodyCount: Int64 = 0
    /// How the chunks of the body ended, if it was to be chunked.
    private(set) var chunks: ChunkedDecoder.Verdict?
    /// How many bytes the body has without its transfer coding.
    private(set) var decodedCount: Int64 = 0
    /// The first bytes of the block, as many as `headLimit`, where it is a block of fields.
    private(set) var fieldsBlock: [UInt8] = []

    private var whole = MessageDigester(.sha256)
    private var body = MessageDigester(.sha256)
    private var decoded = MessageDigester(.sha256)
    private var hashesWhole = false
    private var hashesPayload = false
    private var wantsHTTP = false
    private var keepsFields = false
    private var pending: [UInt8] = []
    private var decoder = ChunkedDecoder()

    /// What is to be made of the next block.
    struct Wishes {
        var blockAlgorithm: MessageDigester.Algorithm?
        var payloadAlgorithm: MessageDigester.Algorithm?
        /// Whether the block is an HTTP message.
        var isHTTP = false
        /// Whether the block is one of fields.
        var isFields = false
    }

    /// Begins a new block.
    func begin(_ wishes: Wishes) {
        message = nil
        (bodyCount, decodedCount, chunks) = (0, 0, nil)
        fieldsBlock = []
        pending = []
        hashesWhole = wishes.blockAlgorithm != nil
        hashesPayload = wishes.payloadAlgorithm != nil
        wantsHTTP = wishes.isHTTP
        keepsFields = wishes.isFields
        if let algorithm = wishes.blockAlgorithm { whole.restart(algorithm) }
        if let algorithm = wishes.payloadAlgorithm {
            body.restart(algorithm)
            decoded.restart(algorithm)
        }
    }

    /// Takes the next bytes.
    func take(_ piece: ArraySlice<UInt8>) {
        if hashesWhole { whole.update(piece) }
        if keepsFields, fieldsBlock.count < HeaderFields.lengthLimit { fieldsBlock += piece }
        guard wantsHTTP, message == nil else { return takeBody(piece) }
        if pending.isEmpty, let length = HTTPMessage.headLength(in: piece) {
            findHead(in: piece, length)
        } else {
            pending += piece
            guard let length = HTTPMessage.headLength(in: pending[...]) ?? (pending.count > HTTPMessage.headLimit ? pending.count : nil) else { return }
            let held = pending
            pending = []
            findHead(in: held[...], length)
        }
    }

    /// Ends the block: a message whose head never ended is all head, and one that is none is all body.
    func end() {
        if !pending.isEmpty {
            let held = pending
            pending = []
            message = try? HTTPMessage(parsing: held[...])
            if message == nil { takeBody(held[...]) }
        }
        if message?.bodyFraming == .chunked { chunks = decoder.verdict }
    }

    /// The digest of the block.
    func blockDigest() -> [UInt8] { whole.finish() }
    /// The digest of the body as it stands.
    func bodyDigest() -> [UInt8] { body.finish() }
    /// The digest of the body without its transfer coding; nil where it has none.
    func decodedDigest() -> [UInt8]? { chunks == nil ? nil : decoded.finish() }

    private func findHead(in bytes: ArraySlice<UInt8>, _ length: Int) {
        message = try? HTTPMessage(parsing: bytes)
        guard message != nil else {
            wantsHTTP = false
            return takeBody(bytes)
        }
        if message?.bodyFraming == .chunked { decoder = ChunkedDecoder() }
        takeBody(bytes.dropFirst(length))
    }

    private func takeBody(_ piece: ArraySlice<UInt8>) {
        bodyCount += Int64(piece.count)
        guard message?.bodyFraming == .chunked else {
            decodedCount = bodyCount
            if hashesPayload { body.update(piece) }
            return
        }
        if hashesPayload { body.update(piece) }
        decoder.decode(piece) { run in
            decodedCount += Int64(run.count)
            if hashesPayload { decoded.update(run) }
        }
    }
}
