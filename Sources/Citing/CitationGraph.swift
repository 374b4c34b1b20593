// Who cites whom in an archive: references with their places, edges, what is cited and not held, gaps in the series of numbers.

import Records

/// Resolves the references of records against the documents that are held. First all records are added to ``HeldDocuments``, then each
/// is given here.
public struct CitationGraph {
    /// Counts of what was found.
    public struct Summary: Sendable, Equatable {
        public var documents = 0
        public var references = 0
        public var resolved = 0
        public var edges = 0
        public var missing = 0
    }

    private let held: HeldDocuments
    private var cited: Set<DocumentNumber> = []
    private var missing: [String: MissingDocument] = [:]
    public private(set) var summary = Summary()

    public init(_ held: HeldDocuments) { self.held = held }

    /// A reference with the document that it names, if that is held.
    private struct Resolved {
        var reference: Reference
        var companion: Int?
        var target: (document: HeldDocument, by: HeldDocuments.Means)?
    }

    /// Resolves the references of a record.
    ///
    /// - Returns: a line of JSON for each reference, and one for each document cited.
    public mutating func add(_ record: Record) -> (references: [UInt8], edges: [UInt8]) {
        guard let url = record.url, record.kind == "article" || record.kind == "document" else { return ([], []) }
        summary.documents += 1
        let found = References.find(in: record)
        guard !found.isEmpty else { return ([], []) }
        let date = record.document?.written ?? record.document?.released ?? record.published
        var resolved = found.map { Resolved(reference: $0) }
        for i in found.indices.dropFirst() where Self.areOne(found[i - 1], found[i], in: record) {
            (resolved[i - 1].companion, resolved[i].companion) = (i, i - 1)
        }
        for i in resolved.indices {
            let companion = resolved[i].companion.map { found[$0].name }
            resolved[i].target = held.document(named: found[i].name, citedOn: date, companion: companion)
        }
        resolved.removeAll { $0.target?.document.url == url }

        summary.references += resolved.count
        summary.resolved += resolved.count { $0.target != nil }
        for item in resolved { if case .number(let number) = item.reference.name { cited.insert(number) } }
        noteMissing(resolved, from: url, date, found)
        return (references(resolved, from: record, url), edges(resolved, from: record, url))
    }

    /// The documents that are cited and not held, the most cited first.
    public var missingDocuments: [MissingDocument] {
        missing.values.sorted { ($1.pages, $0.name) < ($0.pages, $1.name) }
    }

    /// The series of numbers of which the archive holds something.
    public var series: [NumberSeries] { NumberSeries.all(held: held.numbers, listed: held.listed, cited: cited) }

    /// `《…通知》（国发〔2019〕3号）`: two names of one document.
    private static func areOne(_ title: Reference, _ number: Reference, in record: Record) -> Bool {
        guard case .title = title.name, case .number = number.name, title.paragraph == number.paragraph, title.range.upperBound < number.range.lowerBound else { return false }
        let between = Array(record.paragraphs[title.paragraph].unicodeScalars)[title.range.upperBound..<number.range.lowerBound].filter { !$0.isBlank }
        return between.count == 1 && between.first?.isOpening == true
    }

    private mutating func noteMissing(_ resolved: [Resolved], from url: String, _ date: String?, _ found: [Reference]) {
        var noted: Set<String> = []
        for item in resolved where item.target == nil {
            // Of two names of one document the number stands for it.
            if case .title = item.reference.name, item.companion != nil { continue }
            let title: String? = if case .number = item.reference.name, let companion = item.companion { found[companion].canonical } else { nil }
            let name = item.reference.canonical
            let isNumber = if case .number = item.reference.name { true } else { false }
            let key = (isNumber ? "#" : "《") + name
            missing[key, default: MissingDocument(name: name, isNumber: isNumber)].note(from: noted.insert(key).inserted ? url : nil, date: date, title: title)
        }
        summary.missing = missing.count
    }

    private func references(_ resolved: [Resolved], from record: Record, _ url: String) -> [UInt8] {
        resolved.flatMap { item in
            var json = JSONLine()
            json.object { json in
                json.key("from"); json.value(url)
                json.key("from_id"); json.value(record.id)
                if case .number = item.reference.name { json.key("kind"); json.value("number") } else { json.key("kind"); json.value("title") }
                json.key("name"); json.value(item.reference.canonical)
                json.key("text"); json.value(item.reference.text)
                json.key("paragraph"); json.value(item.reference.paragraph)
                json.key("start"); json.value(item.reference.range.lowerBound)
                json.key("end"); json.value(item.reference.range.upperBound)
                json.key("byte_start"); json.value(item.reference.bytes.lowerBound)
                json.key("byte_end"); json.value(item.reference.bytes.upperBound)
                json.key("to"); json.value(item.target?.document.url)
                json.key("to_id"); json.value(item.target?.document.id)
                json.key("by"); json.value(item.target?.by.rawValue)
            }
            json.endLine()
            return json.bytes
        }
    }

    private mutating func edges(_ resolved: [Resolved], from record: Record, _ url: String) -> [UInt8] {
        var order: [String] = []
        var byTarget: [String: (document: HeldDocument, names: [String], count: Int)] = [:]
        for item in resolved {
            guard let target = item.target else { continue }
            if byTarget[target.document.url] == nil { order.append(target.document.url) }
            byTarget[target.document.url, default: (target.document, [], 0)].count += 1
            let name = item.reference.canonical
            if byTarget[target.document.url]?.names.contains(name) == false { byTarget[target.document.url]?.names.append(name) }
        }
        summary.edges += order.count
        return order.compactMap { byTarget[$0] }.flatMap { edge in
            var json = JSONLine()
            json.object { json in
                json.key("from"); json.value(url)
                json.key("from_id"); json.value(record.id)
                json.key("to"); json.value(edge.document.url)
                json.key("to_id"); json.value(edge.document.id)
                json.key("names"); json.array { json in for name in edge.names { json.value(name) } }
                json.key("count"); json.value(edge.count)
                json.key("from_date"); json.value(record.document?.written ?? record.document?.released ?? record.published)
                json.key("to_date"); json.value(edge.document.date)
            }
            json.endLine()
            return json.bytes
        }
    }
}

/// A document that is cited and not held.
public struct MissingDocument: Sendable {
    /// A number, or a title without 《》.
    public let name: String
    public let isNumber: Bool
    /// The title that stands beside a number.
    public private(set) var title: String?
    /// Pages that cite it, and how often they do.
    public private(set) var pages = 0
    public private(set) var citations = 0
    /// The dates of the first and the last of these pages.
    public private(set) var first: String?
    public private(set) var last: String?
    /// A few of these pages.
    public private(set) var examples: [String] = []

    init(name: String, isNumber: Bool) {
        self.name = name
        self.isNumber = isNumber
    }

    /// - Parameter url: of a page that was not noted before.
    mutating func note(from url: String?, date: String?, title: String?) {
        citations += 1
        self.title = self.title ?? title
        guard let url else { return }
        pages += 1
        if examples.count < 3 { examples.append(url) }
        guard let date else { return }
        first = min(first ?? date, date)
        last = max(last ?? date, date)
    }

    /// The document as a line of JSON.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("kind"); json.value(isNumber ? "number" : "title")
            json.key("name"); json.value(name)
            json.key("title"); json.value(title)
            json.key("pages"); json.value(pages)
            json.key("citations"); json.value(citations)
            json.key("first"); json.value(first)
            json.key("last"); json.value(last)
            json.key("examples"); json.array { json in for url in examples { json.value(url) } }
        }
        json.endLine()
        return json.bytes
    }
}
