// The rows of a list page (栏目): one link with its date in each item of one container.

import Markup

/// The rows of the page's main list.
struct ListRows {
    /// A row before its URL is made absolute.
    struct Row {
        var title: String
        var link: Int
        var date: DateText?
        /// What else the row says: 文号, 索引号, issuer, validity, by the table's head.
        var number: String?
        var indexNumber: String?
        var issuer: String?
        var validity: String?
    }

    var rows: [Row] = []
    /// What the rows are worth: characters of their titles, twice with a date.
    var worth = 0.0
    /// The share of the rows that have a date.
    var dated: Double { rows.isEmpty ? 0 : Double(rows.count { $0.date != nil }) / Double(rows.count) }
    var container = 0
    /// Links whose titles stand in an attribute alone.
    private var wordless: [Int] = []

    // MARK: Thresholds

    /// A row's title has at least this many characters; shorter links are navigation.
    private static let shortestTitle = 2
    /// A row has at most this many characters, its summary included.
    private static let longestRow: Int32 = 600
    /// How many ancestors of a link can be the list.
    private static let levels = 9
    /// A title of this many characters and less is worth nothing: navigation has such.
    private static let worthlessTitle = 4
    /// A page with this many bylines shows rows with summaries (search results), no article.
    static let manyBylines = 5

    init() {}

    init(_ page: VisibleText, excluded: Range<Int>?) {
        var best: (worth: Double, node: Int, rows: [Row])?
        wordless = WordlessLinks.find(page)
        for node in ListRows.candidates(page, wordless) {
            let rows = ListRows.rows(page, in: node, excluded, wordless)
            guard rows.count >= 1 else { continue }
            let worth = rows.reduce(0.0) { $0 + ListRows.worth(page, $1) }
            if worth > best?.worth ?? 0 { best = (worth, node, rows) }
        }
        guard let best else { return }
        container = best.node
        rows = best.rows
        worth = best.worth
        addTwins(page, excluded)
    }

    /// A list that is cut into groups (a `<ul>` for every five rows) goes on in the siblings of its element.
    private mutating func addTwins(_ page: VisibleText, _ excluded: Range<Int>?) {
        guard let parent = page.tree.parent(of: container), parent > 0 else { return }
        let tag = page.tree.nodes[container].tag
        let name = page.tree.words(.class_, of: container)
        var all: [Row] = []
        var groups = 0
        for twin in page.tree.children(of: parent)
        where page.tree.nodes[twin].kind == .element && page.tree.nodes[twin].tag == tag && page.tree.words(.class_, of: twin) == name {
            let more = twin == container ? rows : ListRows.rows(page, in: twin, excluded, wordless)
            // Twins of a dated list are dated.
            if twin != container, dated > 0.5, more.count(where: { $0.date != nil }) * 2 < more.count { continue }
            if !more.isEmpty { groups += 1 }
            all += more
        }
        if groups > 1 { rows = all } else { addBoxes(page, excluded) }
    }

    /// Lists in boxes side by side, each under a head of its own: a column's page that shows its columns. Without a breadcrumb
    /// such a page is a home page.
    private mutating func addBoxes(_ page: VisibleText, _ excluded: Range<Int>?) {
        let tree = page.tree
        guard excluded != nil, dated > 0.5, let box = tree.parent(of: container), let parent = tree.parent(of: box), parent > 0 else { return }
        func same(_ a: Int, _ b: Int) -> Bool {
            tree.nodes[a].kind == .element && tree.nodes[a].tag == tree.nodes[b].tag && tree.words(.class_, of: a) == tree.words(.class_, of: b)
        }
        var all: [Row] = []
        var boxes = 0
        for twin in tree.children(of: parent) where same(twin, box) {
            for list in tree.children(of: twin) where same(list, container) {
                let more = list == container ? rows : ListRows.rows(page, in: list, excluded, wordless)
                guard !more.isEmpty, more.count(where: { $0.date != nil }) * 2 >= more.count else { continue }
                boxes += 1
                all += more
            }
        }
        if boxes > 1 { rows = all }
    }

