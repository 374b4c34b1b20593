// The headline, and the lines above and below it (引题, 副题, 原标题).

import Markup

/// The headline of a page.
struct Headline {
    /// The lines that it stands in; `nil` if the page shows none.
    var lines: Range<Int>?
    var text: String?
    var place: Place = .heading
    var kicker: String?
    var subtitle: String?

    private static let titleNames: [[UInt8]] = ["title", "tit", "biaoti", "headline", "timu", "bt"].map { Array($0.utf8) }
    private static let otherTitles: [[UInt8]] = ["subtitle", "sub-title", "sub_title", "fubiaoti", "ftitle", "site-title", "logo"].map { Array($0.utf8) }

    /// What a headline can be in characters.
    private static let length: ClosedRange<Int32> = 3...220
    /// A line with less than this is no headline; the page's `<title>` is better.
    static let leastScore = 3.4

    /// What the page's meta tags say the title is, folded.
    struct Hints {
        var title: [UInt8]
        var article: [UInt8]
        var site: [UInt8]
        /// The title's beginning, where `<title>` cuts it with … or ….
        var beginning: [UInt8] = []
        /// The parts of `<title>` behind the first: columns and the site.
        var tails: [[UInt8]] = []
        /// How much of `title` stands before the column and the site.
        var head: Int
        init(_ meta: MetaTags) {
            title = TextFolder.fold(meta.title ?? meta.sharedTitle ?? "")
            article = TextFolder.fold(meta.articleTitle ?? "")
            for mark in ["...", "…"] {
                if let at = title.find(Array(mark.utf8), in: 0..<title.count), at >= 18 { beginning = Array(title[..<at]) }
            }
            site = TextFolder.fold(meta.siteName ?? "")
            // A longer title is no title.
            title = Array(title.prefix(1_500))
            article = Array(article.prefix(1_500))
            head = title.count
            for mark in ["_", "|", "--"] {
                if let at = title.find(Array(mark.utf8), in: 0..<title.count), at >= 9 { head = min(head, at) }
            }
            tails = title.split { $0 == 0x5F || $0 == 0x7C || $0 == 0x2D }.dropFirst().map { Array($0) }
            if head == title.count, let at = title.findLast([0x2D], in: 0..<title.count), at >= 15 { head = at }
        }
        func hold(_ folded: ArraySlice<UInt8>) -> Bool {
            let bytes = Array(folded)
            if !beginning.isEmpty, bytes.starts(with: beginning) || beginning.starts(with: bytes) { return true }
            return title.find(bytes, in: 0..<title.count) != nil || article.find(bytes, in: 0..<article.count) != nil
        }
    }

    /// Finds the headline.
    ///
    /// - Parameters:
    ///   - crumbs: the breadcrumb, which holds no headline.
    ///   - table: the lines of the document's table; the same holds.
    static func find(_ page: VisibleText, meta: MetaTags, marks: BylineMarks, crumbs: Breadcrumb?, table: Range<Int>) -> Headline {
        let hints = Hints(meta)
        var best: (score: Double, line: Int)?
        for k in page.lines.indices where length.contains(page.lines[k].solid) && marks.strength[k] < 3 {
            if crumbs?.lines.contains(k) ?? false || table.contains(k) { continue }
            let score = score(page, k, hints, marks, atLeast: best?.score ?? leastScore)
            if score > best?.score ?? leastScore { best = (score, k) }
        }
        guard let best else {
            if let text = meta.articleTitle { return Headline(lines: nil, text: text, place: .meta) }
            return Headline(lines: nil, text: meta.title.flatMap(withoutSite), place: .titleElement)
        }
        let lines = joined(page, best.line, hints, marks)
        var headline = Headline(lines: lines, text: lines.map { page.string($0) }.joined(separator: " "))
        if page.tree.nearest([.h1], from: Int(page.lines[best.line].block)) != nil { headline.place = .h1 }
        headline.text = unabridged(headline.text, page, best.line, hints, meta)
        return headline
    }

