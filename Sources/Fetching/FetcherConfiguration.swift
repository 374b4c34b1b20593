// How a fetcher connects, and where it puts large bodies.

import Web

/// Settings of a ``Fetcher``. No environment variable changes any of them.
public struct FetcherConfiguration: Sendable {
    /// Bodies up to so many bytes stay in memory; larger ones go to a file.
    public var memoryBodyBytes: Int
    /// An existing folder for bodies too large for memory.
    public var spoolFolder: String
    /// `http://host:port`, `socks5h://host:port` …; nil for none.
    ///
    /// Its own address is not judged by ``AddressPolicy``. It looks names up itself, so behind it only addresses that stand in
    /// URLs as such are judged.
    public var proxy: String?
    /// A PEM file of certificate authorities trusted besides the system's.
    public var extraCAFile: String?
    /// Connections open at once; 0 for no bound. Requests beyond it wait.
    public var connections: Int
    /// Connections open at once to one host; 0 for no bound.
    public var connectionsPerHost: Int
    /// Idle connections that are kept.
    public var keptConnections: Int
    /// Names with fixed addresses, each `HOST:PORT:ADDRESS`.
    public var fixedAddresses: [String]
    /// Whether a cookie that a host sets is sent back to it, as long as the fetcher lives.
    public var keepsCookies: Bool
    /// Tells when a request began.
    public var clock: WallClock

    public init(
        memoryBodyBytes: Int = 1 << 20, spoolFolder: String = "/tmp", proxy: String? = nil, extraCAFile: String? = nil,
        connections: Int = 0, connectionsPerHost: Int = 0, keptConnections: Int = 256, fixedAddresses: [String] = [],
        keepsCookies: Bool = false, clock: WallClock = .system
    ) {
        self.memoryBodyBytes = memoryBodyBytes
        self.spoolFolder = spoolFolder
        self.proxy = proxy
        self.extraCAFile = extraCAFile
        self.connections = connections
        self.connectionsPerHost = connectionsPerHost
        self.keptConnections = keptConnections
        self.fixedAddresses = fixedAddresses
        self.keepsCookies = keepsCookies
        self.clock = clock
    }
}

/// libcurl could not be set up or ran out of resources: no single request's fault.
public struct FetcherError: Error, Sendable, CustomStringConvertible {
    /// What was being done.
    public let action: String
    /// libcurl's words.
    public let message: String

    public var description: String { "\(action): \(message)" }
}
