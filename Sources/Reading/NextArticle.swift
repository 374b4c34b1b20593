// Where another article begins on the same page: pages that go on loading, digests of a day.

import Markup

enum NextArticle {
    /// How much a line must look like a byline (``BylineMarks``): a date and a source.
    private static let byline: UInt8 = 3
    /// The head over what follows (继续阅读, 更多) has at most this many characters.
    private static let longestHead: Int32 = 8

    /// A span of lines up to the next heading of the headline's own kind that has a byline right below it.
    static func cut(_ span: Range<Int>, _ page: VisibleText, headline: Range<Int>?, marks: BylineMarks) -> Range<Int> {
        guard let headline, let own = heading(page, headline.lowerBound), span.count > 3 else { return span }
        for k in (span.lowerBound + 1)..<(span.upperBound - 1) where marks.strength[k + 1] >= byline && heading(page, k) == own && page.lines[k].solid >= 4 {
            var end = k
            while end - 1 > span.lowerBound, page.lines[end - 1].solid <= longestHead, page.lines[end - 1].marks == 0 { end -= 1 }
            return span.lowerBound..<end
        }
        return span
    }

    /// The heading that a line stands in.
    private static func heading(_ page: VisibleText, _ k: Int) -> Tag? {
        page.tree.nearest([.h1, .h2, .h3, .h4, .h5, .h6], from: Int(page.lines[k].block)).map { page.tree.nodes[$0].tag }
    }
}
