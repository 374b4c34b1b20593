// The answer to a list request, in whatever form it came: JSON, JSONP, XML, a piece of HTML.

import Markup
import Reading
import Web

/// Why an answer gives no rows.
public enum ListFault: Error, Sendable, Equatable {
    /// JSON or XML that breaks off, or breaks its grammar.
    case malformed(String)
    /// Something else than the dialect's form: a page instead of JSON, a message of an error.
    case unexpected(String)
    /// More bytes or rows than an answer of a list has.
    case tooLarge(String)
}

extension ListFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let what): "malformed: \(what)"
        case .unexpected(let what): "unexpected: \(what)"
        case .tooLarge(let what): "too large: \(what)"
        }
    }
}

/// What an answer says; or, of a page, what its rows and its pager say.
public struct ListReading: Sendable, Equatable {
    public var rows: [ListRow]
    public var announced: Int?
    /// Where the total stands, such as `page.total`.
    public var announcedIn: String?
    /// How many pages the answer says there are.
    public var pages: Int?
    /// Whether the answer says that nothing follows.
    public var isLast = false
    /// Whether the list goes on although the answer has no rows of it: it only says what the next request needs, or shows other lists' rows.
    public var goesOn = false
    /// What the next request has to give back.
    public var state: [String: String] = [:]

    public init(rows: [ListRow], announced: Int? = nil, announcedIn: String? = nil, pages: Int? = nil, isLast: Bool = false) {
        self.rows = rows
        self.announced = announced
        self.announcedIn = announcedIn
        self.pages = pages
        self.isLast = isLast
    }
}

/// A body without its codings, and readings of it.
public struct ListAnswer: Sendable {
    /// The URL that was asked for: what relative addresses are resolved against unless the dialect says otherwise.
    public let url: WebURL
    public let bytes: [UInt8]
    /// The `charset` of the Content-Type.
    public let charset: String?

    /// Bytes of an answer that are read: one with more is refused. Rows of 500 documents with their texts take less.
    public static let byteLimit = 8 << 20

    public init(url: WebURL, bytes: [UInt8], charset: String?) {
        self.url = url
        self.bytes = bytes
        self.charset = charset
    }

    /// The body as UTF-8.
    public func text() -> [UInt8] {
        chooseCharset(of: bytes, header: charset).used.decode(bytes).utf8
    }

    /// The body as JSON; the wrapper of JSONP (`callback({…});`) is taken off.
    public func json() throws(ListFault) -> JSON {
        let text = self.text()
        var range = text.trimmed(text.has([0xEF, 0xBB, 0xBF], at: 0, end: text.count) ? 3..<text.count : 0..<text.count)
        guard !range.isEmpty else { throw .unexpected("an empty answer") }
        if text[range.lowerBound] == UInt8(ascii: "<") { throw .unexpected("a page instead of JSON") }
        if let inner = Self.padding(text, range) { range = inner }
        var parser = JSONParser(text, range, isScript: false)
        guard let value = parser.value() else { throw .malformed("JSON that breaks at byte \(parser.position)") }
        guard parser.isAtEnd() else { throw .malformed("JSON with something behind it at byte \(parser.position)") }
        return value
    }

    /// What stands between the parentheses of JSONP; `nil` where it is none.
    private static func padding(_ text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var i = range.lowerBound
        while i < range.upperBound, text[i].isWordByte || text[i] == UInt8(ascii: ".") { i += 1 }
        guard i > range.lowerBound, i < range.upperBound, text[i] == UInt8(ascii: "(") else { return nil }
        var end = range.upperBound
        while end > i, text[end - 1] <= 0x20 || text[end - 1] == UInt8(ascii: ";") { end -= 1 }
        guard end > i, text[end - 1] == UInt8(ascii: ")") else { return nil }
        return (i + 1)..<(end - 1)
    }

    /// The body as HTML, and as a list.
    public func fragment() -> ListFragment {
        ListFragment(HTMLPage.parse(bytes, charsetHeader: charset), base: url)
    }

    /// HTML that stands in a string of the answer, as a list.
    public func fragment(_ html: String) -> ListFragment {
        ListFragment(HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8"), base: url)
    }

    /// A row of loose values, `nil` without a title or an address: tags in the title are taken off, the address is made absolute,
    /// a date of any form (also seconds or milliseconds since 1970) is brought to ISO 8601.
    public func row(
        title: JSON, url address: JSON, date: JSON = .null, number: JSON = .null, indexNumber: JSON = .null, issuer: JSON = .null,
        validity: JSON = .null
    ) -> ListRow? {
        guard let address = address.text, let url = try? WebURL(address, base: self.url), url.isHTTP, let title = title.text.flatMap(RowText.plain)
        else { return nil }
        var row = ListRow(title: title, url: url.withoutFragment.href, date: RowText.date(date))
        row.number = number.text.flatMap(RowText.plain)
        row.indexNumber = indexNumber.text.flatMap(RowText.plain)
        row.issuer = issuer.text.flatMap(RowText.plain)
        row.validity = validity.text.flatMap(RowText.plain)
        return row
    }
}
