// The texts of a run's changed pages against their last good copies; the same change on several pages is told once.

import Archive
import Comparing
import Records

/// Compares changed pages.
struct Comparison {
    private let reader: CapturedPage
    private let jobs: Int

    /// On so many pages a change is one of many pages.
    private static let fewestShared = 3
    private static let mostURLs = 20

    init(folder: PortalFolder, jobs: Int) {
        reader = CapturedPage(in: folder)
        self.jobs = jobs
    }

    /// A page's two versions.
    struct Pair: Sendable {
        var change: PageChange
        var old: CapturePlace
        var new: CapturePlace
    }

    /// What was found out about one page.
    struct Compared: Sendable {
        var change: PageChange
        /// `nil` where one of the two cannot be read as a page.
        var blocks: [BlockChange]?
        var list: ListDifference?
        var announced: (old: Int, new: Int)?
        /// The date to which the article was moved.
        var redated: String?
    }

    /// Compares each pair, on several threads.
    func compare(_ pairs: [Pair]) -> [Compared] {
        mapInParallel(pairs, jobs: jobs) { pair in
            var compared = Compared(change: pair.change)
            guard let old = reader.record(at: pair.old), let new = reader.record(at: pair.new) else { return compared }
            compared.blocks = RecordDifference.changes(from: old, to: new)
            if !old.links.isEmpty || !new.links.isEmpty, pair.change.matter != .article {
                compared.list = ListDifference(from: old, to: new)
                if let before = old.announced, let now = new.announced { compared.announced = (before, now) }
            }
            if let before = old.published, let now = new.published, before.prefix(10) != now.prefix(10) {
                compared.redated = String(now.prefix(10))
            }
            return compared
        }
    }

    /// Takes the changes that stand on several pages out of the pages, and tells each once.
    static func shared(_ compared: inout [Compared]) -> [SharedChange] {
        var pages: [String: [Int]] = [:]
        for (i, page) in compared.enumerated() {
            for signature in Set(page.blocks?.map(\.signature) ?? []) { pages[signature, default: []].append(i) }
        }
        let shared = pages.filter { $0.value.count >= fewestShared }
        var result: [String: SharedChange] = [:]
        for i in compared.indices {
            guard let blocks = compared[i].blocks else { continue }
            for block in blocks {
                guard let on = shared[block.signature], result[block.signature] == nil else { continue }
                // The more pages, the more it weighs, but never as much as a page's own change of the same kind twice over.
                let weight = min(100, ChangeWeight.of(block) + min(20, on.count / 10) + 5)
                result[block.signature] = SharedChange(
                    change: block.shown, count: on.count, urls: on.prefix(mostURLs).map { compared[$0].change.url }, weight: weight)
            }
            let own = blocks.filter { shared[$0.signature] == nil }
            let count = Set(blocks.map(\.signature)).count { shared[$0] != nil }
            compared[i].blocks = own
            compared[i].change.sharedChanges = count > 0 ? count : nil
        }
        return result.values.sorted { ($0.weight, $0.count, $1.change.signature) > ($1.weight, $1.count, $0.change.signature) }
    }
}

extension BlockChange {
    /// Characters of unchanged text shown on each side of a change, and of a long piece.
    private static let context = 24
    private static let longest = 600

    /// The change as it is shown: unchanged text cut to what stands beside the changes, long pieces cut in their middle.
    var shown: BlockChange {
        var change = self
        change.segments = segments.enumerated().map { i, segment in
            let isFirst = i == 0, isLast = i == segments.count - 1
            var text = segment.text
            let count = text.count
            if segment.kind == .same, kind != .moved {
                let head = isFirst ? 0 : Self.context, tail = isLast ? 0 : Self.context
                if count > head + tail + 3 { text = text.prefix(head) + "…" + text.suffix(tail) }
            } else if count > Self.longest {
                let half = Self.longest / 2
                text = text.prefix(half) + "…（\(count - 2 * half)字）…" + text.suffix(half)
            }
            return TextSegment(segment.kind, text)
        }
        return change
    }
}
