// Changed blocks as HTML: what went is struck through, what came is underlined, and neither by colour alone.

import Archive
import Comparing

enum DifferenceHTML {
    static func blocks(_ changes: [BlockChange], left: Int?) -> String {
        guard !changes.isEmpty else { return "" }
        var html = "<ul class=\"diff\">\n"
        for change in changes { html += "<li>\(block(change))</li>\n" }
        if let left { html += "<li class=\"rest\">and \(Headline.count(left, "more change"))</li>\n" }
        return html + "</ul>\n"
    }

    static func block(_ change: BlockChange) -> String {
        let note = switch change.kind {
        case .changed: change.isMinor ? "punctuation or width only" : ""
        case .added: "added"
        case .removed: "removed"
        case .moved: "moved within the page"
        }
        let label = HTML.chinese(name(of: change)) + (note.isEmpty ? "" : " <em>\(note)</em>")
        return "<span class=\"field\">\(label)</span><p lang=\"zh\">\(line(change))</p>"
    }

    /// The field that changed, as portals name it.
    static func name(of change: BlockChange) -> String {
        let name = FieldName.chinese(change.field)
        return name.isEmpty ? change.field : name
    }

    /// The text with its marks, without what it is.
    static func line(_ change: BlockChange) -> String { change.segments.map(segment).joined() }

    private static func segment(_ segment: TextSegment) -> String {
        let text = HTML.text(segment.text)
        return switch segment.kind {
        case .same: text
        case .removed: "<del>\(text)</del>"
        case .added: "<ins>\(text)</ins>"
        }
    }
}
