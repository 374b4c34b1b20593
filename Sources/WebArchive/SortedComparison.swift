// Compares two sets of lines of any number: each is sorted in bounded memory, then both are read side by side.
import Synchronization

/// Lines that several threads gather, to be compared with others'. They lie sorted in a file of `folder` that goes with its owner.
public final class GatheredLines: Sendable {
    private let path: String
    private let merge: Mutex<CDXJMerge>

    /// - Parameters:
    ///   - folder: where the lines lie.
    ///   - name: the file's name in it, which no other set may have.
    public init(folder: String, name: String) {
        path = folder + "/" + name
        merge = Mutex(CDXJMerge(into: path))
    }

    deinit { try? OpenFile.unlink(path) }

    /// Adds lines, as bytes without their line feed.
    public func add(_ lines: [[UInt8]]) throws(CDXJIndexError) {
        let result = merge.withLock { merge in
            Result { () throws(CDXJIndexError) in
                for line in lines { try merge.add(line) }
            }
        }
        try result.get()
    }

    /// Hands on all lines in their order; the set has been added to for the last time.
    public func forEach(_ body: ([UInt8]) throws -> Void) throws {
        try sort()
        let lines = try SortedLines(file: path, checksOrder: false)
        while let line = lines.current {
            try body(line)
            try lines.advance()
        }
    }

    /// Hands on the lines that only one of the two sets has, in their order; both sets have been added to for the last time.
    public func compare(
        with other: GatheredLines, onlyHere: ([UInt8]) throws -> Void, onlyThere: ([UInt8]) throws -> Void
    ) throws {
        try sort()
        try other.sort()
        let here = try SortedLines(file: path, checksOrder: false)
        let there = try SortedLines(file: other.path, checksOrder: false)
        while true {
            switch (here.current, there.current) {
            case (nil, nil): return
            case (let line?, nil):
                try onlyHere(line)
                try here.advance()
            case (nil, let line?):
                try onlyThere(line)
                try there.advance()
            case (let left?, let right?):
                let order = ByteOrder.compare(left[...], right[...])
                if order < 0 { try onlyHere(left) }
                if order > 0 { try onlyThere(right) }
                if order <= 0 { try here.advance() }
                if order >= 0 { try there.advance() }
            }
        }
    }

    private func sort() throws(CDXJIndexError) {
        let result = merge.withLock { merge in
            Result { () throws(CDXJIndexError) in try merge.commit() }
        }
        try result.get()
    }
}
