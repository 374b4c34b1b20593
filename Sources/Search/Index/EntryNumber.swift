// The numbers of entries: they grow with the date, so that the newest hits are read first and a span of days is a span of numbers.

import Web

/// How an entry's number is made of the date that its page shows.
///
/// A day has 16,384 numbers, given out one after the other; a fuller day goes on in the numbers of the next. Pages without a date
/// have the numbers below all days, the latest met with the highest.
enum EntryNumber {
    /// Of the first entry that may have a date.
    static let firstDated: Int64 = 1 << 32
    static let last: Int64 = (1 << 48) - 1
    private static let bits: Int64 = 14

    /// The first number of a day, `2016-03-29`; of a month or a year that of its first day. nil where it is no date.
    static func first(of date: String) -> Int64? {
        let parts = date.prefix { $0 != "T" }.split(separator: "-").compactMap { Int($0) }
        guard let year = parts.first, (1900..<2200).contains(year),
              let day = CivilDate(year: year, month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1) else { return nil }
        return firstDated + (Int64(day.daysSince1970) + daysTo1970) << bits
    }

    /// The numbers of the day that a number belongs to.
    static func day(from first: Int64) -> Range<Int64> { first..<(first + 1 << bits) }

    private static let daysTo1970: Int64 = 25_567
}
