// Where the body is: the element whose lines, after the byline and before the end marks, are most text and least links.

import Markup

/// The lines that hold a page's body, and the element around them.
///
/// # How it is found
/// Each line gets a worth: its characters if it is prose, less if it is short, and less than nothing if it is links or a
/// tool. The body's element is the one whose lines are worth most together; of equals the innermost. Only lines after
/// title and byline and before the first end mark count.
struct BodyRegion {
    /// The body's element.
    var container: Int
    /// The lines between byline and end mark.
    var span: Range<Int>
    /// What the lines of the container are worth.
    var worth: Double
    /// The lines of the container inside the span, without boxes of links.
    var members: [Int]

    // MARK: Thresholds

    /// A line with this share of links is links.
    private static let linkShare = 0.6
    /// A line of this length is prose even without punctuation.
    private static let proseLength: Int32 = 28
    /// The head of a box of links has at most this many characters.
    private static let headLength: Int32 = 8
    /// What a character of a short line without punctuation is worth.
    private static let shortWorth = 0.4
    /// How much text there must be before a tool's line ends it.
    private static let textBeforeTool = 12.0

    /// The lines from `start` to the first end mark behind some text, picture or embedded file.
    static func span(_ page: VisibleText, start: Int, excluded: Set<Int>) -> Range<Int> {
        var text = 0.0
        var k = start
        var lastProse: Int?
        while k < page.lines.count {
            // The picture above 扫一扫 is the code to scan.
            if text < textBeforeTool, hasPicture(page, before: k), !EndMark.isCode(page, k) { text = textBeforeTool }
            if !excluded.contains(k) {
                if ends(page, k, textSoFar: text), let next = resumption(page, after: k, from: start) { k = next; continue }
                if ends(page, k, textSoFar: text) || text > 0 && EndMark.isFoot(page, k) { return start..<k }
                if text == 0, EndMark.of(page, k) == .hard || EndMark.isFoot(page, k) {
                    // Where nothing but the foot follows, the body is empty.
                    let last = lastProse ?? Self.lastProse(page, from: k, excluded)
                    if last < k { return start..<k }
                    lastProse = last
                }
                text += max(0, worth(page, k))
            }
            k += 1
        }
        return min(start, page.lines.count)..<page.lines.count
    }

    /// The last line of prose that is no foot and no notice below a text; -1 if there is none.
    private static func lastProse(_ page: VisibleText, from start: Int, _ excluded: Set<Int>) -> Int {
        page.lines.indices[start...].last { k in
            !excluded.contains(k) && isProse(page, k) && !EndMark.isFoot(page, k) && EndMark.of(page, k) != .hard
        } ?? -1
    }

    /// Whether a picture or an embedded file stands between a line and the one before it.
    private static func hasPicture(_ page: VisibleText, before k: Int) -> Bool {
        let from = k == 0 ? 0 : Int(page.lines[k - 1].lastNode) + 1
        for node in from..<max(from, Int(page.lines[k].firstNode)) where page.tree.nodes[node].kind == .element {
            switch page.tree.nodes[node].tag {
            case .img: if BodyImages.isPicture(page, node) { return true }
            case .iframe, .embed, .object, .div, .span, .p: if Attachments.isEmbedded(page, node) { return true }
            case .video: return true
            default: break
            }
        }
        return false
    }

    /// Finds the body in a span of lines.
    static func find(_ page: VisibleText, span: Range<Int>, excluded: Set<Int>) -> BodyRegion? {
        let start = span.lowerBound, end = span.upperBound
        guard start < end else { return nil }
        var excluded = excluded
        if let summary = summary(page, span, excluded) { excluded.insert(summary) }
        let (worths, sums, prose) = measure(page, span, excluded)
        var best = 0
        for i in sums.indices where page.tree.nodes[i].kind == .element && sums[i] >= sums[best] && sums[i] > 0 { best = i }
        guard sums[best] > 0 else { return nil }
        best = narrowed(page, best, sums, prose)
        let inside = page.lines(in: best).clamped(to: start..<end)
        var members: [Int] = []
        for k in inside where !excluded.contains(k) && !isInLinkBox(page, k, worths, sums, container: best) { members.append(k) }
        // The head of a box of links goes with it.
        let kept = Set(members)
        members.removeAll { k in
            let line = page.lines[k]
            return line.solid <= headLength && line.marks == 0 && k + 1 < end && !kept.contains(k + 1) && page.lines[k + 1].linkShare > linkShare && !excluded.contains(k + 1)
        }
        return BodyRegion(container: best, span: start..<end, worth: sums[best], members: members)
    }