    static func worth(_ page: VisibleText, _ row: Row) -> Double {
        let length = Double(min(row.title.unicodeScalars.count, 40) - worthlessTitle)
        return row.date != nil ? max(2, length) * 2 + 8 : max(0, length)
    }

    /// Elements that have links in two children or more.
    static func candidates(_ page: VisibleText, _ wordless: [Int] = []) -> [Int] {
        var lastChild = [Int32](repeating: -1, count: page.tree.nodes.count)
        var children = [Int32](repeating: 0, count: page.tree.nodes.count)
        var found: [Int] = []
        for link in page.links.map({ Int($0.node) }) + wordless {
            var child = link
            for _ in 0..<levels {
                guard let parent = page.tree.parent(of: child), parent > 0 else { break }
                if Int(lastChild[parent]) != child {
                    lastChild[parent] = Int32(child)
                    children[parent] += 1
                    if children[parent] == 2 { found.append(parent) }
                }
                child = parent
            }
        }
        return found
    }

    /// The rows of an element: its children that are blocks, or, between these, its lines.
    static func rows(_ page: VisibleText, in node: Int, _ excluded: Range<Int>?, _ wordless: [Int] = []) -> [Row] {
        var rows: [Row] = []
        var head = tableHead(page, node)
        let lines = page.lines(in: node)
        var k = lines.lowerBound
        var reached = node + 1
        while k < lines.upperBound {
            if let excluded, excluded.contains(k) { k += 1; continue }
            let child = child(page, of: node, above: Int(page.lines[k].firstNode), from: &reached)
            var group = k..<(k + 1)
            let tag = page.tree.nodes[child].tag
            if Int(tag.rawValue) < Layout.flow.count, page.tree.nodes[child].kind == .element, Layout.flow[Int(tag.rawValue)] == .block {
                let end = page.firstLine(from: Int(page.tree.nodes[child].end))
                group = k..<max(k + 1, min(end, lines.upperBound))
            }
            // dt/dd: title and date of one row are siblings.
            if tag == .dt, group.upperBound < lines.upperBound {
                let next = self.child(page, of: node, above: Int(page.lines[group.upperBound].firstNode), from: &reached)
                if page.tree.nodes[next].tag == .dd { group = group.lowerBound..<max(group.upperBound, min(page.firstLine(from: Int(page.tree.nodes[next].end)), lines.upperBound)) }
            }
            if tag == .tr, rows.isEmpty, let found = DocumentTable.head(page, row: child) { head = found }
            if group.count == 1, page.lines[k].block == Int32(node), let found = rowsInLine(page, k) {
                rows += found
                k += 1
                continue
            }
            if var row = row(page, group, isInline: group.count == 1 && page.lines[k].block == Int32(node)) {
                if tag == .tr, !head.isEmpty { fill(&row, page, child, head) }
                rows.append(row)
            } else if !wordless.isEmpty, child > node, let row = WordlessLinks.row(page, group, in: child, of: wordless) {
                rows.append(Row(title: row.title, link: row.link, date: row.date))
            }
            k = group.upperBound
        }
        return rows
    }

    /// The fields in the `<thead>` beside a table's rows.
    private static func tableHead(_ page: VisibleText, _ node: Int) -> [DocumentTable.Field?] {
        guard page.tree.nodes[node].tag == .tbody, let table = page.tree.parent(of: node) else { return [] }
        for child in page.tree.children(of: table) where page.tree.nodes[child].tag == .thead {
            for row in page.tree.children(of: child) where page.tree.nodes[row].tag == .tr {
                if let head = DocumentTable.head(page, row: row) { return head }
            }
        }
        return []
    }

