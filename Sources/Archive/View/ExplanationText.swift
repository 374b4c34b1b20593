// What `shilu explain` prints: for each field the value that won and what lost against it, aligned for a terminal.

import Reading
import Records

/// The explanation of a page as plain text.
public struct ExplanationText {
    /// The widest value and place shown in a row, in columns.
    private static let widest = (value: 44, place: 34)

    private let page: ExplainedPage

    public init(_ page: ExplainedPage) {
        self.page = page
    }

    /// Whether the record has a key of that name that is explained; `document`, `footer` and `site` stand for all of theirs.
    public static func isField(_ name: String) -> Bool {
        Explanation.fields.contains { $0 == name || $0.hasPrefix(name + ".") }
    }

    /// The fields that ``text(field:)`` takes.
    public static var fields: [String] { Explanation.fields }

    /// The text.
    ///
    /// - Parameter field: only this key of the record, or `nil` for all that have a candidate.
    public func text(field: String? = nil) -> String {
        var lines = field == nil ? head() : []
        for key in Explanation.fields where field == nil || key == field || key.hasPrefix("\(field ?? "").") {
            let candidates = page.explanation.candidates.filter { $0.field == key }
            if candidates.isEmpty, field == nil { continue }
            if !lines.isEmpty { lines.append("") }
            lines += block(key, candidates)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func head() -> [String] {
        let record = page.record
        return [
            SafeText.terminal(record.capture.file ?? "-"),
            "  URL      \(SafeText.terminal(record.url ?? "not known"))",
            "  charset  \(SafeText.terminal(page.charset))",
            "  ✓ won  ✗ lost  ·  # rank in the field's order of trust, or score  ·  @ visible line of the page",
        ]
    }

    private func block(_ key: String, _ candidates: [Candidate]) -> [String] {
        let name = FieldName.chinese(key)
        let winners = candidates.filter(\.hasWon)
        let value = winners.isEmpty ? "—" : winners.count > 1 ? "\(winners.count)" : shown(winners[0].value, 0)
        var lines = [DisplayWidth.padded("\(key) \(name)", to: 30) + " " + value]
        if candidates.isEmpty { lines.append("  nothing on the page could be it") }
        let rows = candidates.map(row)
        func width(_ column: Int) -> Int { rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        let widths = (0..<4).map(width)
        for (candidate, row) in zip(candidates, rows) {
            let cells = row.prefix(4).enumerated().map { DisplayWidth.padded($1, to: widths[$0]) }.filter { !$0.isEmpty }
            let line = "  \(candidate.hasWon ? "✓" : "✗") \(cells.joined(separator: "  "))  \(row[4])"
            lines.append(line)
        }
        return lines
    }

    /// Value, place, weight, line, reason.
    private func row(_ candidate: Candidate) -> [String] {
        let place = candidate.detail.isEmpty ? candidate.place : candidate.place.isEmpty ? candidate.detail : "\(candidate.place), \(candidate.detail)"
        let weight = candidate.score.map(Self.number) ?? candidate.rank.map { "#\($0)" } ?? ""
        return [
            shown(candidate.value, Self.widest.value), DisplayWidth.cut(SafeText.terminal(place), to: Self.widest.place), weight,
            candidate.line.map { "@\($0 + 1)" } ?? "", SafeText.terminal(candidate.reason),
        ]
    }

    private func shown(_ value: String, _ width: Int) -> String {
        let text = SafeText.terminal(NormalText.singleSpaced(value) ?? "")
        if text.isEmpty { return "(empty)" }
        return DisplayWidth.cut(text, to: width == 0 ? 120 : width)
    }

    private static func number(_ score: Double) -> String {
        let tenths = Int((score * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
