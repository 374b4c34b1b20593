// Reads a record from its line of JSON.

/// Why a line is no record that this version reads.
public enum RecordLineError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No JSON, no record, or a record with a key that the schema does not have.
    case damaged(String)
    /// A later schema; its name.
    case laterSchema(String)

    public var description: String {
        switch self {
        case .damaged(let cause): "no record: \(cause)"
        case .laterSchema(let name): "written in the schema “\(name)”, which this version does not know; use a newer shilu"
        }
    }
}

extension Record {
    /// Reads the line that ``jsonLine()`` writes, with or without its line feed; keys may stand in any order, and none is passed over.
    public init(jsonLine line: [UInt8]) throws(RecordLineError) {
        self.init()
        guard String(validating: line, as: UTF8.self) != nil else { throw .damaged("is not UTF-8") }
        let line = line.last == 0x0A ? Array(line.dropLast()) : line
        var schema: String?
        var scanner = JSONScanner(line)
        do throws(JSONScanner.Mistake) {
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                if key == "schema" { schema = try scanner.text("schema") } else { try read(key, &scanner) }
            }
            try scanner.end()
        } catch {
            if let schema, schema != Record.schema, schema.hasPrefix("shilu.record/") { throw .laterSchema(schema) }
            throw .damaged(error.cause)
        }
        guard let schema else { throw .damaged("it has no schema") }
        guard schema == Record.schema else {
            throw schema.hasPrefix("shilu.record/") ? .laterSchema(schema) : .damaged("its schema is “\(schema)”, not \(Record.schema)")
        }
        guard !id.isEmpty, !kind.isEmpty else { throw .damaged("it has no id or no kind") }
    }

    /// A record of nothing, to be filled.
    private init() {
        self.init(
            extractor: "", id: "", kind: "", url: nil, site: Site(), breadcrumb: [], paragraphs: [], attachments: [], images: [], document: nil,
            footer: Footer(), links: [], verbatim: Verbatim(), evidence: [], capture: Capture(status: nil, fetchedAt: nil))
    }

    private mutating func read(_ key: String, _ scanner: inout JSONScanner) throws(JSONScanner.Mistake) {
        switch key {
        case "extractor": extractor = try scanner.text("extractor") ?? ""
        case "id": id = try scanner.text("id") ?? ""
        case "kind": kind = try scanner.text("kind") ?? ""
        case "url": url = try scanner.text("url")
        case "site": site = try scanner.site()
        case "title": title = try scanner.text("title")
        case "kicker": kicker = try scanner.text("kicker")
        case "subtitle": subtitle = try scanner.text("subtitle")
        case "original_title": originalTitle = try scanner.text("original_title")
        case "breadcrumb": breadcrumb = try scanner.texts("breadcrumb")
        case "column": column = try scanner.text("column")
        case "source": source = try scanner.text("source")
        case "author": author = try scanner.text("author")
        case "editor": editor = try scanner.text("editor")
        case "published": published = try scanner.text("published")
        case "reads": reads = try scanner.integerOrNull("reads")
        case "paragraphs": paragraphs = try scanner.texts("paragraphs")
        case "signoff": signoff = try scanner.text("signoff")
        case "previous": previous = try scanner.reference()
        case "next": next = try scanner.reference()
        case "attachments":
            attachments = try scanner.pairs("name").map { NamedLink(name: $0, url: $1) }
        case "images":
            images = try scanner.pairs("alt").map { Image(alt: $0, url: $1) }
        case "document": document = try scanner.document()
        case "footer": footer = try scanner.footer()
        case "links": links = try scanner.rows()
        case "announced": announced = try scanner.integerOrNull("announced")
        case "dialect": dialect = try scanner.text("dialect")
        case "next_page": nextPage = try scanner.text("next_page")
        case "verbatim": verbatim = try scanner.verbatim()
        case "evidence":
            var found: [Evidence] = []
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                found.append(Evidence(field: key, place: try scanner.text("evidence") ?? ""))
            }
            evidence = found
        case "capture": capture = try scanner.capture()
        default: throw .init(cause: "the key “\(key)” is none of \(Record.schema)")
        }
    }
}

extension JSONScanner {
    fileprivate mutating func text(_ key: StaticString) throws(Mistake) -> String? {
        try stringOrNull(key).map { Self.text(of: $0) }
    }

    fileprivate mutating func texts(_ key: StaticString) throws(Mistake) -> [String] {
        var texts: [String] = []
        try array { scanner throws(Mistake) in
            guard let text = try scanner.text(key) else { throw Mistake(cause: "\(key): is no text") }
            texts.append(text)
        }
        return texts
    }

    private func unknown(_ key: String, of object: StaticString) -> Mistake {
        Mistake(cause: "the key “\(key)” is none of \(object)")
    }

    fileprivate mutating func site() throws(Mistake) -> Record.Site {
        var site = Record.Site()
        try members { key, scanner throws(Mistake) in
            switch key {
            case "host": site.host = try scanner.text("site.host")
            case "name": site.name = try scanner.text("site.name")
            case "site_id": site.siteID = try scanner.text("site.site_id")
            default: throw scanner.unknown(key, of: "site")
            }
        }
        return site
    }

    fileprivate mutating func reference() throws(Mistake) -> Record.Reference? {
        if takesNull() { return nil }
        var reference = Record.Reference()
        try members { key, scanner throws(Mistake) in
            switch key {
            case "title": reference.title = try scanner.text("title")
            case "url": reference.url = try scanner.text("url")
            default: throw scanner.unknown(key, of: "previous and next")
            }
        }
        return reference
    }

