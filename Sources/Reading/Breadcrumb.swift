// The breadcrumb: where the page stands in its portal (当前位置：首页 > 政务公开 > 通知公告).

import Markup

/// The crumbs of a page.
struct Breadcrumb {
    /// The lines that it stands in.
    var lines: Range<Int>
    /// Verbatim, its lines joined by a space.
    var text: String
    var crumbs: [String]

    private static let labels = Terms<Bool>([
        ("当前位置|您当前的位置|您当前位置|您的当前位置|您的位置|您所在的位置|您所在位置|您的所在位置|当前页面|当前页面位置|当前所在位置|当前所在的位置|当前所在页面|当前栏目|现在位置|现在的位置|所在位置|您现在的位置是|您现在的位置|您现在位置|您现在所在的位置|您现在所在位置|您目前的位置|目前位置|你的位置|你当前的位置|你当前位置|你现在的位置|你所在的位置|你的当前位置|当前的位置|当前位置是|您当前的位置是|您的位置是|位置导航|网站位置|页面位置|位置", true),
    ])
    /// How a page names its home.
    private static let homes = Terms<Bool>([("首页|网站首页|主页|网站主页|本站首页|返回首页|门户首页|home|首 页", true)])
    private static let separators: [[UInt8]] = [">", "＞", "»", "→", "›", "﹥", "〉", "≫", "->", "|", "｜", "│", "•", "◆"].map { Array($0.utf8) }
    private static let looseSeparators: [[UInt8]] = ["-", "－", "—", "/", "／", "\\", "·"].map { Array($0.utf8) }
    private static let arrows: [[UInt8]] = [">", "»", "→", "›", "﹥"].map { Array($0.utf8) }

    /// The longest breadcrumb in characters; the title can be its last crumb.
    private static let longest: Int32 = 160

    /// Finds the breadcrumb among the lines from `start` to `limit`; the first that counts wins.
    static func find(_ page: VisibleText, from start: Int = 0, limit: Int) -> Breadcrumb? {
        var unlabelled: Breadcrumb?
        // An unlabelled breadcrumb stands above the text.
        var prose = 0
        for k in start..<max(start, min(limit, page.lines.count)) {
            let line = page.lines[k]
            if line.solid >= 60, line.marks >= 3, line.linkShare < 0.3 { prose += 1 }
            guard line.solid <= longest else { continue }
            if let labelEnd = label(page, k) {
                if let crumbs = labelled(page, k, labelEnd: labelEnd, limit: min(page.lines.count, limit + 12)) { return crumbs }
            } else if unlabelled == nil, prose < 2 {
                unlabelled = bare(page, k) ?? inItems(page, k) ?? named(page, k)
            }
        }
        return unlabelled
    }

    /// Where the text after a label begins, in the folded text; `nil` if the line does not begin with one.
    private static func label(_ page: VisibleText, _ k: Int) -> Int? {
        let range = page.lines[k].foldedRange
        var i = range.lowerBound
        // Ornaments may stand before it.
        var ornaments = 0
        while i < range.upperBound, ornaments < 3, labels.match(in: page.folded, at: i, end: range.upperBound) == nil {
            let b = page.folded[i]
            if b < 0x80 ? (b >= 0x30 && b <= 0x39 || b >= 0x61 && b <= 0x7A) : (b >= 0xE4 && b <= 0xE9) { return nil }
            i += page.folded.characterLength(at: i)
            ornaments += 1
        }
        guard i < range.upperBound, let (_, length) = labels.match(in: page.folded, at: i, end: range.upperBound) else { return nil }
        i += length
        if i < range.upperBound, page.folded[i] == 0x3A {
            while i < range.upperBound, page.folded[i] == 0x3A { i += 1 }
            return i
        }
        if i >= range.upperBound { return length > 6 ? i : nil }
        // Without a colon the line must go on with a link or an arrow.
        let at = page.unfolded(i..<i, line: k).lowerBound
        if page.lines[k].linkRange.contains(where: { Int(page.links[$0].start) == at }) { return i }
        return arrows.contains { page.text.has($0, at: at, end: Int(page.lines[k].end)) } ? i : nil
    }

