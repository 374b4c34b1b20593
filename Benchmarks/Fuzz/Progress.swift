// What a worker has done, in a file of its own that outlives its crash.

import Foundation

struct Progress {
    /// The number of the page that is being read.
    var index = 0
    var pages = 0
    var bytes = 0
    var nanoseconds = 0
    /// The page with the most nanoseconds a byte, among those of 20,000 bytes or more.
    var slowest = 0, slowestIndex = 0
    /// The most resident memory, in bytes above the start.
    var memory = 0

    private static let size = 7 * MemoryLayout<Int>.size

    /// Sums of several workers.
    static func + (a: Progress, b: Progress) -> Progress {
        var sum = a
        sum.pages += b.pages
        sum.bytes += b.bytes
        sum.nanoseconds += b.nanoseconds
        if b.slowest > a.slowest { (sum.slowest, sum.slowestIndex) = (b.slowest, b.slowestIndex) }
        sum.memory = max(a.memory, b.memory)
        return sum
    }

    func write(to file: Int32) {
        // Unsafe: pwrite takes a pointer; the array lives during the call.
        [index, pages, bytes, nanoseconds, slowest, slowestIndex, memory].map(\.littleEndian).withUnsafeBytes { _ = pwrite(file, $0.baseAddress, Self.size, 0) }
    }

    init() {}

    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path), data.count == Self.size else { return nil }
        let numbers = stride(from: 0, to: Self.size, by: 8).map { at in data[at ..< at + 8].reversed().reduce(0) { $0 << 8 | Int($1) } }
        (index, pages, bytes, nanoseconds) = (numbers[0], numbers[1], numbers[2], numbers[3])
        (slowest, slowestIndex, memory) = (numbers[4], numbers[5], numbers[6])
    }
}
