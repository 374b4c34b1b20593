// All addresses of a page, for the crawler.

import Markup
import Web

/// An address that a page names.
public struct PageLink: Sendable, Hashable {
    /// What the page does with the address.
    public enum Role: String, Sendable, CaseIterable {
        case page, image, stylesheet, script, frame, attachment
        /// An RSS or Atom feed (`<link rel="alternate">`).
        case feed
    }
    public var url: WebURL
    public var role: Role

    public init(url: WebURL, role: Role) {
        self.url = url
        self.role = role
    }
}

/// Finds the addresses of a page.
public enum PageLinks {
    /// The links of a page in document order, without repeats (the first role of an address stays).
    ///
    /// `<base>` counts, query characters are encoded in the page's own charset, `srcset`, meta refresh, frames and `background`
    /// are read; of script only literal addresses in `window.open(…)`, `location = …`. Fragments are left out, as is what is
    /// neither http nor https.
    public static func find(in html: HTMLPage, url: WebURL?) -> [PageLink] {
        let tree = html.tree
        var finder = LinkFinder(addresses: Addresses(url: url, baseHref: baseHref(tree), charset: html.charset.used))
        for i in tree.nodes.indices where tree.nodes[i].kind == .element && tree.nodes[i].attributeCount > 0 {
            finder.read(tree, i)
        }
        return finder.links
    }

    private static func baseHref(_ tree: PageTree) -> String? {
        for i in tree.nodes.indices where tree.nodes[i].tag == .base && tree.nodes[i].kind == .element {
            if let href = tree.attribute(.href, of: i) { return String(decoding: href, as: UTF8.self) }
        }
        return nil
    }
}

private struct LinkFinder {
    let addresses: Addresses
    private(set) var links: [PageLink] = []
    private var seen: Set<WebURL> = []

    init(addresses: Addresses) {
        self.addresses = addresses
    }

    mutating func read(_ tree: PageTree, _ i: Int) {
        let tag = tree.nodes[i].tag
        for attribute in tree.attributes(of: i) {
            let value = tree.value(of: attribute)
            if value.isEmpty { continue }
            switch attribute.name {
            case .href:
                switch tag {
                case .link: addLinkElement(tree, i, value)
                case .base: break
                default: add(value, Attachments.isFile(value) ? .attachment : .page)
                }
            case .src:
                switch tag {
                case .img, .input, .image: add(value, .image)
                case .script: add(value, .script)
                case .iframe, .frame: add(value, Attachments.isFile(value) ? .attachment : .frame)
                case .embed, .video, .audio, .source: add(value, .attachment)
                default: break
                }
            case .dataSrc, .dataOriginal, .original, .underscoreSrc, .dataLazyload, .dataLazySrc, .dataActualsrc, .zoomfile:
                if tag == .img { add(value, .image) }
            case .srcset, .dataSrcset: addSet(value)
            case .background: add(value, .image)
            case .poster: add(value, .image)
            case .data: if tag == .object { add(value, .attachment) }
            case .content: if tag == .meta { addRefresh(tree, i, value) }
            case .onclick: addScript(value)
            // Archives by year are chosen in a select.
            case .value: if tag == .option, isWritten(value) { add(value, .page) }
            case .unknown:
                switch tree.name(of: attribute) {
                case "pdfsrc": add(value, .attachment)
                // Items to which a script listens.
                case "data-url", "data-href", "data-link": if isWritten(value) { add(value, .page) }
                default: break
                }
            default: break
            }
        }
    }

    private mutating func add(_ value: ArraySlice<UInt8>, _ role: PageLink.Role) {
        guard let url = addresses.url(value)?.withoutFragment, seen.insert(url).inserted else { return }
        links.append(PageLink(url: url, role: role))
    }

