// The record set of Hanweb's jpage: XML with a row in each CDATA section, in a script of the page or as an answer.

import Reading
import Web

/// `<datastore><nextgroup>…</nextgroup><recordset><record><![CDATA[<li>…</li>]]></record>…</recordset></datastore>`.
public struct RecordSet: Sendable {
    /// What stands in the CDATA sections.
    public var records: [[UInt8]] = []
    /// `<totalrecord>`.
    public var total: Int?
    /// `<totalpage>`.
    public var pages: Int?
    /// The HTML in `<nextgroup>`.
    public var nextGroup: String?

    /// A set of nothing.
    init() {}

    private static let recordOpen = Array("<record>".utf8), recordClose = Array("</record>".utf8)
    private static let open = Array("<![CDATA[".utf8), close = Array("]]>".utf8)

    /// Reads the first record set in some bytes; `nil` where there is none.
    ///
    /// - Throws: ``ListFault/malformed(_:)`` where it breaks off.
    public init?(_ text: [UInt8], in range: Range<Int>? = nil) throws(ListFault) {
        let range = range ?? 0..<text.count
        guard text.find(Array("<recordset".utf8), in: range) ?? text.find(Array("<datastore".utf8), in: range) != nil else { return nil }
        var from = range.lowerBound
        while let at = text.find(Self.recordOpen, in: from..<range.upperBound) {
            let start = at + Self.recordOpen.count
            guard let end = text.find(Self.recordClose, in: start..<range.upperBound)
            else { throw .malformed("XML that breaks off within a record") }
            records.append(Self.content(text, start..<end))
            from = end + Self.recordClose.count
        }
        if text.find(Array("<recordset".utf8), in: range) != nil, text.find(Array("</recordset>".utf8), in: range) == nil {
            throw .malformed("XML that breaks off")
        }
        total = Self.number("totalrecord", text, range)
        pages = Self.number("totalpage", text, range)
        nextGroup = Self.element("nextgroup", text, range).map { String(decoding: Self.content(text, $0), as: UTF8.self) }
    }

    /// The rows of the records.
    public func rows(base: WebURL) -> [ListRow] { ListFragment(records: records, base: base).rows }

    private static func content(_ text: [UInt8], _ range: Range<Int>) -> [UInt8] {
        guard let start = text.find(open, in: range), let end = text.find(close, in: (start + open.count)..<range.upperBound) else {
            return Array(text[text.trimmed(range)])
        }
        return Array(text[(start + open.count)..<end])
    }

    private static func element(_ name: String, _ text: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        let tag = Array("<\(name)>".utf8)
        guard let start = text.find(tag, in: range), let end = text.find(Array("</\(name)>".utf8), in: start..<range.upperBound)
        else { return nil }
        return (start + tag.count)..<end
    }

    private static func number(_ name: String, _ text: [UInt8], _ range: Range<Int>) -> Int? {
        guard let inner = element(name, text, range) else { return nil }
        let digits = text.trimmed(inner)
        guard let (value, end) = text.number(at: digits.lowerBound, end: digits.upperBound), end == digits.upperBound else { return nil }
        return value
    }
}
