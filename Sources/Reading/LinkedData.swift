// JSON-LD (schema.org): what a script of linked data says of the article.

import Markup

enum LinkedData {
    private static let type = Array("ld+json".utf8)
    private static let key = Array("\"datePublished\"".utf8)

    /// The value of the first `datePublished`, as written.
    static func published(_ tree: PageTree) -> String? {
        for node in tree.nodes.indices where tree.nodes[node].tag == .script && tree.nodes[node].kind == .element {
            guard let kind = tree.attribute(.type, of: node), kind.holdsCaseless(type),
                  let script = tree.children(of: node).first(where: { tree.nodes[$0].kind == .text }) else { continue }
            let text = tree.text(of: script)
            guard let at = tree.text.find(key, in: text.startIndex..<text.endIndex) else { continue }
            // The value is the next string behind the colon.
            let from = at + key.count
            guard let open = tree.text[from..<text.endIndex].firstIndex(of: 0x22),
                  let close = tree.text[(open + 1)..<text.endIndex].firstIndex(of: 0x22), close - open < 40 else { continue }
            return String(decoding: tree.text[(open + 1)..<close], as: UTF8.self)
        }
        return nil
    }
}
