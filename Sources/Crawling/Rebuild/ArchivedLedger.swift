// The ledger of a run, as a rebuild reads it.

import Foundation
import Web

/// What a ledger says: of answers by their place in a WARC file, of URLs that brought none, and of captures that were withdrawn.
struct ArchivedLedger {
    struct Line: Decodable {
        let url: String
        let state: String
        let reason: String?
        let detail: String?
        let before: String?
        let status: Int?
        let effective: Int?
        let attempt: Int?
        let visited_at: String?
        let via: String?
        let warc: String?
        let offset: Int?

        var judgement: Judgement? {
            URLState(rawValue: state).map {
                Judgement($0, reason.flatMap(URLReason.init), detail: detail, effectiveStatus: effective == status ? nil : effective)
            }
        }

        var visitedAt: Timestamp? { visited_at.flatMap { Timestamp(iso8601: $0) } }

        /// Whether it takes back a capture: who turns us away has answered, and the answer has a place.
        var isWithdrawal: Bool { state == URLState.turnedAway.rawValue && warc == nil }
    }

    private struct Totals: Decodable {
        let mode: String?
    }

    /// A visit that brought no answer, and its place among the lines.
    struct Unanswered {
        let number: Int
        let line: Line
    }

    private var placed: [String: Int] = [:]
    private var withdrawn: [String: Line] = [:]
    /// Visits without an answer, in their order.
    private(set) var unanswered: [Unanswered] = []
    /// Changes of the portal file within the run, in their order, each with its place among the lines.
    private(set) var portalFiles: [(number: Int, change: PortalFileChange)] = []
    /// Whether the run closed it with its totals: it was ended.
    private(set) var isClosed = false
    /// Which known URLs the run asked for, as the totals say.
    private(set) var mode: RunMode?
    /// Whether there is one at all.
    let exists: Bool
    /// All lines, as they stand, but for a torn last one and the totals; of a change of the portal file nothing but the text.
    private(set) var lines: [(text: String, line: Line?)] = []

    init(path: String) {
        let data = FileManager.default.contents(atPath: path)
        exists = data != nil
        let decoder = JSONDecoder()
        for text in String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n") {
            if text.hasPrefix("{\"totals\":") {
                isClosed = true
                mode = (try? decoder.decode(Totals.self, from: Data(text.utf8)))?.mode.flatMap(RunMode.init)
                continue
            }
            if let change = PortalFileChange(ledgerLine: text) {
                portalFiles.append((lines.count, change))
                lines.append((String(text), nil))
                continue
            }
            guard let line = try? decoder.decode(Line.self, from: Data(text.utf8)) else { continue }
            if let file = line.warc, let offset = line.offset {
                placed["\(file) \(offset)"] = lines.count
            } else if line.isWithdrawal {
                withdrawn["\(line.url) \(line.visited_at ?? "")"] = line
            } else if line.visitedAt != nil {
                unanswered.append(Unanswered(number: lines.count, line: line))
            }
            lines.append((String(text), line))
        }
    }

    /// The line of the answer at a place, and its number.
    func line(file: String, offset: Int) -> (number: Int, line: Line)? {
        placed["\(file) \(offset)"].flatMap { number in lines[number].line.map { (number, $0) } }
    }

    /// The line that takes back what a visit brought.
    func withdrawal(of url: WebURL, visitedAt: Timestamp) -> Line? { withdrawn["\(url.href) \(visitedAt.iso8601)"] }
}
