// The visible text of a page as a sequence of lines, with its folded form for looking up words.

import Markup

/// The page as lines.
///
/// Invariants: lines are in document order and do not overlap; no line is empty.
struct VisibleText {
    let tree: PageTree
    let text: [UInt8]
    let lines: [Line]
    let links: [LinkRun]
    let images: [ImageMark]
    /// The text folded for looking up words: no white space, half width, lower-case ASCII.
    let folded: [UInt8]
    /// For each byte of `folded`, where it came from in `text`; one more for the end.
    let origin: [Int32]
    /// The first element `<title>`, wherever it stands.
    let titleNode: Int?

    init(_ tree: PageTree) {
        var collector = LineCollector(tree)
        collector.collect()
        self.tree = tree
        text = collector.text
        links = collector.links
        images = collector.images
        titleNode = collector.titleNode
        var lines = collector.lines
        var folder = TextFolder()
        folder.reserve(text.count)
        for k in lines.indices {
            lines[k].foldedStart = Int32(folder.bytes.count)
            folder.fold(text, lines[k].range)
            lines[k].foldedEnd = Int32(folder.bytes.count)
        }
        folder.close(at: text.count)
        folded = folder.bytes
        origin = folder.origin
        let count = Double(lines.count)
        for foot in FootElements.find(tree) {
            let inside = VisibleText.firstLine(lines, from: foot)..<VisibleText.firstLine(lines, from: Int(tree.nodes[foot].end))
            guard Double(inside.count) < FootElements.mostOfPage * count, Double(inside.upperBound) >= FootElements.leastEnd * count else { continue }
            for k in inside { lines[k].inFoot = true }
        }
        self.lines = lines
    }

    /// The text of a line.
    func string(_ line: Int) -> String {
        String(decoding: text[lines[line].range], as: UTF8.self)
    }

    /// The range in `text` of a range of one line's folded bytes.
    func unfolded(_ range: Range<Int>, line: Int) -> Range<Int> {
        let l = lines[line]
        let from = range.lowerBound >= Int(l.foldedEnd) ? Int(l.end) : Int(origin[range.lowerBound])
        let to = range.upperBound >= Int(l.foldedEnd) ? Int(l.end) : Int(origin[range.upperBound])
        return from..<max(from, to)
    }

    /// The line that holds an offset of the text, or the first behind it.
    func line(at offset: Int) -> Int {
        var low = 0, high = lines.count
        while low < high {
            let mid = (low + high) / 2
            if Int(lines[mid].end) <= offset { low = mid + 1 } else { high = mid }
        }
        return low
    }

    /// Whether a node is in the subtree of another.
    func isInside(_ node: Int, _ ancestor: Int) -> Bool {
        node >= ancestor && node < Int(tree.nodes[ancestor].end)
    }

    /// The lines that stand in the subtree of a node.
    func lines(in node: Int) -> Range<Int> {
        let end = Int(tree.nodes[node].end)
        return firstLine(from: node)..<firstLine(from: end)
    }

    /// The first line whose text begins at or after a node.
    func firstLine(from node: Int) -> Int {
        VisibleText.firstLine(lines, from: node)
    }

    private static func firstLine(_ lines: [Line], from node: Int) -> Int {
        var low = 0, high = lines.count
        while low < high {
            let mid = (low + high) / 2
            if Int(lines[mid].firstNode) < node { low = mid + 1 } else { high = mid }
        }
        return low
    }
}
