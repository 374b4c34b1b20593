// Links sorted in bounded memory: runs in a nameless file, merged when all are there.
import Glibc

/// Links of any number, to be read in their order.
struct LinkRuns: ~Copyable {
    /// So many links wait in memory, about 12 MB of them.
    private let bufferLimit: Int
    private let folder: String
    private var buffer: [RecordLink] = []
    private var file: OpenFile?
    private var runs: [Range<Int64>] = []
    private var end: Int64 = 0

    init(folder: String, bufferLimit: Int = 200_000) {
        self.folder = folder
        self.bufferLimit = bufferLimit
    }

    mutating func add(_ links: [RecordLink]) throws(FileError) {
        buffer += links
        if buffer.count >= bufferLimit { try spill() }
    }

    /// Hands on all links in their order; none are left.
    mutating func drain(_ body: (RecordLink) -> Void) throws(FileError) {
        buffer.sort()
        guard !runs.isEmpty else {
            for link in buffer { body(link) }
            buffer = []
            return
        }
        try spill()
        var cursors: [Cursor] = []
        for run in runs {
            var cursor = Cursor(rest: run)
            if try advance(&cursor) { cursors.append(cursor) }
        }
        // Invariant: sorted by current link, the first to come last.
        cursors.sort { $0.current > $1.current }
        while var cursor = cursors.popLast() {
            body(cursor.current)
            guard try advance(&cursor) else { continue }
            var (low, high) = (0, cursors.count)
            while low < high {
                let middle = (low + high) / 2
                if cursors[middle].current > cursor.current { low = middle + 1 } else { high = middle }
            }
            cursors.insert(cursor, at: low)
        }
        runs = []
    }

    private struct Cursor {
        var rest: Range<Int64>
        var bytes: [UInt8] = []
        var place = 0
        var current = RecordLink(key: .init(high: 0, low: 0), kind: .id, file: 0, offset: 0)
    }

    private func advance(_ cursor: inout Cursor) throws(FileError) -> Bool {
        if cursor.place == cursor.bytes.count {
            let count = Int(min(Int64(1024 * RecordLink.size), cursor.rest.upperBound - cursor.rest.lowerBound))
            guard count > 0 else { return false }
            cursor.bytes = [UInt8](repeating: 0, count: count)
            _ = try file?.read(into: &cursor.bytes, at: cursor.rest.lowerBound)
            cursor.rest = (cursor.rest.lowerBound + Int64(count))..<cursor.rest.upperBound
            cursor.place = 0
        }
        guard let link = RecordLink(cursor.bytes[cursor.place..<(cursor.place + RecordLink.size)]) else { return false }
        cursor.current = link
        cursor.place += RecordLink.size
        return true
    }

    private mutating func spill() throws(FileError) {
        guard !buffer.isEmpty else { return }
        buffer.sort()
        let isFirst = runs.isEmpty
        if isFirst {
            // The name goes at once: the file is gone with its owner, by a crash as well.
            let path = "\(folder)/.shilu-links-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
            file = try OpenFile(path, .creating)
            try OpenFile.unlink(path)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(buffer.count * RecordLink.size)
        for link in buffer { link.append(to: &bytes) }
        try file?.write(bytes[...], at: end)
        runs.append(end..<(end + Int64(bytes.count)))
        end += Int64(bytes.count)
        buffer.removeAll(keepingCapacity: true)
    }
}
