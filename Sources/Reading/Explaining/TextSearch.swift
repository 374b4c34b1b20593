// Finding again where on the page a value stands that a finder has returned as text.

/// Looks for values in the lines of a page, white space and width of characters aside.
struct TextSearch {
    private let page: VisibleText

    init(_ page: VisibleText) {
        self.page = page
    }

    /// Where a value stands first in some lines, in the page's text; a value of several lines is found by its parts elsewhere.
    func first(_ value: String, in lines: some Sequence<Int>, free: (Range<Int>) -> Bool = { _ in true }) -> Range<Int>? {
        let folded = TextFolder.fold(value)
        guard !folded.isEmpty else { return nil }
        for k in lines {
            var from = page.lines[k].foldedRange.lowerBound
            while let at = page.folded.find(folded, in: from..<page.lines[k].foldedRange.upperBound) {
                let range = page.text.trimmed(page.unfolded(at..<(at + folded.count), line: k))
                if free(range) { return range }
                from = at + folded.count
            }
        }
        return nil
    }

    /// Where a value stands last in some lines.
    func last(_ value: String, in lines: Range<Int>) -> Range<Int>? {
        let folded = TextFolder.fold(value)
        for k in lines.reversed() {
            if let at = page.folded.findLast(folded, in: page.lines[k].foldedRange) { return page.text.trimmed(page.unfolded(at..<(at + folded.count), line: k)) }
        }
        return nil
    }
}
