// A page as flat arrays in document order.

/// The elements, texts and comments of a page in document order, without a class or a String a node.
///
/// Node 0 is the document. A node's parent comes before it, and the subtree of node `i` is `i ..< nodes[i].end`. Texts lie in one UTF-8
/// buffer. Contents of `script` and `style` are text nodes too.
public struct PageTree: Sendable {
    public enum Kind: UInt8, Sendable { case document, element, text, comment }

    public struct Node: Sendable, Equatable {
        public let kind: Kind
        /// The element's name; `unknown` for names that are not in the list and for what is no element.
        public let tag: Tag
        /// -1 of the document.
        public let parent: Int32
        /// The first node after the subtree.
        public let end: Int32
        /// Bytes into `PageTree.text`: a text's or comment's content, the name of an element whose tag is `unknown`.
        public let textStart, textLength: UInt32
        public let firstAttribute: UInt32
        public let attributeCount: UInt16
    }

    public struct Attribute: Sendable, Equatable {
        public let name: AttributeName
        /// Bytes into `PageTree.text`: the name, where `name` is `unknown`; else empty.
        public let nameStart: UInt32, nameLength: UInt16
        /// Bytes into `PageTree.text`: the value, character references decoded; empty where the tag gives no value.
        public let valueStart, valueLength: UInt32
    }

    public let nodes: [Node]
    public let attributes: [Attribute]
    /// UTF-8, always valid.
    public let text: [UInt8]

    /// The content of a text or comment; of an element whose tag is `unknown` its name; else empty.
    @inlinable public func text(of node: Int) -> ArraySlice<UInt8> {
        let node = nodes[node]
        let start = Int(node.textStart)
        return text[start ..< start + Int(node.textLength)]
    }

    /// The value of the first attribute of that name, character references decoded; nil if the node has none.
    @inlinable public func attribute(_ name: AttributeName, of node: Int) -> ArraySlice<UInt8>? {
        for attribute in attributes(of: node) where attribute.name == name { return value(of: attribute) }
        return nil
    }

    @inlinable public func attributes(of node: Int) -> ArraySlice<Attribute> {
        let node = nodes[node]
        let first = Int(node.firstAttribute)
        return attributes[first ..< first + Int(node.attributeCount)]
    }

    @inlinable public func value(of attribute: Attribute) -> ArraySlice<UInt8> {
        let start = Int(attribute.valueStart)
        return text[start ..< start + Int(attribute.valueLength)]
    }

    /// The name of an attribute in lower case, whether the list has it or not.
    public func name(of attribute: Attribute) -> String {
        guard attribute.name == .unknown else { return attribute.name.name }
        let start = Int(attribute.nameStart)
        return String(decoding: text[start ..< start + Int(attribute.nameLength)], as: UTF8.self)
    }

    /// The name of an element in lower case, whether the list has it or not; empty for other nodes.
    public func name(of node: Int) -> String {
        guard nodes[node].kind == .element else { return "" }
        return nodes[node].tag == .unknown ? String(decoding: text(of: node), as: UTF8.self) : nodes[node].tag.name
    }

    /// The children of a node, in document order.
    @inlinable public func children(of node: Int) -> Children { Children(tree: self, next: node + 1, end: Int(nodes[node].end)) }

    /// The nodes below a node, in document order.
    @inlinable public func descendants(of node: Int) -> Range<Int> { node + 1 ..< Int(nodes[node].end) }

    public struct Children: Sequence, IteratorProtocol {
        @usableFromInline let tree: PageTree
        @usableFromInline var position: Int
        @usableFromInline let end: Int

        @inlinable init(tree: PageTree, next: Int, end: Int) {
            self.tree = tree
            position = next
            self.end = end
        }

        @inlinable public mutating func next() -> Int? {
            guard position < end else { return nil }
            defer { position = Int(tree.nodes[position].end) }
            return position
        }
    }
}
