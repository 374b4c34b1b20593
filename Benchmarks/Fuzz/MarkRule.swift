// The tree must be the one that libxml2 makes of the page as it is, though long texts are kept from it.

import Markup

enum MarkRule {
    /// Compares a page's tree with that of the same page with U+007F in it, whose texts libxml2 gets to see.
    static func broken(by page: HTMLPage, bytes: [UInt8]) -> [String] {
        let text = page.charset.used.decode(bytes).utf8
        let marked = HTMLPage.parse(Array("<!--x-->".utf8) + text, charsetHeader: "utf-8").tree
        let plain = HTMLPage.parse(Array("<!--\u{7F}-->".utf8) + text, charsetHeader: "utf-8").tree
        guard marked.nodes.count == plain.nodes.count else { return ["tree: \(marked.nodes.count) nodes with marks, \(plain.nodes.count) without"] }
        // Node 1 is the comment.
        let other = plain.nodes.indices.dropFirst(2).first { i in
            marked.nodes[i].kind != plain.nodes[i].kind || marked.nodes[i].tag != plain.nodes[i].tag || marked.nodes[i].end != plain.nodes[i].end
                || marked.text(of: i) != plain.text(of: i) || attributes(of: i, in: marked) != attributes(of: i, in: plain)
        }
        return other.map { ["tree: node \($0) is another with marks"] } ?? []
    }

    private static func attributes(of node: Int, in tree: PageTree) -> [[UInt8]] {
        tree.attributes(of: node).map { Array(tree.name(of: $0).utf8) + [0] + tree.value(of: $0) }
    }
}
