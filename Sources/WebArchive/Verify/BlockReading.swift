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

    /// The block of a request with a body, or the beginning of one that is too long for an index.
    private var request: [UInt8] = []
    private var whole = MessageDigester(.sha256)
    private var body = MessageDigester(.sha256)
    private var decoded = MessageDigester(.sha256)
    private var wishes = Wishes()
    private var isChunked = false
    private var isBody = true
    private var pending: [UInt8] = []
    private var decoder = ChunkedDecoder()
    private var wholeDigest: [UInt8] = []

    /// What is to be made of the next block.
    struct Wishes {
        var blockAlgorithm: MessageDigester.Algorithm?
        var payloadAlgorithm: MessageDigester.Algorithm?
        /// Whether the block is an HTTP message.
        var isHTTP = false
        /// Whether the block is one of fields.
        var isFields = false
        /// Whether the block is a request, whose body an index may need.
        var isRequest = false
    }

    /// Begins a new block.
    func begin(_ wishes: Wishes) {
        self.wishes = wishes
        message = nil
        (bodyCount, decodedCount, chunks) = (0, 0, nil)
        fieldsBlock = []
        request = []
        pending = []
        wholeDigest = []
        isChunked = false
        isBody = !wishes.isHTTP
        if let algorithm = wishes.blockAlgorithm { whole.restart(algorithm) }
        if hashesBody, let algorithm = wishes.payloadAlgorithm { body.restart(algorithm) }
    }

    /// Where the block is the payload, one digest does for both.
    private var bodyIsBlock: Bool { !wishes.isHTTP && wishes.payloadAlgorithm == wishes.blockAlgorithm }
    private var hashesBody: Bool { wishes.payloadAlgorithm != nil && !bodyIsBlock }

    /// Takes the next bytes.
    func take(_ piece: ArraySlice<UInt8>) {
        if wishes.blockAlgorithm != nil { whole.update(piece) }
        if wishes.isFields, fieldsBlock.count < HeaderFields.lengthLimit { fieldsBlock += piece }
        if wishes.isRequest, !request.isEmpty || RequestQuery.mayBegin(piece), request.count <= RequestQuery.bodyLimit { request += piece }
        if isBody { return takeBody(piece) }
        if pending.isEmpty, let message = try? HTTPMessage(parsing: piece), message.headIsComplete {
            begin(message)
            return takeBody(piece.dropFirst(message.headLength))
        }
        pending += piece
        guard HTTPMessage.headLength(in: pending[...]) != nil || pending.count > HTTPMessage.headLimit else { return }
        takePending()
    }

    /// Ends the block: a message whose head never ended is all head, and one that is none is all body.
    func end() {
        if !pending.isEmpty { takePending() }
        if isChunked { chunks = decoder.verdict }
        if wishes.blockAlgorithm != nil { wholeDigest = whole.finish() }
    }

    /// Method and body of a request that has one.
    var query: RequestQuery? {
        guard !request.isEmpty, let message else { return nil }
        return RequestQuery(message, body: request.dropFirst(message.headLength))
    }

    /// The digest of the block.
    func blockDigest() -> [UInt8] { wholeDigest }
    /// The digest of the body as it stands.
    func bodyDigest() -> [UInt8] { bodyIsBlock ? wholeDigest : body.finish() }
    /// The digest of the body without its transfer coding; nil where it has none.
    func decodedDigest() -> [UInt8]? { chunks == nil ? nil : decoded.finish() }

    private func takePending() {
        let held = pending
        pending = []
        guard let message = try? HTTPMessage(parsing: held[...]) else {
            isBody = true
            return takeBody(held[...])
        }
        begin(message)
        takeBody(held[message.headLength...])
    }

    private func begin(_ message: HTTPMessage) {
        self.message = message
        isBody = true
        isChunked = message.bodyFraming == .chunked
        guard isChunked else { return }
        decoder = ChunkedDecoder()
        if let algorithm = wishes.payloadAlgorithm { decoded.restart(algorithm) }
    }

    private func takeBody(_ piece: ArraySlice<UInt8>) {
        bodyCount += Int64(piece.count)
        if hashesBody { body.update(piece) }
        guard isChunked else {
            decodedCount = bodyCount
            return
        }
        let hashes = wishes.payloadAlgorithm != nil
        decoder.decode(piece) { run in
            decodedCount += Int64(run.count)
            if hashes { decoded.update(run) }
        }
    }
}
