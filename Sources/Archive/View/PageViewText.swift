// The left column of a page's view: the visible text in its blocks, the found parts coloured and labelled.

import Reading

/// The page's text as HTML.
struct PageViewText {
    /// The text.
    private(set) var html = ""
    /// The keys of the record that have an anchor in the text.
    private(set) var anchored: Set<String> = []
    /// The parts that colour whole lines, in the order in which they appear.
    private(set) var bands: [String] = []
    /// The fields that are coloured inside lines.
    var inline: [String] { Self.inlineFields.filter(anchored.contains) }

    private let lines: [PageLine]
    private let images: [Int: [PageImage]]

    /// Parts that colour whole blocks; what lies in them is coloured in its own place.
    private static let bandFields: Set<String> = ["breadcrumb", "title", "kicker", "subtitle", "original_title", "byline", "paragraphs", "signoff", "document", "footer", "links", "attachments", "previous", "next", "next_page", "announced"]
    /// An unmarked line of links, or an item, this short stands in one row with its like: navigation.
    private static let longestNavigation = 24
    private static let longestItem = 12
    private static let mostEmpty = 50
    /// Fields that are coloured inside a line.
    private static let inlineFields = ["source", "author", "editor", "published", "reads"]
    /// Blocks further apart than this are set apart.
    private static let farApart = 4

    init(_ explanation: Explanation) {
        lines = explanation.lines
        images = Dictionary(grouping: explanation.images, by: \.line)
        var k = 0
        while k < lines.count {
            let band = Self.band(lines[k])
            var end = k + 1
            while end < lines.count, Self.band(lines[end]) == band { end += 1 }
            section(k..<end, band)
            k = end
        }
        pictures(before: lines.count)
        bands = bands.map { $0 == "previous" && !anchored.contains("previous") ? "next" : $0 }.filter(anchored.contains)
    }

    private static func band(_ line: PageLine) -> String? {
        guard let field = line.marks.first(where: { bandFields.contains($0.field) })?.field else { return nil }
        return field == "next" ? "previous" : field
    }

    // MARK: Blocks

    private mutating func section(_ range: Range<Int>, _ band: String?) {
        guard let band else {
            html += "<div class=\"rest\">\n"
            blocks(range, nil)
            html += "</div>\n"
            return
        }
        let color = FieldName.color(band)
        if !bands.contains(band) { bands.append(band) }
        // Upper and lower neighbour are told apart in the line.
        let id = band == "previous" ? "" : anchor(band)
        let name = band == "previous" ? "上一篇 · 下一篇 previous, next" : "\(FieldName.chinese(band)) \(band)"
        html += "<section class=\"band c-\(color)\"\(id)><p class=\"label\">\(name)</p>\n"
        blocks(range, band)
        html += "</section>\n"
    }

    /// Lines as paragraphs, cells, items, and rows of short links.
    private mutating func blocks(_ range: Range<Int>, _ band: String?) {
        var k = range.lowerBound
        while k < range.upperBound {
            if case .cell(let cell) = lines[k].shape {
                var end = k + 1
                pictures(before: k)
                while end < range.upperBound, case .cell(let next) = lines[end].shape, next.table == cell.table { end += 1 }
                cells(k..<end, band)
                k = end
            } else if band == nil, Self.isNavigation(lines[k]) {
                var end = k + 1
                while end < range.upperBound, Self.isNavigation(lines[end]) { end += 1 }
                html += "<p class=\"nav\">"
                for item in k..<end {
                    pictures(before: item)
                    html += "<span>\(SafeText.html(lines[item].text))</span> "
                }
                html += "</p>\n"
                k = end
            } else {
                pictures(before: k)
                let far = k > range.lowerBound && lines[k].distance > Self.farApart ? " far" : ""
                html += "<p class=\"\(Self.style(lines[k].shape))\(far)\">\(spans(lines[k], band))</p>\n"
                k += 1
            }
        }
    }

    private static func style(_ shape: PageLine.Shape) -> String {
        switch shape {
        case .heading(let level): "h h\(level)"
        case .item: "item"
        case .cell, .plain: "plain"
        }
    }

