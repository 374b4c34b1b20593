// 政府信息公开: the table that says of a document its 索引号, issuer, 文号 and dates, in any layout.

import Markup

/// What a document's table says, and the lines that it stands in.
struct DocumentTable {
    /// The fields of a document, with what else such tables say.
    enum Field: Sendable, Hashable {
        case index, issuer, number, written, released, effective, category, keywords, validity
        /// 生成日期, the stamp of the index: a date only where no other is given.
        case stamped
        /// The document's title.
        case title
        /// A label that bylines have too (浏览次数, 来源): with it beside a date the line is a byline.
        case byline
        /// A label that fills no field (公开方式, 公开时限, 附件下载 …).
        case other
    }

    var info = DocumentInfo()
    /// The title in the table.
    var title: String?
    /// 发布日期 as a date.
    var releasedDate: DateText?
    /// The lines of the table.
    var lines: Range<Int> = 0..<0
    /// Its labels with their values, in document order.
    var entries: [Found] = []

    /// Labels, the best of each field first: where a table has two of one field, the first ranked wins.
    private static let ranked: [(Field, [String])] = [
        (.index, ["索引号", "信息索引号", "公开索引号", "信息索引", "索取号", "索引编号", "索引码"]),
        (.issuer, ["发文机关", "发布机构", "发文单位", "发布单位", "制发机关", "发布部门", "发文机构", "发布机关", "制定机关", "公开机构", "发文部门", "公开单位", "公开部门", "公开责任部门", "制文机关", "印发机关", "印发机构", "公布机关", "信息提供单位", "发文机关标志"]),
        (.number, ["发文字号", "文件编号", "文号", "发文文号", "文件文号", "字号", "发文编号", "公文文号", "文件字号", "公文字号", "信息文号", "发文号"]),
        (.written, ["成文日期", "发文日期", "印发日期", "签发日期", "成文时间", "发文时间", "印发时间", "制发日期", "制定日期", "拟稿日期"]),
        (.released, ["发布日期", "公开日期", "公布日期", "发布时间", "公开时间", "公布时间", "信息发布日期", "发文发布日期", "上网日期"]),
        (.effective, ["生效日期", "实施日期", "施行日期", "生效时间", "实施时间", "施行时间"]),
        (.category, ["主题分类", "组配分类", "分类", "信息分类", "所属主题", "主题类别", "信息类别", "公文分类", "文件分类", "信息主题", "公开类别", "主题"]),
        (.keywords, ["主题词", "关键词", "关键字"]),
        (.validity, ["效力状况", "有效性", "时效性", "效力状态", "有效状态", "文件状态", "是否有效", "时效状态", "文件有效性", "文件效力", "效力"]),
        (.stamped, ["生成日期", "生成时间", "形成日期", "形成时间"]),
        (.title, ["标题", "名称", "信息名称", "文件名称", "公文名称", "文件标题", "公文标题", "信息标题"]),
        (.other, ["公开方式", "公开时限", "公开形式", "公开范围", "公开属性", "公开程序", "公开目录", "附件下载", "文件下载", "内容概述", "内容摘要", "内容概要", "概述", "信息概述", "摘要", "体裁分类", "体裁", "文种", "废止日期", "废止时间", "失效日期", "失效时间", "上载日期", "有效期", "有效期限", "语种", "载体", "记录形式", "信息格式", "服务对象", "服务对象分类", "责任部门", "责任处室", "责任单位", "办文部门", "统一编号", "登记号", "栏目名称", "所属栏目", "公文种类", "公文种类分类", "主送", "主送机关", "联系方式", "联系电话", "生命周期分类", "信息状态", "行业分类", "地域", "发布人", "审核人", "组配", "下载", "下载文字版", "下载图片版", "二维码", "政策解读", "相关解读"]),
        (.byline, ["信息来源", "来源", "浏览次数", "访问次数", "点击数", "点击量", "点击率", "阅读量", "阅读次数", "浏览量", "字体", "字号大小", "打印", "作者", "责任编辑"]),
    ]

