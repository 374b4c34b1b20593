// What the id and class of an element suggest; weak hints only.

import Markup

extension PageTree {
    /// Whether the id or a class of an element, in lower case, holds one of the words.
    func isNamed(_ node: Int, _ words: [[UInt8]]) -> Bool {
        for name in [AttributeName.id, .class_] {
            guard let value = attribute(name, of: node), !value.isEmpty else { continue }
            for word in words where value.holdsCaseless(word) { return true }
        }
        return false
    }

    /// The nearest ancestor (or the node itself) with one of the tags.
    func nearest(_ tags: [Tag], from node: Int) -> Int? {
        var i = node
        while i > 0 {
            if nodes[i].kind == .element, tags.contains(nodes[i].tag) { return i }
            i = Int(nodes[i].parent)
        }
        return nil
    }

    /// The parent of a node; `nil` for the document.
    func parent(of node: Int) -> Int? {
        let p = Int(nodes[node].parent)
        return p < 0 ? nil : p
    }

    /// The string value of an attribute, each run of white space as one space; `nil` if it is missing or blank.
    func words(_ name: AttributeName, of node: Int) -> String? {
        guard let value = attribute(name, of: node)?.collapsed else { return nil }
        return value.words(0..<value.count)
    }
}
