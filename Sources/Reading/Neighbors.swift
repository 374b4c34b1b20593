// 上一篇 and 下一篇: the pages before and after this one.

import Markup

/// The neighbours of a page, their URLs as written.
struct Neighbors {
    struct Found {
        var title: String?
        /// The link's node, if there is one.
        var link: Int?
    }
    var previous: Found?
    var next: Found?
    /// The lines that they stand in.
    var lines: Set<Int> = []

    private enum Side { case previous, next }
    private static let words = Terms<Side>([
        ("上一篇|上篇|上一条|前一篇|上一则|上一主题|上一个|上一篇文章|上一条信息|上一新闻|上一篇新闻|阅读上一篇", .previous),
        ("下一篇|下篇|下一条|后一篇|下一则|下一主题|下一个|下一篇文章|下一条信息|下一新闻|下一篇新闻|阅读下一篇", .next),
    ])
    /// What stands for no neighbour.
    private static let none = Terms<Bool>([("没有了|没有|无|已经没有了|已是最后一篇|已是第一篇|暂无|返回列表|已无|很抱歉没有了|抱歉,没有了|到头了|这是最后一篇|这是第一篇|没有相关信息|没有更多|null|无上一篇|无下一篇|抱歉|已经是", true)])

    /// - Parameter start: where the body begins; they stand behind it, on some pages before it.
    init(_ page: VisibleText, behind start: Int) {
        let start = min(max(start, 0), page.lines.count)
        self.init(page, in: start..<page.lines.count)
        guard previous == nil, next == nil else { return }
        let behind = lines
        self.init(page, in: 0..<start)
        if previous == nil || next == nil { lines.formUnion(behind) }
    }

    private init(_ page: VisibleText, in range: Range<Int>) {
        var k = range.lowerBound
        while k < range.upperBound {
            let line = page.lines[k]
            if line.solid <= 300 { read(page, k) }
            if previous != nil, next != nil { break }
            k += 1
        }
    }

    private mutating func read(_ page: VisibleText, _ k: Int) {
        let range = page.lines[k].foldedRange
        var marks: [(side: Side, at: Int, end: Int)] = []
        var i = range.lowerBound
        while let (side, at, length) = Neighbors.words.first(in: page.folded, i..<range.upperBound) {
            if Neighbors.counts(page, k, at: at, length, marks.isEmpty) {
                marks.append((side, at, at + length))
                i = at + length
            } else {
                i = at + page.folded.characterLength(at: at)
            }
        }
        for (n, mark) in marks.enumerated() {
            let end = n + 1 < marks.count ? marks[n + 1].at : range.upperBound
            lines.insert(k)
            let found = value(page, k, label: mark.at..<mark.end, end: end)
            switch mark.side {
            case .previous: previous = previous ?? found
            case .next: next = next ?? found
            }
        }
    }

    /// A label stands at the line's beginning, or is followed by a colon or bracket, or begins a link.
    private static func counts(_ page: VisibleText, _ k: Int, at: Int, _ length: Int, _ isFirst: Bool) -> Bool {
        let end = Int(page.lines[k].foldedEnd)
        let next = at + length
        if next < end, page.folded[next] == 0x3A || page.folded[next] == 0x5D || page.folded.has(Array("】".utf8), at: next, end: end) { return true }
        let start = at - Int(page.lines[k].foldedStart)
        if start <= 3, next >= end { return true }
        let here = page.unfolded(at..<next, line: k)
        for l in page.lines[k].linkRange where page.links[l].range.lowerBound <= here.lowerBound && page.links[l].range.upperBound >= here.upperBound {
            return here.lowerBound - page.links[l].range.lowerBound <= 4
        }
        return start <= 3 && page.lines[k].linkRange.contains { page.links[$0].range.lowerBound >= here.lowerBound }
    }

    private mutating func value(_ page: VisibleText, _ k: Int, label: Range<Int>, end: Int) -> Found? {
        let here = page.unfolded(label, line: k)
        let value = LabelledLine.bared(page.text, page.unfolded(label.upperBound..<end, line: k))
        // The label is the link itself: <a href="…">上一篇</a> or <a>上一篇：标题</a>.
        let own = page.lines[k].linkRange.first { page.links[$0].range.lowerBound <= here.lowerBound && page.links[$0].range.upperBound >= here.upperBound }
        if !value.isEmpty {
            if Neighbors.isNone(page, value) { return nil }
            let link = page.lines[k].linkRange.first { page.links[$0].range.overlaps(value) }
            guard let node = (link ?? own).map({ Int(page.links[$0].node) }) else { return nil }
            var title = page.text.words(value)
            // The link can go on in the next line.
            var next = k + 1
            while next < page.lines.count, end == Int(page.lines[k].foldedEnd), let more = page.lines[next].linkRange.first, Int(page.links[more].node) == node {
                lines.insert(next)
                title = [title, page.text.words(page.links[more].range)].compactMap { $0 }.joined(separator: " ")
                next += 1
            }
            if let full = page.tree.words(.title, of: node), let shown = title, shown.hasSuffix("…") || shown.hasSuffix("...") { title = full }
            return Found(title: title, link: node)
        }
        // The label's own link goes on in the next lines.
        if let own {
            let node = page.links[own].node
            var pieces: [String] = []
            var next = k + 1
            while next < page.lines.count, next <= k + 4, let more = page.lines[next].linkRange.first(where: { page.links[$0].node == node }) {
                if let words = page.text.words(page.links[more].range) { pieces.append(words) }
                lines.insert(next)
                next += 1
            }
            if !pieces.isEmpty { return Found(title: pieces.joined(separator: " "), link: Int(node)) }
        }
        // The title stands in a line of its own, right below.
        guard end == Int(page.lines[k].foldedEnd), k + 1 < page.lines.count else { return nil }
        let line = page.lines[k + 1]
        guard (1...2).contains(line.linkRange.count), line.linkShare > 0.6, line.solid <= 120, Neighbors.words.first(in: page.folded, line.foldedRange) == nil,
              Neighbors.isBeside(page, k), !Neighbors.isNone(page, line.range), EndMark.of(page, k + 1) == nil else {
            if let own, let title = page.tree.words(.title, of: Int(page.links[own].node)) { return Found(title: title, link: Int(page.links[own].node)) }
            return nil
        }
        let node = page.links[line.linkRange.lowerBound].node
        var pieces: [String] = []
        var next = k + 1
        while next < page.lines.count, next <= k + 3, page.lines[next].linkRange.contains(where: { page.links[$0].node == node }) {
            lines.insert(next)
            if let words = page.text.words(LabelledLine.bared(page.text, page.lines[next].range)) { pieces.append(words) }
            next += 1
        }
        return Found(title: pieces.joined(separator: " "), link: Int(node))
    }

    /// Whether the next line stands in the same small box as the label.
    private static func isBeside(_ page: VisibleText, _ k: Int) -> Bool {
        let next = Int(page.lines[k + 1].firstNode)
        var node = Int(page.lines[k].block)
        var steps = 0
        while !page.isInside(next, node) {
            guard steps < 3, let parent = page.tree.parent(of: node) else { return false }
            node = parent
            steps += 1
        }
        return page.lines(in: node).count <= 6
    }

    private static func isNone(_ page: VisibleText, _ range: Range<Int>) -> Bool {
        var folder = TextFolder()
        folder.fold(page.text, range)
        guard !folder.bytes.isEmpty else { return true }
        guard folder.bytes.count <= 60, let (_, length) = none.match(in: folder.bytes, at: 0, end: folder.bytes.count) else { return false }
        return folder.bytes.count - length <= 12
    }
}
