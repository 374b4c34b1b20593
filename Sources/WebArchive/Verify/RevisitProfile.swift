// What a revisit record is about (WARC/1.1 §6.7).

/// The profiles that the standard defines; version 1.0 and its drafts spell them with their own number.
enum RevisitProfile {
    case identicalPayload, notModified
    case other

    init(_ uri: ArraySlice<UInt8>) {
        let text = FieldGrammar.text(uri).lowercased()
        let rest = ["http://netpreserve.org/warc/", "https://netpreserve.org/warc/"].lazy
            .compactMap { text.hasPrefix($0) ? text.dropFirst($0.utf8.count) : nil }.first
        switch rest?.split(separator: "/", maxSplits: 1).last {
        case "revisit/identical-payload-digest", "revisit/uri-agnostic-identical-payload-digest", "identical-payload-digest": self = .identicalPayload
        case "revisit/server-not-modified", "server-not-modified": self = .notModified
        default: self = .other
        }
    }
}
