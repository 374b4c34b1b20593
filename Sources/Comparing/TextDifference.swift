// What changed between two versions of a paragraph, so that a reader of Chinese can follow it.

/// A piece of a difference.
public struct TextSegment: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable {
        case same
        case removed
        case added
    }

    public var kind: Kind
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// The difference of two texts: first by sentences, then within those that changed by characters.
///
/// Numbers, dates, 文号 and Latin words are never parted, and one or two characters that stand alone between two changes belong to
/// them: such islands are what makes a difference of Chinese unreadable.
public enum TextDifference {
    /// A longer text is not compared within, in characters.
    static let longest = 100_000
    /// Changed sentences that share less than this part of their pieces are shown as wholes, old and new.
    private static let leastShared = 0.4
    /// Kept characters between two changes that are not worth keeping.
    private static let island = 2

    /// The pieces in reading order. The removed and the same ones joined are the old text, the added and the same ones the new.
    public static func segments(from old: String, to new: String) -> [TextSegment] {
        guard old.utf8.count <= 4 * longest, new.utf8.count <= 4 * longest else { return join([.init(.removed, old), .init(.added, new)]) }
        let oldSentences = TextAtoms.sentences(of: old), newSentences = TextAtoms.sentences(of: new)
        var segments: [TextSegment] = []
        for edit in EditScript.edits(from: oldSentences, to: newSentences) {
            switch edit {
            case .keep(let range, _): segments.append(.init(.same, oldSentences[range].joined()))
            case .replace(let a, let b): segments += within(oldSentences[a].joined(), newSentences[b].joined())
            }
        }
        return join(segments)
    }

    private static func within(_ old: String, _ new: String) -> [TextSegment] {
        let whole = [TextSegment(.removed, old), TextSegment(.added, new)]
        guard !old.isEmpty, !new.isEmpty else { return whole }
        let oldAtoms = TextAtoms.atoms(of: old), newAtoms = TextAtoms.atoms(of: new)
        var segments: [TextSegment] = []
        var kept = 0
        for edit in EditScript.edits(from: oldAtoms, to: newAtoms) {
            switch edit {
            case .keep(let range, _):
                kept += range.count
                segments.append(.init(.same, oldAtoms[range].joined()))
            case .replace(let a, let b):
                segments.append(.init(.removed, oldAtoms[a].joined()))
                segments.append(.init(.added, newAtoms[b].joined()))
            }
        }
        // A sentence that only grew keeps all of the old one: then it is the shorter text that counts.
        guard Double(kept) >= leastShared * Double(min(oldAtoms.count, newAtoms.count)) else { return whole }
        return absorbIslands(segments)
    }

    /// Makes kept text of one or two characters between two changes part of them.
    private static func absorbIslands(_ segments: [TextSegment]) -> [TextSegment] {
        let segments = segments.filter { !$0.text.isEmpty }
        var result: [TextSegment] = []
        for (i, segment) in segments.enumerated() {
            let isBetween = i > 0 && i < segments.count - 1 && segment.kind == .same
            if isBetween, segment.text.count <= island {
                result.append(.init(.removed, segment.text))
                result.append(.init(.added, segment.text))
            } else {
                result.append(segment)
            }
        }
        return result
    }

    /// Joins pieces of one kind; between two kept ones first what was removed, then what was added.
    private static func join(_ segments: [TextSegment]) -> [TextSegment] {
        var result: [TextSegment] = []
        var removed = "", added = ""
        func flush() {
            if !removed.isEmpty { result.append(.init(.removed, removed)) }
            if !added.isEmpty { result.append(.init(.added, added)) }
            (removed, added) = ("", "")
        }
        for segment in segments where !segment.text.isEmpty {
            switch segment.kind {
            case .removed: removed += segment.text
            case .added: added += segment.text
            case .same:
                flush()
                if result.last?.kind == .same {
                    result[result.count - 1].text += segment.text
                } else {
                    result.append(segment)
                }
            }
        }
        flush()
        return result
    }
}
