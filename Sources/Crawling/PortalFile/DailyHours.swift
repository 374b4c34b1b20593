// Parts of a day.

/// A part of each day, to the minute; it may reach over midnight.
public struct DailyHours: Sendable, Equatable {
    /// Minutes since midnight, 0 to 1439.
    public let start: Int
    /// Minutes since midnight, 1 to 1440; not part of it. Below `start` where midnight lies between.
    public let end: Int

    /// - Parameter text: `HH:MM-HH:MM`; `24:00` may be an end. Nil for anything else, and for a part without length.
    public init?(_ text: String) {
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard times.count == 2, let start = times[0], let end = times[1], start < 1440, start != end, end > 0 else { return nil }
        self.start = start
        self.end = end
    }

    /// Whether a minute of the day is part of it.
    public func contains(minute: Int) -> Bool {
        start < end ? (start..<end).contains(minute) : minute >= start || minute < end
    }

    private static func minutes(_ text: Substring) -> Int? {
        let digits = Array(text.utf8)
        guard digits.count == 5, digits[2] == UInt8(ascii: ":"), let hour = Int(text.prefix(2)), let minute = Int(text.suffix(2)),
              digits[0] &- 0x30 < 10, digits[3] &- 0x30 < 10, hour <= 24, minute < 60, hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }
}
