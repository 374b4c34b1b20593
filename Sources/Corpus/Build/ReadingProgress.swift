// How far the reading of the input has come: so that a build which was killed goes on where its files were last on the disk.

import Foundation
import WebArchive

/// Lengths of the files of the work folder that belong together, and the place in the input up to which they were made.
struct ReadingProgress: Codable, Equatable {
    /// Of spec, program and input: work of another kind is not gone on with.
    var digest: String
    /// The number of the input file, and the lines of it that were read.
    var file = 0
    var line = 0
    var entries = 0
    var heads: Int64 = 0
    var bodies: Int64 = 0
    var signs: Int64 = 0
    var lines = 0
    /// Hosts by their number.
    var portals: [String] = []
    /// Records with text, by portal.
    var pages: [Int] = []
    var isComplete = false

    /// Its name in the work folder.
    static let file = "progress.json"

    static func load(_ path: String) -> ReadingProgress? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(ReadingProgress.self, from: $0) }
    }

    /// Puts it in the place of the earlier one, at once and durably.
    func store(_ path: String) throws(CorpusError) {
        let data = (try? JSONEncoder().encode(self)) ?? Data()
        var writer = try ByteWriter(path + ".new")
        writer.append(data)
        try writer.flush(durably: true)
        do throws(FileError) {
            try OpenFile.rename(path + ".new", to: path)
            try OpenFile.syncFolder(of: path)
        } catch { throw .file(error) }
    }
}