    /// What each line of a span is worth, and each node by the lines in it: altogether, and in prose alone.
    static func measure(_ page: VisibleText, _ span: Range<Int>, _ excluded: Set<Int>) -> (worths: [Double], sums: [Double], prose: [Double]) {
        var worths = [Double](repeating: 0, count: page.lines.count)
        for k in span where !excluded.contains(k) { worths[k] = worth(page, k) }
        let nodes = page.tree.nodes
        var sums = [Double](repeating: 0, count: nodes.count)
        var prose = [Double](repeating: 0, count: nodes.count)
        for k in span {
            sums[Int(page.lines[k].block)] += worths[k]
            if !excluded.contains(k), isProse(page, k) { prose[Int(page.lines[k].block)] += worths[k] }
        }
        var i = nodes.count - 1
        while i > 0 {
            let parent = Int(nodes[i].parent)
            if sums[i] != 0 { sums[parent] += sums[i] }
            prose[parent] += prose[i]
            i -= 1
        }
        return (worths, sums, prose)
    }

    /// A first line of prose that only repeats the beginning of a longer one that follows: the summary, cut by a program. A
    /// paragraph that stands twice is no summary.
    static func summary(_ page: VisibleText, _ span: Range<Int>, _ excluded: Set<Int>) -> Int? {
        guard let first = span.first(where: { !excluded.contains($0) && isProse(page, $0) }), page.lines[first].solid >= 30 else { return nil }
        var summary = Array(page.folded[page.lines[first].foldedRange])
        while summary.last == 0x2E || summary.suffix(3).elementsEqual("…".utf8) { summary.removeLast(summary.last == 0x2E ? 1 : 3) }
        var following: [UInt8] = []
        for k in (first + 1)..<max(first + 1, span.upperBound) where isProse(page, k) || !following.isEmpty {
            following += page.folded[page.lines[k].foldedRange]
            if following.count >= summary.count { break }
        }
        return following.count > summary.count && following.starts(with: summary) ? first : nil
    }

    private static func isProse(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        return line.linkShare <= linkShare && (line.marks >= 1 && line.solid >= 12 || line.solid >= proseLength)
            && !(line.solid <= 60 && SignOff.isAttribution(page, k))
    }

    /// The child that holds all the prose of an element, if it is a container and not a paragraph: what stands around it is
    /// labels and tools.
    private static func narrowed(_ page: VisibleText, _ start: Int, _ sums: [Double], _ prose: [Double]) -> Int {
        var node = start
        while prose[node] > 0 {
            let children = page.tree.children(of: node)
            guard let child = children.first(where: { prose[$0] >= mainShare * prose[node] }), page.tree.nodes[child].kind == .element,
                  isContainer(page, child), sums[child] >= leastShare * sums[node],
                  prose[child] == prose[node] || restIsBehind(page, child, of: node, prose) else { return node }
            node = child
        }
        return node
    }

    /// A child with this share of the prose is the body if the rest stands behind it.
    private static let mainShare = 0.9

    /// Whether the prose around a child stands behind it, in elements of another kind: an introduction before it, or
    /// paragraphs side by side with it, are body.
    private static func restIsBehind(_ page: VisibleText, _ child: Int, of node: Int, _ prose: [Double]) -> Bool {
        guard page.lines(in: child).count >= 3 else { return false }
        return page.tree.children(of: node).allSatisfy { other in
            other == child || prose[other] == 0 || other > child && page.tree.nodes[other].kind == .element && page.tree.nodes[other].tag != .p
        } && children(of: node, hold: prose, in: page)
    }

