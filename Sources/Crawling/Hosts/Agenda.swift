// What is to be looked at when: a binary heap, the soonest first.

/// Items with times. Items of the same time come out in the order in which they went in.
struct Agenda<Item> {
    private var heap: [Entry] = []
    private var lastNumber: UInt64 = 0

    private struct Entry {
        let time: Double
        let number: UInt64
        let item: Item

        func precedes(_ other: Entry) -> Bool { (time, number) < (other.time, other.number) }
    }

    /// The first item, and its time.
    var first: (item: Item, time: Double)? { heap.first.map { ($0.item, $0.time) } }

    mutating func add(_ item: Item, at time: Double) {
        lastNumber += 1
        heap.append(Entry(time: time, number: lastNumber, item: item))
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Drops the first item, if there is one.
    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].precedes(heap[least]) { least = child }
            guard least != parent else { return }
            heap.swapAt(least, parent)
            parent = least
        }
    }
}
