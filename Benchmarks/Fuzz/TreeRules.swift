// What every page tree keeps, whatever the page.

import Markup

enum TreeRules {
    /// The rules that a tree breaks; empty as it should be.
    static func broken(by tree: PageTree) -> [String] {
        var found: [String] = []
        func check(_ holds: Bool, _ what: @autoclosure () -> String) { if !holds, found.count < 5 { found.append("tree: " + what()) } }
        let (nodes, text) = (tree.nodes, tree.text)
        guard let document = nodes.first, document.kind == .document, document.parent == -1, Int(document.end) == nodes.count else { return ["tree: the document"] }
        check(String(validating: text, as: UTF8.self) != nil, "text is not UTF-8")
        check(!text.contains(0), "U+0000 in the text")

        func isRange(_ start: UInt32, _ length: Int) -> Bool {
            let end = Int(start) + length
            func isBoundary(_ at: Int) -> Bool { at == text.count || text[at] & 0xC0 != 0x80 }
            return end <= text.count && isBoundary(Int(start)) && isBoundary(end)
        }
        var attributeCount = 0
        var depth = [Int16](repeating: 0, count: nodes.count)
        var nextChild = [Int32](repeating: 0, count: nodes.count)  // where the next child of a node must stand
        for i in nodes.indices {
            let node = nodes[i]
            nextChild[i] = Int32(i + 1)
            check(Int(node.end) > i && Int(node.end) <= nodes.count, "end of \(i)")
            check(isRange(node.textStart, Int(node.textLength)), "text of \(i)")
            check(Int(node.firstAttribute) == attributeCount && node.attributeCount <= 1_000, "attributes of \(i)")
            check(node.attributeCount == 0 || node.kind == .element, "attributes of no element at \(i)")
            attributeCount += Int(node.attributeCount)
            guard i > 0 else { continue }
            guard node.parent >= 0, Int(node.parent) < i else { return found + ["tree: parent of \(i)"] }
            let parent = Int(node.parent)
            check(node.end <= nodes[parent].end, "\(i) ends after its parent")
            check(nodes[parent].kind == .element || nodes[parent].kind == .document, "\(i) lies in a text")
            check(nextChild[parent] == Int32(i), "a gap before \(i)")
            nextChild[parent] = node.end
            depth[i] = depth[parent] + 1
            check(depth[i] <= 514, "depth of \(i)")
            check(node.kind != .text || node.textLength > 0, "\(i) is an empty text")
        }
        for i in nodes.indices { check(nextChild[i] == nodes[i].end, "a gap at the end of \(i)") }
        check(attributeCount == tree.attributes.count, "attributes of no node")
        for attribute in tree.attributes {
            check(isRange(attribute.valueStart, Int(attribute.valueLength)) && isRange(attribute.nameStart, Int(attribute.nameLength)), "bytes of an attribute")
        }
        return found
    }
}
