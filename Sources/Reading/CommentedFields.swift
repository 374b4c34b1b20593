// Fields of a document between comments that name them by code: `<!--<$[WJBH]>-->清政〔2023〕1号<!--<$[WJBH]>-->`.

import Markup

/// What stands between the comments with which a publishing system marks its fields, whether a label stands beside it or not.
struct CommentedFields<Field> {
    /// The fields and their words, in document order; nothing for an empty value.
    private(set) var values: [(field: Field, text: String)] = []
    /// The lines from the first to the last of them; empty where an article's text stands between.
    private(set) var lines: Range<Int> = 0..<0

    /// A comment with a code is no longer than this, in bytes.
    private static var longest: Int { 60 }
    /// A line of a text, by its characters.
    private static var prose: Int32 { 60 }

    /// - Parameter meaning: the field of a name and its value; `nil` for what is none.
    init(_ page: VisibleText, meaning: (_ name: String, _ value: String) -> Field?) {
        let tree = page.tree
        var open: (name: String, node: Int)?
        var ends: (first: Int, last: Int)?
        for node in tree.nodes.indices where tree.nodes[node].kind == .comment {
            guard let name = Self.name(tree, node) else { continue }
            guard let begun = open, begun.name == name else {
                open = (name, node)
                continue
            }
            open = nil
            guard let text = Self.words(tree, between: begun.node, and: node), let field = meaning(name, text) else { continue }
            values.append((field, text))
            ends = (ends?.first ?? begun.node, node)
        }
        guard let ends else { return }
        // The line of the first value can begin before its comment.
        var first = page.firstLine(from: ends.first)
        if first > 0, Int(page.lines[first - 1].lastNode) > ends.first { first -= 1 }
        let last = max(first, page.firstLine(from: ends.last))
        if !page.lines[first..<last].contains(where: { $0.solid > Self.prose && $0.marks > 1 }) { lines = first..<last }
    }

    /// The name in `<$[name]>`, `<$[name]>begin` and `<$[name]>end`.
    private static func name(_ tree: PageTree, _ node: Int) -> String? {
        guard Int(tree.nodes[node].textLength) <= longest else { return nil }
        let text = Array(tree.text(of: node)), opening = Array("<$[".utf8), closing = Array("]>".utf8)
        guard text.starts(with: opening), let end = text.find(closing, in: opening.count..<text.count) else { return nil }
        return String(decoding: text[opening.count..<end], as: UTF8.self)
    }

    private static func words(_ tree: PageTree, between first: Int, and last: Int) -> String? {
        var bytes: [UInt8] = []
        for node in first..<last where tree.nodes[node].kind == .text {
            let parent = Int(tree.nodes[node].parent)
            guard tree.nodes[parent].tag != .script, tree.nodes[parent].tag != .style else { continue }
            bytes += tree.text(of: node)
        }
        guard let words = bytes.words(LabelledLine.bared(bytes, 0..<bytes.count)) else { return nil }
        return words.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " ")
    }
}
