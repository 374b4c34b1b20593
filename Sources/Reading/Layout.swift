// Which elements begin a new line, which are not read, and which are hidden from the reader.

import Markup

/// What an element does to the flow of visible lines.
enum Flow: UInt8, Sendable {
    /// Text goes on in the same line.
    case inline
    /// The element's text stands on lines of its own.
    case block
    /// Neither the element nor what is in it is read.
    case unread
    /// Ends a line.
    case lineBreak
    /// An image.
    case image
}

enum Layout {
    /// What each tag does, by the tag's number.
    static let flow: [Flow] = {
        let blocks: [Tag] = [
            .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .dir, .div, .dl, .dt, .fieldset, .figcaption,
            .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .html, .legend, .li, .main, .menu, .nav, .ol, .p, .pre,
            .section, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .details, .summary, .frameset, .hgroup, .search, .listing,
            .ucapcontent, .ucaptitle, .founderContent, .founderTitle, .enpcontent,
        ]
        let unread: [Tag] = [
            .script, .style, .noscript, .template, .head, .title, .iframe, .textarea, .select, .option, .button, .svg, .object,
            .video, .audio, .canvas, .map, .noframes, .noembed, .datalist, .rp, .rt, .xml, .math, .applet,
        ]
        let highest = (blocks + unread + [.br, .hr, .img]).map { Int($0.rawValue) }.max() ?? 0
        var table = [Flow](repeating: .inline, count: highest + 1)
        for tag in blocks { table[Int(tag.rawValue)] = .block }
        for tag in unread { table[Int(tag.rawValue)] = .unread }
        table[Int(Tag.br.rawValue)] = .lineBreak
        table[Int(Tag.hr.rawValue)] = .lineBreak
        table[Int(Tag.img.rawValue)] = .image
        table[0] = .inline
        return table
    }()

    private static let displayNone = Array("display:none".utf8)
    private static let visibilityHidden = Array("visibility:hidden".utf8)
    /// Class names that the common style sheets (Angular, Bootstrap, layui) give to what is not shown.
    private static let hiddenClasses: [[UInt8]] = ["ng-hide", "hidden", "d-none", "layui-hide", "visually-hidden", "sr-only"].map { Array($0.utf8) }

    /// Whether an element, as it stands in the source, is not shown.
    static func isHidden(_ node: Int, in tree: PageTree) -> Bool {
        let n = tree.nodes[node]
        if n.attributeCount == 0 { return false }
        if let style = tree.attribute(.style, of: node), style.count >= 12,
           style.holdsCaseless(displayNone) || style.holdsCaseless(visibilityHidden) { return true }
        if tree.attribute(.hidden, of: node) != nil { return true }
        if let names = tree.attribute(.class_, of: node), !names.isEmpty { return hasHiddenClass(names) }
        return false
    }

    private static func hasHiddenClass(_ names: ArraySlice<UInt8>) -> Bool {
        var i = names.startIndex
        while i < names.endIndex {
            while i < names.endIndex, names[i] <= 0x20 { i += 1 }
            let start = i
            while i < names.endIndex, names[i] > 0x20 { i += 1 }
            let n = i - start
            for name in hiddenClasses where name.count == n && names[start] == name[0] {
                if names[start..<i].elementsEqual(name) { return true }
            }
        }
        return false
    }
}