    private struct Rank: Sendable {
        var field: Field
        var rank: Int
        /// Characters of the label.
        var length: Int
    }
    private static let labels: Terms<Rank> = {
        var all: [(String, Rank)] = []
        for (field, names) in ranked {
            for (rank, name) in names.enumerated() { all.append((name, Rank(field: field, rank: rank, length: name.unicodeScalars.count))) }
        }
        return Terms(all)
    }()

    /// A value has at most this many characters.
    private static let longestValue = 300
    /// Labels further apart, in lines, are of different tables.
    private static let gap = 8

    /// A label and the range of its value in the page's text.
    struct Found {
        var field: Field
        var rank: Int
        var line: Int
        var value: Range<Int>
    }

    /// Finds the table among the lines of a page; `nil` if there is none.
    ///
    /// A table counts with a 索引号 or 文号 label and two fields more, or with four fields.
    static func find(_ page: VisibleText) -> DocumentTable? {
        var groups: [[Found]] = []
        for k in page.lines.indices {
            let line = page.lines[k]
            // What is a link altogether (【政策解读】) is no label.
            guard line.solid <= 700, line.linkShare < 0.9 else { continue }
            let found = labelled(page, k)
            guard !found.isEmpty else { continue }
            if found.contains(where: { isFontSize(page, $0) }) { continue }
            if found.count >= 2, found.contains(where: { $0.field == .byline }), !found.contains(where: { [.index, .number, .issuer].contains($0.field) }) { continue }
            if let last = groups.last?.last, k - last.line <= gap { groups[groups.count - 1] += found } else { groups.append(found) }
        }
        let commented = CommentedFields(page, meaning: commented)
        for group in groups {
            guard var table = DocumentTable(page, group) else { continue }
            table.fill(commented)
            return table
        }
        return DocumentTable(commented)
    }

    /// Fields that no label announces: they count with a 索引号 or 文号 and a field more.
    private init?(_ commented: CommentedFields<Field>) {
        let fields = Set(commented.values.map(\.field)).subtracting([.title, .stamped])
        guard fields.count >= 2, fields.contains(.index) || fields.contains(.number) else { return nil }
        fill(commented)
        lines = commented.lines
    }

    /// Takes what comments mark, where no label gives it.
    private mutating func fill(_ commented: CommentedFields<Field>) {
        for (field, text) in commented.values where !has(field) { set(field, text) }
        takeStamp()
    }

    /// What comments name a field by, besides its label.
    private static let codes: [String: Field] = ["SYH": .index, "SCRQ": .stamped, "FBRQ": .released, "WJBH": .number, "XLZK": .validity, "FBJG": .issuer]

    private static func commented(_ name: String, _ value: String) -> Field? {
        guard !isPlaceholder(value), value.unicodeScalars.count <= longestValue else { return nil }
        let bytes = Array(name.utf8)
        let label = labels.match(in: bytes, at: 0, end: bytes.count).flatMap { $0.length == bytes.count ? $0.meaning.field : nil }
        return (codes[name] ?? label).flatMap { $0 == .byline || $0 == .other ? nil : $0 }
    }

    private init?(_ page: VisibleText, _ group: [Found]) {
        let fields = Set(group.map(\.field)).subtracting([.other, .title, .byline])
        let own = fields.subtracting([.released, .stamped])
        guard fields.contains(.index) && fields.count >= 2 || fields.contains(.number) && own.count >= 2 && fields.count >= 3 || own.count >= 4 else { return nil }
        var ranks: [Field: Int] = [:]
        var last = group[0].line
        let columns = DocumentTable.columns(page, group)
        for (n, found) in group.enumerated() {
            last = max(last, found.line)
            var value = found.value
            var valueLine = found.line
            if let column = columns[n] {
                (value, valueLine) = column
            } else if value.isEmpty {
                guard let next = DocumentTable.valueLines(page, group, n) else { continue }
                value = Int(page.lines[next.lowerBound].start)..<Int(page.lines[next.upperBound - 1].end)
                valueLine = next.upperBound - 1
            }
            last = max(last, valueLine)
            entries.append(Found(field: found.field, rank: found.rank, line: found.line, value: value))
            guard let text = DocumentTable.words(page, value), !DocumentTable.isPlaceholder(text), text.unicodeScalars.count <= DocumentTable.longestValue else { continue }
            if let rank = ranks[found.field], rank <= found.rank { continue }
            ranks[found.field] = found.rank
            set(found.field, text)
        }
        takeStamp()
        lines = group[0].line..<(last + 1)
        guard info != DocumentInfo() else { return nil }
    }

