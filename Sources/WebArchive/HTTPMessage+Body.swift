// The body of a captured HTTP message, freed from its transfer and content codings.

/// A body after decoding, with what is to be said of it.
public struct DecodedBody: Sendable, Equatable {
    /// How the transfer coding came off.
    public enum Transfer: Sendable, Equatable {
        /// There was none, and the body is as long as its head says, or says nothing of its length.
        case whole
        /// Shorter than Content-Length by so many bytes.
        case short(by: Int64)
        /// Longer than Content-Length by so many bytes; all stand.
        case long(by: Int64)
        /// Chunked, in the decoder's verdict.
        case chunked(ChunkedDecoder.Verdict)
        /// The head says chunked, the body is not (others' archives hold such): it stands as it is.
        case notChunked
    }

    /// The decoded bytes.
    public var bytes: [UInt8]
    /// How the transfer coding came off.
    public var transfer: Transfer
    /// How the content codings came off: the first verdict that is not `complete`.
    public var content: ContentCoding.Verdict

    /// Whether the bytes are all that the server meant to send.
    public var isWhole: Bool {
        switch transfer {
        case .whole, .long, .notChunked, .chunked(.complete): break
        case .short, .chunked(.incomplete), .chunked(.invalid): return false
        }
        switch content {
        case .complete, .notCoded: return true
        case .incomplete, .damaged, .overLimit, .undecodable: return false
        }
    }
}

extension HTTPMessage {
    /// The body as it was before its transfer coding: what WARC-Payload-Digest is made of (WARC/1.1 §5.9).
    public func transferDecoded(_ body: ArraySlice<UInt8>) -> (bytes: ArraySlice<UInt8>, transfer: DecodedBody.Transfer) {
        switch bodyFraming {
        case .chunked:
            var decoder = ChunkedDecoder()
            var bytes: [UInt8] = []
            decoder.decode(body, into: &bytes)
            if case .invalid = decoder.verdict, bytes.isEmpty { return (body, .notChunked) }
            return (bytes[...], .chunked(decoder.verdict))
        case .length(let length) where length > body.count: return (body, .short(by: length - Int64(body.count)))
        case .length(let length) where length < body.count: return (body, .long(by: Int64(body.count) - length))
        case .length, .untilEnd, .none: return (body, .whole)
        }
    }

    /// The body without transfer and content codings; each content coding may yield at most `limit` bytes.
    public func decoded(_ body: ArraySlice<UInt8>, limit: Int = ContentCoding.defaultLimit) -> DecodedBody {
        let (bytes, transfer) = transferDecoded(body)
        var decoded = DecodedBody(bytes: Array(bytes), transfer: transfer, content: .complete(trailing: 0))
        for coding in contentCodings.reversed() {
            let (bytes, verdict) = coding.decode(decoded.bytes[...], limit: limit)
            decoded.bytes = bytes
            decoded.content = verdict
            guard case .complete = verdict else { break }
        }
        return decoded
    }
}
