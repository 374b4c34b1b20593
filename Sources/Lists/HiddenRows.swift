// Rows that stand in the page's elements but are not shown: a hidden box from which a script draws the list.

import Markup
import Reading
import Web

extension ListPage {
    /// The rows below an element, one for each link: its title in full, and the date in what stands beside it.
    func rows(in element: Int) -> [ListRow] {
        tree.descendants(of: element).compactMap { node in
            guard tree.nodes[node].kind == .element, tree.nodes[node].tag == .a, let href = attribute("href", of: node), let url = address(href)
            else {
                return nil
            }
            let title = [attribute("title", of: node), text(of: node)].compactMap { $0.flatMap(RowText.plain) }.first
            return ListRow(title: title, url: url.withoutFragment.href, date: RowText.date(.string(textBeside(node))))
        }
    }

    /// The text of the item or row that a link stands in, without the link's own.
    func textBeside(_ link: Int) -> String {
        var box = link
        while tree.nodes[box].parent > 0 {
            box = Int(tree.nodes[box].parent)
            if [Tag.li, .tr, .dl, .p, .div].contains(tree.nodes[box].tag) { break }
        }
        let own = tree.descendants(of: link)
        var out: [UInt8] = []
        for child in tree.descendants(of: box) where tree.nodes[child].kind == .text && !own.contains(child) { out += tree.text(of: child) + [0x20] }
        return String(decoding: out, as: UTF8.self)
    }
}
