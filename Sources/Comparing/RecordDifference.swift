// What changed between two records of one page.

import Records

/// A change of one block.
public struct BlockChange: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable {
        case changed
        case added
        case removed
        /// The same text in another place.
        case moved
    }

    public var kind: Kind
    /// The record's key, as `title`, `paragraphs` or `document.number`.
    public var field: String
    public var segments: [TextSegment]
    /// Whether only punctuation, spaces or the width of characters differ.
    public var isMinor: Bool

    public init(_ kind: Kind, field: String, segments: [TextSegment], isMinor: Bool = false) {
        self.kind = kind
        self.field = field
        self.segments = segments
        self.isMinor = isMinor
    }

    /// What went and what came: changes with the same are one change on many pages.
    public var signature: String {
        "\(kind.rawValue)\u{1F}\(field)\u{1F}" + segments.filter { $0.kind != .same || kind == .moved }.map { "\($0.kind.rawValue)\u{1F}\($0.text)" }
            .joined(separator: "\u{1F}")
    }

    /// Characters that went or came, the larger of the two.
    public var changedCharacters: Int {
        func count(_ kind: TextSegment.Kind) -> Int { segments.reduce(0) { $0 + ($1.kind == kind ? $1.text.count : 0) } }
        return max(count(.removed), count(.added))
    }
}

/// The difference of two records, block by block.
public enum RecordDifference {
    /// Two blocks are versions of one if they share at least this part of their pairs of characters (Sørensen–Dice).
    private static let leastLikeness = 0.35
    /// Blocks between two kept ones are matched by likeness up to this many times each other; beyond, in their order.
    private static let mostMatched = 4096

    /// The changes in reading order; where a block was removed, it stands before what came in its place.
    public static func changes(from old: Record, to new: Record) -> [BlockChange] {
        changes(from: RecordBlock.blocks(of: old), to: RecordBlock.blocks(of: new))
    }

    static func changes(from old: [RecordBlock], to new: [RecordBlock]) -> [BlockChange] {
        let edits = EditScript.edits(from: old, to: new)
        var removedElsewhere = tally(edits, of: old, isOld: true)
        var addedElsewhere = tally(edits, of: new, isOld: false)
        var changes: [BlockChange] = []
        for case .replace(let a, let b) in edits {
            // A block that goes here and comes elsewhere has moved; it is told where it comes.
            let gone = old[a].filter { addedElsewhere.take($0) == false }
            let come = new[b].filter { block in
                guard removedElsewhere.take(block) else { return true }
                changes.append(BlockChange(.moved, field: block.field, segments: [.init(.same, block.text)], isMinor: true))
                return false
            }
            changes += replaced(Array(gone), Array(come))
        }
        return changes
    }

    /// The changes of blocks that stand between two kept ones.
    private static func replaced(_ old: [RecordBlock], _ new: [RecordBlock]) -> [BlockChange] {
        var changes: [BlockChange] = []
        var nextOld = 0
        func removed(upTo end: Int) {
            while nextOld < end {
                changes.append(BlockChange(.removed, field: old[nextOld].field, segments: [.init(.removed, old[nextOld].text)]))
                nextOld += 1
            }
        }
        let partners = partners(old, new)
        for (j, block) in new.enumerated() {
            guard let i = partners[j] else {
                changes.append(BlockChange(.added, field: block.field, segments: [.init(.added, block.text)]))
                continue
            }
            removed(upTo: i)
            nextOld = i + 1
            changes.append(BlockChange(
                .changed, field: block.field, segments: TextDifference.segments(from: old[i].text, to: block.text),
                isMinor: PlainText.letters(of: old[i].text) == PlainText.letters(of: block.text)))
        }
        removed(upTo: old.count)
        return changes
    }

    /// For each new block the old one that it is a version of; their order is kept, and the sum of their likeness is the greatest.
    private static func partners(_ old: [RecordBlock], _ new: [RecordBlock]) -> [Int?] {
        var partners = [Int?](repeating: nil, count: new.count)
        guard !old.isEmpty, !new.isEmpty else { return partners }
        guard old.count * new.count <= mostMatched else {
            for i in 0..<min(old.count, new.count) where old[i].field == new[i].field { partners[i] = i }
            return partners
        }
        let oldPairs = old.map { PlainText.pairs(of: $0.text) }, newPairs = new.map { PlainText.pairs(of: $0.text) }
        func likeness(_ i: Int, _ j: Int) -> Double {
            guard old[i].field == new[j].field else { return 0 }
            if old[i].field != "paragraphs", old[i].field != "attachments", old[i].field != "footer" { return 1 }  // one of its kind
            let likeness = PlainText.likeness(oldPairs[i], newPairs[j])
            return likeness >= leastLikeness ? likeness : 0
        }
        // best[i][j]: the greatest sum for the blocks from i and j on.
        var best = [[Double]](repeating: [Double](repeating: 0, count: new.count + 1), count: old.count + 1)
        var like = best
        for i in stride(from: old.count - 1, through: 0, by: -1) {
            for j in stride(from: new.count - 1, through: 0, by: -1) {
                like[i][j] = likeness(i, j)
                let matched = like[i][j] > 0 ? like[i][j] + best[i + 1][j + 1] : 0
                best[i][j] = max(best[i + 1][j], best[i][j + 1], matched)
            }
        }
        var (i, j) = (0, 0)
        while i < old.count, j < new.count {
            if like[i][j] > 0, best[i][j] == like[i][j] + best[i + 1][j + 1] {
                partners[j] = i
                (i, j) = (i + 1, j + 1)
            } else if best[i][j] == best[i + 1][j] {
                i += 1
            } else {
                j += 1
            }
        }
        return partners
    }

    /// How often each block goes (or comes).
    private static func tally(_ edits: [Edit], of blocks: [RecordBlock], isOld: Bool) -> BlockTally {
        var tally = BlockTally()
        for case .replace(let a, let b) in edits { for block in blocks[isOld ? a : b] { tally.add(block) } }
        return tally
    }

    /// Blocks that still may be matched as moved.
    private struct BlockTally {
        private var counts: [RecordBlock: Int] = [:]

        mutating func add(_ block: RecordBlock) { counts[block, default: 0] += 1 }

        /// Takes one, if there is one left.
        mutating func take(_ block: RecordBlock) -> Bool {
            guard let count = counts[block], count > 0 else { return false }
            counts[block] = count - 1
            return true
        }
    }
}
