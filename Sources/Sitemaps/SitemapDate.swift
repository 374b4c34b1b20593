// The times that sitemaps and feeds give: W3C date and time, RFC 822, and what portals write instead.

import Web

/// Reads a `lastmod`, a `pubDate` or an `updated`.
enum SitemapDate {
    /// The last second that the text can mean: of a mere day its end. What names no zone is meant in China's.
    static func latest(_ text: String) -> Timestamp? {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return w3c(Array(text.utf8)) ?? rfc822(text)
    }

    private static let china: Int64 = 8 * 3600

    /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, with `Thh:mm`, seconds, fractions and zone (W3C note "Date and Time Formats"); also with
    /// slashes, a blank for the T, and no zone.
    private static func w3c(_ text: [UInt8]) -> Timestamp? {
        var reader = Digits(text)
        guard let year = reader.number(4...4) else { return nil }
        guard reader.takes("-/.") else { return reader.isAtEnd ? end(year, 12, 31) : nil }
        guard let month = reader.number(1...2), (1...12).contains(month) else { return nil }
        guard reader.takes("-/.") else { return reader.isAtEnd ? end(year, month, CivilDate.days(inMonth: month, of: year)) : nil }
        guard let day = reader.number(1...2) else { return nil }
        guard reader.takes("Tt ") else { return reader.isAtEnd ? end(year, month, day) : nil }
        guard let hour = reader.number(1...2), reader.takes(":"), let minute = reader.number(2...2) else { return nil }
        var second = 0
        if reader.takes(":") {
            guard let value = reader.number(2...2) else { return nil }
            second = min(value, 59)  // a leap second
            if reader.takes(".,") { guard reader.number(1...9) != nil else { return nil } }
        }
        guard let local = Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second),
              let zone = reader.zone() else { return nil }
        return local + -zone
    }

    /// `Sat, 13 Dec 2003 18:30:02 +0800`, with or without weekday, and with the zones of RFC 822.
    private static func rfc822(_ text: String) -> Timestamp? {
        var parts = text.split(separator: " ")
        if let first = parts.first, first.first?.isNumber == false { parts.removeFirst() }
        guard parts.count >= 4, let day = Int(parts[0]), let month = months.firstIndex(of: parts[1].prefix(3).lowercased()), let year = Int(parts[2])
        else { return nil }
        let time = parts[3].split(separator: ":").compactMap { Int($0) }
        guard time.count == 2 || time.count == 3, let local = Timestamp(
            year: year < 100 ? year + (year < 70 ? 2000 : 1900) : year, month: month + 1, day: day, hour: time[0], minute: time[1],
            second: time.count == 3 ? min(time[2], 59) : 0)
        else { return nil }
        guard parts.count > 4 else { return local + -china }
        if let hours = zones[parts[4].uppercased()] { return local + -hours * 3600 }
        var reader = Digits(Array(parts[4].utf8))
        return reader.zone().map { local + -$0 }
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    /// RFC 822, section 5; CST is China's here.
    private static let zones: [String: Int64] = [
        "GMT": 0, "UT": 0, "UTC": 0, "Z": 0, "CST": 8, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    ]

    private static func end(_ year: Int, _ month: Int, _ day: Int) -> Timestamp? {
        Timestamp(year: year, month: month, day: day, hour: 23, minute: 59, second: 59).map { $0 + -china }
    }

    private struct Digits {
        private let text: [UInt8]
        private var index = 0

        init(_ text: [UInt8]) { self.text = text }

        var isAtEnd: Bool { index == text.count }

        mutating func number(_ counts: ClosedRange<Int>) -> Int? {
            var value = 0
            let start = index
            while index < text.count, index - start < counts.upperBound, text[index] &- 0x30 < 10 {
                value = value * 10 + Int(text[index] &- 0x30)
                index += 1
            }
            return counts.contains(index - start) ? value : nil
        }

        mutating func takes(_ characters: StaticString) -> Bool {
            guard index < text.count, characters.withUTF8Buffer({ $0.contains(text[index]) }) else { return false }
            index += 1
            return true
        }

        /// Seconds east of Greenwich: `Z`, `+08:00`, `+0800`, or nothing, which is China.
        mutating func zone() -> Int64? {
            if takes(" ") {}
            if isAtEnd { return SitemapDate.china }
            if takes("Zz") { return isAtEnd ? 0 : nil }
            let isWest = takes("-")
            guard isWest || takes("+"), let hours = number(2...2) else { return nil }
            if takes(":") {}
            let minutes = isAtEnd ? 0 : number(2...2)
            guard let minutes, isAtEnd, hours <= 24, minutes < 60 else { return nil }
            return Int64(hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
        }
    }
}
