// The 文号 in the head of a document's text, for tables that leave it out.

/// Finds the line that is a 文号 and nothing else. Numbers inside sentences are those of other documents.
enum DocumentNumber {
    /// How many characters of the text are its head.
    private static let head: Int32 = 500
    /// A line with a 文号 has at most so many characters.
    private static let longest: Int32 = 40

    /// The number, as the page writes it.
    ///
    /// - Parameters:
    ///   - lines: the text's lines, the headline's end first.
    ///   - excluded: lines that are no text (byline, table).
    static func find(_ page: VisibleText, in lines: Range<Int>, excluded: Set<Int>) -> String? {
        var read: Int32 = 0
        for k in lines where !excluded.contains(k) {
            let line = page.lines[k]
            if line.solid <= longest, line.linked == 0, isNumber(page.folded[line.foldedRange]) { return page.text.words(bared(page, k)) }
            read += line.solid
            if read > head { return nil }
        }
        return nil
    }

    /// Without the parentheses round the whole.
    private static func bared(_ page: VisibleText, _ k: Int) -> Range<Int> {
        let line = page.folded[page.lines[k].foldedRange]
        guard line.first == 0x28, line.last == 0x29 else { return page.lines[k].range }
        return page.unfolded((line.startIndex + 1)..<(line.endIndex - 1), line: k)
    }

    private static let brackets: [(open: [UInt8], close: [UInt8])] = [("〔", "〕"), ("[", "]"), ("(", ")"), ("【", "】"), ("﹝", "﹞")].map {
        (Array($0.0.utf8), Array($0.1.utf8))
    }
    private static let serial = Array("号".utf8), ordinal = Array("第".utf8), order = Array("令".utf8), notice = Array("公告".utf8), year = Array("年".utf8)

    /// What counts its decisions through a term.
    private static let counting = ["政府", "人大", "委员会", "公告"].map { Array($0.utf8) }

    /// Whether folded bytes are a 文号 whole: agency's characters, year in brackets, serial, 号; or 令第N号, 令N号, 公告YYYY年第N号, 人大第N号.
    static func isNumber(_ line: ArraySlice<UInt8>) -> Bool {
        let text = Array(line.first == 0x28 && line.last == 0x29 ? line.dropFirst().dropLast() : line)
        var i = 0
        while i < text.count, isHan(text, i) { i += 3 }
        guard i > 0, i < text.count || text.hasSuffix(serial) else { return false }
        // 清政办发〔2023〕15号
        for bracket in brackets where text.has(bracket.open, at: i, end: text.count) {
            guard let (written, end) = text.number(at: i + bracket.open.count, end: text.count), isYear(written),
                text.has(bracket.close, at: end, end: text.count)
            else { return false }
            var at = end + bracket.close.count
            if text.has(ordinal, at: at, end: text.count) { at += 3 }
            return isSerial(text, at: at)
        }
        // 政府令第187号, 政府令187号: the word before the digits, 第 left out.
        let word = text[..<i].suffix(3).elementsEqual(ordinal) ? i - 3 : i
        if word >= 3, text[(word - 3)..<word].elementsEqual(order) { return isSerial(text, at: i) }
        // 县人大第3号, 县人民政府第3号, 公告第3号: counted by term, not by year.
        if word < i, counting.contains(where: { text[..<word].suffix($0.count).elementsEqual($0) }) { return isSerial(text, at: i) }
        // 公告2023年第5号
        guard word == i, i >= 6, text[(i - 6)..<i].elementsEqual(notice), let (written, end) = text.number(at: i, end: text.count), isYear(written),
            text.has(year, at: end, end: text.count), text.has(ordinal, at: end + 3, end: text.count)
        else { return false }
        return isSerial(text, at: end + 6)
    }

    private static func isSerial(_ text: [UInt8], at: Int) -> Bool {
        guard let (_, end) = text.number(at: at, end: text.count), end - at <= 5 else { return false }
        return end + serial.count == text.count && text.has(serial, at: end, end: text.count)
    }

    private static func isYear(_ number: Int) -> Bool { (1900...2099).contains(number) }

    private static func isHan(_ text: [UInt8], _ i: Int) -> Bool {
        i + 2 < text.count && (0xE4...0xE9).contains(text[i])
    }
}

private extension [UInt8] {
    func hasSuffix(_ other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
