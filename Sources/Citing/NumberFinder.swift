// Finds 文号 in running text, enumerations and ranges too.

/// A number where it stands.
struct FoundNumber: Equatable {
    let number: DocumentNumber
    /// In scalars of the text. The numbers of a range (3号至5号) all stand where the range does.
    let range: Range<Int>
}

/// Finds the numbers of documents: 国发〔2019〕3号, 财税〔2016〕36号、37号, 国务院令第743号, 商务部2006年第10号令, 财政部公告2015年第3号.
///
/// Left alone are numbers without a sign or name of an agency (第12号令), court files ((2019)京01民终3号), certificates
/// (苏(2020)南京市不动产权第1号) and what is counted otherwise (3号楼).
enum NumberFinder {
    static func find(in text: [Unicode.Scalar]) -> [FoundNumber] {
        var found: [FoundNumber] = []
        var i = 0
        while i < text.count {
            if text[i].isOpening, let next = letters(at: i, in: text, &found) {
                i = next
            } else if text[i] == "令" || text.has("公告", at: i) || text.has("通告", at: i), let next = named(at: i, in: text, &found) {
                i = next
            } else {
                i += 1
            }
        }
        return found
    }

    // MARK: 国发〔2019〕3号

    /// Where the scan goes on behind the numbers that follow the bracket; nil where there is none.
    private static func letters(at bracket: Int, in text: [Unicode.Scalar], _ found: inout [FoundNumber]) -> Int? {
        guard let (year, behind) = year(at: bracket, in: text) else { return nil }
        guard let serials = serials(at: text.skippingBlanks(behind), in: text) else { return nil }
        var end = bracket
        while end > 0, text[end - 1].isBlank { end -= 1 }
        var start = end
        while start > 0, end - start < 24, text[start - 1].isHan { start -= 1 }
        let form: DocumentNumber.Form
        let agency: String
        let from: Int
        if end > start, text[end - 1] == "令", let name = AgencyName.nameStart(in: text, start..<(end - 1)) {
            (form, agency, from) = (.order, text.text(name..<(end - 1)), name)
        } else if let word = ["公告", "通告"].first(where: { text.has($0, before: end) }), let name = AgencyName.nameStart(in: text, start..<(end - 2)) {
            (form, agency, from) = (.notice, text.text(name..<(word == "公告" ? end - 2 : end)), name)
        } else if let sign = AgencyName.signStart(in: text, start..<end) {
            (form, agency, from) = (.letter, text.text(sign..<end), sign)
        } else if let last = found.last, last.number.form == .letter, isEnumerated(text[last.range.upperBound..<bracket]) {
            (form, agency, from) = (.letter, last.number.agency, bracket)  // 财税〔2016〕36号、〔2017〕58号
        } else {
            return nil
        }
        for (number, item) in serials.enumerated() {
            for serial in item.serials {
                found.append(FoundNumber(
                    number: DocumentNumber(form, agency: agency, year: year, serial: serial),
                    range: (number == 0 ? from : item.range.lowerBound)..<item.range.upperBound))
            }
        }
        return serials.last?.range.upperBound
    }

    /// `〔2019〕`: of two digits those of the last century.
    private static func year(at bracket: Int, in text: [Unicode.Scalar]) -> (year: Int, end: Int)? {
        guard let (value, end) = text.number(at: text.skippingBlanks(bracket + 1), digits: 4) else { return nil }
        let close = text.skippingBlanks(end)
        guard close < text.count, text[close].isClosing else { return nil }
        if (1949...2099).contains(value) { return (value, close + 1) }
        return (49...99).contains(value) ? (1900 + value, close + 1) : nil
    }

    private struct Item {
        var serials: [Int]
        var range: Range<Int>
    }