    private static func isNavigation(_ line: PageLine) -> Bool {
        guard line.marks.isEmpty, line.text.count <= longestNavigation else { return false }
        if line.links.isEmpty { return line.shape == .item && line.text.count <= longestItem }
        return line.links.reduce(0) { $0 + $1.count } * 2 > line.text.utf8.count
    }

    private mutating func cells(_ range: Range<Int>, _ band: String?) {
        html += "<div class=\"wide\"><table>\n"
        var last: PageLine.Cell?
        for k in range {
            guard case .cell(let cell) = lines[k].shape else { continue }
            if last?.cell == cell.cell {
                html += "<br>"
            } else {
                if let last { html += last.row == cell.row ? "</td>" : "</td></tr>\n<tr>" } else { html += "<tr>" }
                html += String(repeating: "<td></td>", count: min(cell.emptyBefore, Self.mostEmpty))
                html += "<td\(cell.columns > 1 ? " colspan=\"\(cell.columns)\"" : "")\(cell.rows > 1 ? " rowspan=\"\(cell.rows)\"" : "")>"
            }
            last = cell
            if k > range.lowerBound { pictures(before: k) }
            html += spans(lines[k], band)
        }
        html += "</td></tr>\n</table></div>\n"
    }

    /// Images as boxes: those of the body one by one, of the others how many.
    private mutating func pictures(before line: Int) {
        guard let here = images[line] else { return }
        let body = here.filter(\.isBody)
        for image in body {
            let id = anchor("images")
            html += "<span class=\"picture c-images\"\(id)>图片 image<em>\(SafeText.html(image.alt ?? "no alt text"))</em></span>\n"
        }
        let names = here.filter { !$0.isBody }.compactMap(\.alt)
        let others = here.count - body.count
        if others > 0 {
            let shown = names.prefix(3).map { "<em>\(SafeText.html($0))</em>" }.joined()
            html += "<span class=\"picture other\">\(others == 1 ? "image" : "\(others) images")\(shown)</span>\n"
        }
    }

    // MARK: Inside a line

    /// The line's text with its marks as spans; marks nest.
    private mutating func spans(_ line: PageLine, _ band: String?) -> String {
        let bytes = Array(line.text.utf8)
        var inner: [PageLine.Mark] = []
        // The band itself shows what covers the whole line.
        for mark in line.marks where mark.field != band || band == "previous" || mark.range != 0..<bytes.count { inner.append(mark) }
        var out = ""
        var at = 0
        var open: [Int] = []
        func text(to end: Int) {
            if end > at { out += linked(bytes, at..<end, line.links) }
            at = max(at, end)
        }
        for mark in inner {
            while let end = open.last, end <= mark.range.lowerBound {
                text(to: end)
                out += "</span>"
                open.removeLast()
            }
            text(to: mark.range.lowerBound)
            let id = anchor(mark.field)
            let tag = mark.field == band && band != "previous" ? "" : "<b>\(FieldName.chinese(mark.field))</b>"
            out += "<span class=\"m c-\(FieldName.color(mark.field))\"\(id)>\(tag)"
            open.append(mark.range.upperBound)
        }
        while let end = open.popLast() {
            text(to: end)
            out += "</span>"
        }
        text(to: bytes.count)
        return out
    }

    /// Text with its links underlined; where they lead is not written.
    private func linked(_ bytes: [UInt8], _ range: Range<Int>, _ links: [Range<Int>]) -> String {
        var out = ""
        var at = range.lowerBound
        for link in links where link.overlaps(range) {
            let part = link.clamped(to: range)
            if part.lowerBound > at { out += SafeText.html(String(decoding: bytes[at..<part.lowerBound], as: UTF8.self)) }
            out += "<u>\(SafeText.html(String(decoding: bytes[part], as: UTF8.self)))</u>"
            at = part.upperBound
        }
        if at < range.upperBound { out += SafeText.html(String(decoding: bytes[at..<range.upperBound], as: UTF8.self)) }
        return out
    }

    /// The attribute that makes a field's first place its anchor; empty from the second place on.
    private mutating func anchor(_ field: String) -> String {
        anchored.insert(field).inserted ? " id=\"\(FieldName.anchor(field))\"" : ""
    }
}
