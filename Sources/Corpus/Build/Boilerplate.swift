// Lines that recur over the pages of a portal: counted, and cut only if the spec asks for it.

/// A line of a portal, by hashes.
struct PortalLine: BitwiseCopyable, Comparable, Hashable {
    var portal: UInt64
    var line: UInt64

    static func < (left: Self, right: Self) -> Bool { (left.portal, left.line) < (right.portal, right.line) }

    static func portal(_ host: String) -> UInt64 { TextLines.hash(host.unicodeScalars.map(\.value)[...]) }
}

/// What recurs.
struct BoilerplateCount: Sendable, Equatable {
    /// Lines that recur, over all portals; none where only their number was asked for.
    var lines: Set<PortalLine> = []
    /// For each portal, by its hash: how many lines recur, and on how many pages they stand together.
    var portals: [UInt64: (lines: Int, occurrences: Int)] = [:]

    static func == (left: Self, right: Self) -> Bool { left.lines == right.lines }

    /// Counts lines: `rows` holds one for each page and different line of it, `pages` the number of pages of each portal.
    init(
        _ rows: consuming SortedRows<PortalLine>, pages: [UInt64: Int], _ bounds: CorpusSpec.Boilerplate, keepsLines: Bool = true
    ) throws(CorpusError) {
        var current: PortalLine?
        var count = 0
        while true {
            let row = try rows.next()
            if let row, row == current {
                count += 1
                continue
            }
            if let current, count >= bounds.pages, Double(count) >= bounds.share * Double(pages[current.portal] ?? 0) {
                if keepsLines { lines.insert(current) }
                let before = portals[current.portal] ?? (0, 0)
                portals[current.portal] = (before.lines + 1, before.occurrences + count)
            }
            guard let row else { return }
            (current, count) = (row, 1)
        }
    }
}
