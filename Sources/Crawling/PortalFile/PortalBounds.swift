// The numbers by which a portal file bounds a crawl.

extension Portal {
    /// Where a run ends, or leaves a host or a URL.
    public struct Limits: Sendable, Equatable {
        /// Answers to take in a run, robots.txt apart; `nil` for all.
        public var pages: Int?
        /// Bytes to receive in a run; `nil` for any number.
        public var bytes: Int?
        /// Seconds that a run may take; `nil` for any time.
        public var time: Double?
        /// What of it one host may have; `nil` for all.
        public var hostPages: Int?
        /// Seconds that requests to one host may take in a run, added up; `nil` for any time.
        public var hostTime: Double?
        /// The largest body, in bytes.
        public var bodyBytes = 512 << 20
        /// The most links between a seed and a page.
        public var depth: Int?
        /// Seconds that one answer may take.
        public var seconds: Double = 600
        /// How often a URL that fails is asked for in a run.
        public var attempts = 3

        public init() {}
    }

    /// Bounds of the interval between two visits of an article, in days. It grows while the article does not change.
    public struct Revisit: Sendable, Equatable {
        public var minDays: Double = 1
        public var maxDays: Double = 90

        public init() {}
    }
}

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
