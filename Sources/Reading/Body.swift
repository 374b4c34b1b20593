// The body: the paragraphs of the article itself, in reading order.

import Markup

/// The body's paragraphs, and what was taken from its edges.
struct Body {
    var region: BodyRegion
    var paragraphs: [String] = []
    /// The lines that the paragraphs are made of.
    var lines: [Int] = []
    /// The sign-off lines inside the body's element.
    var signOff: [Int] = []
    /// The name in a first line that only names the reporter.
    var firstLineAuthor: String?
    var originalTitle: String?

    /// The first line behind the body.
    var end: Int { max(region.members.last.map { $0 + 1 } ?? region.span.lowerBound, region.span.lowerBound) }

    /// Makes paragraphs of a region.
    ///
    /// - Parameters:
    ///   - title: the headline; a bare repetition of it at the body's beginning is no body.
    ///   - number: the document's 文号; the same holds.
    ///   - isAttachment: whether a line is an entry of a list of attachments.
    init(_ page: VisibleText, region: BodyRegion, title: String?, number: String?, isAttachment: (Int) -> Bool) {
        self.region = region
        var kept = region.members
        takeOriginalTitle(page, &kept)
        kept.removeAll { isAttachment($0) }
        dropRepeatedTitle(page, &kept, title, number)
        while kept.count > 1, Body.isEmptyLabel(page, kept[0]) || EndMark.of(page, kept[0]) == .tool { kept.removeFirst() }
        takeReporter(page, &kept)
        takeSignOff(page, &kept)
        lines = kept
        assemble(page, kept)
    }

    private mutating func takeOriginalTitle(_ page: VisibleText, _ kept: inout [Int]) {
        kept.removeAll { k in
            guard page.lines[k].solid <= 120, let title = Body.originalTitle(page, k) else { return false }
            originalTitle = originalTitle ?? title
            return true
        }
    }

    private static let brackets: Set<UInt8> = [0x28, 0x5B]

    /// The value of a line 原标题：…
    static func originalTitle(_ page: VisibleText, _ k: Int) -> String? {
        let range = page.lines[k].foldedRange
        var i = range.lowerBound
        if i < range.upperBound, brackets.contains(page.folded[i]) { i += 1 }
        guard let (label, _) = LabelledLine.labels.match(in: page.folded, at: i, end: range.upperBound), label == .originalTitle,
              let value = LabelledLine(page, line: k).values.first(where: { $0.label == .originalTitle }) else { return nil }
        return page.text.words(value.value)
    }

    private mutating func dropRepeatedTitle(_ page: VisibleText, _ kept: inout [Int], _ title: String?, _ number: String?) {
        guard let title else { return }
        let folded = TextFolder.fold(title)
        let foldedNumber = number.map { TextFolder.fold($0) } ?? []
        guard folded.count >= 6 else { return }
        // The title can be broken over the first lines.
        var joined: [UInt8] = []
        var count = 0
        for k in kept.prefix(5) {
            let line = page.folded[page.lines[k].foldedRange]
            if count == 0, !foldedNumber.isEmpty, line.elementsEqual(foldedNumber) || Body.isBracketed(line, foldedNumber) {
                kept.removeAll { $0 == k }
                dropRepeatedTitle(page, &kept, title, nil)
                return
            }
            joined += line
            count += 1
            if joined == folded {
                kept.removeFirst(count)
                if !foldedNumber.isEmpty, let first = kept.first {
                    let line = page.folded[page.lines[first].foldedRange]
                    if line.elementsEqual(foldedNumber) || Body.isBracketed(line, foldedNumber) { kept.removeFirst() }
                }
                return
            }
            guard folded.starts(with: joined) else { return }
        }
    }

    private static func isBracketed(_ line: ArraySlice<UInt8>, _ inner: [UInt8]) -> Bool {
        line.count == inner.count + 2 && line.first == 0x28 && line.last == 0x29 && line.dropFirst().dropLast().elementsEqual(inner)
    }