    /// Whether all prose of an element stands in its children, none as bare text of its own.
    private static func children(of node: Int, hold prose: [Double], in page: VisibleText) -> Bool {
        let inside = page.tree.children(of: node).reduce(0.0) { $0 + prose[$1] }
        return inside >= prose[node] - 0.5
    }

    /// An element that holds less than this share of the worth is not the body, whatever it holds.
    private static let leastShare = 0.6
    private static let bodyNames: [[UInt8]] = ["content", "trs_editor", "trs_ueditor", "zoom", "article", "vsb_", "v_news", "detail", "ucap", "editor", "text", "body", "main"].map { Array($0.utf8) }

    private static func isContainer(_ page: VisibleText, _ node: Int) -> Bool {
        switch page.tree.nodes[node].tag {
        case .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .span, .a, .tr, .dd, .dt, .blockquote, .center, .tbody, .pre: return false
        default: break
        }
        if page.lines(in: node).count >= 2 { return true }
        if page.tree.isNamed(node, bodyNames) { return true }
        return page.tree.children(of: node).contains { page.tree.nodes[$0].kind == .element && !page.lines(in: $0).isEmpty && [Tag.p, .div, .section].contains(page.tree.nodes[$0].tag) }
    }

    /// Whether the text ends before a line.
    private static func ends(_ page: VisibleText, _ k: Int, textSoFar: Double) -> Bool {
        guard let mark = EndMark.of(page, k) else { return false }
        switch mark {
        case .hard: return textSoFar > 0
        case .related:
            guard textSoFar > 0 else { return false }
            if page.lines[k].linkShare > 0.4 { return true }
            let next = k + 1
            return next < page.lines.count ? page.lines[next].linkShare > 0.5 || page.lines[min(next + 1, page.lines.count - 1)].linkShare > 0.5 : true
        case .tool: return textSoFar >= textBeforeTool
        }
    }

    /// How far a box inside the text can reach, in lines.
    private static let longestBox = 16

    /// Where the text goes on behind a box of links or tools that stands between its paragraphs: at a paragraph of prose
    /// beside the last one before the box.
    private static func resumption(_ page: VisibleText, after k: Int, from start: Int) -> Int? {
        let tree = page.tree
        guard EndMark.of(page, k) != .hard, let last = (start..<k).last(where: { isProse(page, $0) }) else { return nil }
        let paragraph = Int(page.lines[last].block)
        guard tree.nodes[paragraph].tag == .p, let parent = tree.parent(of: paragraph), tree.nodes[Int(page.lines[k].block)].tag != .p || tree.parent(of: Int(page.lines[k].block)) != parent,
              page.isInside(Int(page.lines[k].firstNode), parent) else { return nil }
        for next in (k + 1)..<max(k + 1, min(k + longestBox, page.lines.count)) {
            if EndMark.of(page, next) == .hard || EndMark.isFoot(page, next) { return nil }
            guard isProse(page, next) else { continue }
            let block = Int(page.lines[next].block)
            return tree.nodes[block].tag == .p && tree.parent(of: block) == parent ? next : nil
        }
        return nil
    }

    private static func worth(_ page: VisibleText, _ k: Int) -> Double {
        let line = page.lines[k]
        if line.linkShare > linkShare { return -(1 + min(Double(line.linked) * 0.5, 20)) }
        if let mark = EndMark.of(page, k), mark == .tool { return -3 }
        let solid = Double(line.solid - line.linked)
        if line.marks >= 1 || line.solid >= proseLength { return solid }
        return max(1, solid * shortWorth)
    }

    /// Whether a line of links stands in a box of its own that is worth less than nothing.
    private static func isInLinkBox(_ page: VisibleText, _ k: Int, _ worths: [Double], _ sums: [Double], container: Int) -> Bool {
        var node = Int(page.lines[k].block)
        while node != container, node > 0 {
            if sums[node] < 0, page.tree.nodes[node].tag != .p || page.lines[k].linkShare > 0.95 && worths[k] < 0 { return true }
            node = Int(page.tree.nodes[node].parent)
        }
        return false
    }
}
