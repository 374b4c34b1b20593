// The date that an article's address holds: t20210705_12.html, /2021/0705/, /2021-07/05/, /art/2021/7/5/.

/// Finds the date in the path of a URL; a last resort, since it can be the date of a move.
enum URLDate {
    /// The date in a range of a URL; its day is 0 where only year and month stand there.
    static func find(_ url: [UInt8], _ range: Range<Int>) -> DateText? {
        var monthOnly: DateText?
        var i = range.lowerBound
        while i < range.upperBound {
            guard let (value, end) = url.number(at: i, end: range.upperBound) else { i += 1; continue }
            let before = i > range.lowerBound ? url[i - 1] : 0x2F
            defer { i = end }
            // The number of a port or in a query is no date.
            guard before == 0x2F || before == 0x74 || before == 0x5F || before == 0x2D else { continue }
            if end - i == 8, let date = valid(value / 10000, value / 100 % 100, value % 100) { return date }
            if end - i == 6, before == 0x2F, let date = valid(value / 100, value % 100, 1) {
                monthOnly = DateText(year: date.year, month: date.month, day: 0)
            }
            guard end - i == 4, (1990...2099).contains(value), before == 0x2F, end < range.upperBound, url[end] == 0x2F || url[end] == 0x2D else { continue }
            guard let (second, next) = url.number(at: end + 1, end: range.upperBound) else { continue }
            if next - end - 1 == 4, let date = valid(value, second / 100, second % 100) { return date }
            if next - end - 1 <= 2, next < range.upperBound, url[next] == 0x2F || url[next] == 0x2D,
               let (third, after) = url.number(at: next + 1, end: range.upperBound), after - next - 1 <= 2, let date = valid(value, second, third) { return date }
        }
        return monthOnly
    }

    private static func valid(_ year: Int, _ month: Int, _ day: Int) -> DateText? {
        (1990...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day) ? DateText(year: year, month: month, day: day) : nil
    }
}
