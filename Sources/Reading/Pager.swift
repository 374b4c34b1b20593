// The pager of a list: the next page, and how many rows the list announces.

import Markup

/// What the pager says.
struct Pager {
    /// The `href` of the next page, as written.
    var next: ArraySlice<UInt8>?
    /// The `href` of the page before, as written.
    var previous: ArraySlice<UInt8>?
    /// The next page's address where the pager's script spells it (createPageHTML).
    var scriptNext: String?
    /// The addresses of all pages, from the same call.
    var scriptPages: [String] = []
    /// The rows announced.
    var announced: Int?
    /// Whether a script announces them.
    var announcedByScript = false
    /// Whether the page has a pager at all.
    var exists = false
    /// The link to the page before, or the script that writes the pager: where it stands.
    private(set) var node: Int?
    /// Whether a script says that this page is the last of several.
    private var isLastByScript = false
    /// Whether the pager says that this is a later page (第3页).
    private var isLater = false

    /// Whether this page is the last of a list's pages: there is one before it, and none behind.
    var isLast: Bool { next == nil && scriptNext == nil && (previous != nil || isLater || isLastByScript) }

    private static let words = Terms<Bool>([("上一页|下一页|上页|下页|尾页|末页|首页上一页|第一页|最后一页|前一页|后一页|«上一页|下一页»|下一页>>|下一页>", true)])
    private static let nextWords = Terms<Bool>([("下一页|下页|后一页|后页|下一页>>|下一页>|下一页»|>>下一页|next|nextpage|[下一页]|[下页]|【下一页】", true)])

    private static let previousWords = Set(["上一页", "上页", "前一页", "前页", "<上一页", "<<上一页", "«上一页", "[上一页]", "[上页]", "【上一页】", "previous", "prev"].map { Array($0.utf8) })

    static func isPager(_ page: VisibleText, _ k: Int) -> Bool {
        words.first(in: page.folded, page.lines[k].foldedRange) != nil || onlyNumbers(page, k)
    }

