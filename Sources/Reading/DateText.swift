// Dates as Chinese pages write them, with or without a time of day.

/// A date, and a time of day at the precision that the page shows.
struct DateText: Equatable, Sendable {
    var year: Int
    var month: Int
    /// 0 if only year and month are shown.
    var day: Int
    /// −1 if no time is shown.
    var hour = -1
    var minute = -1
    /// −1 if no second is shown.
    var second = -1
    /// The page shows a time of 00:00:00, which means that no time is known.
    var midnightDropped = false

    var asDay: Day { Day(year: year, month: month, day: max(day, 1)) }

    /// ISO 8601 (`2016-03-29`, `2019-09-18T06:23`), at the precision that the page shows.
    var iso: String {
        var out: [UInt8] = []
        out.reserveCapacity(19)
        func put(_ value: Int, _ digits: Int) {
            var scale = digits == 4 ? 1000 : 10
            while scale > 0 {
                out.append(0x30 + UInt8(value / scale % 10))
                scale /= 10
            }
        }
        put(year, 4)
        out.append(0x2D)
        put(month, 2)
        if day > 0 {
            out.append(0x2D)
            put(day, 2)
            if hour >= 0 {
                out.append(0x54)
                put(hour, 2)
                out.append(0x3A)
                put(minute, 2)
                if second >= 0 {
                    out.append(0x3A)
                    put(second, 2)
                }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether the date can be the publication of a page captured on `day`: not before 1949, not after the next day
    /// (a portal's clock may be ahead of UTC), or, where the day of capture is not known, not after 2199.
    func isPlausible(on day: Day?) -> Bool {
        guard year >= 1949 else { return false }
        guard let day else { return year <= 2199 }
        if asDay <= day { return true }
        // One day later, calendar aside: enough for UTC+8.
        return year == day.year && month == day.month && self.day == day.day + 1
            || self.day == 1 && day.day >= 28 && (year == day.year && month == day.month + 1 || year == day.year + 1 && month == 1 && day.month == 12)
    }
}

/// Finds dates in text.
enum DateReader {
    /// The first date in a range of text, and where it stands.
    ///
    /// Forms: `2016-3-29`, `2016/03/29`, `2016.03.29`, `2016年3月29日`, `23-03-08 09:38` (two-digit year only with a time),
    /// `2023 11/ 17 20:52:15`; then, with or without a space, a hyphen or a `T` before it, `09:38`, `09:38:05`, `9时38分`.
    static func first(in text: [UInt8], _ range: Range<Int>) -> (date: DateText, range: Range<Int>)? {
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let b = text[i]
            if b >= 0x30, b <= 0x39 {
                if let (date, next) = read(text, i, end) { return (date, i..<next) }
                while i < end, text[i] >= 0x30, text[i] <= 0x39 { i += 1 }
            } else {
                i += 1
            }
        }
        return nil
    }

    /// The date that begins at `start` (the first digit), and where it ends.
    static func read(_ text: [UInt8], _ start: Int, _ end: Int) -> (date: DateText, end: Int)? {
        guard let (year, afterYear) = text.number(at: start, end: end) else { return nil }
        let digits = afterYear - start
        guard digits == 4 && (1900...2999).contains(year) || digits == 2 else { return nil }
        guard let (first, monthAt) = separator(text, afterYear, end, spacesCount: true) else { return nil }
        guard let (month, afterMonth) = text.number(at: monthAt, end: end), afterMonth - monthAt <= 2, (1...12).contains(month) else { return nil }
        guard let (second, dayAt) = separator(text, afterMonth, end, spacesCount: false) else { return nil }
        guard fits(first, second) else { return nil }
        guard let (day, afterDay) = text.number(at: dayAt, end: end), afterDay - dayAt <= 2, (1...31).contains(day) else { return nil }
        var date = DateText(year: year, month: month, day: day)
        var i = afterDay
        if second == .han {
            let j = skipBlanks(text, i, end)
            if text.has(sun, at: j, end: end) || text.has(number, at: j, end: end) { i = j + 3 }
        }
        let timeEnd = time(text, i, end, into: &date)
        if digits == 2 {
            // Only a full date with its time makes a two-digit year sure.
            guard timeEnd != nil, afterMonth - monthAt == 2, afterDay - dayAt == 2, first != .space else { return nil }
            date.year += date.year < 70 ? 2000 : 1900
        }
        dropMidnight(&date)
        return (date, timeEnd ?? i)
    }

    /// Year and month alone (`2024年02月`, `2024-02`, `2024.02`) that fill a range.
    static func yearAndMonth(_ text: [UInt8], _ range: Range<Int>) -> (year: Int, month: Int)? {
        let r = text.trimmed(range)
        guard let (year, afterYear) = text.number(at: r.lowerBound, end: r.upperBound), afterYear - r.lowerBound == 4, (1949...2199).contains(year),
              let (_, monthAt) = separator(text, afterYear, r.upperBound, spacesCount: false),
              let (month, afterMonth) = text.number(at: monthAt, end: r.upperBound), (1...12).contains(month), afterMonth - monthAt <= 2
        else { return nil }
        let rest = text.trimmed(afterMonth..<r.upperBound)
        return rest.isEmpty || rest.count == 3 && text.has(moon, at: rest.lowerBound, end: rest.upperBound) ? (year, month) : nil
    }

    private enum Separator { case hyphen, slash, dot, han, space }
    private static let yearSign = Array("年".utf8), moon = Array("月".utf8), sun = Array("日".utf8), number = Array("号".utf8)
    private static let hour = Array("时".utf8), hourDot = Array("点".utf8), minute = Array("分".utf8), secondSign = Array("秒".utf8)

    private static func fits(_ a: Separator, _ b: Separator) -> Bool {
        a == b && a != .space || a == .space && b == .slash
    }

    private static func separator(_ text: [UInt8], _ at: Int, _ end: Int, spacesCount: Bool) -> (Separator, Int)? {
        let i = skipBlanks(text, at, end)
        guard i < end else { return nil }
        let kind: Separator
        var next: Int
        switch text[i] {
        case 0x2D: (kind, next) = (.hyphen, i + 1)
        case 0x2F: (kind, next) = (.slash, i + 1)
        case 0x2E: (kind, next) = (.dot, i + 1)
        case 0xE5, 0xE6:
            guard text.has(yearSign, at: i, end: end) || text.has(moon, at: i, end: end) else { return nil }
            (kind, next) = (.han, i + 3)
        case 0xEF:  // －／．
            guard i + 2 < end, text[i + 1] == 0xBC else { return nil }
            switch text[i + 2] {
            case 0x8D: kind = .hyphen
            case 0x8F: kind = .slash
            case 0x8E: kind = .dot
            default: return nil
            }
            next = i + 3
        case 0x30...0x39:
            guard spacesCount, i > at else { return nil }
            return (.space, i)
        default: return nil
        }
        next = skipBlanks(text, next, end)
        return (kind, next)
    }

    private static func skipBlanks(_ text: [UInt8], _ at: Int, _ end: Int) -> Int {
        var i = at
        while i < end {
            let n = text.blank(at: i, end: end)
            if n == 0 { break }
            i += n
        }
        return i
    }

    /// Reads the time of day that follows a date; `nil` if there is none.
    private static func time(_ text: [UInt8], _ at: Int, _ end: Int, into date: inout DateText) -> Int? {
        var i = skipBlanks(text, at, end)
        if i < end, text[i] == 0x2D || text[i] == 0x54 || text[i] == 0x74 || text[i] == 0x7C { i = skipBlanks(text, i + 1, end) }
        guard let (hour, afterHour) = text.number(at: i, end: end), afterHour - i <= 2, hour <= 24,
              let minuteAt = colon(text, afterHour, end, han: [Self.hour, hourDot]),
              let (minute, afterMinute) = text.number(at: minuteAt, end: end), afterMinute - minuteAt == 2, minute < 60
        else { return nil }
        date.hour = hour == 24 ? 0 : hour
        date.minute = minute
        i = afterMinute
        if text.has(Self.minute, at: i, end: end) { i += 3 }
        if let secondAt = colon(text, afterMinute, end, han: [Self.minute]),
           let (second, afterSecond) = text.number(at: secondAt, end: end), afterSecond - secondAt == 2, second < 60 {
            date.second = second
            i = afterSecond
            if text.has(secondSign, at: i, end: end) { i += 3 }
            if i < end, text[i] == 0x2E, let (_, fraction) = text.number(at: i + 1, end: end) { i = fraction }
        }
        return i
    }

    private static func colon(_ text: [UInt8], _ at: Int, _ end: Int, han: [[UInt8]]) -> Int? {
        guard at < end else { return nil }
        if text[at] == 0x3A { return skipBlanks(text, at + 1, end) }
        if at + 2 < end, text[at] == 0xEF, text[at + 1] == 0xBC, text[at + 2] == 0x9A { return at + 3 }
        for sign in han where text.has(sign, at: at, end: end) { return at + 3 }
        return nil
    }

    private static func dropMidnight(_ date: inout DateText) {
        if date.hour == 0, date.minute == 0, date.second <= 0 {
            date.midnightDropped = true
            date.hour = -1
            date.minute = -1
            date.second = -1
        }
    }
}
