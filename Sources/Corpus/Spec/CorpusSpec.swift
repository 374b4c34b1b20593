// What a data set is to be made of, and how.

/// A spec: the whole of what decides the content of a data set, beside the input itself.
public struct CorpusSpec: Sendable, Equatable {
    /// `[a-z0-9][a-z0-9._-]*`.
    public var name: String
    /// Patterns of record and WARC files, relative to the spec's folder.
    public var input: [String]

    public var title: String?
    public var description: String?
    /// MAJOR.MINOR.PATCH; a MAJOR step when anything is taken out.
    public var version = "1.0.0"
    public var creators: [String] = []
    /// An SPDX identifier, or `other`.
    public var license = "other"
    public var licenseLink: String?
    public var url: String?

    public var select = Selection()
    public var normalize = TextForm.nfc
    public var boilerplate = Boilerplate()
    public var filters: [Filter] = []
    /// Kinds of personal data that are masked; all are counted.
    public var mask: Set<PersonalData.Kind> = []
    public var duplicates = Duplicates()
    public var split = Split.none
    /// The size of a shard in bytes before compression; a shard ends with the document that reaches it.
    public var shardBytes = 256 << 20
    /// Of the shards.
    public var compression = Compression.gzip

    public init(name: String, input: [String]) {
        self.name = name
        self.input = input
    }

    /// How shards are compressed. gzip is read by all loaders; zstd is smaller and faster, and mlcroissant does not read it.
    public enum Compression: String, Sendable, CaseIterable {
        case gzip, zstd

        var fileExtension: String { self == .gzip ? "jsonl.gz" : "jsonl.zst" }
    }

    /// Which records are taken.
    public struct Selection: Sendable, Equatable {
        /// Hosts, or `*.` and a domain for all below it; empty for all.
        public var portals: [String] = []
        public var kinds: [String] = ["article", "document"]
        /// The first and the last `published` that is taken, at the precision that is written.
        public var since: String?
        public var until: String?
        /// Columns, whole names; empty for all.
        public var columns: [String] = []
        /// Fields that must not be empty.
        public var fields: [Field] = [.text]

        public init() {}
    }

    /// A field that can be asked for.
    public enum Field: String, Sendable, CaseIterable {
        case text, title, published, source, author, column, url, signoff, issuer, number
    }

    /// How the text is normalized.
    public enum TextForm: String, Sendable, CaseIterable {
        /// As in the records, which hold NFC.
        case nfc
        /// Compatibility forms too: full-width letters and punctuation become half-width.
        case nfkc
    }

    /// Lines that recur over the pages of a portal.
    public struct Boilerplate: Sendable, Equatable {
        /// Whether they are cut out; they are counted in any case.
        public var cut = false
        /// On how many pages of its portal a line recurs at least.
        public var pages = 20
        /// On what share of the pages of its portal at least.
        public var share = 0.2

        public init() {}
    }

    /// A document is left out where a signal lies outside of these bounds.
    public struct Filter: Sendable, Equatable {
        public var signal: Signal
        public var min: Double?
        public var max: Double?
        /// The set of rules it belongs to, or `spec`.
        public var origin: String
    }

    /// How duplicates are found and what becomes of them.
    public struct Duplicates: Sendable, Equatable {
        public enum Action: String, Sendable, CaseIterable {
            /// All copies but the kept one are left out.
            case leaveOut = "leave-out"
            /// All copies stay; they are told in `clusters`.
            case mark
            /// They are not looked for.
            case off
        }

        /// Which copy is the kept one.
        public enum Preference: String, Sendable, CaseIterable {
            /// The most official, of these the earliest.
            case official
            case earliest
            case latest
        }

        public var exact = Action.leaveOut
        public var near = Action.leaveOut
        /// Jaccard similarity of character 5-grams from which on two texts are near-duplicates.
        public var threshold = 0.8
        /// Reprints and excerpts: marked, never left out.
        public var excerpts = true
        /// The share of the shorter text's 5-grams that the longer one holds.
        public var containment = 0.9
        public var keep = Preference.official

        public init() {}
    }

    /// Into which parts the documents go.
    public enum Split: Sendable, Equatable {
        case none
        /// By a digest of the host: all pages of a portal are in one part. Shares of portals.
        case portal(validation: Double, test: Double)
        /// By the date of a page's first version: from these dates on.
        case time(validation: String?, test: String?)
    }
}
