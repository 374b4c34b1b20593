// A file of the input: records, or a WARC file, of whose pages the reader makes records. Either way lines, some at a time.

import Archive
import WebArchive

/// A file of the input.
struct InputFile {
    let path: String
    /// Whether it is a WARC or ARC file; told by its first bytes, not by its name.
    let isWARC: Bool

    init(_ path: String) throws(CorpusError) {
        self.path = path
        isWARC = try Self.beginsAsWARC(path)
    }

    /// Calls `body` with lines, about so many bytes of them at a time, and with the number of the first.
    ///
    /// - Parameters:
    ///   - skipped: so many lines are passed over.
    ///   - jobs: threads that read pages.
    func readLines(
        skipping skipped: Int, batchBytes: Int, jobs: Int, _ body: (_ lines: [[UInt8]], _ first: Int) throws(CorpusError) -> Void
    ) throws(CorpusError) {
        if isWARC { return try readPages(skipping: skipped, batchBytes: batchBytes, jobs: jobs, body) }
        var lines = try RecordLines(path)
        while lines.number < skipped, try lines.next() != nil {}
        while true {
            let first = lines.number + 1
            let batch = try lines.batch(of: batchBytes)
            if batch.isEmpty { return }
            try body(batch, first)
        }
    }

    private func readPages(
        skipping skipped: Int, batchBytes: Int, jobs: Int, _ body: (_ lines: [[UInt8]], _ first: Int) throws(CorpusError) -> Void
    ) throws(CorpusError) {
        var batch: [[UInt8]] = []
        var size = 0
        var number = 0
        var complaint: InputError?
        do {
            try Extraction(jobs: jobs).run([.warc(path: path)]) { line in
                number += 1
                guard number > skipped else { return }
                batch.append(Array(line.dropLast()))
                size += line.count + 32
                guard size >= batchBytes else { return }
                try body(batch, number - batch.count + 1)
                (batch, size) = ([], 0)
            } complain: { complaint = $0 }
            if complaint == nil, !batch.isEmpty { try body(batch, number - batch.count + 1) }
        } catch let error as CorpusError {
            throw error
        } catch {
            throw .damaged(path: path, cause: "\(error)")
        }
        if let complaint { throw .damaged(path: path, cause: "\(complaint.cause); shilu repair keeps what is sound") }
    }

    private static func beginsAsWARC(_ path: String) throws(CorpusError) -> Bool {
        var source = try DecodedBytes(path)
        // A .warc.zst file may begin with its dictionary, in a frame that other readers skip.
        if source.beginsWithSkippableFrame { return true }
        var head = [UInt8](repeating: 0, count: 1 << 17)
        let count = try source.read(into: &head, from: 0)
        return head[..<count].starts(with: "WARC/".utf8) || head[..<count].starts(with: "filedesc:".utf8)
    }
}

extension RecordLines {
    /// The next lines, of about so many bytes together; none at the end.
    mutating func batch(of bytes: Int) throws(CorpusError) -> [[UInt8]] {
        var batch: [[UInt8]] = []
        var size = 0
        while size < bytes, let line = try next() {
            size += line.count + 32
            batch.append(line)
        }
        return batch
    }
}