    private static func onlyNumbers(_ page: VisibleText, _ k: Int) -> Bool {
        page.folded[page.lines[k].foldedRange].allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x5B || $0 == 0x5D || $0 == 0x3E || $0 == 0x3C }
    }

    init() {}

    init(_ page: VisibleText) {
        for k in page.lines.indices {
            let line = page.lines[k]
            guard line.solid <= 200 else { continue }
            if announced == nil, let total = Pager.total(page, k) {
                announced = total
                if Pager.isLater(page, k) {
                    isLater = true
                    node = node ?? Int(line.firstNode)
                }
            }
            for l in line.linkRange where next == nil || previous == nil {
                let link = page.links[l]
                var folder = TextFolder()
                folder.fold(page.text, link.range)
                if previous == nil, Pager.previousWords.contains(folder.bytes), let href = page.tree.attribute(.href, of: Int(link.node)), Pager.leads(href) {
                    previous = href
                    node = Int(link.node)
                }
                guard next == nil else { continue }
                guard !folder.bytes.isEmpty, folder.bytes.count <= 30,
                      let (_, length) = Pager.nextWords.match(in: folder.bytes, at: Pager.firstWord(folder.bytes), end: folder.bytes.count),
                      length + Pager.firstWord(folder.bytes) + 6 >= folder.bytes.count else { continue }
                exists = true
                guard let href = page.tree.attribute(.href, of: Int(link.node)), Pager.leads(href) else { continue }
                next = href
            }
            if !exists, line.marks == 0, Pager.words.first(in: page.folded, line.foldedRange) != nil { exists = true }
        }
    }

    private static func firstWord(_ bytes: [UInt8]) -> Int {
        var i = 0
        while i < bytes.count - 1, bytes[i] == 0x3E || bytes[i] == 0x5B { i += 1 }
        return i
    }

    /// Whether an address leads anywhere (not `#`, not `javascript:`).
    private static func leads(_ href: ArraySlice<UInt8>) -> Bool {
        guard let first = href.first(where: { $0 > 0x20 }), first != 0x23 else { return false }
        return !href.lowercased.starts(with: Array("javascript".utf8))
    }

    private static let pages = Array("页".utf8)
    private static let ordinal = Array("第".utf8)

    /// Whether a line has 第N页 with another number than 1.
    private static func isLater(_ page: VisibleText, _ k: Int) -> Bool {
        let range = page.lines[k].foldedRange
        guard let at = page.folded.find(ordinal, in: range), let (number, end) = page.folded.number(at: at + ordinal.count, end: range.upperBound) else { return false }
        return number > 1 && page.folded.has(pages, at: end, end: range.upperBound)
    }

    private static let units: [[UInt8]] = ["条", "篇", "记录", "个记录", "项", "条记录", "条信息", "条数据", "篇文章"].map { Array($0.utf8) }
    private static let totals = Terms<Bool>([("共有|共计|总共|一共|共|总数:|总记录数:|总记录:|记录总数:|总条数:|信息总数:|总计:|总计|总数|总记录数|记录数:|文章总数:|信息数:|结果约|找到约|相关结果约|找到|搜索结果", true)])

    /// The number in 共N条, 总共 N 记录, 总记录数：N.
    private static func total(_ page: VisibleText, _ k: Int) -> Int? {
        let range = page.lines[k].foldedRange
        var from = range.lowerBound
        while from < range.upperBound, let (_, at, length) = totals.first(in: page.folded, from..<range.upperBound) {
            from = at + length
            guard let (value, end) = page.folded.number(at: at + length, end: range.upperBound) else { continue }
            let labelled = page.folded[at + length - 1] == 0x3A
            if labelled || units.contains(where: { page.folded.has($0, at: end, end: range.upperBound) }) { return value }
            // 共2页5条, 共 2 页 / 5 条
            if page.folded.has(pages, at: end, end: range.upperBound) {
                var i = end + pages.count
                while i < range.upperBound, !(page.folded[i] >= 0x30 && page.folded[i] <= 0x39), i < end + pages.count + 4 { i += page.folded.characterLength(at: i) }
                if let (rows, after) = page.folded.number(at: i, end: range.upperBound), units.contains(where: { page.folded.has($0, at: after, end: range.upperBound) }) { return rows }
            }
        }
        return nil
    }

    // MARK: Pagers written by script

    /// More pages than a list has: what announces them is a mistake.
    private static let mostPages = 10_000

    private static let call = Array("createPageHTML(".utf8)

    /// Reads `createPageHTML(pages, current, "index", "html")` of TRS; with four numbers or more the first is the number of
    /// rows, with a quoted first argument the pages count from 1.
    mutating func readScripts(_ page: VisibleText) {
        for i in page.tree.nodes.indices where page.tree.nodes[i].kind != .element && page.tree.nodes[i].textLength > 20 {
            let start = Int(page.tree.nodes[i].textStart)
            let range = start..<(start + Int(page.tree.nodes[i].textLength))
            guard let at = page.tree.text.find(Pager.call, in: range) else { continue }
            if Pager.isDefinition(page.tree.text, before: at) {
                guard let again = page.tree.text.findLast(Pager.call, in: range), again != at else { continue }
                node = node ?? i
                read(page.tree.text, again + Pager.call.count, range.upperBound)
            } else {
                node = node ?? i
                read(page.tree.text, at + Pager.call.count, range.upperBound)
            }
            return
        }
    }

    private static func isDefinition(_ text: [UInt8], before at: Int) -> Bool {
        let word = Array("function ".utf8)
        return at >= word.count && text.has(word, at: at - word.count, end: at)
    }

    private mutating func read(_ text: [UInt8], _ from: Int, _ end: Int) {
        var numbers: [Int] = []
        var strings: [String] = []
        var firstIsString = false
        var count: Int?
        var i = from
        while i < end, text[i] != 0x29, i < from + 300 {
            if text[i] == 0x22 || text[i] == 0x27 {
                let quote = text[i]
                var j = i + 1
                while j < end, text[j] != quote, text[j] != 0x0A { j += 1 }
                if numbers.isEmpty && strings.isEmpty { firstIsString = true }
                strings.append(String(decoding: text[(i + 1)..<j], as: UTF8.self))
                i = j + 1
            } else if let (value, next) = text.number(at: i, end: end) {
                // Behind the names stands the number of rows.
                if strings.count >= 2 { count = value } else { numbers.append(value) }
                i = next
            } else {
                i += 1
            }
        }
        if firstIsString, !strings.isEmpty { strings.removeFirst() }
        guard numbers.count >= 2, strings.count >= 2, !strings[0].isEmpty, !strings[1].isEmpty else { return }
        exists = true
        // Leading numbers stand before the first string: rows first if there are three or more.
        let rowsFirst = !firstIsString && numbers.count >= 3 && numbers[0] >= numbers[1] && numbers[2] <= numbers[1]
        let pages = rowsFirst ? numbers[1] : numbers[0]
        let current = rowsFirst ? numbers[2] : numbers[1]
        if announced == nil, let rows = rowsFirst ? numbers[0] : count, rows >= 1 {
            announced = rows
            announcedByScript = true
        }
        let last = firstIsString ? pages : pages - 1
        if current < last { scriptNext = "\(strings[0])_\(current + 1).\(strings[1])" }
        let first = firstIsString ? 1 : 0
        isLastByScript = current == last && current > first
        guard (first...Pager.mostPages).contains(last) else { return }
        scriptPages = ["\(strings[0]).\(strings[1])"] + (first..<last).map { "\(strings[0])_\($0 + 1).\(strings[1])" }
    }
}
