// Calendar, timestamps, HTTP dates.

import Testing
import Web

@Suite struct TimestampTests {
    @Test func threeSpellings() throws {
        let time = Timestamp(secondsSince1970: 1_795_496_400)
        #expect(time.iso8601 == "2026-11-24T05:00:00Z")
        #expect(time.compact == "20261124T050000Z")
        #expect(time.cdx14 == "20261124050000")
        #expect("\(time)" == "2026-11-24T05:00:00Z")
        #expect(Timestamp(iso8601: "2026-11-24T05:00:00Z") == time)
        #expect(Timestamp(compact: "20261124T050000Z") == time)
        #expect(Timestamp(cdx14: "20261124050000") == time)
        #expect(Timestamp(iso8601: "2026-11-24T05:00:00.123456789Z") == time)
        #expect(Timestamp(iso8601: "2026-11-24T05:00Z") == time)
        #expect(Timestamp(iso8601: "2026-11-24") == time + -18_000)
        #expect(Timestamp(iso8601: "2026-11")?.iso8601 == "2026-11-01T00:00:00Z")
        #expect(Timestamp(iso8601: "2026")?.iso8601 == "2026-01-01T00:00:00Z")
    }

    @Test(arguments: [
        "", "2026-11-24T05:00:00", "2026-11-24T05:00:00+08:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T05:60:00Z",
        "2026-11-24T05:00:00Zx", "2026-11-24 05:00:00Z", "26-11-24T05:00:00Z", "2026-11-24T05:00:00.Z", "２026-11-24T05:00:00Z", "2026-1-24T05:00:00Z",
    ])
    func notISO8601(_ text: String) { #expect(Timestamp(iso8601: text) == nil) }

    @Test func notTheOtherSpellings() {
        for text in ["20261124T050000", "20261124050000", "20261324T050000Z"] { #expect(Timestamp(compact: text) == nil) }
        for text in ["2026112405000", "202611240500000", "20261124T050000Z", "20260230000000"] { #expect(Timestamp(cdx14: text) == nil) }
    }

    @Test func epochAndBounds() {
        #expect(Timestamp(secondsSince1970: 0).iso8601 == "1970-01-01T00:00:00Z")
        #expect(Timestamp(secondsSince1970: -1).iso8601 == "1969-12-31T23:59:59Z")
        #expect(Timestamp(secondsSince1970: .max).iso8601 == "9999-12-31T23:59:59Z")
        #expect(Timestamp(secondsSince1970: .min).iso8601 == "0000-01-01T00:00:00Z")
        #expect(Timestamp(secondsSince1970: 5) + .max == Timestamp(secondsSince1970: .max))
        #expect(Timestamp(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)?.iso8601 == "2017-01-01T00:00:00Z")
        #expect(Timestamp.now() > Timestamp(secondsSince1970: 1_700_000_000))
        #expect(Timestamp(secondsSince1970: 100) - Timestamp(secondsSince1970: 40) == 60)
    }

    @Test func everyDayFrom1600To2400GoesThereAndBack() throws {
        var date = try #require(CivilDate(year: 1600, month: 1, day: 1))
        var days = date.daysSince1970
        var weekday = date.weekday
        while date.year < 2400 {
            let next = CivilDate(daysSince1970: days + 1)
            let isNextDay = next.year == date.year && next.month == date.month && next.day == date.day + 1
            let isNextMonth = next.day == 1 && date.day == CivilDate.days(inMonth: date.month, of: date.year)
            try #require(isNextDay || isNextMonth)
            try #require(next.daysSince1970 == days + 1 && next > date && next.weekday == (weekday + 1) % 7)
            try #require(CivilDate(year: next.year, month: next.month, day: next.day) == next)
            (date, days, weekday) = (next, days + 1, next.weekday)
        }
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2026, month: 4, day: 31) == nil)
        #expect(CivilDate(year: 2026, month: 0, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 11, day: 24)?.weekday == 2)
    }
}

@Suite struct HTTPDateTests {
    static let now = Timestamp(secondsSince1970: 1_795_496_400)

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "sun, 6 nov 1994 8:49:37 gmt", " Mon, 06 Nov 1994 08:49:37 UTC ",
        "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun Nov 06 08:49:37 1994",
    ])
    func forms(_ text: String) { #expect(HTTPDate.parse(text, now: Self.now)?.iso8601 == "1994-11-06T08:49:37Z") }

    @Test(arguments: ["", "0", "-1", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 +0800", "1994-11-06"])
    func notADate(_ text: String) { #expect(HTTPDate.parse(text, now: Self.now) == nil) }

    @Test func yearsOfTwoDigitsAreAtMost50YearsAhead() {
        #expect(HTTPDate.parse("Monday, 06-Jan-76 00:00:00 GMT", now: Self.now)?.date.year == 2076)
        #expect(HTTPDate.parse("Monday, 06-Jan-77 00:00:00 GMT", now: Self.now)?.date.year == 1977)
        #expect(HTTPDate.parse("Monday, 06-Jan-00 00:00:00 GMT", now: Self.now)?.date.year == 2000)
    }

    @Test func formatted() {
        #expect(HTTPDate.format(Self.now) == "Tue, 24 Nov 2026 05:00:00 GMT")
        #expect(HTTPDate.format(Timestamp(secondsSince1970: 784_111_777)) == "Sun, 06 Nov 1994 08:49:37 GMT")
        for seconds in stride(from: Int64(-2_000_000_000), to: 4_000_000_000, by: 12_345_678) {
            let time = Timestamp(secondsSince1970: seconds)
            #expect(HTTPDate.parse(HTTPDate.format(time), now: Self.now) == time)
        }
    }

    @Test(arguments: [
        ("120", 120), (" 0 ", 0), ("1.5", 2), ("99999999999999999999999", 315_360_000), ("Tue, 24 Nov 2026 05:02:00 GMT", 120), ("Tue, 24 Nov 2026 04:00:00 GMT", 0),
        ("1.", 1), ("", nil), ("soon", nil), ("-5", nil), ("5 minutes", nil),
    ] as [(String, Int64?)])
    func retryAfter(_ value: String, _ seconds: Int64?) { #expect(RetryAfter.seconds(value, now: Self.now) == seconds) }
}
