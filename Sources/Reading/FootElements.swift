// Elements that name themselves the foot of the page.

import Markup

/// Finds the elements that are the foot by their tag or their name.
enum FootElements {
    private static let names: [[UInt8]] = ["foot", "copyright"].map { Array($0.utf8) }
    /// Elements around more than this share of the page's lines are no foot, whatever their name.
    static let mostOfPage = 0.6
    /// A foot ends in the last part of the page; an article's own `<footer>` need not.
    static let leastEnd = 0.8

    /// The outermost such elements, in document order.
    static func find(_ tree: PageTree) -> [Int] {
        let flow = Layout.flow
        return tree.nodes.indices.filter { i in
            let node = tree.nodes[i]
            guard node.kind == .element, node.attributeCount > 0 || node.tag == .footer, node.tag != .body, node.tag != .html else { return false }
            let raw = Int(node.tag.rawValue)
            guard raw < flow.count, flow[raw] == .block else { return false }
            return node.tag == .footer || tree.isNamed(i, names)
        }
    }
}
