// A date that a page cuts over two lines: the day alone, large, and year and month beside it.

extension VisibleText {
    /// The date of a line in which the day stands right before year and month (282022-07), set apart by style only.
    func dayBeforeMonth(_ k: Int) -> DateText? {
        let r = lines[k].range
        guard r.count >= 9, r.count <= 18 else { return nil }
        var i = r.lowerBound
        while i < r.upperBound, text[i] >= 0x30, text[i] <= 0x39 { i += 1 }
        let digits = i - r.lowerBound
        guard digits == 5 || digits == 6, let day = text.number(at: r.lowerBound, end: i - 4)?.value, (1...31).contains(day),
              let (year, month) = DateReader.yearAndMonth(text, (i - 4)..<r.upperBound) else { return nil }
        return DateText(year: year, month: month, day: day)
    }

    /// The date of line `k` and the next (21 / 2024年02月, or the other way round); `nil` if they are none.
    func dayBesideMonth(_ k: Int) -> DateText? {
        guard k + 1 < lines.count, lines[k].solid <= 8 else { return nil }
        if let day = day(k), let (year, month) = DateReader.yearAndMonth(text, lines[k + 1].range) { return DateText(year: year, month: month, day: day) }
        if let day = day(k + 1), let (year, month) = DateReader.yearAndMonth(text, lines[k].range) { return DateText(year: year, month: month, day: day) }
        return nil
    }

    private func day(_ k: Int) -> Int? {
        let r = lines[k].range
        guard r.count <= 2, let (value, end) = text.number(at: r.lowerBound, end: r.upperBound), end == r.upperBound, (1...31).contains(value) else { return nil }
        return value
    }
}