    static func score(_ page: VisibleText, _ k: Int, _ hints: Hints, _ marks: BylineMarks, atLeast: Double = -100) -> Double {
        let line = page.lines[k]
        var score = 0.0
        let folded = page.folded[line.foldedRange]
        if folded.count >= 9 || line.solid >= 4 {
            if !hints.article.isEmpty {
                if folded.elementsEqual(hints.article) { score += 9 } else if hints.article.starts(with: folded) { score += 1 + 6 * Double(folded.count) / Double(hints.article.count) } else if line.solid >= 6, hints.article.find(Array(folded), in: 0..<hints.article.count) != nil { score += 3 }
            }
            if !hints.title.isEmpty {
                if !hints.beginning.isEmpty, folded.starts(with: hints.beginning) {
                    score += 8
                } else if hints.title.starts(with: folded) {
                    // A site's name alone is no headline.
                    score += folded.elementsEqual(hints.site) ? 0 : 1 + 7 * min(1, Double(beginning(page, k, of: hints.title)) / Double(hints.head))
                } else if line.solid >= 4, hints.title.find(Array(folded), in: 0..<hints.title.count) != nil {
                    score += 3 + min(2, Double(line.solid) / 10)
                }
            }
        }
        switch line.solid {
        case ..<4: score -= 3
        case 4: score -= 2
        case 8...70: score += 1
        case 121...: score -= 5
        default: break
        }
        if line.linkShare > 0.5 { score -= hints.tails.contains { folded.elementsEqual($0) } ? 10 : 5 }
        if line.inFoot { score -= 6 }
        if line.marks > 3 { score -= 2 }
        if page.text.has(Array("。".utf8), at: Int(line.end) - 3, end: Int(line.end)) { score -= 3 }
        if page.text.find(Array(">".utf8), in: line.range) != nil { score -= 3 }
        score += bylineScore(page, k, marks)
        // The element can add no more than this; names are looked at last.
        guard score + 6.5 > atLeast else { return score }
        score += tagScore(page, Int(line.block))
        if labelTerms.match(in: page.folded, at: Int(line.foldedStart), end: Int(line.foldedEnd)) != nil { score -= 8 }
        return score
    }

    /// How many bytes of the title a line and those that follow it make, for a headline broken over lines.
    private static func beginning(_ page: VisibleText, _ k: Int, of title: [UInt8]) -> Int {
        var count = page.lines[k].foldedRange.count
        for next in (k + 1)..<max(k + 1, min(k + 3, page.lines.count)) {
            let line = page.folded[page.lines[next].foldedRange]
            guard line.count >= 9, title[count...].starts(with: line) else { break }
            count += line.count
        }
        return count
    }

    private static let labelTerms = Terms<Bool>([("当前位置|您的位置|您当前|您现在|版权所有|copyright|©|友情链接|相关阅读|相关链接|相关新闻|相关推荐|相关文章|热点|热门|上一篇|下一篇|分享|扫一扫|正在阅读|原标题|责任编辑|【打印|打印|字号|主办|地址|登录|注册|搜索|版权与免责|免责声明|法律声明|网站声明", true)])

    private static func tagScore(_ page: VisibleText, _ block: Int) -> Double {
        var score = 0.0
        var node = block
        for level in 0..<3 {
            switch page.tree.nodes[node].tag {
            case .h1: score = max(score, 4)
            case .h2: score = max(score, 3)
            case .h3: score = max(score, 2)
            case .h4, .h5: score = max(score, 1.5)
            case .ucaptitle, .founderTitle: score = max(score, 6)
            default: break
            }
            if level < 2, page.tree.isNamed(node, titleNames), !page.tree.isNamed(node, otherTitles) { score = max(score, 2) + (level == 0 ? 0.5 : 0) }
            guard let parent = page.tree.parent(of: node), parent > 0 else { break }
            node = parent
        }
        return score
    }

    /// A headline stands close above its byline, or just below it.
    private static func bylineScore(_ page: VisibleText, _ k: Int, _ marks: BylineMarks) -> Double {
        var score = 0.0
        for d in 1...6 {
            let worth = [4, 3, 2.5, 2, 1.5, 1][d - 1]
            guard k + d < marks.strength.count, marks.strength[k + d] >= 1 else { continue }
            score = max(score, marks.strength[k + d] >= 4 ? worth + 1 : marks.strength[k + d] == 1 ? worth - (d == 1 && isApart(page, k) && marks.strength[k] == 0 ? 1 : 2) : worth)
        }
        for d in 1...12 where k - d >= 0 && marks.strength[k - d] >= 3 { score = max(score, d <= 3 ? 2 : 1.5) }
        return score
    }

    /// Whether a line and the one below it are no cells of one row and no parts of one item, as a title and its date in a list are.
    private static func isApart(_ page: VisibleText, _ k: Int) -> Bool {
        let tree = page.tree
        func item(_ line: Int) -> Int? { tree.nearest([.td, .th, .li, .dt, .dd], from: Int(page.lines[line].block)) }
        guard page.lines[k].linked == 0, let own = item(k), let next = item(k + 1) else { return page.lines[k].linked == 0 }
        return own == next ? tree.nodes[own].tag != .li : tree.nodes[own].parent != tree.nodes[next].parent
    }