    /// The child of a node that holds a descendant, or is it. `child` is where the last search ended: descendants come in document order.
    private static func child(_ page: VisibleText, of node: Int, above descendant: Int, from child: inout Int) -> Int {
        guard descendant > node else { return descendant }
        while Int(page.tree.nodes[child].end) <= descendant { child = Int(page.tree.nodes[child].end) }
        return child
    }

    /// Links side by side in one line (set apart by style alone), each with its own date in it.
    private static func rowsInLine(_ page: VisibleText, _ k: Int) -> [Row]? {
        let links = page.lines[k].linkRange.map { page.links[$0] }
        guard links.count >= fewestInLine else { return nil }
        var rows: [Row] = []
        for link in links {
            var date: DateText?
            var pieces = [link.range]
            guard DateReader.first(in: page.text, link.range) != nil, let title = title(page, Int(link.node), &pieces, &date), date != nil else { return nil }
            rows.append(Row(title: title, link: Int(link.node), date: date))
        }
        return rows
    }

    private static let fewestInLine = 3

    static func row(_ page: VisibleText, _ group: Range<Int>, isInline: Bool) -> Row? {
        var solid: Int32 = 0
        var best: (length: Int, link: Int)?
        var others = 0
        for k in group {
            solid += page.lines[k].solid
            if solid > longestRow { return nil }
            for l in page.lines[k].linkRange {
                let link = page.links[l]
                guard page.tree.attribute(.href, of: Int(link.node)) != nil else { continue }
                let length = page.text.scalars(link.range)
                if length >= 6, best != nil, page.links[best!.link].node != link.node { others += 1 }
                if length > best?.length ?? 0 { best = (length, l) }
            }
        }
        guard let best else { return nil }
        let link = page.links[best.link]
        let node = Int(link.node)
        // A link broken over lines, or with its date in it.
        var pieces: [Range<Int>] = []
        for k in group { for l in page.lines[k].linkRange where page.links[l].node == link.node { pieces.append(page.links[l].range) } }
        var date: DateText?
        for k in group {
            if let found = DateReader.first(in: page.text, outside(page, k, link.node)) { date = found.date; break }
        }
        var title = title(page, node, &pieces, &date)
        if let full = page.tree.words(.title, of: node) { title = unabridged(title, full) }
        guard let title, title.unicodeScalars.count >= shortestTitle else { return nil }
        if others >= 1, best.length < 8 { return nil }
        if others >= 3 { return nil }
        // A box that holds dated rows is no row itself.
        if others >= 1, group.count(where: { !page.lines[$0].linkRange.isEmpty && DateReader.first(in: page.text, page.lines[$0].range) != nil }) >= 2 { return nil }
        if date == nil { date = group.lazy.compactMap { page.dayBesideMonth($0) ?? page.dayBeforeMonth($0) }.first ?? monthAndDay(page, group, node) }
        if pagerWords.match(in: Array(title.utf8), at: 0, end: title.utf8.count)?.length == title.utf8.count { return nil }
        return Row(title: title, link: node, date: date)
    }

    private static let pagerWords = Terms<Bool>([("上一页|下一页|首页|尾页|末页|上页|下页|第一页|最后一页|更多|更多>>|more|详细|查看|[详细]|查看详情|详情|阅读全文|>>|<<上一页|下一页>>|跳转到|返回首页|网站首页", true)])

    /// The part of a line behind the link, else before it: where a date of the row's own stands.
    private static func outside(_ page: VisibleText, _ k: Int, _ node: Int32) -> Range<Int> {
        var range = page.lines[k].range
        for l in page.lines[k].linkRange where page.links[l].node == node {
            let link = page.links[l].range
            let before = range.lowerBound..<max(range.lowerBound, link.lowerBound)
            let after = min(link.upperBound, range.upperBound)..<range.upperBound
            range = DateReader.first(in: page.text, after) != nil ? after : before
        }
        return range
    }

