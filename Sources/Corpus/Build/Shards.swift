// The shards of one part, named as loaders expect it: data/train-00000-of-00004.jsonl.gz.

import Foundation
import WebArchive

/// Writes documents into shards. How many there are is known at the end; until then they have temporary names.
struct Shards: ~Copyable {
    let part: Part
    private let folder: String
    private let limit: Int
    private let compression: CorpusSpec.Compression
    private let jobs: Int
    private var current: CompressedLines?
    private var done: [DataFile] = []

    init(_ part: Part, of spec: CorpusSpec, folder: String, jobs: Int) {
        (self.part, self.folder, self.jobs) = (part, folder, jobs)
        (limit, compression) = (spec.shardBytes, spec.compression)
    }

    mutating func append(_ pieces: [[UInt8]]) throws(CorpusError) {
        if current == nil { current = try CompressedLines(temporary(done.count), compression, jobs: jobs) }
        for piece in pieces { try current?.append(piece) }
        if let size = current?.size, size >= limit { try close() }
    }

    /// The finished files, under their names.
    mutating func finish() throws(CorpusError) -> [DataFile] {
        try close()
        var files: [DataFile] = []
        for (number, file) in done.enumerated() {
            var file = file
            file.name = "data/\(part.rawValue)-\(Self.digits(number))-of-\(Self.digits(done.count)).\(compression.fileExtension)"
            do throws(FileError) { try OpenFile.rename(temporary(number), to: folder + "/" + file.name) } catch { throw .file(error) }
            files.append(file)
        }
        return files
    }

    private mutating func close() throws(CorpusError) {
        if let file = try current?.finish(as: "") { done.append(file) }
        current = nil
    }

    private func temporary(_ number: Int) -> String { "\(folder)/data/\(part.rawValue)-\(number).unfinished" }

    private static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}
