// What a page is made of besides its text: what tells a page from a refusal, a challenge, a login form or an empty shell.

import Markup

/// The outer make of a page, in a few numbers and the beginning of its texts.
public struct PageShell: Sendable, Equatable {
    /// A visible line.
    public struct Line: Sendable, Equatable {
        /// UTF-8, all lines of a page in one array: nearly no page is asked for them.
        let bytes: ArraySlice<UInt8>
        public var text: String { String(decoding: bytes, as: UTF8.self) }
        /// Whether all of it is the text of a link.
        public var isLink: Bool
        /// Whether it begins in `h1` to `h6`.
        public var isHeading: Bool
    }

    /// The text of `<title>`, white space collapsed.
    public var title = ""
    /// Visible characters, white space not counted; what is hidden by markup is not visible.
    public var characters = 0
    /// The first visible lines, ``textLimit`` bytes at most.
    public var lines: [Line] = []
    /// Elements `a` and `area` with an address.
    public var links = 0
    /// Links whose text is as long as a title: ``titleLength`` bytes or more.
    public var titles = 0
    public var images = 0
    /// Frames, objects and media: what the page shows of other addresses.
    public var frames = 0
    public var forms = 0
    public var passwordFields = 0
    /// Inline and external scripts.
    public var scripts = 0
    /// The address of `<meta http-equiv="refresh">`, as written; empty if it is the page itself.
    public var refresh: String?
    /// The beginning of the inline scripts, as written.
    public var script: [UInt8] = []
    /// The beginning of all that stands in the page unseen, in lower case: attribute values, comments, inline scripts. Empty for a page
    /// of more than ``smallPage`` characters.
    public var source: [UInt8] = []

    /// Eight Han characters.
    public static let titleLength = 24
    /// Bytes of text that ``lines`` holds at most.
    public static let textLimit = 6_000
    /// Pages of more visible characters than this are asked for no ``source``.
    public static let smallPage = 1_500
    /// Bytes that ``script`` and ``source`` hold at most.
    public static let sourceLimit = 64 << 10

    public init() {}

    /// Looks a page over.
    public init(_ html: HTMLPage) {
        var reader = ShellReader(html.tree)
        reader.read()
        self = reader.shell
    }
}

/// One walk over a page's tree.
private struct ShellReader {
    let tree: PageTree
    var shell = PageShell()
    /// All lines so far, one behind the other.
    private var text: [UInt8] = []
    private var lineStart = 0
    private var lines: [(range: Range<Int>, isLink: Bool, isHeading: Bool)] = []
    private var lineLinked = true
    private var lineHeading = false
    private var textBytes = 0
    /// Ends of the block elements that are open.
    private var blockEnds: [Int] = []
    private var linkEnd = 0
    private var linkBytes = 0
    private var headingEnd = 0

    private static let headings: Set<Tag> = [.h1, .h2, .h3, .h4, .h5, .h6]
    private static let frames: Set<Tag> = [.iframe, .frame, .embed, .object, .video, .audio]

    init(_ tree: PageTree) {
        self.tree = tree
    }

    mutating func read() {
        var i = 0
        while i < tree.nodes.count {
            while let end = blockEnds.last, i >= end {
                blockEnds.removeLast()
                endLine()
            }
            i = visit(i)
        }
        endLine()
        endLink()
        shell.lines = lines.map { .init(bytes: text[$0.range], isLink: $0.isLink, isHeading: $0.isHeading) }
        if shell.characters <= PageShell.smallPage { readSource() }
    }

    /// Reads a node; returns the node to go on with.
    private mutating func visit(_ i: Int) -> Int {
        let node = tree.nodes[i]
        switch node.kind {
        case .document, .comment: return i + 1
        case .text:
            add(tree.text(of: i), linked: i < linkEnd)
            return i + 1
        case .element: break
        }
        count(i)
        let end = Int(node.end)
        if Layout.isHidden(i, in: tree) { return end }
        let tag = Int(node.tag.rawValue)
        switch tag < Layout.flow.count ? Layout.flow[tag] : .inline {
        case .unread: return node.tag == .head ? i + 1 : end
        case .block:
            endLine()
            blockEnds.append(end)
        case .lineBreak: endLine()
        case .inline, .image: break
        }
        if node.tag == .a {
            endLink()
            linkEnd = max(linkEnd, end)
        }
        if Self.headings.contains(node.tag) { headingEnd = max(headingEnd, end) }
        if i < headingEnd { lineHeading = true }
        return i + 1
    }

