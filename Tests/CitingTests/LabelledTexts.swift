// Sentences with the references that they hold, marked by hand: see Labelled/README.
import Citing
import Foundation

/// A sentence of the labelled set.
struct LabelledText {
    struct Label: Hashable, CustomStringConvertible {
        var start: Int
        var end: Int
        /// The name in one spelling; of a title without remarks.
        var name: String

        var description: String { "\(name) [\(start)..<\(end)]" }
    }

    let line: Int
    let text: String
    let labels: [Label]

    /// All sentences of the set.
    static func all() throws -> [LabelledText] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Labelled/references.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$1.isEmpty && !$1.hasPrefix("#") }.map { LabelledText(String($1), line: $0 + 1) }
    }

    /// `根据⟦国发〔2019〕3号⟧、⟦4号|国发〔2019〕4号⟧`: a label is what stands in ⟦⟧; behind | its names in one spelling, parted by ;.
    private init(_ marked: String, line: Int) {
        self.line = line
        var text = String.UnicodeScalarView()
        var labels: [Label] = []
        var rest = marked.unicodeScalars[...]
        while let open = rest.firstIndex(of: "⟦") {
            text.append(contentsOf: rest[..<open])
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "⟧") else { break }
            let parts = String(rest[..<close]).split(separator: "|", maxSplits: 1).map(String.init)
            let start = text.count
            text.append(contentsOf: parts[0].unicodeScalars)
            let names = parts.count > 1 ? parts[1].split(separator: ";").map(String.init) : [parts[0]]
            for name in names { labels.append(Label(start: start, end: text.count, name: Self.plain(name))) }
            rest = rest[rest.index(after: close)...]
        }
        text.append(contentsOf: rest)
        self.text = String(text)
        self.labels = labels
    }

    /// A title is compared as ``TitleName`` spells it, a number as ``DocumentNumber`` does.
    private static func plain(_ name: String) -> String {
        if name.hasPrefix("《") { return TitleName(String(name.dropFirst().dropLast())).key }
        return name
    }
}
