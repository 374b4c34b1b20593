// `shilu explain`

import Archive
import ArgumentParser

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows why a saved page reads as it does.",
        discussion: """
            For each field of the record: the value that won, where it stands, and every other candidate with its place, its \
            rank in the order of trust or its score, and why it lost. A sidecar NAME.html.json is read as `shilu extract` does.
            """)

    @Argument(help: ArgumentHelp("A saved page.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Only this key of the record: published, title, footer, document.number …", valueName: "key"))
    var field: String?

    func validate() throws {
        if let field, !ExplanationText.isField(field) {
            throw ValidationError("--field: the record has no key “\(field)” that is explained; there are \(ExplanationText.fields.joined(separator: ", "))")
        }
    }

    func run() throws {
        let text = try ExplanationText(ExplainedPage(path: file)).text(field: field)
        var output = StandardOutput()
        try output.write(text)
        try output.flush()
    }
}