    /// The lines of a headline that is broken over several.
    private static func joined(_ page: VisibleText, _ k: Int, _ hints: Hints, _ marks: BylineMarks) -> Range<Int> {
        var range = k..<(k + 1)
        let block = page.lines[k].block
        let known = hints.hold(page.folded[page.lines[k].foldedRange])
        let isHeading = page.tree.nearest([.h1, .h2, .h3, .ucaptitle], from: Int(block)) != nil
        func belongs(_ n: Int) -> Bool {
            guard page.lines.indices.contains(n), marks.strength[n] == 0, page.lines[n].linkShare < 0.5, page.lines[n].solid <= 120 else { return false }
            let from = min(n, range.lowerBound), to = max(n, range.upperBound - 1)
            let whole = page.folded[Int(page.lines[from].foldedStart)..<Int(page.lines[to].foldedEnd)]
            if page.lines[n].block == block {
                return known ? hints.hold(whole) : isHeading
            }
            return page.lines[n].solid >= 4 && hints.hold(whole)
        }
        while range.count < 4, belongs(range.upperBound) { range = range.lowerBound..<(range.upperBound + 1) }
        while range.count < 4, belongs(range.lowerBound - 1) { range = (range.lowerBound - 1)..<range.upperBound }
        return range
    }

    /// A headline that the page cuts with … in full, where the meta tags have it.
    private static func unabridged(_ text: String?, _ page: VisibleText, _ k: Int, _ hints: Hints, _ meta: MetaTags) -> String? {
        guard let text, text.hasSuffix("…") || text.hasSuffix("...") else { return text }
        var folded = TextFolder.fold(text)
        while folded.last == 0x2E || folded.suffix(3).elementsEqual("…".utf8) { folded.removeLast(folded.last == 0x2E ? 1 : 3) }
        if folded.count >= 12, hints.article.starts(with: folded), let full = meta.articleTitle { return full }
        return text
    }

    /// The page's `<title>` without the column and the site that follow it.
    static func withoutSite(_ title: String) -> String? {
        for mark in ["_", "|", "｜", " - ", "--", "—", " – "] {
            guard let at = title.firstRange(of: mark) else { continue }
            let head = title[..<at.lowerBound]
            if head.unicodeScalars.count >= 4 { return String(head).trimmingBlanks }
        }
        // A hyphen parts title and site, unless it stands between numbers (2016-2020).
        if let at = title.lastIndex(of: "-"), let after = title[at...].dropFirst().first, let before = title[..<at].last, !after.isNumber || !before.isNumber,
           title[..<at].unicodeScalars.count >= 4 { return String(title[..<at]).trimmingBlanks }
        return title.trimmingBlanks
    }

    // MARK: Around the headline

    /// Reads 引题 and 副题: lines of the headline's own container, above it and between it and the byline.
    mutating func readNeighbours(_ page: VisibleText, marks: BylineMarks, byline: [Int], bodyStart: Int, crumbs: Breadcrumb?, table: Range<Int>, number: String?) {
        guard let lines, let container = page.tree.parent(of: Int(page.lines[lines.lowerBound].block)) else { return }
        let above = lines.lowerBound - 1
        if above >= 0, !table.contains(above), Headline.isPlain(page, above, marks), page.isInside(Int(page.lines[above].firstNode), container),
           !(crumbs?.lines.contains(above) ?? false), !(crumbs?.crumbs.contains(page.string(above)) ?? false),
           page.lines[above].solid >= 5, container > 0, page.lines(in: container).count <= 400, !Headline.isRunIn(page, container, above) {
            kicker = page.string(above)
        }
        let end = byline.first { $0 >= lines.upperBound } ?? lines.upperBound
        var below: [Int] = []
        for k in lines.upperBound..<max(lines.upperBound, min(end, bodyStart)) where Headline.isPlain(page, k, marks) && !table.contains(k) && page.string(k) != number { below.append(k) }
        if !below.isEmpty, below.count <= 2 { subtitle = below.map { page.string($0) }.joined(separator: " ") }
    }

    /// Whether the line above is the first of a container that begins with a column's head rather than a 引题.
    private static func isRunIn(_ page: VisibleText, _ container: Int, _ above: Int) -> Bool {
        page.lines[above].linked > 0 || page.tree.nearest([.nav, .header, .ul], from: Int(page.lines[above].block)) != nil
    }

    private static func isPlain(_ page: VisibleText, _ k: Int, _ marks: BylineMarks) -> Bool {
        let line = page.lines[k]
        guard marks.strength[k] == 0, line.linked == 0, (4...90).contains(line.solid) else { return false }
        if labelTerms.first(in: page.folded, line.foldedRange) != nil { return false }
        return LabelledLine(page, line: k).values.isEmpty
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingBlanks: String? {
        let bytes = Array(utf8)
        return bytes.words(0..<bytes.count)
    }
}
