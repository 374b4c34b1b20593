// Points in time, to the second, and their spellings in web archives.

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A second in UTC, of the years 0 to 9999.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds after 1970-01-01T00:00:00Z, without leap seconds.
    public let secondsSince1970: Int64

    /// Clamped to the years 0 to 9999.
    public init(secondsSince1970 seconds: Int64) {
        secondsSince1970 = min(max(seconds, -62_167_219_200), 253_402_300_799)
    }

    /// Nil where there is no such day or time; a leap second (60) is the second after it.
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard year >= 0, let date = CivilDate(year: year, month: month, day: day), (0...23).contains(hour),
              (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        self.init(secondsSince1970: Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second))
    }

    /// The system's clock.
    public static func now() -> Timestamp { Timestamp(secondsSince1970: Int64(time(nil))) }

    /// WARC-Date: `2026-11-24T05:00:00Z`; a fraction is dropped, and what is left out from the right (`2026-11`) is the least
    /// (WARC 1.1, section 5.4; W3C profile of ISO 8601).
    public init?(iso8601 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4) else { return nil }
        var parts = (month: 1, day: 1, hour: 0, minute: 0, second: 0)
        if reader.skip(0x2D) {
            guard let month = reader.number(2) else { return nil }
            parts.month = month
            if reader.skip(0x2D) {
                guard let day = reader.number(2) else { return nil }
                parts.day = day
                if reader.skip(0x54) {
                    guard let hour = reader.number(2), reader.skip(0x3A), let minute = reader.number(2) else { return nil }
                    parts.hour = hour
                    parts.minute = minute
                    if reader.skip(0x3A) {
                        guard let second = reader.number(2) else { return nil }
                        parts.second = second
                        if reader.skip(0x2E), reader.skipDigits() == 0 { return nil }
                    }
                    guard reader.skip(0x5A) else { return nil }
                }
            }
        }
        guard reader.isAtEnd else { return nil }
        self.init(year: year, month: parts.month, day: parts.day, hour: parts.hour, minute: parts.minute, second: parts.second)
    }

    /// `20261124T050000Z`, as in names of runs.
    public init?(compact text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), let month = reader.number(2), let day = reader.number(2), reader.skip(0x54),
              let hour = reader.number(2), let minute = reader.number(2), let second = reader.number(2), reader.skip(0x5A),
              reader.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// `20261124050000`, as in CDXJ lines.
    public init?(cdx14 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), let month = reader.number(2), let day = reader.number(2), let hour = reader.number(2),
              let minute = reader.number(2), let second = reader.number(2), reader.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// `2026-11-24T05:00:00Z`.
    public var iso8601: String { spelled(date: 0x2D, between: 0x54, time: 0x3A, end: 0x5A) }

    /// `20261124T050000Z`.
    public var compact: String { spelled(date: nil, between: 0x54, time: nil, end: 0x5A) }

    /// `20261124050000`.
    public var cdx14: String { spelled(date: nil, between: nil, time: nil, end: nil) }

    /// As `iso8601`.
    public var description: String { iso8601 }

    /// The day in UTC.
    public var date: CivilDate { CivilDate(daysSince1970: Int(secondsSince1970 - secondOfDay) / 86_400) }

    /// 0 to 86,399.
    public var secondOfDay: Int64 {
        let remainder = secondsSince1970 % 86_400
        return remainder < 0 ? remainder + 86_400 : remainder
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

    public static func + (time: Timestamp, seconds: Int64) -> Timestamp {
        let sum = time.secondsSince1970.addingReportingOverflow(seconds)
        return Timestamp(secondsSince1970: sum.overflow ? (seconds < 0 ? .min : .max) : sum.partialValue)
    }

    /// In seconds.
    public static func - (left: Timestamp, right: Timestamp) -> Int64 { left.secondsSince1970 - right.secondsSince1970 }

    private func spelled(date dateMark: UInt8?, between: UInt8?, time timeMark: UInt8?, end: UInt8?) -> String {
        let day = date
        let second = Int(secondOfDay)
        var text: [UInt8] = []
        func append(_ number: Int) {
            text.append(0x30 + UInt8(number / 10))
            text.append(0x30 + UInt8(number % 10))
        }
        func append(mark: UInt8?) { if let mark { text.append(mark) } }
        append(day.year / 100)
        append(day.year % 100)
        append(mark: dateMark)
        append(day.month)
        append(mark: dateMark)
        append(day.day)
        append(mark: between)
        append(second / 3600)
        append(mark: timeMark)
        append(second / 60 % 60)
        append(mark: timeMark)
        append(second % 60)
        append(mark: end)
        return String(decoding: text, as: UTF8.self)
    }
}