    /// Whether a value that need not be an address is written as one.
    private func isWritten(_ value: ArraySlice<UInt8>) -> Bool {
        let value = value.lowercased
        guard value.count <= 500, !value.contains(0x20), value.contains(UInt8(ascii: "/")) || value.contains(UInt8(ascii: ".")) else { return false }
        return ["http://", "https://", "./", "../"].contains { value.starts(with: $0.utf8) } || value.first == UInt8(ascii: "/") && value.count > 1
            || [".html", ".htm", ".shtml", ".jhtml"].contains { value.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private mutating func addLinkElement(_ tree: PageTree, _ i: Int, _ value: ArraySlice<UInt8>) {
        guard let rel = tree.attribute(.rel, of: i)?.lowercased else { return }
        func has(_ word: String) -> Bool { rel.find(Array(word.utf8), in: 0..<rel.count) != nil }
        if has("stylesheet") { add(value, .stylesheet) } else if has("icon") { add(value, .image) } else if has("next") || has("prev") || has("canonical") { add(value, .page) } else if has("alternate") { add(value, isFeed(tree, i) ? .feed : .page) }
    }

    private func isFeed(_ tree: PageTree, _ i: Int) -> Bool {
        guard let type = tree.attribute(.type, of: i)?.lowercased else { return false }
        return ["application/rss+xml", "application/atom+xml", "application/rdf+xml"].contains { type.starts(with: $0.utf8) }
    }

    /// The candidates of a `srcset` (HTML Standard §4.8.4.2.1): address, descriptor, comma.
    private mutating func addSet(_ value: ArraySlice<UInt8>) {
        var i = value.startIndex
        while i < value.endIndex {
            while i < value.endIndex, value[i] <= 0x20 || value[i] == 0x2C { i += 1 }
            let start = i
            while i < value.endIndex, value[i] > 0x20 { i += 1 }
            var end = i
            while end > start, value[end - 1] == 0x2C { end -= 1 }
            if end > start { add(value[start..<end], .image) }
            if end == i { while i < value.endIndex, value[i] != 0x2C { i += 1 } }
        }
    }

    /// `<meta http-equiv="refresh" content="5; url=…">`.
    private mutating func addRefresh(_ tree: PageTree, _ i: Int, _ value: ArraySlice<UInt8>) {
        guard let kind = tree.attribute(.httpEquiv, of: i)?.lowercased, kind == Array("refresh".utf8) else { return }
        let lower = value.lowercased
        guard let at = lower.find(Array("url".utf8), in: 0..<lower.count) else { return }
        var from = value.startIndex + at + 3
        while from < value.endIndex, value[from] <= 0x20 { from += 1 }
        guard from < value.endIndex, value[from] == 0x3D else { return }
        from += 1
        while from < value.endIndex, value[from] <= 0x20 { from += 1 }
        var to = value.endIndex
        if from < to, value[from] == 0x22 || value[from] == 0x27 {
            let quote = value[from]
            from += 1
            to = value[from...].firstIndex(of: quote) ?? to
        }
        add(value[from..<to], .page)
    }

    private static let openers: [[UInt8]] = ["window.open(", "location.href=", "location=", "location.replace(", "location.assign(", "window.navigate("].map { Array($0.utf8) }

    /// Literal addresses in a handler.
    private mutating func addScript(_ script: ArraySlice<UInt8>) {
        var i = script.startIndex
        while i < script.endIndex {
            guard let open = Self.argument(in: script, at: i), script[open] == 0x22 || script[open] == 0x27,
                  let close = script[(open + 1)...].firstIndex(of: script[open]) else {
                i += 1
                continue
            }
            // An address that is put together with + is no literal.
            let next = Self.skipBlanks(in: script, from: close + 1)
            if next == script.endIndex || script[next] != 0x2B {
                let address = script[(open + 1)..<close]
                add(address, Attachments.isFile(address) ? .attachment : .page)
            }
            i = close + 1
        }
    }

    /// Where the argument of an opener begins that stands at a place, blanks or not between its letters.
    private static func argument(in script: ArraySlice<UInt8>, at start: Int) -> Int? {
        guard script[start] == 0x77 || script[start] == 0x6C else { return nil }  // w, l
        for opener in openers {
            var i = start
            let matches = opener.allSatisfy { letter in
                guard i < script.endIndex, script[i] == letter else { return false }
                i = skipBlanks(in: script, from: i + 1)
                return true
            }
            if matches { return i < script.endIndex ? i : nil }
        }
        return nil
    }

    private static func skipBlanks(in script: ArraySlice<UInt8>, from start: Int) -> Int {
        var i = start
        while i < script.endIndex, script[i] <= 0x20 { i += 1 }
        return i
    }
}
