// Which lines of a page look like a byline.

/// How much each line of a page looks like a byline: 0 not at all, 1 for a bare date, more with each label.
struct BylineMarks {
    private(set) var strength: [UInt8]
    /// Where, in a byline that runs on into the body without a break (加入时间:2016-10-09日前,…), the body begins.
    private(set) var glue: [Int: Int] = [:]
    /// Lines that end with a label whose value stands in the next line: in a cell or block of its own.
    private(set) var continued: Set<Int> = []

    init(_ page: VisibleText) {
        strength = page.lines.indices.map { BylineMarks.measure(page, $0) }
        for k in page.lines.indices {
            guard let at = BylineMarks.glued(page, k) else { continue }
            glue[k] = at
            strength[k] = 4
        }
        for k in page.lines.indices.dropLast() where page.lines[k].solid <= 8 && page.dayBesideMonth(k) != nil { strength[k] = 1 }
        for k in page.lines.indices.dropLast() where page.lines[k].solid <= 12 && BylineMarks.isContinued(page, k) {
            continued.insert(k)
            strength[k] = max(strength[k], 2)
        }
    }

    /// The longest value in a line of its own.
    private static let longestCell: Int32 = 24

    /// Whether a line is a label alone and the next its value: cells of one row, or the only short blocks of one element.
    private static func isContinued(_ page: VisibleText, _ k: Int) -> Bool {
        let next = page.lines[k + 1]
        guard page.folded[Int(page.lines[k].foldedEnd) - 1] == 0x3A, next.solid <= longestCell, next.marks <= 1 else { return false }
        let split = LabelledLine(page, line: k)
        guard split.values.count == 1, split.lead.isEmpty, split.values[0].value.isEmpty else { return false }
        switch split.values[0].label {
        case .date, .update:
            guard DateReader.first(in: page.text, next.range) != nil else { return false }
        case .reads:
            guard page.text.number(at: Int(next.start), end: Int(next.end)) != nil else { return false }
        case .source, .author, .editor, .subEditor:
            guard DateReader.first(in: page.text, next.range) == nil else { return false }
        default: return false
        }
        guard LabelledLine(page, line: k + 1).values.isEmpty else { return false }
        let tree = page.tree
        if let row = tree.nearest([.tr, .dl], from: Int(page.lines[k].block)) {
            if page.isInside(Int(next.firstNode), row) { return true }
        }
        guard let parent = tree.parent(of: Int(page.lines[k].block)), page.isInside(Int(next.firstNode), parent) else { return false }
        let inside = page.lines(in: parent)
        return inside.count <= 12 && inside.allSatisfy { page.lines[$0].solid <= longestCell }
    }

    /// A byline is short; each of its values is.
    private static let longest: Int32 = 260
    private static let longestLead = 34
    private static let longestValue = 80

    private static func measure(_ page: VisibleText, _ k: Int) -> UInt8 {
        let line = page.lines[k]
        guard line.solid <= longest, line.solid >= 4, line.linkShare < 0.85 else { return 0 }
        let split = LabelledLine(page, line: k)
        var seen = 0
        var score = 0
        // A label alone, with nothing behind it, is the head of a column.
        if split.values.count == 1, split.values[0].value.isEmpty, split.lead.isEmpty { return 0 }
        for v in split.values {
            let bit: Int
            switch v.label {
            case .source: bit = 1
            case .author: bit = 2
            case .editor, .subEditor: bit = 4
            case .date, .update: bit = 8
            case .reads: bit = 16
            default: continue
            }
            if v.value.count > 3 * longestValue { return 0 }
            if bit == 8, v.value.count > 0, DateReader.first(in: page.text, v.value) == nil { continue }
            if seen & bit == 0 { score += bit == 4 ? 1 : 2 }
            seen |= bit
        }
        let date = DateReader.first(in: page.text, page.lines[k].range)
        if seen == 0 {
            guard let date else { return line.solid <= 24 && line.marks == 0 && (saysHowLongAgo(page, k) || hasDayAndTime(page, k)) ? 1 : 0 }
            let rest = Int(line.solid) - page.text.scalars(date.range)
            return rest <= 16 && line.marks <= 2 && line.linked < 6 && date.range.lowerBound <= Int(line.start) + 48
                && !isClock(page, k) ? 1 : 0
        }
        let leadLength = page.text.scalars(split.lead)
        if leadLength > longestLead, DateReader.first(in: page.text, split.lead) == nil || leadLength > 60 { return 0 }
        return UInt8(score + (date == nil ? 0 : 2))
    }

