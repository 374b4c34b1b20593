// The byline: the line of metadata beside the title (来源 作者 阅读 时间).

import Markup

/// What the byline says.
struct Byline {
    /// The lines that make it up, in document order.
    var lines: [Int] = []
    /// Verbatim, the lines joined by a space.
    var text: String?
    var source: String?
    var author: String?
    var editor: String?
    var date: DateText?
    var dateWhere: Place = .byline
    var reads: Int?
    /// The first paragraph of the body, where it runs on from the byline.
    var runOn: Range<Int>?
}

extension Byline {
    /// How many lines before and after the title are looked at.
    private static let reach = (after: 16, before: 8)
    /// How many short lines may stand between title and a bare date.
    private static let farthestDate = 6

    /// Reads the byline of a page.
    ///
    /// - Parameters:
    ///   - title: the lines of the headline, if one was found.
    ///   - limit: lines from here on are not looked at.
    ///   - excluded: the lines of the document's table, which are no byline.
    ///   - isPlausible: whether a date can be the page's.
    init(_ page: VisibleText, marks: BylineMarks, title: Range<Int>?, limit: Int, excluded: Range<Int>, isPlausible: (DateText) -> Bool) {
        var members: [Int] = []
        if let title {
            members = Byline.after(page, marks, title.upperBound, min(limit, title.upperBound + Byline.reach.after))
            if !Byline.hasDate(page, members) {
                members = Byline.before(page, marks, title.lowerBound) + members
            }
        } else if let best = (0..<min(limit, marks.strength.count)).filter({ marks.strength[$0] >= 3 }).max(by: { marks.strength[$0] < marks.strength[$1] }) {
            members = Byline.after(page, marks, best, min(limit, best + 4))
        }
        members.removeAll { excluded.contains($0) }
        lines = members
        guard !members.isEmpty else { return }
        text = Byline.withEmptyLabels(page, members).map { page.text.words(Int(page.lines[$0].start)..<(marks.glue[$0] ?? Int(page.lines[$0].end))) ?? "" }.joined(separator: " ")
        read(page, members, isPlausible, marks)
        if let last = members.last, let at = marks.glue[last] { runOn = at..<Int(page.lines[last].end) }
    }

    /// The byline's lines below the title: up to the first line of prose.
    private static func after(_ page: VisibleText, _ marks: BylineMarks, _ from: Int, _ to: Int) -> [Int] {
        var members: [Int] = []
        var misses = 0
        var k = from
        while k < min(to, page.lines.count) {
            let line = page.lines[k]
            if k + 1 < page.lines.count, page.lines[k].solid <= 8, page.dayBesideMonth(k) != nil {
                members += [k, k + 1]
                k += 1
            } else if marks.continued.contains(k) {
                members += [k, k + 1]
                misses = 0
                k += 1
            } else if marks.strength[k] > 0 {
                // A second date, or one that stands far from the title, is another thing's.
                if marks.strength[k] == 1, !members.isEmpty && hasDate(page, members) || misses > farthestDate { break }
                members.append(k)
                misses = 0
            } else if k <= from + 2, reporters(page, k) != nil, hasBylineBehind(marks, k) {
                members.append(k)
            } else {
                // Text ends the search; only a subtitle may stand between title and byline.
                if isText(page, k), k > from || line.solid > 60 || endsSentence(page, k) { break }
                misses += members.isEmpty ? 1 : 2
                if misses > 11 { break }
            }
            k += 1
        }
        return members
    }

    /// The byline's lines with the lines between them that hold an empty label only (作者：).
    private static func withEmptyLabels(_ page: VisibleText, _ members: [Int]) -> [Int] {
        guard let first = members.first, let last = members.last, last - first <= 12 else { return members }
        let own = Set(members)
        return (first...last).filter { k in
            if own.contains(k) { return true }
            let split = LabelledLine(page, line: k)
            return page.lines[k].solid <= 12 && split.lead.isEmpty && !split.values.isEmpty && split.values.allSatisfy { $0.value.isEmpty }
        }
    }

