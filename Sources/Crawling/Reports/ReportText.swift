// The report of a run for the terminal: the same as report.html says, in lines.

import Archive
import Comparing

/// Writes reports as text.
public struct ReportText {
    private let report: MorningReport
    private let path: String
    private let time: LocalTime

    /// Changes shown of each kind.
    private static let shown = 15

    /// - Parameter path: of the report's page, which has the rest.
    public init(_ report: MorningReport, path: String) {
        self.report = report
        self.path = path
        time = LocalTime(zone: report.timezone)
    }

    public var text: String {
        let span = "\(time.span(report.startedAt, report.endedAt)) (\(time.zoneName))"
        var lines = ["\(report.portal)  \(span)  \(report.ending)"]
        lines += report.headline.map { "  \(Self.mark($0.mood)) \(SafeText.terminal($0.text))" }
        for finding in report.findings {
            lines.append("  finding: \(finding.column.map { "\(SafeText.terminal($0)): " } ?? "")\(SafeText.terminal(finding.text))")
        }
        for shared in report.sharedChanges.prefix(Self.shown) {
            lines.append("  on \(Headline.count(shared.count, "page")): \(Self.line(shared.change))")
        }
        for kind in PageChange.Kind.allCases { lines += changes(kind) }
        lines.append("  \(path)")
        return lines.joined(separator: "\n") + "\n"
    }

    private func changes(_ kind: PageChange.Kind) -> [String] {
        let changes = report.shown(kind).filter { $0.matter != .embed }
        guard !changes.isEmpty else { return [] }
        var lines = ["  \(kind.rawValue) \(Headline.grouped(report.count(kind)))"]
        for change in changes.prefix(Self.shown) {
            lines.append("    \(SafeText.terminal(change.title ?? change.url))")
            if change.title != nil { lines.append("      \(SafeText.terminal(change.url))") }
            if let target = change.movedTo { lines.append("      now \(SafeText.terminal(target))") }
            if [.turnedAway, .failed].contains(kind) {
                let words = [change.reason, change.detail].compactMap { $0 }.joined(separator: ": ")
                lines.append("      \(SafeText.terminal(words))")
            }
            for block in change.difference ?? [] { lines.append("      \(Self.line(block))") }
        }
        if report.count(kind) > Self.shown { lines.append("    …") }
        return lines
    }

    /// A changed block on one line: [-what went-]{+what came+}, as `git diff --word-diff` writes it.
    static func line(_ change: BlockChange) -> String {
        let name = FieldName.chinese(change.field)
        let text = change.segments.map { segment in
            switch segment.kind {
            case .same: SafeText.terminal(segment.text)
            case .removed: "[-\(SafeText.terminal(segment.text))-]"
            case .added: "{+\(SafeText.terminal(segment.text))+}"
            }
        }.joined()
        return "\(name.isEmpty ? change.field : name)\(change.kind == .moved ? " (moved)" : ""): \(text)"
    }

    private static func mark(_ mood: ReportSentence.Mood) -> String {
        switch mood {
        case .good: "✓"
        case .note: "•"
        case .bad: "!"
        }
    }
}