    private static func labelled(_ page: VisibleText, _ k: Int, labelEnd: Int, limit: Int) -> Breadcrumb? {
        let from = page.unfolded(labelEnd..<labelEnd, line: k).lowerBound
        var crumbs = split(page, k, from: from)
        var last = k
        let linksHere = page.lines[k].linkRange.count
        // Crumbs in items or cells of their own follow as lines of the same small container.
        if crumbs.count < 2 {
            let container = smallContainer(page, k)
            var next = k + 1
            while next < limit, page.isInside(Int(page.lines[next].firstNode), container) {
                let line = page.lines[next]
                guard line.solid <= 40, line.marks <= 2 else { break }
                let more = split(page, next, from: Int(line.start))
                if line.linkRange.isEmpty, !beginsWithArrow(page, next), !isEnd(more) { break }
                crumbs += more
                last = next
                next += 1
            }
        }
        let lines = k..<(last + 1)
        let text = lines.map { page.string($0) }.joined(separator: " ")
        let hasSeparator = lines.contains { line in arrows.contains { page.text.find($0, in: page.lines[line].range) != nil } }
        let links = lines.reduce(0) { $0 + page.lines[$1].linkRange.count }
        guard !crumbs.isEmpty, links > 0 || hasSeparator, linksHere > 0 || last > k || crumbs.count > 1 || hasSeparator else { return nil }
        return Breadcrumb(lines: lines, text: text, crumbs: crumbs)
    }

    /// A line without label: at least two crumbs, parted by arrows, the first a home or a link; or 首页 - 栏目.
    private static func bare(_ page: VisibleText, _ k: Int) -> Breadcrumb? {
        let line = page.lines[k]
        guard line.solid >= 4, line.solid <= 120 else { return nil }
        let hasArrow = arrows.contains { page.text.find($0, in: line.range) != nil }
        let startsHome = homes.match(in: page.folded, at: Int(line.foldedStart), end: Int(line.foldedEnd)) != nil
        guard hasArrow || startsHome else { return nil }
        let crumbs = split(page, k, from: Int(line.start))
        guard crumbs.count >= 2, crumbs.allSatisfy({ $0.unicodeScalars.count <= 60 }), !isNumbered(crumbs) else { return nil }
        if hasArrow {
            guard !isPager(page, k), startsHome || !line.linkRange.isEmpty && separatorsOutsideLinks(page, k) >= 1 else { return nil }
            return Breadcrumb(lines: k..<(k + 1), text: page.string(k), crumbs: crumbs)
        }
        // 首页 - 新闻动态: only two or three crumbs, and the home alone is a crumb.
        guard crumbs.count <= 5, homes.match(in: Array(crumbs[0].utf8), at: 0, end: crumbs[0].utf8.count)?.length == crumbs[0].utf8.count,
              separatorsOutsideLinks(page, k, loose: true) >= crumbs.count - 1 else { return nil }
        return Breadcrumb(lines: k..<(k + 1), text: page.string(k), crumbs: crumbs)
    }

    /// Crumbs in items of their own: 首页, then lines that begin with an arrow.
    private static func inItems(_ page: VisibleText, _ k: Int) -> Breadcrumb? {
        guard homes.match(in: page.folded, at: Int(page.lines[k].foldedStart), end: Int(page.lines[k].foldedEnd))?.length == page.lines[k].foldedRange.count else { return nil }
        var end = k + 1
        while end < page.lines.count, end < k + 9, page.lines[end].solid <= 60, beginsWithArrow(page, end) { end += 1 }
        guard end > k + 1 else { return withoutArrows(page, k) }
        return joined(page, k..<end)
    }