    /// `3号`, `第3号`, `3、4、5号`, `3号、4号`, `3号至5号`, `3-5号`.
    private static func serials(at index: Int, in text: [Unicode.Scalar]) -> [Item]? {
        var items: [Item] = []
        /// Numbers whose 号 has not come yet.
        var open: [Item] = []
        var i = index
        while true {
            let start = i
            if i < text.count, text[i] == "第" { i = text.skippingBlanks(i + 1) }
            guard let (value, end) = text.number(at: i, digits: 5), value > 0 else { break }
            i = text.skippingBlanks(end)
            let hasSerial = i < text.count && text[i] == "号"
            open.append(Item(serials: [value], range: start..<(hasSerial ? i + 1 : end)))
            if hasSerial {
                i += 1
                if countsOtherThings(text, behind: i) { break }
                items += open
                open = []
            }
            guard let (next, isRange) = separator(at: i, in: text) else { break }
            if isRange, let (last, rangeEnd) = rangeEnd(at: next, in: text), last > value, last - value < 200, !countsOtherThings(text, behind: rangeEnd) {
                let first = open.popLast() ?? items.removeLast()
                items += open + [Item(serials: Array(value...last), range: first.range.lowerBound..<rangeEnd)]
                open = []
                i = rangeEnd
                guard let more = separator(at: i, in: text), !more.isRange else { break }
                i = more.next
            } else if isRange {
                break
            } else {
                i = next
            }
        }
        return items.isEmpty ? nil : items
    }

    private static func rangeEnd(at index: Int, in text: [Unicode.Scalar]) -> (Int, Int)? {
        var i = index
        if i < text.count, text[i] == "第" { i += 1 }
        guard let (value, end) = text.number(at: text.skippingBlanks(i), digits: 5) else { return nil }
        let mark = text.skippingBlanks(end)
        return mark < text.count && text[mark] == "号" ? (value, mark + 1) : nil
    }

    private static func separator(at index: Int, in text: [Unicode.Scalar]) -> (next: Int, isRange: Bool)? {
        let i = text.skippingBlanks(index)
        guard i < text.count else { return nil }
        if text.has("以及", at: i) { return (text.skippingBlanks(i + 2), false) }
        if "、,和与及或".unicodeScalars.contains(text[i]) { return (text.skippingBlanks(i + 1), false) }
        if "至到-－—–~～".unicodeScalars.contains(text[i]) { return (text.skippingBlanks(i + 1), true) }
        return nil
    }

    private static func isEnumerated(_ between: ArraySlice<Unicode.Scalar>) -> Bool {
        let words = between.filter { !$0.isBlank && $0 != "文" }
        return words.count <= 2 && words.allSatisfy { "、,，和与及或以；;".unicodeScalars.contains($0) }
    }

    /// 12号地块, 3号楼: no document.
    private static func countsOtherThings(_ text: [Unicode.Scalar], behind index: Int) -> Bool {
        ["地块", "宗地", "地", "楼", "院", "线", "标段", "合同", "房", "门", "井", "桥", "车", "厂", "仓", "铺", "店", "柜", "机组"].contains { text.has($0, at: index) }
    }

    // MARK: 国务院令第743号, 财政部公告2015年第3号

    private static func named(at index: Int, in text: [Unicode.Scalar], _ found: inout [FoundNumber]) -> Int? {
        let isOrder = text[index] == "令"
        let wordEnd = index + (isOrder ? 1 : 2)
        let suffix = text.has("通告", at: index) ? "通告" : ""
        let form: DocumentNumber.Form = isOrder ? .order : .notice
        // 财政部公告2015年第3号
        if let (year, serial, end) = numbered(from: wordEnd, in: text, needsYearOrOrdinal: !isOrder),
           let (start, name) = name(before: index, in: text) {
            found.append(FoundNumber(number: DocumentNumber(form, agency: name + suffix, year: year, serial: serial), range: start..<end))
            return end
        }
        // 商务部2006年第10号令
        if let (year, serial, begin) = numbered(before: index, in: text), isOrder || year != nil, let (start, name) = name(before: begin, in: text) {
            found.append(FoundNumber(number: DocumentNumber(form, agency: name + suffix, year: year, serial: serial), range: start..<wordEnd))
            return wordEnd
        }
        return nil
    }

