// A finding of a report as one sentence of HTML.

/// The words of findings.
enum FindingSentence {
    /// The column that it is of, and what was found.
    static func html(of finding: Finding) -> String {
        let column = finding.column.map { $0.isEmpty ? "Articles without column: " : "\(HTML.chinese($0)): " } ?? ""
        return column + HTML.text(finding.text)
    }
}