    private var stamp: String?

    /// The index's stamp is a date only where no other is given.
    private mutating func takeStamp() {
        if info.released == nil, info.written == nil, let stamp { info.released = DocumentTable.dateOrText(stamp) }
    }

    private func has(_ field: Field) -> Bool {
        switch field {
        case .index: info.indexNumber != nil
        case .issuer: info.issuer != nil
        case .number: info.number != nil
        case .written: info.written != nil
        case .released: info.released != nil
        case .effective: info.effective != nil
        case .category: info.category != nil
        case .keywords: info.keywords != nil
        case .validity: info.validity != nil
        case .stamped: stamp != nil
        case .title: title != nil
        case .other, .byline: true
        }
    }

    private mutating func set(_ field: Field, _ text: String) {
        switch field {
        case .index: info.indexNumber = text
        case .issuer: info.issuer = text
        case .number: info.number = DocumentTable.withoutInvisible(text)
        case .written: info.written = DocumentTable.dateOrText(text)
        case .released:
            info.released = DocumentTable.dateOrText(text)
            releasedDate = DateReader.first(in: Array(text.utf8), 0..<text.utf8.count)?.date
        case .effective: info.effective = DocumentTable.dateOrText(text)
        case .category: info.category = text
        case .keywords: info.keywords = text
        case .validity: info.validity = text
        case .stamped: stamp = text
        case .title: title = text
        case .other, .byline: break
        }
    }

    /// A date in ISO 8601, any other text as it is.
    private static func dateOrText(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let (date, range) = DateReader.first(in: bytes, 0..<bytes.count), range.lowerBound <= 2, bytes.count - range.upperBound <= 2 else { return text }
        return date.iso
    }

    /// The text of a range that can span lines, these parted by a space.
    private static func words(_ page: VisibleText, _ range: Range<Int>) -> String? {
        guard !range.isEmpty else { return nil }
        var bytes: [UInt8] = []
        var k = page.line(at: range.lowerBound)
        while k < page.lines.count, Int(page.lines[k].start) < range.upperBound {
            if !bytes.isEmpty { bytes.append(0x20) }
            bytes += page.text[page.lines[k].range.clamped(to: range)]
            k += 1
        }
        let bared = LabelledLine.bared(bytes, 0..<bytes.count)
        return bytes.words(bared)
    }