    /// `2015年第3号`, `（第3号）`, `第十二号` behind the word.
    private static func numbered(from index: Int, in text: [Unicode.Scalar], needsYearOrOrdinal: Bool) -> (year: Int?, serial: Int, end: Int)? {
        var i = text.skippingBlanks(index)
        let isBracketed = i < text.count && text[i].isOpening
        if isBracketed { i = text.skippingBlanks(i + 1) }
        var year: Int?
        if let (value, end) = text.number(at: i, digits: 4), (1949...2099).contains(value), text.skippingBlanks(end) < text.count,
           text[text.skippingBlanks(end)] == "年" {
            year = value
            i = text.skippingBlanks(text.skippingBlanks(end) + 1)
        }
        let hasOrdinal = i < text.count && text[i] == "第"
        if needsYearOrOrdinal, year == nil, !hasOrdinal { return nil }
        if hasOrdinal { i = text.skippingBlanks(i + 1) }
        guard let (serial, end) = text.number(at: i, digits: 5) ?? (hasOrdinal ? text.chineseNumber(at: i) : nil) else { return nil }
        let mark = text.skippingBlanks(end)
        guard mark < text.count, text[mark] == "号", serial > 0, !countsOtherThings(text, behind: mark + 1) else { return nil }
        let close = mark + 1
        return (year, serial, isBracketed && close < text.count && text[close].isClosing ? close + 1 : close)
    }

    /// `2006年第10号`, `第743号` before the word.
    private static func numbered(before index: Int, in text: [Unicode.Scalar]) -> (year: Int?, serial: Int, begin: Int)? {
        var i = index
        while i > 0, text[i - 1].isBlank { i -= 1 }
        guard i > 0, text[i - 1] == "号" else { return nil }
        i -= 1
        let end = i
        while i > 0, end - i < 12, text[i - 1] != "第" { i -= 1 }
        guard i > 0, text[i - 1] == "第" else { return nil }
        let at = text.skippingBlanks(i)
        guard let (serial, numberEnd) = text.number(at: at, digits: 5) ?? text.chineseNumber(at: at), text.skippingBlanks(numberEnd) == end else { return nil }
        i -= 1
        while i > 0, text[i - 1].isBlank { i -= 1 }
        guard i > 4, text[i - 1] == "年", let (year, yearEnd) = text.number(at: i - 5, digits: 4), yearEnd == i - 1, (1949...2099).contains(year) else {
            return (nil, serial, i)
        }
        return (year, serial, i - 5)
    }

    /// The agency's name before an index, and where it begins, joint agencies before it included (财政部 税务总局公告).
    private static func name(before index: Int, in text: [Unicode.Scalar]) -> (start: Int, name: String)? {
        var end = index
        while end > 0, text[end - 1].isBlank { end -= 1 }
        var start = end
        while start > 0, end - start < 40, text[start - 1].isHan { start -= 1 }
        guard var first = AgencyName.nameStart(in: text, start..<end) else { return nil }
        let name = text.text(first..<end)
        while first == start, first > 0, text[first - 1].isBlank || text[first - 1] == "、" {
            var before = first - 1
            while before > 0, text[before - 1].isBlank { before -= 1 }
            start = before
            while start > 0, before - start < 40, text[start - 1].isHan { start -= 1 }
            guard let other = AgencyName.nameStart(in: text, start..<before) else { break }
            first = other
        }
        return (first, name)
    }
}

extension DocumentNumber {
    /// The first number that a text holds, as the field of a record has it.
    public init?(_ text: String) {
        guard let found = NumberFinder.find(in: Array(text.unicodeScalars)).first else { return nil }
        self = found.number
    }
}
