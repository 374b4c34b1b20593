// A document that a text names, and where.

import Records

/// A reference from the text of a record to another document.
public struct Reference: Sendable, Equatable {
    /// What names the document.
    public enum Name: Sendable, Equatable {
        case number(DocumentNumber)
        case title(TitleName)
    }

    public let name: Name
    /// As it stands in the text; of an enumeration (财税〔2016〕36号、37号) the item.
    public let text: String
    /// Which of the record's paragraphs, from 0.
    public let paragraph: Int
    /// In Unicode scalars of the paragraph.
    public let range: Range<Int>
    /// In bytes of the paragraph's UTF-8.
    public let bytes: Range<Int>

    /// The name in one spelling: `国发〔2019〕3号`, a title without 《》.
    public var canonical: String {
        switch name {
        case .number(let number): number.text
        case .title(let title): title.key
        }
    }
}

/// Finds the references of records.
public enum References {
    /// The documents that the paragraphs of a record name, in their order; not the record's own number and title.
    public static func find(in record: Record) -> [Reference] {
        let own = OwnNames(of: record)
        var titles = TitleFinder()
        return record.paragraphs.enumerated().flatMap { paragraph, text in
            find(in: text, paragraph: paragraph, &titles).filter { !own.names($0, paragraph: paragraph) }
        }
    }

    /// The documents that a text by itself names.
    static func find(in text: String, paragraph: Int = 0, _ titles: inout TitleFinder) -> [Reference] {
        let scalars = Array(text.unicodeScalars)
        var names: [(name: Reference.Name, range: Range<Int>)] = NumberFinder.find(in: scalars).map { (.number($0.number), $0.range) }
        names += titles.find(in: scalars).map { (.title(TitleName($0.title)), $0.range) }
        guard !names.isEmpty else { return [] }
        var offsets = [0]
        offsets.reserveCapacity(scalars.count + 1)
        for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
        return names.sorted { $0.range.lowerBound < $1.range.lowerBound }.map { name, range in
            Reference(
                name: name, text: scalars.text(range), paragraph: paragraph, range: range, bytes: offsets[range.lowerBound]..<offsets[range.upperBound])
        }
    }
}

/// By what a record's own document is called.
struct OwnNames {
    let number: DocumentNumber?
    let title: TitleName?
    /// The paragraph that is a number and nothing else, near the head of the text.
    private let numberLine: Int?

    /// A number further down is another document's.
    private static let head = 3

    init(of record: Record) {
        title = record.title.map { TitleName($0) }
        let line = record.paragraphs.prefix(Self.head).enumerated().first { _, text in
            let scalars = Array(text.unicodeScalars)
            guard let found = NumberFinder.find(in: scalars).first, scalars.count < 40 else { return false }
            return (scalars[..<found.range.lowerBound] + scalars[found.range.upperBound...]).allSatisfy { $0.isBlank || $0.isOpening || $0.isClosing }
        }
        numberLine = line?.offset
        number = record.document?.number.flatMap { DocumentNumber($0) } ?? line.flatMap { DocumentNumber($0.element) }
    }

    func names(_ reference: Reference, paragraph: Int) -> Bool {
        switch reference.name {
        case .number(let other): paragraph == numberLine || other == number
        case .title(let other): other.key == title?.key || other.shortKey != nil && other.shortKey == title?.shortKey
        }
    }
}
