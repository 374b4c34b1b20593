// An element in words that an archivist finds again in the page's source: its tag, id and classes.

import Markup

enum NodeDescription {
    private static let longest = 48

    /// `div#zoom.TRS_Editor`; names longer than a few words are cut.
    static func of(_ node: Int, in tree: PageTree) -> String {
        guard node > 0, node < tree.nodes.count, tree.nodes[node].kind == .element else { return "page" }
        var text = tree.name(of: node)
        if let id = tree.words(.id, of: node) { text += "#" + id }
        if let names = tree.words(.class_, of: node) { text += "." + names.split(separator: " ").joined(separator: ".") }
        return text.count > longest ? String(text.prefix(longest)) + "…" : text
    }
}