    private static func withoutInvisible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\u{200B}" || $0 == "\u{FEFF}" || $0 == "\u{2060}" }) else { return text }
        var view = String.UnicodeScalarView()
        for s in text.unicodeScalars where s != "\u{200B}" && s != "\u{FEFF}" && s != "\u{2060}" { view.append(s) }
        return String(view).trimmingBlanks ?? ""
    }

    private static let placeholders: Set<String> = ["无", "暂无", "空", "-", "--", "---", "—", "——", "— —", "—  —", "－", "－－", "/", "null", "无。", "暂缺", "无此项", "——", "\\", "*", "无文号"]

    /// Whether a value stands for nothing.
    static func isPlaceholder(_ text: String) -> Bool {
        if placeholders.contains(text) { return true }
        return text.unicodeScalars.allSatisfy { $0 == "-" || $0 == "—" || $0 == "－" || $0 == "_" || $0 == "/" || $0 == "*" || $0 == "\u{2500}" || $0.properties.isWhitespace }
    }

    // MARK: Labels in a line

    private static func labelled(_ page: VisibleText, _ k: Int) -> [Found] {
        let line = page.lines[k]
        let range = line.foldedRange
        let text = page.folded
        var found: [(Rank, Int, Int)] = []  // meaning, label at, value at
        var i = range.lowerBound
        while i < range.upperBound {
            if text[i] & 0xC0 == 0x80 { i += 1; continue }
            if let (meaning, length) = labels.match(in: text, at: i, end: range.upperBound),
               let valueAt = valueStart(page, k, meaning, at: i, length, isFirst: found.isEmpty && i - range.lowerBound <= 3) {
                found.append((meaning, i, valueAt))
                i = max(valueAt, i + length)
            } else {
                if found.isEmpty, i - range.lowerBound > 9 { return [] }
                i += text.characterLength(at: i)
            }
        }
        return found.enumerated().map { n, f in
            let end = n + 1 < found.count ? found[n + 1].1 : range.upperBound
            let value = page.unfolded(min(f.2, end)..<end, line: k)
            return Found(field: f.0.field, rank: f.0.rank, line: k, value: LabelledLine.bared(page.text, value))
        }
    }

    private static let sizes: [[UInt8]] = ["大", "中", "小", "[", "［", "【", "默认", "放大", "+", "A"].map { Array($0.utf8) }

    /// 字号：大 中 小 is a tool of the page, no 文号.
    private static func isFontSize(_ page: VisibleText, _ found: Found) -> Bool {
        let range = page.lines[found.line].foldedRange
        guard found.field == .number, let at = page.folded.find(sizeLabel, in: range), page.folded.find(numberLabel, in: range) == nil else { return false }
        // Beside a 文号 in the next cell it is a label like any other.
        let next = found.line + 1
        if found.value.isEmpty, next < page.lines.count, DocumentNumber.isNumber(page.folded[page.lines[next].foldedRange]) { return false }
        return found.value.isEmpty && at <= range.lowerBound + 3 && range.count <= 9
            || sizes.contains { page.text.has($0, at: found.value.lowerBound, end: found.value.upperBound) } && page.text.scalars(found.value) <= 16
    }

    private static let sizeLabel = Array("字号".utf8), numberLabel = Array("文字号".utf8)

    /// Where a label's value begins; `nil` if the word is no label here.
    private static func valueStart(_ page: VisibleText, _ k: Int, _ meaning: Rank, at: Int, _ length: Int, isFirst: Bool) -> Int? {
        let text = page.folded
        let end = Int(page.lines[k].foldedEnd)
        var i = at + length
        if i >= end { return isFirst ? i : nil }
        if text[i] == 0x3A {
            while i < end, text[i] == 0x3A { i += 1 }
            return i
        }
        if text[i] == 0x5D { // [索引号]
            i += 1
            while i < end, text[i] == 0x3A { i += 1 }
            return i
        }
        if text.has(closing, at: i, end: end) {
            i += 3
            while i < end, text[i] == 0x3A { i += 1 }
            return i
        }
        // Without a colon only at the line's beginning, set off by a blank, a node, or by what can only be a value.
        guard isFirst, meaning.length >= 2 else { return nil }
        let here = page.unfolded(at..<i, line: k)
        let gapFollows = here.upperBound > 0 && page.text.blank(before: here.upperBound, start: here.lowerBound) > 0
        if gapFollows, meaning.length >= 3 || meaning.field == .number { return i }
        if isElement(page, k, label: here) { return i }
        // 发文机关清溪县人民政府: a short line without a sentence mark, right beside another that begins with such a label.
        if meaning.length >= 4, [.issuer, .number].contains(meaning.field), at == Int(page.lines[k].foldedStart), page.lines[k].marks == 0, page.lines[k].solid <= 40,
           [k - 1, k + 1].contains(where: { page.lines.indices.contains($0) && beginsWithSureLabel(page, $0) }) { return i }
        if meaning.field == .index, text[i] < 0x80 { return i }
        if meaning.length >= 4, [.written, .released, .effective].contains(meaning.field), text[i] >= 0x31, text[i] <= 0x32 { return i }
        return nil
    }

    /// Whether a label at the beginning of a line fills an inline element of its own (`<em>发布机构</em><span>…`).
    private static func isElement(_ page: VisibleText, _ k: Int, label: Range<Int>) -> Bool {
        guard label.lowerBound == Int(page.lines[k].start), page.lines[k].firstNode != page.lines[k].lastNode else { return false }
        let bytes = Array(page.tree.text(of: Int(page.lines[k].firstNode)))
        let own = bytes.trimmed(0..<bytes.count)
        return own.count == page.text.trimmed(label).count && bytes[own].elementsEqual(page.text[page.text.trimmed(label)])
    }

    /// Whether a line begins with a label of four characters or with 索引号, and is short.
    private static func beginsWithSureLabel(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.marks == 0, line.solid <= 60, let (meaning, _) = labels.match(in: page.folded, at: Int(line.foldedStart), end: Int(line.foldedEnd)) else { return false }
        return meaning.field == .index || meaning.length >= 4 && [.issuer, .number, .written, .released].contains(meaning.field)
    }

    private static let closing = Array("】".utf8)

    // MARK: Values in other lines

    /// The lines behind a label that hold its value: up to the next label, inside the same cell, row or list.
    private static func valueLines(_ page: VisibleText, _ group: [Found], _ n: Int) -> Range<Int>? {
        let label = group[n].line
        let next = n + 1 < group.count ? group[n + 1].line : Int.max
        guard next > label + 1, label + 1 < page.lines.count else { return nil }
        let tree = page.tree
        // The value stands in the cell behind the label's.
        if let cell = tree.nearest([.td, .th, .dt], from: Int(page.lines[label].block)) {
            var sibling = Int(tree.nodes[cell].end)
            while sibling < tree.nodes.count, tree.nodes[sibling].kind != .element { sibling = Int(tree.nodes[sibling].end) }
            guard sibling < tree.nodes.count, tree.nodes[sibling].parent == tree.nodes[cell].parent, [Tag.td, .th, .dd].contains(tree.nodes[sibling].tag) else { return nil }
            let lines = page.lines(in: sibling)
            let end = min(lines.upperBound, next)
            return lines.lowerBound < end ? lines.lowerBound..<end : nil
        }
        // Otherwise the next line, if it stands in the label's own item or right behind it.
        guard let parent = tree.parent(of: Int(page.lines[label].block)) else { return nil }
        return page.isInside(Int(page.lines[label + 1].firstNode), parent) && page.lines[label + 1].solid <= 300 ? (label + 1)..<(label + 2) : nil
    }

    /// A table whose first row holds the labels and whose second the values.
    private static func columns(_ page: VisibleText, _ group: [Found]) -> [Int: (Range<Int>, Int)] {
        let tree = page.tree
        var result: [Int: (Range<Int>, Int)] = [:]
        var byRow: [Int: [(n: Int, cell: Int)]] = [:]
        for (n, f) in group.enumerated() where f.value.isEmpty {
            guard let cell = tree.nearest([.td, .th], from: Int(page.lines[f.line].block)), let row = tree.parent(of: cell) else { continue }
            byRow[row, default: []].append((n, cell))
        }
        for (row, labels) in byRow where (2...40).contains(labels.count) {
            let cells = Array(tree.children(of: row)).filter { [Tag.td, .th].contains(tree.nodes[$0].tag) }
            guard cells.count == labels.count else { continue }
            var next = Int(tree.nodes[row].end)
            while next < tree.nodes.count, tree.nodes[next].tag != .tr, tree.nodes[next].kind != .element || tree.nodes[next].tag == .tbody { next += 1 }
            guard next < tree.nodes.count, tree.nodes[next].tag == .tr else { continue }
            let values = Array(tree.children(of: next)).filter { [Tag.td, .th].contains(tree.nodes[$0].tag) }
            guard values.count == cells.count else { continue }
            for (n, cell) in labels {
                guard let column = cells.firstIndex(of: cell) else { continue }
                let lines = page.lines(in: values[column])
                if lines.isEmpty { continue }
                result[n] = (Int(page.lines[lines.lowerBound].start)..<Int(page.lines[lines.upperBound - 1].end), lines.upperBound - 1)
            }
        }
        return result
    }

    /// The fields of a list table's head, by column; `nil` if the row is no head.
    static func head(_ page: VisibleText, row: Int) -> [Field?]? {
        var fields: [Field?] = []
        var known = 0
        for cell in page.tree.children(of: row) where [Tag.td, .th].contains(page.tree.nodes[cell].tag) {
            let lines = page.lines(in: cell)
            guard lines.count == 1 else { fields.append(nil); continue }
            let range = page.lines[lines.lowerBound].foldedRange
            if let (meaning, length) = labels.match(in: page.folded, at: range.lowerBound, end: range.upperBound), length == range.count {
                fields.append(meaning.field)
                known += 1
            } else {
                fields.append(nil)
            }
        }
        return known >= 2 ? fields : nil
    }
}
