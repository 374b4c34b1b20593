// A port at which nobody listens.

/// A port of 127.0.0.1 that refuses connections, and that no other server gets until ``stop()``.
public final class ClosedPort: Sendable {
    private let socket: ServerSocket

    public init() throws { socket = try ServerSocket.bound(address: "127.0.0.1") }

    /// Gives the port free.
    public func stop() { socket.close() }

    /// The start of its URLs, without a slash at the end.
    public var base: String { "http://127.0.0.1:\(socket.port)" }
}