    /// The title in a link's pieces; a piece that is only a date is the row's date, a date at the end of one too.
    private static func title(_ page: VisibleText, _ node: Int, _ pieces: inout [Range<Int>], _ date: inout DateText?) -> String? {
        var words: [String] = []
        for piece in pieces {
            var r = page.text.trimmed(piece)
            while let first = firstOrnament(page.text, r) { r = page.text.trimmed((r.lowerBound + first)..<r.upperBound) }
            if let (found, at) = DateReader.first(in: page.text, r) {
                let before = LabelledLine.bared(page.text, r.lowerBound..<at.lowerBound)
                let after = LabelledLine.bared(page.text, at.upperBound..<r.upperBound)
                if before.isEmpty, after.isEmpty { date = date ?? found; continue }
                if date == nil, after.isEmpty, page.text.scalars(before) >= 4 {
                    date = found
                    r = before
                }
            }
            if let w = page.text.words(r) { words.append(w) }
        }
        // Behind the first piece a link can hold a summary.
        if words.count > 1, words[0].unicodeScalars.count >= 6, words.dropFirst().contains(where: { $0.unicodeScalars.count > 40 }) { return words[0] }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static let ornaments: [[UInt8]] = ["·", "•", "●", "■", "▪", "◆", "★", "※", "►", "▶", "□", "○", "◎", "∙", "・", "．", "》", "☆"].map { Array($0.utf8) }

    private static func firstOrnament(_ text: [UInt8], _ r: Range<Int>) -> Int? {
        for mark in ornaments where text.has(mark, at: r.lowerBound, end: r.upperBound) && r.count > mark.count { return mark.count }
        return nil
    }

    /// The title in full from the `title` attribute, where the page cuts it.
    private static func unabridged(_ shown: String?, _ full: String) -> String? {
        guard let shown else { return full }
        var own = TextFolder.fold(shown)
        let whole = TextFolder.fold(full)
        if own == whole { return shown }
        while own.last == 0x2E || own.suffix(3).elementsEqual("…".utf8) { own.removeLast(own.last == 0x2E ? 1 : 3) }
        return own.count >= 6 && whole.count > own.count && whole.starts(with: own) && whole.count < 900 ? full : shown
    }

    /// A row that shows month and day alone (05-20, [05/20]) and whose address names the year.
    private static func monthAndDay(_ page: VisibleText, _ group: Range<Int>, _ node: Int) -> DateText? {
        guard let href = page.tree.attribute(.href, of: node), let address = URLDate.find(page.tree.text, href.startIndex..<href.endIndex) else { return nil }
        for k in group {
            var i = Int(page.lines[k].start)
            let end = Int(page.lines[k].end)
            while i < end {
                guard let (month, next) = page.text.number(at: i, end: end) else { i += 1; continue }
                if next - i <= 2, next < end, [0x2D, 0x2F, 0x2E].contains(page.text[next]), let (day, after) = page.text.number(at: next + 1, end: end), after - next <= 3,
                   month == address.month, address.day == 0 || day == address.day, (1...31).contains(day) {
                    return DateText(year: address.year, month: month, day: day)
                }
                i = next
            }
        }
        return nil
    }

    /// The other columns of a table's row, by its head.
    private static func fill(_ row: inout Row, _ page: VisibleText, _ tr: Int, _ head: [DocumentTable.Field?]) {
        var column = 0
        for cell in page.tree.children(of: tr) where [Tag.td, .th].contains(page.tree.nodes[cell].tag) {
            defer { column += 1 }
            guard column < head.count, let field = head[column] else { continue }
            let text = page.lines(in: cell).compactMap { page.text.words(page.lines[$0].range) }.joined(separator: " ")
            guard !text.isEmpty, !DocumentTable.isPlaceholder(text) else { continue }
            switch field {
            case .number: row.number = text
            case .index: row.indexNumber = text
            case .issuer: row.issuer = text
            case .validity: row.validity = text
            case .released: row.date = DateReader.first(in: Array(text.utf8), 0..<text.utf8.count)?.date ?? row.date
            default: break
            }
        }
    }
}
