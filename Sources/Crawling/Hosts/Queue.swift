// First in, first out.

/// A queue in one array; what was taken is dropped now and then.
struct Queue<Element> {
    private var elements: [Element] = []
    private var head = 0

    var isEmpty: Bool { head == elements.count }
    var first: Element? { isEmpty ? nil : elements[head] }

    mutating func append(_ element: Element) { elements.append(element) }

    /// Takes the first element out; there must be one.
    @discardableResult
    mutating func removeFirst() -> Element {
        let first = elements[head]
        head += 1
        if head > 32, head > elements.count / 2 {
            elements.removeFirst(head)
            head = 0
        }
        return first
    }

    /// Puts the first element behind the others; there must be one.
    mutating func rotate() { append(removeFirst()) }
}