    /// Items of one list, the home first, all but the last links: a style sheet sets the arrows between them.
    private static func withoutArrows(_ page: VisibleText, _ k: Int) -> Breadcrumb? {
        guard let list = page.tree.nearest([.ol, .ul], from: Int(page.lines[k].block)) else { return nil }
        let lines = page.lines(in: list)
        guard lines.lowerBound == k, (2...6).contains(lines.count), lines.dropLast().allSatisfy({ page.lines[$0].linkShare > 0.9 && page.lines[$0].solid <= 20 }),
              let last = lines.last, page.lines[last].linked == 0, page.lines[last].solid <= 60, page.lines[last].marks == 0 else { return nil }
        return joined(page, lines)
    }

    private static let names: [[UInt8]] = ["breadcrumb", "crumb", "position", "location", "weizhi", "dqwz", "curpos", "path", "wz_"].map { Array($0.utf8) }

    /// A small element that is named as a breadcrumb, with a link and a crumb more.
    private static func named(_ page: VisibleText, _ k: Int) -> Breadcrumb? {
        let line = page.lines[k]
        guard line.solid <= 100, !line.linkRange.isEmpty else { return nil }
        var node = Int(line.block)
        for _ in 0..<4 {
            let lines = page.lines(in: node)
            guard lines.lowerBound == k, lines.count <= 8 else { return nil }
            if page.tree.isNamed(node, names) {
                guard lines.reduce(0, { $0 + Int(page.lines[$1].solid) }) <= 120, !isPager(page, k) else { return nil }
                return joined(page, lines)
            }
            guard let parent = page.tree.parent(of: node), parent > 0 else { return nil }
            node = parent
        }
        return nil
    }

    private static func joined(_ page: VisibleText, _ lines: Range<Int>) -> Breadcrumb? {
        let crumbs = lines.flatMap { split(page, $0, from: Int(page.lines[$0].start)) }
        guard crumbs.count >= 2, crumbs.count <= 9 else { return nil }
        return Breadcrumb(lines: lines, text: lines.map { page.string($0) }.joined(separator: " "), crumbs: crumbs)
    }

