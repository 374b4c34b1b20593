// E-mail addresses between characters that are not set off by spaces.

/// Finds e-mail addresses: ASCII on both sides of the @, so that the Chinese before and behind stays out.
enum EmailAddress {
    static func finds(in text: FoldedText) -> [PersonalData.Find] {
        var finds: [PersonalData.Find] = []
        for at in 0..<text.count where text[at] == 0x40 {
            guard let range = range(around: at, in: text), range.lowerBound >= (finds.last?.range.upperBound ?? 0) else { continue }
            finds.append(.init(kind: .email, range: range))
        }
        return finds
    }

    private static func range(around at: Int, in text: FoldedText) -> Range<Int>? {
        var start = at
        while start > 0, at - start < 64, isLocal(text[start - 1]) { start -= 1 }
        while start < at, !text.isWord(start) { start += 1 }
        guard start < at, text[at - 1] != 0x2E else { return nil }
        var end = at + 1
        var labels: [Range<Int>] = []
        while true {
            let label = end
            while text.isWord(end) || (text[end] == 0x2D && end > label && text.isWord(end + 1)) { end += 1 }
            if end == label { break }
            labels.append(label..<end)
            guard text[end] == 0x2E, text.isWord(end + 1) else { break }
            end += 1
        }
        // The last label is letters only; digits that follow without a space are the next thing.
        guard labels.count >= 2, let last = labels.last, last.count >= 2, last.allSatisfy(text.isLetter) else { return nil }
        let name = String(String.UnicodeScalarView(text.scalars[last].compactMap(Unicode.Scalar.init))).lowercased()
        return fileEndings.contains(name) ? nil : start..<end
    }

    private static func isLocal(_ scalar: UInt32) -> Bool {
        scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 || scalar == 0x2E || scalar == 0x5F || scalar == 0x2D || scalar == 0x2B || scalar == 0x25
    }

    /// `logo@2x.png` is a file.
    private static let fileEndings: Set<String> = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "html", "htm", "pdf", "doc", "docx"]
}
