// Microdata (schema.org): what elements with `itemprop` say of the article.

import Markup

enum Microdata {
    private static let author = Array("author".utf8)
    /// A name has at most this many characters.
    private static let longestName = 16

    /// The visible name in the first element `itemprop="author"`; one with a label or a date in it is read as byline instead.
    static func author(_ page: VisibleText) -> String? {
        let tree = page.tree
        for node in tree.nodes.indices where tree.nodes[node].kind == .element && tree.nodes[node].attributeCount > 0 {
            guard let name = tree.attribute(.itemprop, of: node), name.elementsEqual(author),
                  let text = (node..<Int(tree.nodes[node].end)).first(where: { tree.nodes[$0].kind == .text && !tree.text(of: $0).allSatisfy { $0 <= 0x20 } }),
                  page.lines.contains(where: { Int($0.firstNode) <= text && text <= Int($0.lastNode) }) else { continue }
            let bytes = Array(tree.text(of: text))
            let value = LabelledLine.bared(bytes, 0..<bytes.count)
            let folded = TextFolder.fold(String(decoding: bytes[value], as: UTF8.self))
            guard (2...longestName).contains(bytes.scalars(value)), LabelledLine.labels.first(in: folded, 0..<folded.count) == nil,
                  DateReader.first(in: bytes, value) == nil else { continue }
            return bytes.words(value)
        }
        return nil
    }
}
