// One HTTP request and its response, byte for byte as they went over the wire.
import Web

/// A request and the response that came, whole or marked as cut.
public struct Exchange: Sendable {
    /// The number of the request.
    public let id: Int64
    /// The URL asked for.
    public let url: WebURL
    /// The request as sent, up to and with its empty line.
    public let requestHead: [UInt8]
    /// The body of the request; empty for GET.
    public let requestBody: [UInt8]
    /// The final response head as received, status line to empty line; bare LF, folded lines and high bytes as they came.
    public let responseHead: [UInt8]
    /// 1xx heads that came before it, each as received.
    public let interimHeads: [[UInt8]]
    /// The body as received: chunks with their sizes, extensions and trailers, content coding kept.
    public let body: Body
    /// The three digits of the status line.
    public let status: Int
    /// When the request was begun.
    public let startedAt: Timestamp
    /// The server's address as text, such as `192.0.2.1`; nil if unknown.
    public let remoteAddress: String?
    /// The server's port.
    public let remotePort: Int
    /// What took how long.
    public let timings: FetchTimings
    /// Why the body is incomplete; nil if it is whole.
    public let truncated: Truncation?
    /// What is wrong with how the body was sent, though it may be whole.
    public let faults: [WireFault]
    /// The verdict on the certificate; nil for http.
    public let tls: TLSInfo?
    /// Whether a connection opened for an earlier request served this one.
    public let connectionReused: Bool

    public init(
        id: Int64, url: WebURL, requestHead: [UInt8], requestBody: [UInt8] = [], responseHead: [UInt8], interimHeads: [[UInt8]] = [], body: Body, status: Int,
        startedAt: Timestamp, remoteAddress: String? = nil, remotePort: Int = 0, timings: FetchTimings = FetchTimings(),
        truncated: Truncation? = nil, faults: [WireFault] = [], tls: TLSInfo? = nil, connectionReused: Bool = false
    ) {
        self.id = id
        self.url = url
        self.requestHead = requestHead
        self.requestBody = requestBody
        self.responseHead = responseHead
        self.interimHeads = interimHeads
        self.body = body
        self.status = status
        self.startedAt = startedAt
        self.remoteAddress = remoteAddress
        self.remotePort = remotePort
        self.timings = timings
        self.truncated = truncated
        self.faults = faults
        self.tls = tls
        self.connectionReused = connectionReused
    }

    /// Seconds from start to end.
    public var seconds: Double { timings.total }

    /// Where the bytes of a body lie.
    public enum Body: Sendable {
        case memory([UInt8])
        case file(SpooledFile)

        /// Bytes in it.
        public var count: Int {
            switch self {
            case .memory(let bytes): bytes.count
            case .file(let file): file.count
            }
        }
    }

    /// Why a body is cut: the values of `WARC-Truncated` (WARC/1.1, section 5.13).
    public enum Truncation: String, Sendable, Hashable, CaseIterable {
        /// Longer than ``FetchLimits/bodyBytes``.
        case length
        /// Took too long, or stalled.
        case time
        /// The connection ended, or the chunks could not be followed, before the body's end.
        case disconnect
        /// ``FetchRequest/wantsBody`` did not want it.
        case unspecified
    }
}

/// A breach of HTTP/1.1 in how a body was sent.
public enum WireFault: Sendable, Hashable {
    /// Bytes came after the end of the message. They are not kept, and the connection is not used again.
    case excessBytes
    /// The chunk framing breaks at this byte of the body (RFC 9112, section 7.1).
    case badChunk(offset: Int)
}

/// Seconds since the start at which each thing was done; 0 for what was not needed.
public struct FetchTimings: Sendable, Equatable {
    public let nameLookup, connect, tlsHandshake, firstByte, total: Double

    public init(nameLookup: Double = 0, connect: Double = 0, tlsHandshake: Double = 0, firstByte: Double = 0, total: Double = 0) {
        self.nameLookup = nameLookup
        self.connect = connect
        self.tlsHandshake = tlsHandshake
        self.firstByte = firstByte
        self.total = total
    }
}

/// What was found out about a certificate.
public struct TLSInfo: Sendable, Equatable {
    /// Whether an invalid certificate would have ended the exchange.
    public let required: Bool
    /// OpenSSL's X509_V_… number; 0 is valid. Without ``required`` the host name is not compared: whoever may show any certificate may show
    /// one with any name, so the comparison would keep nobody out, and would shut out the portals whose only fault is the name.
    public let verifyResult: Int
    /// ``verifyResult`` in words; nil for 0.
    public let verifyText: String?

    public init(required: Bool, verifyResult: Int, verifyText: String?) {
        self.required = required
        self.verifyResult = verifyResult
        self.verifyText = verifyText
    }
}
