// Why a request brought no exchange.
import Web

/// A request that brought no whole response head.
public struct FetchFailure: Error, Sendable, CustomStringConvertible {
    /// The number of the request.
    public let id: Int64
    /// The URL asked for.
    public let url: WebURL
    /// What went wrong.
    public let reason: Reason
    /// libcurl's CURLcode; 0 if libcurl was not asked.
    public let curlCode: Int
    /// libcurl's own words.
    public let message: String
    /// The request as sent; empty if none was.
    public let requestHead: [UInt8]
    /// 1xx heads that came, and the lines of the final head that libcurl let through, as received.
    public let receivedLines: [UInt8]
    /// When the request was begun.
    public let startedAt: Timestamp
    /// The server's address as text; nil if no connection stood.
    public let remoteAddress: String?
    /// Seconds until it failed.
    public let seconds: Double

    public init(
        id: Int64, url: WebURL, reason: Reason, curlCode: Int = 0, message: String, requestHead: [UInt8] = [],
        receivedLines: [UInt8] = [], startedAt: Timestamp, remoteAddress: String? = nil, seconds: Double = 0
    ) {
        self.id = id
        self.url = url
        self.reason = reason
        self.curlCode = curlCode
        self.message = message
        self.requestHead = requestHead
        self.receivedLines = receivedLines
        self.startedAt = startedAt
        self.remoteAddress = remoteAddress
        self.seconds = seconds
    }

    public var description: String { "\(url): \(reason.name): \(message)" }

    /// The kinds of failure.
    public enum Reason: Sendable, Hashable {
        /// The host name has no address.
        case unresolved
        /// The server's port is closed.
        case refused
        /// No way to the server (network or host unreachable).
        case unreachable
        case timedOut(Phase)
        /// The connection ended before a whole head had come.
        case brokenOff
        /// Handshake or certificate; the message says which.
        case tls
        /// A head that HTTP/1.1 does not allow.
        case unreadable(HeadFault)
        /// ``AddressPolicy`` forbids the address that the name leads to.
        case addressRefused
        /// The request cannot be sent as given: scheme, host or header fields.
        case badRequest
        /// The body could not be written to the spool folder: no room, not writable; with the system's `errno`.
        case storage(code: Int32)
        /// Anything else; the message says what.
        case other

        /// A word for logs and reports.
        public var name: String {
            switch self {
            case .unresolved: "unresolved"
            case .refused: "refused"
            case .unreachable: "unreachable"
            case .timedOut(let phase): "timed out (\(phase.rawValue))"
            case .brokenOff: "broken off"
            case .tls: "TLS"
            case .unreadable(let fault): "unreadable (\(fault.rawValue))"
            case .addressRefused: "address refused"
            case .badRequest: "bad request"
            case .storage: "storage"
            case .other: "other"
            }
        }
    }

    /// Which clock ran out.
    public enum Phase: String, Sendable, CaseIterable {
        case connect, total, stalled
    }

    /// What makes a head unreadable.
    public enum HeadFault: String, Sendable, CaseIterable {
        case nulByte = "NUL in head"
        case noColon = "line without colon"
        case badContentLength = "bad Content-Length"
        case tooLarge = "head too large"
        case notHTTP1 = "not HTTP/1"
        case other
    }
}

/// What became of one request.
public enum FetchResult: Sendable {
    case exchange(Exchange)
    case failure(FetchFailure)

    /// The number of the request.
    public var id: Int64 {
        switch self {
        case .exchange(let exchange): exchange.id
        case .failure(let failure): failure.id
        }
    }
}
