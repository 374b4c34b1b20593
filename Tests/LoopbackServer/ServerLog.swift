// What the loopback server received and sent, for comparison with what a client says it sent and received.

/// One request and what was sent in answer.
public struct LoggedExchange: Sendable {
    /// The request, byte for byte.
    public let request: ReceivedRequest
    /// The scripted exchange that answered; nil if none did (404).
    public let name: String?
    /// Which connection it came on, counted from 1.
    public let connection: Int
    /// When it was received; whatever the answer does comes after that.
    public let receivedAt: ContinuousClock.Instant
    /// All that was handed to the kernel in answer, at most the first ``LoopbackServer/loggedBytes``.
    public internal(set) var sent: [UInt8] = []
    /// Bytes sent, those beyond ``sent`` included.
    public internal(set) var sentCount = 0
    /// Whether the answer is at its end.
    public internal(set) var isDone = false
}

/// A view of the log.
public struct ServerLog: Sendable {
    /// In the order in which the requests came.
    public internal(set) var exchanges: [LoggedExchange] = []
    /// Connections accepted.
    public internal(set) var connections = 0
    /// The highest number of requests being answered at once, by Host.
    public internal(set) var peakConcurrency: [String: Int] = [:]
    /// Requests by target.
    public internal(set) var requestsByTarget: [String: Int] = [:]

    /// The seconds between each request and the next.
    public var gaps: [Double] {
        zip(exchanges, exchanges.dropFirst()).map { $0.receivedAt.duration(to: $1.receivedAt) / .seconds(1) }
    }

    /// The exchanges of one target.
    public func exchanges(target: String) -> [LoggedExchange] { exchanges.filter { $0.request.target == target } }
}
