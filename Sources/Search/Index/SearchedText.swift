// What the index holds of a record: its fields as overlapping pairs and as single characters.

import Records
import WebArchive

/// The texts of a record, field by field, and what they are known by.
struct SearchedText {
    /// In the order of ``IndexSchema/fields``.
    let fields: [[String]]
    let kind: String
    /// SHA-256, cut to 16 bytes, of kind, date and texts: two captures with the same are one version of the page.
    let digest: [UInt8]

    var isEmpty: Bool { fields.allSatisfy(\.isEmpty) }
    /// Bytes of UTF-8.
    var size: Int { fields.reduce(0) { $1.reduce($0) { $0 + $1.utf8.count } } }

    init(of record: Record) {
        fields = IndexSchema.fields.map { $0.texts(of: record) }
        kind = record.kind
        var hasher = SHA256Hasher()
        hasher.update(record.kind.utf8)
        hasher.update([0x1E])
        hasher.update((record.published ?? "").utf8)
        for texts in fields {
            hasher.update([0x1D])
            for text in texts {
                hasher.update(text.utf8)
                hasher.update([0x1F])
            }
        }
        digest = Array(hasher.finish().bytes.prefix(16))
    }

    /// The words of each field; nil where there are none.
    var words: [(pairs: String?, characters: String?)] {
        fields.map { texts in
            let folded = texts.map { FoldedText($0).scalars }
            return texts.isEmpty ? (nil, nil) : (Self.pairs(of: folded), Self.characters(of: folded))
        }
    }

    /// A field's overlapping pairs of characters, parted by spaces. Behind the last pair of a run its last character stands alone, so
    /// that a row of pairs which follow each other is a run of characters, and never reaches from one text into the next.
    private static func pairs(of texts: [[UInt32]]) -> String {
        var tokens: [UInt8] = []
        for folded in texts {
            tokens.reserveCapacity(tokens.count + folded.count * 7)
            for i in folded.indices where folded[i] != TextFolding.gap {
                append(folded[i], to: &tokens)
                if i + 1 < folded.count, folded[i + 1] != TextFolding.gap { append(folded[i + 1], to: &tokens) }
                tokens.append(0x20)
            }
        }
        return String(decoding: tokens, as: UTF8.self)
    }

    /// The different characters of a field, parted by spaces.
    private static func characters(of texts: [[UInt32]]) -> String {
        var found = Set<UInt32>()
        for folded in texts { found.formUnion(folded) }
        found.remove(TextFolding.gap)
        var tokens: [UInt8] = []
        for scalar in found.sorted() {
            append(scalar, to: &tokens)
            tokens.append(0x20)
        }
        return String(decoding: tokens, as: UTF8.self)
    }

    /// A word's pairs as a phrase of the index, or its only character.
    static func phrase(of word: [UInt32]) -> String {
        var tokens: [UInt8] = []
        if word.count == 1 { append(word[0], to: &tokens) }
        for i in word.indices.dropLast() {
            if i > 0 { tokens.append(0x20) }
            append(word[i], to: &tokens)
            append(word[i + 1], to: &tokens)
        }
        return String(decoding: tokens, as: UTF8.self)
    }

    private static func append(_ scalar: UInt32, to tokens: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        tokens.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
