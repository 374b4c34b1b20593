// Which part of the record stands where in the page's lines.

import Markup

/// Gathers the parts of a page and lays them over its lines.
struct PageMarks {
    private let page: VisibleText
    private var marks: [Int: [PageLine.Mark]] = [:]
    /// The parts of each link, by its node.
    private let runs: [Int32: [LinkRun]]

    init(_ page: VisibleText) {
        self.page = page
        runs = Dictionary(grouping: page.links, by: \.node)
    }

    /// The parts of a link in the page's lines, in order.
    func runs(ofLink node: Int) -> [LinkRun] { runs[Int32(node)] ?? [] }

    /// Marks a range of the page's text, line by line.
    mutating func add(_ field: String, _ range: Range<Int>?) {
        guard let range, !range.isEmpty else { return }
        var k = page.line(at: range.lowerBound)
        while k < page.lines.count, Int(page.lines[k].start) < range.upperBound {
            let part = page.text.trimmed(page.lines[k].range.clamped(to: range))
            let start = Int(page.lines[k].start)
            if !part.isEmpty { marks[k, default: []].append(.init(field: field, range: (part.lowerBound - start)..<(part.upperBound - start))) }
            k += 1
        }
    }

    /// Marks whole lines.
    mutating func add(_ field: String, lines: some Sequence<Int>) {
        for k in lines where k < page.lines.count { marks[k, default: []].append(.init(field: field, range: 0..<page.lines[k].range.count)) }
    }

    /// Marks the text of a link, in whatever lines it stands.
    mutating func add(_ field: String, link node: Int) {
        for run in runs(ofLink: node) { add(field, run.range) }
    }

    /// The page's lines with their marks.
    func lines() -> [PageLine] {
        var cells = TableCells(page)
        return page.lines.indices.map { k in
            let line = page.lines[k]
            let start = Int(line.start)
            return PageLine(
                text: page.string(k), shape: shape(k, &cells), distance: distance(k),
                links: page.lines[k].linkRange.map { (page.links[$0].range.lowerBound - start)..<(page.links[$0].range.upperBound - start) },
                marks: nested(marks[k] ?? []))
        }
    }

    /// Marks in the order in which they open, the outer first; what would cross a border is cut at it.
    private func nested(_ marks: [PageLine.Mark]) -> [PageLine.Mark] {
        var open: [Range<Int>] = []
        var result: [PageLine.Mark] = []
        let order = marks.enumerated().sorted { a, b in
            let (left, right) = (a.element.range, b.element.range)
            if left.lowerBound != right.lowerBound { return left.lowerBound < right.lowerBound }
            return left.count != right.count ? left.count > right.count : a.offset < b.offset
        }
        for (_, mark) in order {
            while let last = open.last, last.upperBound <= mark.range.lowerBound { open.removeLast() }
            let end = min(mark.range.upperBound, open.last?.upperBound ?? mark.range.upperBound)
            let range = mark.range.lowerBound..<end
            if range.isEmpty || result.contains(where: { $0.field == mark.field && $0.range == range }) { continue }
            open.append(range)
            result.append(.init(field: mark.field, range: range))
        }
        return result
    }

    private func shape(_ k: Int, _ cells: inout TableCells) -> PageLine.Shape {
        let tree = page.tree
        var node = Int(page.lines[k].block)
        var isItem = false
        var steps = 0
        while node > 0, steps < 12 {
            switch tree.nodes[node].tag {
            case .h1: return .heading(1)
            case .h2: return .heading(2)
            case .h3: return .heading(3)
            case .h4: return .heading(4)
            case .h5, .h6: return .heading(5)
            case .li, .dd, .dt: isItem = true
            case .td, .th:
                return cells.cell(node).map { .cell($0) } ?? (isItem ? .item : .plain)
            default: break
            }
            node = Int(tree.nodes[node].parent)
            steps += 1
        }
        return isItem ? .item : .plain
    }

    /// How many blocks end and begin between a line and the one before it.
    private func distance(_ k: Int) -> Int {
        guard k > 0 else { return 0 }
        let here = Int(page.lines[k].block), before = Int(page.lines[k - 1].block)
        if here == before { return 0 }
        var steps = 0
        var node = before
        while node > 0, !page.isInside(here, node) { node = Int(page.tree.nodes[node].parent); steps += 1 }
        let common = node
        node = here
        while node > common { node = Int(page.tree.nodes[node].parent); steps += 1 }
        return steps
    }
}
