// The fields of a data set's files, in one table from which data card, Croissant, JSON Schema and loading lines are made.

/// A field: its name, its type, what it means.
struct DataField: Sendable {
    indirect enum Kind: Sendable {
        case text, integer, number
        /// A text that looks like a time to programs that guess.
        case date
        case list(Kind)
        case object([DataField])
    }

    let name: String
    let kind: Kind
    let meaning: String
    let isNullable: Bool

    init(_ name: String, _ kind: Kind, _ meaning: String = "", nullable: Bool = true) {
        (self.name, self.kind, self.meaning, self.isNullable) = (name, kind, meaning, nullable)
    }
}

/// The fields of each kind of file.
enum FieldTable {
    static let documents: [DataField] = [
        .init("schema", .text, "shilu.document/1", nullable: false),
        .init("id", .text, "The record's id: SHA-256 of its URL, a line feed and the SHA-256 of its content-decoded body.", nullable: false),
        .init("page", .text, "The same for all versions of a page: 128 bits of the SHA-256 of its URL.", nullable: false),
        .init("kind", .text, "article, document, list or other.", nullable: false),
        .init("url", .text, "The page's URL."),
        .init("host", .text, "The URL's host."),
        .init("site_name", .text, "What the site calls itself."),
        .init("title", .text, "The headline."),
        .init("kicker", .text, "引题"),
        .init("subtitle", .text, "副题"),
        .init("original_title", .text, "原标题"),
        .init("breadcrumb", .list(.text), "The page's place in the site.", nullable: false),
        .init("column", .text, "栏目"),
        .init("source", .text, "来源"),
        .init("author", .text, "作者"),
        .init("editor", .text, "责任编辑"),
        .init("published", .date, "Local time at the precision that the page shows: 2016, 2016-03, 2016-03-29, 2016-03-29T10:20."),
        .init("published_precision", .text, "year, month, day, hour, minute or second."),
        .init("text", .text, "The body, a line a paragraph; the cells of a table's row are parted by tabs.", nullable: false),
        .init("signoff", .text, "落款"),
        .init("attachments", .list(.object([.init("name", .text), .init("url", .text)])), "Files that the page links to.", nullable: false),
        .init("document", .object([
            .init("index_number", .text, "索引号"), .init("issuer", .text, "发文机关"), .init("number", .text, "文号"),
            .init("written", .date, "成文日期"), .init("released", .date, "发布日期"), .init("effective", .date, "施行日期"),
            .init("category", .text, "主题分类"), .init("keywords", .text, "主题词"), .init("validity", .text, "有效性"),
        ]), "政府信息公开: the document's table."),
        .init("owner", .text, "版权所有 of the page's foot."),
        .init("rights", .text, "The page's own notice: the text of its foot."),
        .init("script", .text, "Hans, Hant, mixed or none.", nullable: false),
        .init("signals", .object(Signal.allCases.map { .init($0.rawValue, $0.isCount ? .integer : .number, $0.meaning, nullable: false) }), "Measures of the text as it was before masking; shares are of its characters without white space.", nullable: false),
        .init("personal_data", .object(PersonalData.Kind.allCases.map { .init($0.rawValue, .integer, nullable: false) }), "How often each kind was found in text, title and signoff.", nullable: false),
        .init("capture", .object([
            .init("file", .text), .init("fetched_at", .date), .init("charset", .text), .init("bad_bytes", .integer), .init("warc", .text),
            .init("offset", .integer), .init("length", .integer), .init("record_id", .text), .init("payload_digest", .text),
        ]), "Where the page's bytes are: WARC file, offset, length, record and digest.", nullable: false),
        .init("version", .integer, "Which version of its page this is, from 1.", nullable: false),
        .init("versions", .integer, "How many versions of the page are known.", nullable: false),
        .init("first_seen", .date, "When this version was captured first (UTC)."),
        .init("last_seen", .date, "When it was captured last before another version came (UTC)."),
        .init("cluster", .text, "The id of the kept copy, where there are copies; see clusters."),
        .init("copies", .integer, "How many copies of this document were found.", nullable: false),
        .init("excerpt_of", .text, "The id of a longer document that holds this one; of several the first in the input, see clusters."),
    ]

    static let leftOut: [DataField] = [
        .init("id", .text, "The record's id.", nullable: false),
        .init("url", .text), .init("host", .text), .init("title", .text), .init("published", .date),
        .init("stage", .text, "select, versions, filter, exact or near.", nullable: false),
        .init("rule", .text, "What left it out.", nullable: false),
        .init("value", .text, "What was measured."),
        .init("threshold", .text, "What it was measured by."),
        .init("kept", .text, "The id of the twin that stays."),
    ]

    static let clusters: [DataField] = [
        .init("cluster", .text, "The id of the kept copy.", nullable: false),
        .init("size", .integer, nullable: false),
        .init("kept", .text, "The copy that stays.", nullable: false),
        .init("kept_by", .text, "The rule by which it stays.", nullable: false),
        .init("earliest", .text, "The earliest copy.", nullable: false),
        .init("earliest_by", .text, nullable: false),
        .init("most_official", .text, "The most official copy.", nullable: false),
        .init("most_official_by", .text, nullable: false),
        .init("members", .list(.object([
            .init("id", .text, nullable: false), .init("url", .text), .init("host", .text), .init("title", .text), .init("published", .date),
            .init("relation", .text, "kept, exact, near or excerpt.", nullable: false),
            .init("similarity", .number, "Jaccard similarity of character 5-grams with the kept copy; of an excerpt the share that it holds.", nullable: false),
        ])), nullable: false),
    ]
}