    /// Whether a line of the byline proper follows soon.
    private static func hasBylineBehind(_ marks: BylineMarks, _ k: Int) -> Bool {
        ((k + 1)..<(k + 4)).contains { $0 < marks.strength.count && marks.strength[$0] > 0 }
    }

    /// Whether a line is text of the article rather than a tool or a label.
    private static func isText(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.linkShare < 0.5, line.marks >= 1 || line.solid >= 25 || endsSentence(page, k) else { return false }
        return EndMark.of(page, k) == nil && (line.solid > 60 || LabelledLine(page, line: k).values.isEmpty)
    }

    private static let sentenceEnds: [[UInt8]] = ["。", "：", "！", "？", "；"].map { Array($0.utf8) }

    private static func endsSentence(_ page: VisibleText, _ k: Int) -> Bool {
        let end = Int(page.lines[k].end)
        return sentenceEnds.contains { page.text.has($0, at: end - 3, end: end) }
    }

    /// A byline below the body, for pages that have none beside the title.
    init(below page: VisibleText, marks: BylineMarks, from: Int, excluded: Range<Int>, isPlausible: (DateText) -> Bool) {
        var members: [Int] = []
        for k in from..<max(from, min(from + Byline.reachBelow, page.lines.count)) {
            if EndMark.isFoot(page, k) || EndMark.of(page, k) == .related && k + 1 < page.lines.count && page.lines[k + 1].linkShare > 0.5 { break }
            if marks.strength[k] >= 2, page.lines[k].solid <= 90, !excluded.contains(k) { members.append(k) }
        }
        lines = members
        guard !members.isEmpty else { return }
        text = members.map { page.string($0) }.joined(separator: " ")
        read(page, members, isPlausible, marks)
        dateWhere = date?.midnightDropped == true ? .belowMidnight : .below
    }

    private static let reachBelow = 14

    /// The byline's lines above the title.
    private static func before(_ page: VisibleText, _ marks: BylineMarks, _ title: Int) -> [Int] {
        var members: [Int] = []
        var k = title - 1
        while k >= max(0, title - reach.before) {
            if marks.strength[k] > 0 {
                // A day beside its month is two lines.
                if members.first != k + 1, k + 1 < title, page.dayBesideMonth(k) != nil { members.insert(k + 1, at: 0) }
                members.insert(k, at: 0)
            } else if !members.isEmpty {
                break
            }
            k -= 1
        }
        return members
    }

    private static func hasDate(_ page: VisibleText, _ members: [Int]) -> Bool {
        members.contains { DateReader.first(in: page.text, page.lines[$0].range) != nil }
    }

    private mutating func read(_ page: VisibleText, _ members: [Int], _ isPlausible: (DateText) -> Bool, _ marks: BylineMarks) {
        var labelled: DateText?, bare: DateText?, updated: DateText?
        var subEditor: String?
        func take(_ range: Range<Int>, into date: inout DateText?) {
            if date == nil, let found = DateReader.first(in: page.text, range)?.date, isPlausible(found) { date = found }
        }
        for (n, k) in members.enumerated() {
            if n + 1 < members.count, members[n + 1] == k + 1, let date = page.dayBesideMonth(k) { bare = bare ?? date }
            var split = LabelledLine(page, line: k, until: marks.glue[k])
            if marks.continued.contains(k), let last = split.values.indices.last { split.values[last].value = LabelledLine.bared(page.text, page.lines[k + 1].range) }
            take(split.lead, into: &bare)
            for v in split.values {
                switch v.label {
                case .date: take(v.value, into: &labelled)
                case .update: take(v.value, into: &updated)
                case .reads: reads = reads ?? Byline.count(page.text, v.value)
                case .source:
                    let name = Byline.name(page.text, Byline.firstLink(page, k, v.value), gap: 2)
                    source = source ?? page.text.words(name)
                    take(v.value, into: &bare)
                case .author:
                    author = author ?? page.text.words(Byline.withoutOffice(page.text, Byline.name(page.text, v.value, gap: 4)))
                    take(v.value, into: &bare)
                case .editor:
                    editor = editor ?? page.text.words(Byline.name(page.text, v.value, gap: 4))
                    take(v.value, into: &bare)
                case .subEditor:
                    subEditor = subEditor ?? page.text.words(Byline.name(page.text, v.value, gap: 4))
                    take(v.value, into: &bare)
                case .tool, .credit: take(v.value, into: &bare)
                case .other, .originalTitle: break
                }
            }
        }
        if source == nil { source = Byline.linkBehindDate(page, members) ?? Byline.namedSource(page, members) ?? Byline.nameBesideDate(page, members) }
        if reads == nil { reads = members.lazy.compactMap { Byline.countBefore(page, $0) }.first }
        if author == nil { author = Byline.namedAuthor(page, members) ?? members.lazy.compactMap { Byline.reporters(page, $0) }.first }
        editor = editor ?? subEditor
        date = labelled ?? bare ?? updated
        if date?.midnightDropped == true { dateWhere = .bylineMidnight }
    }