    private mutating func count(_ i: Int) {
        let tag = tree.nodes[i].tag
        switch tag {
        case .title where shell.title.isEmpty: shell.title = collapsed(i)
        case .a, .area: if tree.attribute(.href, of: i)?.isEmpty == false { shell.links += 1 }
        case .img: shell.images += 1
        case .form: shell.forms += 1
        case .input: if tree.attribute(.type, of: i).map({ $0.lowercased == Array("password".utf8) }) ?? false { shell.passwordFields += 1 }
        case .script:
            shell.scripts += 1
            if shell.script.count < PageShell.sourceLimit {
                for k in tree.descendants(of: i) where tree.nodes[k].kind == .text {
                    shell.script += tree.text(of: k).prefix(PageShell.sourceLimit - shell.script.count)
                }
                shell.script.append(0x0A)
            }
        case .meta: readRefresh(i)
        default: if Self.frames.contains(tag) { shell.frames += 1 }
        }
    }

    /// `<meta http-equiv="refresh" content="5; url=…">` (HTML Standard, section 4.2.5.3).
    private mutating func readRefresh(_ i: Int) {
        guard shell.refresh == nil, let kind = tree.attribute(.httpEquiv, of: i)?.lowercased, kind == Array("refresh".utf8),
              let content = tree.attribute(.content, of: i) else { return }
        let text = String(decoding: content, as: UTF8.self)
        guard let start = text.firstIndex(where: { ";,".contains($0) }) else {
            shell.refresh = ""
            return
        }
        var address = text[text.index(after: start)...].drop { $0.isWhitespace }
        if address.prefix(3).lowercased() == "url" {
            let rest = address.dropFirst(3).drop { $0.isWhitespace }
            if rest.first == "=" { address = rest.dropFirst().drop { $0.isWhitespace } }
        }
        if let quote = address.first, quote == "\"" || quote == "'" { address = address.dropFirst().prefix { $0 != quote } }
        shell.refresh = String(address)
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, linked: Bool) {
        let all = tree.text
        var i = bytes.startIndex
        while i < bytes.endIndex {
            let blank = all.blank(at: i, end: bytes.endIndex)
            if blank > 0 {
                if text.count > lineStart, text.last != 0x20, textBytes < PageShell.textLimit { text.append(0x20) }
                i += blank
                continue
            }
            let (end, characters) = Self.run(in: all, from: i, to: bytes.endIndex)
            if linked { linkBytes += end - i } else { lineLinked = false }
            shell.characters += characters
            if textBytes < PageShell.textLimit {
                var kept = min(end, i + PageShell.textLimit - textBytes)
                while kept < end, all[kept] & 0xC0 == 0x80 { kept += 1 }  // whole characters
                text += all[i..<kept]
                textBytes += kept - i
            }
            i = end
        }
    }

    /// Where a run without white space ends, and how many characters it has.
    private static func run(in text: [UInt8], from start: Int, to end: Int) -> (end: Int, characters: Int) {
        let bytes = text.span
        var i = start
        var characters = 0
        while i < end {
            let b = bytes[i]
            if b >= 0xE4, b <= 0xE9, i + 3 <= end {  // a Han character
                characters += 1
                i += 3
                continue
            }
            if b & 0xC0 != 0x80 {
                // Only these begin white space.
                if b <= 0x20 || b == 0xC2 || b == 0xE2 || b == 0xE3 || b == 0xEF, text.blank(at: i, end: end) > 0 { break }
                characters += 1
            }
            i += 1
        }
        return (i, characters)
    }

    private mutating func endLink() {
        if linkBytes >= PageShell.titleLength { shell.titles += 1 }
        linkBytes = 0
    }

    private mutating func endLine() {
        if text.count > lineStart, text.last == 0x20 { text.removeLast() }
        if text.count > lineStart {
            lines.append((lineStart..<text.count, lineLinked, lineHeading))
            lineStart = text.count
        }
        lineLinked = true
        lineHeading = false
    }

    private func collapsed(_ i: Int) -> String {
        var text: [UInt8] = []
        for k in tree.descendants(of: i) where tree.nodes[k].kind == .text { text += tree.text(of: k).prefix(1_000) }
        return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func readSource() {
        var source: [UInt8] = []
        func append(_ bytes: ArraySlice<UInt8>) {
            source += bytes.prefix(max(PageShell.sourceLimit - source.count, 0)).lowercased
            source.append(0x0A)
        }
        for i in tree.nodes.indices where source.count < PageShell.sourceLimit {
            switch tree.nodes[i].kind {
            case .element: for attribute in tree.attributes(of: i) where attribute.valueLength > 0 { append(tree.value(of: attribute)) }
            case .comment: append(tree.text(of: i).prefix(2_000))
            case .document, .text: break
            }
        }
        append(shell.script[...])
        shell.source = source
    }
}
