// The normal form of every text in a record.

import Foundation

/// Text as the record holds it: NFC, no indents, no zero-width and control characters; full-width punctuation is never folded.
public enum NormalText {
    /// The normal form of a text, or `nil` when nothing is left of it.
    ///
    /// NFC, but CJK compatibility ideographs (U+F900–FAFF) are left. U+200B, U+2060, U+FEFF and control characters but tab and
    /// line feed go; U+200C and U+200D go between Han characters. White space goes at both ends (space, no-break space, U+3000
    /// and the like, not the tab, which parts the cells of a table row); inner spacing stays.
    public static func normalize(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        var result = text
        switch needs(of: text) {
        case (false, false): break
        case (let invisible, let composition):
            if invisible { result = withoutInvisible(result) }
            if composition { result = composed(result) }
        }
        result = trimmed(result)
        return result.isEmpty ? nil : result
    }

    /// The normal form with each run of white space as one space.
    public static func singleSpaced(_ text: String?) -> String? {
        guard let text = normalize(text) else { return nil }
        var result = String.UnicodeScalarView()
        var space = false
        for scalar in text.unicodeScalars {
            if isWhiteSpace(scalar) {
                space = true
            } else {
                if space, !result.isEmpty { result.append(" ") }
                space = false
                result.append(scalar)
            }
        }
        return result.isEmpty ? nil : String(result)
    }

    /// Whether a text holds invisible characters, and whether NFC could change it. Both are rare: most text is left as it is.
    private static func needs(of text: String) -> (invisible: Bool, composition: Bool) {
        if isPlain(text.utf8Span.span) { return (false, false) }
        var invisible = false
        var composition = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            // Latin, kana, Han and full-width forms; the marks that combine with them are not among these.
            case 0x09, 0x0A, 0x20..<0x7F, 0xA0..<0x300, 0x3000...0x3029, 0x3030...0x3098, 0x309B...0xABFF, 0xD7B0...0xFAFF,
                0xFE10...0xFE1F, 0xFE30...0xFEFE, 0xFF00...0xFFFF: break
            case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF: invisible = true
            // Punctuation and symbols that NFC leaves.
            case 0x2002...0x200A, 0x200E...0x205F, 0x2061...0x20CF, 0x2100...0x2125, 0x2127...0x2129, 0x212C...0x2328,
                0x232B...0x2ADB: break
            default: composition = true
            }
        }
        return (invisible, composition)
    }

    /// Whether all is printable ASCII, CJK punctuation, kana, Han or full-width forms, of which nearly all text is.
    private static func isPlain(_ utf8: Span<UInt8>) -> Bool {
        var i = 0
        while i < utf8.count {
            switch utf8[i] {
            case 0x20..<0x7F, 0x09, 0x0A: i += 1
            case 0xE4...0xE9: i += 3  // U+4000–9FFF
            case 0xE3 where utf8[i + 1] == 0x80 && utf8[i + 2] < 0xAA: i += 3  // U+3000–3029
            case 0xEF where utf8[i + 1] == 0xBC || utf8[i + 1] == 0xBD: i += 3  // U+FF00–FF7F
            default: return false
            }
        }
        return true
    }

    private static func withoutInvisible(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { !hasNoForm($0) }
        var result = String.UnicodeScalarView()
        var i = scalars.startIndex
        while i < scalars.endIndex {
            let end = scalars[i...].firstIndex { !isJoiner($0) } ?? scalars.endIndex
            if end == i {
                result.append(scalars[i])
                i = scalars.index(after: i)
            } else {
                let isBetweenHan = result.last.map(isHan) == true && end < scalars.endIndex && isHan(scalars[end])
                if !isBetweenHan { result.append(contentsOf: scalars[i..<end]) }
                i = end
            }
        }
        return String(result)
    }

    private static func hasNoForm(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x2060, 0xFEFF: true
        default: false
        }
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200C || scalar.value == 0x200D }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// NFC of all but CJK compatibility ideographs, which NFC would replace by others that look different.
    private static func composed(_ text: String) -> String {
        var result = ""
        var run = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if (0xF900...0xFAFF).contains(scalar.value) {
                result += String(run).precomposedStringWithCanonicalMapping
                result.unicodeScalars.append(scalar)
                run.removeAll(keepingCapacity: true)
            } else {
                run.append(scalar)
            }
        }
        return result + String(run).precomposedStringWithCanonicalMapping
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, isIndent(first) || isIndent(last) else { return text }
        guard let start = scalars.firstIndex(where: { !isIndent($0) }),
              let end = scalars.lastIndex(where: { !isIndent($0) }) else { return "" }
        return String(scalars[start...end])
    }

    private static func isIndent(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && isWhiteSpace(scalar)
    }

    /// The Unicode property White_Space, whose characters are stable; the standard library's look-up is slow.
    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
