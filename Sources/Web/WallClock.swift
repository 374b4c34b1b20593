// Where a crawl takes the present from: the system, or whoever plays its nights one after another.

/// The time of day and the date. Pauses are not measured by it: they go by a monotonic clock.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that tells what a function says.
    public init(_ read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// The system's clock.
    public static let system = WallClock { .now() }

    public func now() -> Timestamp { read() }
}