    /// 首页 1 2 3 > is a pager.
    private static func isNumbered(_ crumbs: [String]) -> Bool {
        crumbs.dropFirst().contains { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static let pagerWords = Terms<Bool>([("上一页|下一页|尾页|末页|第一页|more|更多|上一篇|下一篇|返回|查看|进入|选择|阅读|详情|点击|关键词|标签", true)])
    private static func isPager(_ page: VisibleText, _ k: Int) -> Bool {
        pagerWords.first(in: page.folded, page.lines[k].foldedRange) != nil
    }

    /// How many separators stand in the line outside its links.
    private static func separatorsOutsideLinks(_ page: VisibleText, _ k: Int, loose: Bool = false) -> Int {
        var count = 0
        for r in outsideLinks(page, k, from: Int(page.lines[k].start)) {
            count += max(cut(page.text, r, loose: loose).count - 1, arrows.contains { page.text.find($0, in: r) != nil } ? 1 : 0)
        }
        return count
    }

    private static func outsideLinks(_ page: VisibleText, _ k: Int, from: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var at = from
        for l in page.lines[k].linkRange {
            let link = page.links[l].range
            if link.upperBound <= from { continue }
            if link.lowerBound > at { ranges.append(at..<link.lowerBound) }
            at = max(at, link.upperBound)
        }
        if at < Int(page.lines[k].end) { ranges.append(at..<Int(page.lines[k].end)) }
        return ranges
    }

    /// The crumbs of one line: a link is one crumb, text between links falls apart at separators.
    private static func split(_ page: VisibleText, _ k: Int, from: Int) -> [String] {
        let line = page.lines[k]
        var pieces: [String] = []
        var at = from
        func plain(_ range: Range<Int>) {
            for piece in cut(page.text, range) {
                let bared = LabelledLine.bared(page.text, piece)
                if let words = page.text.words(bared) { pieces.append(words) }
            }
        }
        for l in line.linkRange {
            let link = page.links[l].range
            if link.upperBound <= from { continue }
            if link.lowerBound > at { plain(at..<link.lowerBound) }
            // A home link can hold its arrow.
            for piece in cut(page.text, max(at, link.lowerBound)..<link.upperBound, loose: false) {
                if let words = page.text.words(LabelledLine.bared(page.text, piece)) { pieces.append(words) }
            }
            at = max(at, link.upperBound)
        }
        if at < Int(line.end) { plain(at..<Int(line.end)) }
        return pieces
    }

    private static func cut(_ text: [UInt8], _ range: Range<Int>, loose: Bool = true) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        var i = range.lowerBound
        while i < range.upperBound {
            var length = 0
            for mark in separators where text.has(mark, at: i, end: range.upperBound) { length = max(length, mark.count) }
            if length == 0, loose {
                // A hyphen or slash parts crumbs only between blanks.
                for mark in looseSeparators where text.has(mark, at: i, end: range.upperBound) {
                    let before = i == range.lowerBound || text.blank(before: i, start: range.lowerBound) > 0
                    let after = i + mark.count >= range.upperBound || text.blank(at: i + mark.count, end: range.upperBound) > 0
                    if before && after { length = mark.count }
                }
            }
            if length > 0 {
                pieces.append(start..<i)
                i += length
                start = i
            } else {
                i += text.characterLength(at: i)
            }
        }
        pieces.append(min(start, range.upperBound)..<range.upperBound)
        return pieces
    }

    private static func beginsWithArrow(_ page: VisibleText, _ k: Int) -> Bool {
        arrows.contains { page.text.has($0, at: Int(page.lines[k].start), end: Int(page.lines[k].end)) }
    }

    private static func isEnd(_ crumbs: [String]) -> Bool {
        crumbs.count == 1 && Breadcrumb.placeholders.contains(crumbs[0])
    }

    /// The outermost element around the label that still holds little text.
    private static func smallContainer(_ page: VisibleText, _ k: Int) -> Int {
        var node = Int(page.lines[k].block)
        while let parent = page.tree.parent(of: node), parent > 0 {
            let inside = page.lines(in: parent)
            guard inside.count <= 12, inside.lowerBound >= k - 1 else { break }
            let solid = inside.reduce(0) { $0 + Int(page.lines[$1].solid) }
            if solid > 150 { break }
            node = parent
        }
        return node
    }

    /// Last crumbs that name no column.
    static let placeholders: Set<String> = ["正文", "浏览文章", "文章", "内容", "详情", "文章正文", "信息内容", "文章内容", "查看文章", "阅读文章", "新闻详情", "详细内容", "内容页", "详情页", "文章详情", "信息详情", "浏览", "详细页", "正文内容", "查看内容", "文章页"]

    /// The column: the last crumb that is neither a placeholder nor the title.
    func column(title: String?, isList: Bool) -> String? {
        if isList { return crumbs.last }
        let folded = title.map { TextFolder.fold($0) }
        let column = crumbs.last { crumb in
            if Breadcrumb.placeholders.contains(crumb) || crumb.hasSuffix("正文") && crumb.unicodeScalars.count <= 6 { return false }
            guard let folded else { return true }
            var own = TextFolder.fold(crumb)
            if own == folded { return false }
            // A title cut with … is the title too.
            let whole = own.count
            while own.last == 0x2E || own.suffix(3).elementsEqual("…".utf8) { own.removeLast(own.last == 0x2E ? 1 : 3) }
            return own.count == whole || !folded.starts(with: own)
        }
        // The page of a column itself, titled as the column.
        guard let column, crumbs.count >= 2, column == crumbs[0], let last = crumbs.last, last == title else { return column }
        return last
    }
}
