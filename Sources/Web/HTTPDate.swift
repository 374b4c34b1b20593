// Dates in HTTP fields.

/// HTTP-date (RFC 9110, section 5.6.7).
public enum HTTPDate {
    /// All three forms: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    ///
    /// Tolerates any case, a day of one digit, a day of the week that is wrong or missing, and "UTC" or nothing for "GMT".
    ///
    /// - Parameter now: a year of two digits is never more than 50 years after it.
    public static func parse(_ value: String, now: Timestamp = .now()) -> Timestamp? {
        var reader = DigitReader(value)
        reader.skipBlanks()
        let word = reader.word()
        let hasComma = reader.skip(0x2C)
        reader.skipBlanks()
        if !word.isEmpty, !hasComma { return parseASCTime(&reader) }
        guard let day = reader.number(upTo: 2) else { return nil }
        let isRFC850 = reader.skip(0x2D)
        if !isRFC850 { reader.skipBlanks() }
        guard let month = month(reader.word()) else { return nil }
        if isRFC850 { guard reader.skip(0x2D) else { return nil } } else { reader.skipBlanks() }
        guard var year = reader.number(2) else { return nil }
        if let rest = reader.number(2) {
            year = year * 100 + rest
        } else {
            guard isRFC850 else { return nil }
            year = fullYear(year, now: now)
        }
        reader.skipBlanks()
        guard let time = time(&reader) else { return nil }
        reader.skipBlanks()
        guard ["gmt", "utc", ""].contains(reader.word()) else { return nil }
        reader.skipBlanks()
        guard reader.isAtEnd else { return nil }
        return Timestamp(year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second)
    }

    /// IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`.
    public static func format(_ time: Timestamp) -> String {
        let day = time.date
        let iso = time.iso8601
        let weekday = weekdays[day.weekday]
        let clock = iso.dropFirst(11).prefix(8)
        return "\(weekday), \(iso.dropFirst(8).prefix(2)) \(months[day.month - 1]) \(iso.prefix(4)) \(clock) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func month(_ name: String) -> Int? { months.firstIndex { $0.lowercased() == name }.map { $0 + 1 } }

    /// Behind the day of the week.
    private static func parseASCTime(_ reader: inout DigitReader) -> Timestamp? {
        guard let month = month(reader.word()), reader.skipBlanks() > 0, let day = reader.number(upTo: 2), reader.skipBlanks() > 0,
              let time = time(&reader), reader.skipBlanks() > 0, let year = reader.number(4)
        else { return nil }
        reader.skipBlanks()
        guard reader.isAtEnd else { return nil }
        return Timestamp(year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second)
    }

    private static func time(_ reader: inout DigitReader) -> (hour: Int, minute: Int, second: Int)? {
        guard let hour = reader.number(upTo: 2), reader.skip(0x3A), let minute = reader.number(2), reader.skip(0x3A),
              let second = reader.number(2)
        else { return nil }
        return (hour, minute, second)
    }

    /// The latest year with these last two digits that is at most 50 years after `now`.
    private static func fullYear(_ digits: Int, now: Timestamp) -> Int {
        let latest = now.date.year + 50
        let year = latest / 100 * 100 + digits
        return year > latest ? year - 100 : year
    }
}
