// Sitemaps and feeds in XML: which elements hold addresses, and which their times.

import Web

enum SitemapXML {
    /// Reads all entries; nil where the first element is of no sitemap and no feed.
    static func read(_ text: [UInt8], into list: inout EntryList) -> SitemapForm? {
        var scanner = XMLScanner(text)
        while let token = scanner.next() {
            guard case .start(let root) = token else { continue }
            switch root.name.local {
            case "urlset":
                read(&scanner, item: "url", prefix: root.name.prefix, into: &list)
                return .urls
            case "sitemapindex":
                read(&scanner, item: "sitemap", prefix: root.name.prefix, into: &list)
                return .index
            case "rss", "rdf", "feed":
                readFeed(&scanner, into: &list)
                return .feed
            default: return nil
            }
        }
        return nil
    }

    /// `<url><loc>…</loc><lastmod>…</lastmod></url>`. Elements of other name spaces, as `<image:loc>`, have another prefix than the
    /// root; an address without `<loc>` counts as well.
    private static func read(_ scanner: inout XMLScanner, item: String, prefix: String, into list: inout EntryList) {
        var isInItem = false
        var field: String?
        var bare = "", address = "", changed = ""
        func isOwn(_ name: XMLName) -> Bool { name.prefix == prefix }
        while let token = scanner.next() {
            switch token {
            case .start(let tag) where isOwn(tag.name) && tag.name.local == item:
                if isInItem { add(bare, address, changed, to: &list) }  // the one before was not closed
                (isInItem, field, bare, address, changed) = (true, nil, "", "", "")
            case .start(let tag): field = isOwn(tag.name) ? tag.name.local : ""
            case .end(let name) where isOwn(name) && name.local == item:
                if isInItem { add(bare, address, changed, to: &list) }
                isInItem = false
            case .end: field = nil
            case .text(let text):
                guard isInItem else { continue }
                switch field {
                case nil: append(text, to: &bare)
                case "loc": append(text, to: &address)
                case "lastmod": append(text, to: &changed)
                default: break
                }
            }
        }
        if isInItem { add(bare, address, changed, to: &list) }  // the file broke off
    }

    private static func add(_ bare: String, _ address: String, _ changed: String, to list: inout EntryList) {
        list.add(address.allSatisfy(\.isWhitespace) ? bare : address, changed: changed)
    }

    /// `<item>` of RSS and RDF, `<entry>` of Atom.
    private static func readFeed(_ scanner: inout XMLScanner, into list: inout EntryList) {
        var item: FeedItem?
        var field = ""
        while let token = scanner.next() {
            switch token {
            case .start(let tag) where tag.name.local == "item" || tag.name.local == "entry":
                item?.add(to: &list)
                item = FeedItem(about: tag["about"])
                field = ""
            case .start(let tag):
                field = tag.name.local
                if field == "link", tag["rel"]?.lowercased() ?? "alternate" == "alternate", let address = tag["href"], item?.link.isEmpty == true {
                    item?.link = address
                }
            case .end(let name):
                field = ""
                guard name.local == "item" || name.local == "entry" else { continue }
                item?.add(to: &list)
                item = nil
            case .text(let text):
                item?.take(text, of: field)
            }
        }
        item?.add(to: &list)
    }

    private struct FeedItem {
        var about: String?
        var link = "", guid = "", published = "", updated = ""

        init(about: String?) {
            self.about = about
        }

        mutating func take(_ text: [UInt8], of field: String) {
            switch field {
            case "link": append(text, to: &link)
            case "guid": append(text, to: &guid)
            case "pubdate", "date", "published", "issued", "created": append(text, to: &published)
            case "updated", "modified": append(text, to: &updated)
            default: break
            }
        }

        func add(to list: inout EntryList) {
            func isText(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }
            let address = isText(link) ? link : guid.lowercased().contains("://") ? guid : about ?? ""
            list.add(address, changed: isText(updated) ? updated : published)
        }
    }

    /// The longest text that is an address or a time.
    private static let longest = 8192

    private static func append(_ text: [UInt8], to field: inout String) {
        guard field.utf8.count + text.count <= longest else { return }
        field += String(decoding: text, as: UTF8.self)
    }
}
