// `withdrawn.jsonl` of a data set: a tombstone for each record that was taken out after it was published.

import Foundation
import Records
import WebArchive

/// A record that was taken out of a data set.
struct Withdrawal: Codable, Equatable, Sendable {
    static let file = "withdrawn.jsonl"

    /// Of the record.
    var id: String
    /// UTC.
    var time: String
    var reason: String
    var who: String?
    /// The version of the data set in which it is missing first.
    var version: String
    /// Of the document's line, without its line feed: who holds a copy can tell that it is the one; nil where only what was left
    /// out, or a cluster, spoke of it.
    var sha256: String?

    /// The tombstones of a data set; none where it has no such file.
    static func all(in folder: String) throws(CorpusError) -> [Withdrawal] {
        let path = folder + "/" + file
        guard OpenFile.exists(path) else { return [] }
        var lines = try RecordLines(path)
        var all: [Withdrawal] = []
        while let line = try lines.next() {
            guard let withdrawal = try? JSONDecoder().decode(Withdrawal.self, from: Data(line)) else {
                throw .record(path: path, line: lines.number, cause: "it is no tombstone")
            }
            all.append(withdrawal)
        }
        return all
    }

    /// The line, with its line feed.
    var line: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.key("id"); json.value(id)
            json.key("time"); json.value(time)
            json.key("reason"); json.value(reason)
            json.key("who"); json.value(who)
            json.key("version"); json.value(version)
            json.key("sha256"); json.value(sha256)
        }
        json.endLine()
        return json.bytes
    }
}
