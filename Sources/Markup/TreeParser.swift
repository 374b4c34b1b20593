// Gets a page's tree from C: the only file of Markup that touches C's memory.
import CPageTree

extension PageTree {
    /// What was left out of a page so that parsing stays linear in its length.
    public struct Cut: Sendable, Equatable {
        /// Elements that became childless because 512 others were open; their content stands in the deepest open one.
        public var depth: Int
        /// Attributes beyond the 1,000th of their tag.
        public var attributes: Int
        /// Bytes of the decoded page beyond 1 GiB, or that libxml2 left unread, or all of them because memory ran out.
        public var bytes: Int

        public init(depth: Int = 0, attributes: Int = 0, bytes: Int = 0) {
            self.depth = depth
            self.attributes = attributes
            self.bytes = bytes
        }
    }

    /// Parses UTF-8 without U+0000. Where memory runs out the tree is an empty document and all bytes count as cut.
    static func parse(utf8: [UInt8]) -> (tree: PageTree, cut: Cut) {
        var filled = pt_tree()
        defer { pt_free(&filled) }
        guard utf8.withUnsafeBufferPointer({ pt_parse($0.baseAddress, $0.count, &filled) }) else {
            let document = Node(kind: .document, tag: .unknown, parent: -1, end: 1, textStart: 0, textLength: 0, firstAttribute: 0, attributeCount: 0)
            return (PageTree(nodes: [document], attributes: [], text: []), Cut(bytes: utf8.count))
        }
        // Unsafe: C's arrays are read, before they are freed, into arrays that Swift owns.
        let nodes = [Node](unsafeUninitializedCapacity: filled.node_count) { to, count in
            for i in 0 ..< filled.node_count { (to.baseAddress! + i).initialize(to: Node(filled.nodes[i])) }
            count = filled.node_count
        }
        let attributes = [Attribute](unsafeUninitializedCapacity: filled.attribute_count) { to, count in
            for i in 0 ..< filled.attribute_count { (to.baseAddress! + i).initialize(to: Attribute(filled.attributes[i])) }
            count = filled.attribute_count
        }
        let text = [UInt8](UnsafeBufferPointer(start: filled.text, count: filled.text_count))
        return (PageTree(nodes: nodes, attributes: attributes, text: text),
                Cut(depth: filled.cut_depth, attributes: filled.cut_attributes, bytes: filled.cut_bytes))
    }
}

extension PageTree.Node {
    init(_ node: pt_node) {
        switch node.kind {
        case PT_ELEMENT: kind = .element
        case PT_TEXT: kind = .text
        case PT_COMMENT: kind = .comment
        default: kind = .document
        }
        tag = Tag(rawValue: node.tag)
        parent = node.parent
        end = node.end
        textStart = node.text_start
        textLength = node.text_length
        firstAttribute = node.first_attribute
        attributeCount = node.attribute_count
    }
}

extension PageTree.Attribute {
    init(_ attribute: pt_attribute) {
        name = AttributeName(rawValue: attribute.name)
        nameStart = attribute.name_start
        nameLength = attribute.name_length
        valueStart = attribute.value_start
        valueLength = attribute.value_length
    }
}
