// The closed table of what a file may break: each rule with its name, its section and what a breach of it means.

/// How grave a finding is.
public enum Severity: String, Sendable, Comparable {
    /// Allowed, but worth saying.
    case note
    /// Breaks what the standard demands.
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left == .note && right == .error }
}

/// A rule that a file can break. The raw value is the rule's name in reports.
///
/// WARC/1.1 is ISO 28500:2017. Where a version 1.0 file is judged, the section is that of the like rule in 1.1.
public enum ArchiveRule: String, Sendable, CaseIterable, Hashable {
    // The file and its members.
    case notARecord = "not-a-record"
    case tornFile = "torn-file"
    case damagedMember = "damaged-member"
    case betweenMembers = "between-members"
    case emptyMember = "empty-member"
    case sharedMember = "shared-member"
    case spanningMember = "spanning-member"
    case frameHeader = "frame-header"
    case dictionary
    case leadingBytes = "leading-bytes"
    case separator
    case junk
    case emptyFile = "empty-file"

    // The header's syntax.
    case version
    case draftVersion = "draft-version"
    case lineEnds = "line-ends"
    case strayLine = "stray-line"
    case fieldName = "field-name"
    case controlCharacter = "control-character"
    case notUTF8 = "not-utf8"
    case headerLength = "header-length"

    // The fields.
    case missingField = "missing-field"
    case repeatedField = "repeated-field"
    case forbiddenField = "forbidden-field"
    case contentLength = "content-length"
    case recordID = "record-id"
    case idReference = "id-reference"
    case date
    case typeName = "type-name"
    case unknownType = "unknown-type"
    case mediaType = "media-type"
    case missingContentType = "missing-content-type"
    case wrongContentType = "wrong-content-type"
    case uri
    case bracketedTargetURI = "bracketed-uri"
    case ipAddress = "ip-address"
    case truncation
    case unknownTruncation = "unknown-truncation"
    case unmarkedTruncation = "unmarked-truncation"
    case revisitTruncation = "revisit-truncation"
    case profile
    case unknownProfile = "unknown-profile"
    case segment
    case filename

    // Digests and blocks.
    case digestSyntax = "digest-syntax"
    case digestPadding = "digest-padding"
    case unknownDigest = "unknown-digest"
    case blockDigest = "block-digest"
    case payloadDigest = "payload-digest"
    case codedPayloadDigest = "coded-payload-digest"
    case missingDigest = "missing-digest"
    case noPayload = "no-payload"
    case unreadableHTTP = "unreadable-http"
    case fieldsBlock = "fields-block"

    // Between records.
    case duplicateID = "duplicate-id"
    case danglingReference = "dangling-reference"
    case concurrentDate = "concurrent-date"
    case missingOriginal = "missing-original"
    case lostRecord = "lost-record"
    case originalDigest = "original-digest"
    case segmentSeries = "segment-series"
    case missingSegment = "missing-segment"

    // ARC files.
    case arcHeader = "arc-header"
    case arcSeparator = "arc-separator"

    // CDXJ, ZIP and WACZ.
    case indexLine = "index-line"
    case indexOrder = "index-order"
    case indexTwice = "index-twice"
    case indexKey = "index-key"
    case zip
    case zipEntry = "zip-entry"
    case waczLayout = "wacz-layout"
    case waczPackage = "wacz-package"
    case waczResource = "wacz-resource"
    case waczPages = "wacz-pages"
    case waczCompression = "wacz-compression"
    case waczVersion = "wacz-version"
    case waczSignature = "wacz-signature"

    // The folder of an archive.
    case indexMissing = "index-missing"
    case indexExtra = "index-extra"
    case recordsDiffer = "records-differ"
    case recordsExtractor = "records-extractor"
    case stateDiffers = "state-differs"
    case stateMissing = "state-missing"
    case fixity
    case fixityMissing = "fixity-missing"
    case unlistedFile = "unlisted-file"
    case manifestChain = "manifest-chain"
    case timestamp = "time-stamp"
    case withheldList = "withheld-list"

    /// Where the rule stands.
    public var section: String { facts.section }
    /// How grave its breach is for a file by itself.
    public var severity: Severity { facts.severity }
    /// What its breach means, in a few words.
    public var meaning: String { facts.meaning }

    /// Whether a breach that a file by itself may have is an error inside an archive of Shilu's, which promises more: every
    /// record has its digests, and what a record refers to is there.
    public var isErrorInArchive: Bool {
        switch self {
        case .missingDigest, .danglingReference, .missingOriginal, .missingSegment: true
        default: false
        }
    }

    /// Whether its breach is one of how a record lies in the file, which a repair mends that lays the record out anew.
    var isMendable: Bool {
        switch self {
        case .sharedMember, .spanningMember, .frameHeader, .separator, .junk, .arcSeparator: true
        default: false
        }
    }
}
