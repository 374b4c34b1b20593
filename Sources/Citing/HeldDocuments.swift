// The documents that an archive holds, by the names under which others cite them.

import Records

/// A document of the archive.
public struct HeldDocument: Sendable {
    public let url: String
    public let id: String
    public let title: String?
    public let number: DocumentNumber?
    /// When it was written, else released, else published; as precise as the page is.
    public let date: String?
    let isDocument: Bool
    let edition: Int?

    init(_ record: Record, url: String) {
        self.url = url
        id = record.id
        title = record.title
        number = OwnNames(of: record).number
        date = record.document?.written ?? record.document?.released ?? record.published
        isDocument = record.kind == "document"
        edition = record.title.flatMap { TitleName($0).edition }
    }

    /// Whether this copy of a document is named rather than another: a page with the document's table, the earliest, the first by its URL.
    func precedes(_ other: HeldDocument) -> Bool {
        if isDocument != other.isDocument { return isDocument }
        if date != other.date { return date ?? "9999" < other.date ?? "9999" }
        return url < other.url
    }
}

/// Looks up what a reference names.
public struct HeldDocuments {
    private var documents: [HeldDocument] = []
    private var byNumber: [DocumentNumber: [Int]] = [:]
    private var byTitle: [String: [Int]] = [:]
    private var byShortTitle: [String: [Int]] = [:]
    /// Numbers that rows of lists name.
    private(set) var listed: Set<DocumentNumber> = []

    public init() {}

    public var count: Int { documents.count }
    /// The numbers of the documents that are held.
    var numbers: some Sequence<DocumentNumber> { byNumber.keys }

    /// Takes a record: of an article or a document its names, of a list the numbers of its rows.
    public mutating func add(_ record: Record) {
        guard let url = record.url else { return }
        if record.kind == "list" {
            for row in record.links { if let number = row.number.flatMap({ DocumentNumber($0) }) { listed.insert(number) } }
        }
        guard record.kind == "article" || record.kind == "document" else { return }
        let document = HeldDocument(record, url: url)
        let index = documents.count
        documents.append(document)
        if let number = document.number { byNumber[number, default: []].append(index) }
        guard let title = record.title.map({ TitleName($0) }) else { return }
        byTitle[title.key, default: []].append(index)
        if let short = title.shortKey ?? (title.key.hasPrefix("关于") ? title.key : nil) { byShortTitle[short, default: []].append(index) }
    }

    /// How a reference was resolved.
    public enum Means: String, Sendable {
        case number
        case title
        /// By the title from 关于 on, which only one document has.
        case shortTitle = "title without agency"
    }

    /// The document that a reference names; nil where the archive does not hold it, or holds several that it may be.
    ///
    /// - Parameters:
    ///   - date: of the text that cites: of several editions it means the last before.
    ///   - companion: the other name of the same document, where the text gives both.
    public func document(named name: Reference.Name, citedOn date: String?, companion: Reference.Name? = nil) -> (document: HeldDocument, by: Means)? {
        find(name, citedOn: date) ?? companion.flatMap { find($0, citedOn: date) }
    }

    private func find(_ name: Reference.Name, citedOn date: String?) -> (document: HeldDocument, by: Means)? {
        switch name {
        case .number(let number):
            return best(byNumber[number] ?? []).map { ($0, .number) }
        case .title(let title):
            if let found = edition(byTitle[title.key] ?? [], of: title, citedOn: date) { return (found, .title) }
            let short = title.shortKey ?? (title.key.hasPrefix("关于") ? title.key : nil)
            let candidates = short.flatMap { byShortTitle[$0] } ?? []
            // 关于做好2021年工作的通知 may be anybody's.
            guard Set(candidates.map { documents[$0].title.map { TitleName($0).key } ?? "" }).count == 1 else { return nil }
            if title.shortKey != nil, let other = candidates.first.flatMap({ documents[$0].title }), TitleName(other).shortKey != nil { return nil }
            return edition(candidates, of: title, citedOn: date).map { ($0, .shortTitle) }
        }
    }

    /// Of the documents of one title the edition that is meant: that of the year named, else the last before the day of the citing text,
    /// else the earliest.
    private func edition(_ candidates: [Int], of title: TitleName, citedOn date: String?) -> HeldDocument? {
        if let year = title.edition {
            let named = candidates.filter { documents[$0].edition == year || documents[$0].date?.hasPrefix("\(year)") == true }
            return best(named)
        }
        guard let date else { return best(candidates) }
        let before = candidates.compactMap { documents[$0].date }.filter { $0 <= date }.max()
        guard let before else { return best(candidates) }
        return best(candidates.filter { documents[$0].date == before })
    }

    private func best(_ candidates: [Int]) -> HeldDocument? {
        candidates.map { documents[$0] }.reduce(nil) { found, next in found.map { next.precedes($0) ? next : $0 } ?? next }
    }
}
