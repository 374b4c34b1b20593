// One pass over the flat tree that cuts the visible text into lines.

import Markup

/// Walks the nodes in document order and gathers lines, links and images; touches each byte of text once.
struct LineCollector {
    private let tree: PageTree
    private(set) var text: [UInt8] = []
    private(set) var lines: [Line] = []
    private(set) var links: [LinkRun] = []
    private(set) var images: [ImageMark] = []
    private(set) var titleNode: Int?

    private struct Open {
        var node: Int32
        var end: Int32
    }
    private var blocks: [Open]
    private var link = Open(node: -1, end: -1)
    private var preEnd: Int32 = -1
    private var line = Line(start: 0, end: 0, firstNode: 0, lastNode: 0, block: 0, firstLink: 0, linkEnd: 0)
    private var isOpen = false
    private var spacePending = false

    init(_ tree: PageTree) {
        self.tree = tree
        blocks = [Open(node: 0, end: Int32(tree.nodes.count))]
        text.reserveCapacity(tree.text.count / 3)
        lines.reserveCapacity(512)
        links.reserveCapacity(256)
    }

    mutating func collect() {
        let nodes = tree.nodes
        let flow = Layout.flow
        var i = 0
        while i < nodes.count {
            while blocks.count > 1, Int(blocks[blocks.count - 1].end) <= i {
                flush()
                blocks.removeLast()
            }
            let node = nodes[i]
            switch node.kind {
            case .document, .comment:
                break
            case .element:
                let raw = Int(node.tag.rawValue)
                let does = raw < flow.count ? flow[raw] : .inline
                if does == .unread {
                    if node.tag == .title { titleNode = titleNode ?? i }
                    if node.tag == .head { findTitle(in: i) }
                    i = Int(node.end)
                    continue
                }
                if does != .lineBreak, Layout.isHidden(i, in: tree) {
                    i = Int(node.end)
                    continue
                }
                switch does {
                case .block:
                    flush()
                    blocks.append(Open(node: Int32(i), end: node.end))
                    if node.tag == .pre { preEnd = node.end }
                case .lineBreak:
                    flush()
                case .image:
                    images.append(ImageMark(node: Int32(i), line: Int32(lines.count)))
                case .inline, .unread:
                    if node.tag == .a { link = Open(node: Int32(i), end: node.end) }
                }
            case .text:
                append(node: i, from: Int(node.textStart), to: Int(node.textStart) + Int(node.textLength))
            }
            i += 1
        }
        flush()
    }

    /// In the head only the title is looked for.
    private mutating func findTitle(in head: Int) {
        guard titleNode == nil else { return }
        titleNode = (head..<Int(tree.nodes[head].end)).first { tree.nodes[$0].tag == .title && tree.nodes[$0].kind == .element }
    }

    private mutating func flush() {
        spacePending = false
        guard isOpen else { return }
        isOpen = false
        if line.solid == 0 {
            text.removeSubrange(Int(line.start)...)
            links.removeSubrange(Int(line.firstLink)...)
            return
        }
        line.end = Int32(text.count)
        line.linkEnd = Int32(links.count)
        lines.append(line)
    }

    private mutating func append(node: Int, from: Int, to: Int) {
        let inLink = link.node >= 0 && Int(link.end) > node
        let inPre = Int(preEnd) > node
        var i = from
        while i < to {
            let b = tree.text[i]
            if b <= 0x20 {
                if inPre, b == 0x0A { flush() } else if isOpen { spacePending = true }
                i += 1
                continue
            }
            if !isOpen {
                isOpen = true
                let at = Int32(text.count)
                line = Line(start: at, end: at, firstNode: Int32(node), lastNode: Int32(node),
                            block: blocks[blocks.count - 1].node, firstLink: Int32(links.count), linkEnd: 0)
            } else if spacePending {
                text.append(0x20)
            }
            spacePending = false
            var j = i
            while j < to, tree.text[j] > 0x20 { j += 1 }
            let at = text.count
            text.append(contentsOf: tree.text[i..<j])
            let solid = measure(at, text.count)
            line.lastNode = Int32(node)
            if inLink {
                line.linked += solid
                if let last = links.last, last.node == link.node, last.line == Int32(lines.count) {
                    links[links.count - 1].end = Int32(text.count)
                } else {
                    links.append(LinkRun(node: link.node, start: Int32(at), end: Int32(text.count), line: Int32(lines.count)))
                }
            }
            i = j
        }
    }

    /// Counts characters and sentence marks in text just appended.
    private mutating func measure(_ from: Int, _ to: Int) -> Int32 {
        var solid: Int32 = 0
        var marks: Int32 = 0
        var i = from
        while i < to {
            let b = text[i]
            if b < 0x80 {
                solid += 1
                if b == 0x2C || b == 0x3B { marks += 1 }
                i += 1
            } else if b == 0xE3 || b == 0xEF || b == 0xE2 || b == 0xC2 {
                let gap = text.blank(at: i, end: to)
                if gap > 0 { i += gap; continue }
                solid += 1
                if i + 2 < to {
                    let c = text[i + 1], d = text[i + 2]
                    if b == 0xE3 {
                        if c == 0x80, d == 0x81 || d == 0x82 { marks += 1 }  // 、。
                    } else if b == 0xEF, c == 0xBC {
                        if d == 0x8C || d == 0x9B || d == 0x81 || d == 0x9F { marks += 1 }  // ，；！？
                    }
                }
                i += text.characterLength(at: i)
            } else {
                solid += 1
                i += text.characterLength(at: i)
            }
        }
        line.solid += solid
        line.marks += marks
        return solid
    }
}
