// A portal file that was changed within a run, as the run's ledger has it.

import Foundation
import Records
import Web

/// What a portal file says from some place in a run on. The run's own copy of the file is as it stood when the run began.
struct PortalFileChange: Sendable {
    var text: String
    var at: Timestamp
    /// How many captures of the run were committed before it.
    var captures: Int
    /// Whether the run went on with it, after a kill or an interrupt: then all of it holds, and not only what may be changed meanwhile.
    var resumes: Bool

    init(text: String, at: Timestamp, captures: Int, resumes: Bool) {
        self.text = text
        self.at = at
        self.captures = captures
        self.resumes = resumes
    }
}

extension PortalFileChange {
    private struct Line: Decodable {
        struct Change: Decodable {
            let text: String
            let at: String
            let captures: Int
            let resumes: Bool
        }

        let portal_file: Change
    }

    private static let beginning = "{\"portal_file\":"

    /// Its line in `ledger.jsonl`.
    var ledgerLine: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("portal_file")
            json.object { json in
                json.key("at"); json.value(at.iso8601)
                json.key("captures"); json.value(captures)
                json.key("resumes"); json.value(resumes)
                json.key("text"); json.value(text)
            }
        }
        json.endLine()
        return json.bytes
    }

    /// `nil` if the line of a ledger tells of something else.
    init?(ledgerLine line: some StringProtocol) {
        guard line.hasPrefix(Self.beginning), let change = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)).portal_file,
              let at = Timestamp(iso8601: change.at) else { return nil }
        self.init(text: change.text, at: at, captures: change.captures, resumes: change.resumes)
    }

    /// The last one that a ledger tells of.
    static func last(in ledger: String) -> PortalFileChange? {
        guard let data = FileManager.default.contents(atPath: ledger) else { return nil }
        var end = data.endIndex
        while let hit = data.range(of: Data(beginning.utf8), options: .backwards, in: data.startIndex..<end) {
            let line = data[hit.lowerBound...].prefix { $0 != 0x0A }
            let isLine = hit.lowerBound == data.startIndex || data[hit.lowerBound - 1] == 0x0A
            if isLine, let change = PortalFileChange(ledgerLine: String(decoding: line, as: UTF8.self)) { return change }
            end = hit.lowerBound
        }
        return nil
    }
}