    /// A value that begins with a link, and goes on with another, ends with the first.
    static func firstLink(_ page: VisibleText, _ k: Int, _ value: Range<Int>) -> Range<Int> {
        let inside = page.lines[k].linkRange.filter { page.links[$0].range.overlaps(value) }
        guard inside.count >= 2, let first = inside.first, page.links[first].range.lowerBound <= value.lowerBound else { return value }
        return value.lowerBound..<min(value.upperBound, page.links[first].range.upperBound)
    }

    /// A value up to the date or the gap that ends it.
    static func name(_ text: [UInt8], _ range: Range<Int>, gap: Int) -> Range<Int> {
        var r = range
        if let (_, date) = DateReader.first(in: text, r) { r = r.lowerBound..<date.lowerBound }
        for bar in bars { if let at = text.find(bar, in: r) { r = r.lowerBound..<at } }
        return LabelledLine.bared(text, LabelledLine.cutAtGap(text, text.trimmed(r), blanks: gap))
    }

    private static let bars: [[UInt8]] = ["|", "｜", "│"].map { Array($0.utf8) }
    private static let offices: [[UInt8]] = ["评论员", "记者", "通讯员", "撰稿人"].map { Array($0.utf8) }

    /// The name behind a reporter's office (政能亮特约评论员 韩涵), where a blank parts them.
    static func withoutOffice(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        for word in offices {
            guard let at = text.findLast(word, in: range), at + word.count < range.upperBound, text.blank(at: at + word.count, end: range.upperBound) > 0,
                  text.cutAtBlank(range.lowerBound..<at).upperBound == at else { continue }
            let name = LabelledLine.bared(text, (at + word.count)..<range.upperBound)
            if text.scalars(name) >= 2 { return name }
        }
        return range
    }

    /// The number of readers at the beginning of a value (`33`, `2168次`, `[ 10 ]`).
    static func count(_ text: [UInt8], _ range: Range<Int>) -> Int? {
        var i = range.lowerBound
        while i < range.upperBound, !(text[i] >= 0x30 && text[i] <= 0x39) {
            // Only brackets and blanks may stand before the number.
            if text[i] == 0x5B || text[i] == 0x28 { i += 1; continue }
            let n = text.blank(at: i, end: range.upperBound)
            if n == 0 { return nil }
            i += n
        }
        guard var (value, end) = text.number(at: i, end: range.upperBound) else { return nil }
        // 1,234
        while end + 3 < range.upperBound, value < 1_000_000, text[end] == 0x2C,
              let (more, next) = text.number(at: end + 1, end: range.upperBound), next - end == 4 {
            value = value * 1000 + more
            end = next
        }
        // A date or a time that follows an empty label is no count.
        if end < range.upperBound, text[end] == 0x2D || text[end] == 0x3A || text[end] == 0x2F || text[end] == 0x2E { return nil }
        if text.has(Array("年".utf8), at: end, end: range.upperBound) { return nil }
        return value
    }
}