    /// Objects of a named text and a URL.
    fileprivate mutating func pairs(_ name: String) throws(Mistake) -> [(String?, String?)] {
        var pairs: [(String?, String?)] = []
        try array { scanner throws(Mistake) in
            var pair: (String?, String?)
            try scanner.members { key, scanner throws(Mistake) in
                switch key {
                case name: pair.0 = try scanner.text("name")
                case "url": pair.1 = try scanner.text("url")
                default: throw scanner.unknown(key, of: "attachments and images")
                }
            }
            pairs.append(pair)
        }
        return pairs
    }

    fileprivate mutating func document() throws(Mistake) -> Record.Document? {
        if takesNull() { return nil }
        var document = Record.Document()
        try members { key, scanner throws(Mistake) in
            switch key {
            case "index_number": document.indexNumber = try scanner.text("document.index_number")
            case "issuer": document.issuer = try scanner.text("document.issuer")
            case "number": document.number = try scanner.text("document.number")
            case "written": document.written = try scanner.text("document.written")
            case "released": document.released = try scanner.text("document.released")
            case "effective": document.effective = try scanner.text("document.effective")
            case "category": document.category = try scanner.text("document.category")
            case "keywords": document.keywords = try scanner.text("document.keywords")
            case "validity": document.validity = try scanner.text("document.validity")
            default: throw scanner.unknown(key, of: "document")
            }
        }
        return document
    }

    fileprivate mutating func footer() throws(Mistake) -> Record.Footer {
        var footer = Record.Footer()
        try members { key, scanner throws(Mistake) in
            switch key {
            case "text": footer.text = try scanner.text("footer.text")
            case "owner": footer.owner = try scanner.text("footer.owner")
            case "organizer": footer.organizer = try scanner.text("footer.organizer")
            case "undertaker": footer.undertaker = try scanner.text("footer.undertaker")
            case "address": footer.address = try scanner.text("footer.address")
            case "postal_code": footer.postalCode = try scanner.text("footer.postal_code")
            case "phone": footer.phone = try scanner.text("footer.phone")
            case "icp": footer.icp = try scanner.text("footer.icp")
            case "public_security": footer.publicSecurity = try scanner.text("footer.public_security")
            case "site_id": footer.siteID = try scanner.text("footer.site_id")
            default: throw scanner.unknown(key, of: "footer")
            }
        }
        return footer
    }

    fileprivate mutating func rows() throws(Mistake) -> [Record.Row] {
        var rows: [Record.Row] = []
        try array { scanner throws(Mistake) in
            var row = Record.Row()
            try scanner.members { key, scanner throws(Mistake) in
                switch key {
                case "title": row.title = try scanner.text("links.title")
                case "url": row.url = try scanner.text("links.url")
                case "date": row.date = try scanner.text("links.date")
                case "number": row.number = try scanner.text("links.number")
                case "index_number": row.indexNumber = try scanner.text("links.index_number")
                case "issuer": row.issuer = try scanner.text("links.issuer")
                case "validity": row.validity = try scanner.text("links.validity")
                default: throw scanner.unknown(key, of: "links")
                }
            }
            rows.append(row)
        }
        return rows
    }

    fileprivate mutating func verbatim() throws(Mistake) -> Record.Verbatim {
        var verbatim = Record.Verbatim()
        try members { key, scanner throws(Mistake) in
            switch key {
            case "breadcrumb": verbatim.breadcrumb = try scanner.text("verbatim.breadcrumb")
            case "byline": verbatim.byline = try scanner.text("verbatim.byline")
            default: throw scanner.unknown(key, of: "verbatim")
            }
        }
        return verbatim
    }

    fileprivate mutating func capture() throws(Mistake) -> Capture {
        var capture = Capture(status: nil, fetchedAt: nil)
        try members { key, scanner throws(Mistake) in
            switch key {
            case "file": capture.file = try scanner.text("capture.file")
            case "fetched_at": capture.fetchedAt = try scanner.text("capture.fetched_at")
            case "status": capture.status = try scanner.integerOrNull("capture.status")
            case "charset": capture.charset = try scanner.text("capture.charset") ?? ""
            case "charset_declared": capture.charsetDeclared = try scanner.text("capture.charset_declared")
            case "charset_from": capture.charsetFrom = try scanner.text("capture.charset_from") ?? ""
            case "bad_bytes": capture.badBytes = try scanner.integerOrNull("capture.bad_bytes") ?? 0
            case "cut": capture.cut = try scanner.cut()
            case "warc": capture.warc = try scanner.text("capture.warc")
            case "offset": capture.offset = try scanner.integerOrNull("capture.offset")
            case "length": capture.length = try scanner.integerOrNull("capture.length")
            case "record_id": capture.recordID = try scanner.text("capture.record_id")
            case "payload_digest": capture.payloadDigest = try scanner.text("capture.payload_digest")
            default: throw scanner.unknown(key, of: "capture")
            }
        }
        return capture
    }

    private mutating func cut() throws(Mistake) -> Capture.Cut? {
        if takesNull() { return nil }
        var cut = Capture.Cut(elements: 0, attributes: 0, body: nil)
        try members { key, scanner throws(Mistake) in
            switch key {
            case "elements": cut.elements = try scanner.integerOrNull("capture.cut.elements") ?? 0
            case "attributes": cut.attributes = try scanner.integerOrNull("capture.cut.attributes") ?? 0
            case "body": cut.body = try scanner.text("capture.cut.body")
            default: throw scanner.unknown(key, of: "capture.cut")
            }
        }
        return cut
    }
}
