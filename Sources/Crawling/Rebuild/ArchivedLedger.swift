// The ledger of a run, as a rebuild reads it.

import Foundation
import Web

/// What a ledger says: of answers by their place in a WARC file, and of URLs that brought none.
struct ArchivedLedger {
    struct Line: Decodable {
        let url: String
        let state: String
        let reason: String?
        let attempt: Int?
        let visited_at: String?
        let warc: String?
        let offset: Int?

        var judgement: Judgement? {
            URLState(rawValue: state).map { Judgement($0, reason.flatMap(URLReason.init)) }
        }

        var visitedAt: Timestamp? { visited_at.flatMap { Timestamp(iso8601: $0) } }
    }

    private struct Totals: Decodable {
        let known: Int
    }

    private var placed: [String: Line] = [:]
    /// Lines without an answer, in the order of their visits.
    private(set) var unanswered: [Line] = []
    /// Whether the run closed it with its totals: it was ended.
    private(set) var isClosed = false
    /// Whether there is one at all.
    let exists: Bool
    /// All lines, as they stand, but for a torn last one and the totals.
    private(set) var lines: [(text: String, line: Line)] = []

    init(path: String) {
        let data = FileManager.default.contents(atPath: path)
        exists = data != nil
        let decoder = JSONDecoder()
        for text in String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n") {
            let bytes = Data(text.utf8)
            if (try? decoder.decode(Totals.self, from: bytes)) != nil { isClosed = true }
            guard let line = try? decoder.decode(Line.self, from: bytes) else { continue }
            lines.append((String(text), line))
            if let file = line.warc, let offset = line.offset {
                placed["\(file) \(offset)"] = line
            } else if line.visitedAt != nil {
                unanswered.append(line)
            }
        }
    }

    /// The line of the answer at a place.
    func line(file: String, offset: Int) -> Line? { placed["\(file) \(offset)"] }
}
