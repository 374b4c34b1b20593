// Links without words: a picture, or nothing, with the title of what it leads to in the `title` attribute.

import Markup

/// Finds rows of lists that show a picture in the place of their title.
enum WordlessLinks {
    /// A title has at least this many characters; shorter ones are those of buttons.
    private static let shortestTitle = 6

    /// The elements `<a>` with address and title and without a text, in document order.
    static func find(_ page: VisibleText) -> [Int] {
        let tree = page.tree
        var worded: Set<Int32>?
        var found: [Int] = []
        for node in tree.nodes.indices where tree.nodes[node].tag == .a && tree.nodes[node].kind == .element && tree.nodes[node].attributeCount > 1 {
            guard let title = tree.words(.title, of: node), title.unicodeScalars.count >= shortestTitle, tree.attribute(.href, of: node) != nil else { continue }
            if worded == nil { worded = Set(page.links.map(\.node)) }
            if worded?.contains(Int32(node)) == false { found.append(node) }
        }
        return found
    }

    /// Title, link and date of an item that has such a link, and a date beside it; `nil` where an item has more than one of them, for it is none then.
    static func row(_ page: VisibleText, _ group: Range<Int>, in item: Int, of links: [Int]) -> (title: String, link: Int, date: DateText)? {
        let inside = links.filter { page.isInside($0, item) }
        guard let link = inside.first, Set(inside.compactMap { page.tree.words(.href, of: $0) }).count == 1, let title = page.tree.words(.title, of: link),
              let date = group.lazy.compactMap({ DateReader.first(in: page.text, page.lines[$0].range)?.date }).first else { return nil }
        return (title, link, date)
    }
}