    private static let stop = Array("。".utf8)

    /// A first line that only names the reporter (澎湃新闻记者 段彦超) is byline, not body.
    private mutating func takeReporter(_ page: VisibleText, _ kept: inout [Int]) {
        guard let k = kept.first, kept.count > 1 else { return }
        let line = page.lines[k]
        guard line.solid <= 32, line.solid >= 4, line.linked == 0 else { return }
        let split = LabelledLine(page, line: k)
        if let v = split.values.first, page.text.scalars(split.lead) == 0, v.label == .author, !v.value.isEmpty,
           split.values.allSatisfy({ $0.label.isAttribution }), page.text.find(Body.stop, in: line.range) == nil, line.marks <= 2 {
            firstLineAuthor = page.text.words(Byline.withoutOffice(page.text, v.value))
            kept.removeFirst()
            return
        }
        if let names = Byline.reporters(page, k) {
            firstLineAuthor = names
            kept.removeFirst()
        }
    }

    /// Closing lines that hold attribution only leave the body; tools between them are dropped.
    private mutating func takeSignOff(_ page: VisibleText, _ kept: inout [Int]) {
        var rest = kept
        while rest.count > 1, let last = rest.last {
            if SignOff.isAttribution(page, last) {
                signOff.insert(last, at: 0)
            } else if EndMark.of(page, last) != nil || Body.isPageNumber(page, last) || Body.isEmptyLabel(page, last) {
                // dropped
            } else {
                break
            }
            rest.removeLast()
        }
        kept = rest
    }

    /// 1 2 3 下一页: the pages of a long article.
    private static func isPageNumber(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.marks == 0, line.solid <= 40 else { return false }
        return Pager.isPager(page, k) && (line.linkShare > 0.3 || line.solid > 6)
    }

    /// Labels without a value (责任编辑：), or a byline below the body (发布日期：… 浏览次数：…).
    private static func isEmptyLabel(_ page: VisibleText, _ k: Int) -> Bool {
        guard page.lines[k].solid <= 70 else { return false }
        let split = LabelledLine(page, line: k)
        guard !split.values.isEmpty, split.lead.isEmpty else { return false }
        if split.values.allSatisfy({ $0.value.isEmpty }) { return page.lines[k].solid <= 20 }
        return split.values.contains { $0.label == .date && DateReader.first(in: page.text, $0.value) != nil || $0.label == .reads }
            && split.values.allSatisfy { [.date, .update, .reads, .other, .tool].contains($0.label) && page.text.scalars($0.value) <= 24 }
    }

    private mutating func assemble(_ page: VisibleText, _ kept: [Int]) {
        var tables: [Int: Bool] = [:]
        var behind = -1
        for k in kept {
            if k < behind { continue }
            if let table = Body.table(around: k, page, region.container, &tables),
               let rows = TableRows(page, table: table, within: region.span) {
                paragraphs += rows.rows
                behind = rows.lines.upperBound
                continue
            }
            if let words = page.text.words(EndMark.withoutToolLink(page, k)) { paragraphs.append(words) }
        }
    }

    /// The table of data that a line stands in, inside the body's element.
    private static func table(around k: Int, _ page: VisibleText, _ container: Int, _ known: inout [Int: Bool]) -> Int? {
        var node = Int(page.lines[k].block)
        while node != container, node > 0 {
            if page.tree.nodes[node].tag == .table {
                let isData = known[node] ?? TableRows.isData(page, node)
                known[node] = isData
                if isData { return node }
            }
            node = Int(page.tree.nodes[node].parent)
        }
        // The body can be the table itself, or its row group.
        var top = container
        while [Tag.tbody, .tr, .table].contains(page.tree.nodes[top].tag) {
            if page.tree.nodes[top].tag == .table { return TableRows.isData(page, top) ? top : nil }
            top = Int(page.tree.nodes[top].parent)
        }
        return nil
    }
}