    private static let ages: [[UInt8]] = ["天前", "小时前", "分钟前", "个月前", "年前"].map { Array($0.utf8) }

    private static let moon = Array("月".utf8), sun = Array("日".utf8)

    /// Whether a line holds a day without its year, and a time (6月2日 09:00, 04-23 08:00).
    private static func hasDayAndTime(_ page: VisibleText, _ k: Int) -> Bool {
        let text = page.text, end = Int(page.lines[k].end)
        var i = Int(page.lines[k].start)
        while i < end {
            guard let (month, next) = text.number(at: i, end: end) else { i += 1; continue }
            i = next
            guard (1...12).contains(month) else { continue }
            let isHan = text.has(moon, at: next, end: end)
            guard isHan || next < end && text[next] == 0x2D, let (day, after) = text.number(at: next + (isHan ? 3 : 1), end: end), (1...31).contains(day) else { continue }
            var at = after + (isHan && text.has(sun, at: after, end: end) ? 3 : 0)
            while at < end { let n = text.blank(at: at, end: end); if n == 0 { break }; at += n }
            guard let (hour, colon) = text.number(at: at, end: end), hour < 24, colon + 1 < end, text[colon] == 0x3A, (0x30...0x39).contains(text[colon + 1]) else { continue }
            return true
        }
        return false
    }

    /// Whether a line ends with an age instead of a date (3天前, 2小时前).
    private static func saysHowLongAgo(_ page: VisibleText, _ k: Int) -> Bool {
        let range = page.lines[k].foldedRange
        return ages.contains { age in
            let at = range.upperBound - age.count
            return at > range.lowerBound && page.folded.has(age, at: at, end: range.upperBound) && (0x30...0x39).contains(page.folded[at - 1])
        }
    }

    private static let gluedText = 20

    /// Where the body begins in a line that begins with the labels of a byline and ends with prose behind its date.
    private static func glued(_ page: VisibleText, _ k: Int) -> Int? {
        let line = page.lines[k]
        guard line.solid >= 40, line.marks >= 1,
              let (label, _) = LabelledLine.labels.match(in: page.folded, at: Int(line.foldedStart), end: Int(line.foldedEnd)),
              [Label.source, .author, .date, .editor].contains(label) else { return nil }
        let split = LabelledLine(page, line: k)
        guard let first = split.values.first(where: { $0.label == .date || $0.label == .update }), split.values.count >= 2,
              split.lead.isEmpty, let (_, date) = DateReader.first(in: page.text, first.value), date.lowerBound <= first.value.lowerBound + 3,
              split.values.prefix(while: { $0.labelRange.lowerBound < first.labelRange.lowerBound }).allSatisfy({ $0.value.count <= 90 })
        else { return nil }
        let rest = date.upperBound..<Int(line.end)
        guard page.text.scalars(rest) >= gluedText, page.text.trimmed(rest).lowerBound == rest.lowerBound else { return nil }
        return date.upperBound
    }

    /// Today's date, as pages show it in their heads, is no byline; nor is the dateline of a law (2018年3月20日通过).
    private static let clocks = Terms<Bool>([("今天是|今天|今日|现在是|星期|周一|周二|周三|周四|周五|周六|周日|通过|施行|批准|修订|修正|会议|公布|印发|截止|截至|有效期|举行|召开|开幕|农历", true)])
    private static func isClock(_ page: VisibleText, _ k: Int) -> Bool {
        clocks.first(in: page.folded, page.lines[k].foldedRange) != nil
    }
}
