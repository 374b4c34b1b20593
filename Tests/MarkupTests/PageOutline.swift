// A tree as one line, and the rules that every tree keeps.
import Markup

extension PageTree {
    /// `html(body(p"text"))`: elements with attributes in brackets, texts in quotes, comments in braces.
    func outline(of node: Int = 0) -> String {
        let content = children(of: node).map { outline(of: $0) }.joined(separator: " ")
        switch nodes[node].kind {
        case .document: return content
        case .text: return "\"" + String(decoding: text(of: node), as: UTF8.self) + "\""
        case .comment: return "{" + String(decoding: text(of: node), as: UTF8.self) + "}"
        case .element:
            let attributes = attributes(of: node).map { name(of: $0) + "=" + String(decoding: value(of: $0), as: UTF8.self) }
            return name(of: node) + (attributes.isEmpty ? "" : "[" + attributes.joined(separator: " ") + "]") + (content.isEmpty ? "" : "(" + content + ")")
        }
    }

    /// What is wrong with the tree; empty as it should be.
    var violations: [String] {
        var found: [String] = []
        func check(_ holds: Bool, _ what: @autoclosure () -> String) { if !holds, found.count < 10 { found.append(what()) } }
        check(!nodes.isEmpty && nodes[0].kind == .document && nodes[0].parent == -1 && Int(nodes[0].end) == nodes.count, "document")
        check(String(validating: text, as: UTF8.self) != nil, "text is not UTF-8")
        check(!text.contains(0), "U+0000")
        var depth = [Int](repeating: 0, count: nodes.count)
        var attributeCount = 0
        for i in nodes.indices {
            let node = nodes[i]
            check(Int(node.end) > i && Int(node.end) <= nodes.count, "end of \(i)")
            if i > 0 {
                check(node.parent >= 0 && Int(node.parent) < i, "parent of \(i)")
                let parent = nodes[Int(node.parent)]
                check(node.end <= parent.end, "\(i) ends after its parent")
                check(parent.kind == .element || parent.kind == .document, "\(i) is in a text")
                depth[i] = depth[Int(node.parent)] + 1
                check(depth[i] <= 514, "depth of \(i)")
                check(node.kind != .text || node.textLength > 0, "\(i) is an empty text")
                check(!(node.kind == .text && nodes[i - 1].kind == .text && nodes[i - 1].parent == node.parent), "texts \(i - 1) and \(i) touch")
            }
            check(Int(node.textStart) + Int(node.textLength) <= text.count, "text of \(i)")
            check(String(validating: self.text(of: i), as: UTF8.self) != nil, "text of \(i) cuts a character")
            check(Int(node.firstAttribute) == attributeCount, "attributes of \(i)")
            check(node.attributeCount == 0 || node.kind == .element, "attributes of no element")
            check(node.attributeCount <= 1_000, "too many attributes of \(i)")
            attributeCount += Int(node.attributeCount)
            var next = i + 1
            for child in children(of: i) {
                check(child == next && Int(nodes[child].parent) == i, "children of \(i)")
                next = Int(nodes[child].end)
            }
            check(next == Int(node.end), "children of \(i) leave a gap")
        }
        check(attributeCount == attributes.count, "attributes of nobody")
        for attribute in attributes {
            check(Int(attribute.valueStart) + Int(attribute.valueLength) <= text.count, "value out of bounds")
            check(Int(attribute.nameStart) + Int(attribute.nameLength) <= text.count, "name out of bounds")
            check((attribute.name == .unknown) == (attribute.nameLength > 0), "name twice or not at all")
        }
        return found
    }
}
