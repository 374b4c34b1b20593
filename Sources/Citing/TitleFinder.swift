// Finds the titles of documents in 《》.

/// A title where it stands.
struct FoundTitle: Equatable {
    /// Without the outer 《》.
    let title: String
    /// With the 《》, in scalars of the text.
    let range: Range<Int>
}

/// Finds titles of documents in running text. A title in a title (《关于印发〈…办法〉的通知》) is part of it; one of which a 》 is lacking is taken to
/// its last. A short form that the text defines (以下简称《办法》) is no other document.
struct TitleFinder {
    /// Short forms that the text defined so far.
    private var shortForms: Set<String> = []

    mutating func find(in text: [Unicode.Scalar]) -> [FoundTitle] {
        var found: [FoundTitle] = []
        var i = 0
        while i < text.count {
            guard text[i] == "《", let end = Self.end(of: i, in: text) else {
                i += 1
                continue
            }
            let title = text.text((i + 1)..<(end - 1))
            let before = text[max(0, i - 12)..<i]
            if Self.definesShortForm(before) {
                shortForms.insert(TitleName(title).key)
            } else if !shortForms.contains(TitleName(title).key), TitleKind.isDocument(title, after: before) {
                found.append(FoundTitle(title: title, range: i..<end))
            }
            i = end
        }
        return found
    }

    /// Behind the 》 that closes a 《.
    private static func end(of start: Int, in text: [Unicode.Scalar]) -> Int? {
        var depth = 0
        var inner = 0
        var last: Int?
        var i = start
        while i < text.count, i - start < 400 {
            switch text[i] {
            case "《": depth += 1
            case "〈", "<": inner += 1
            case "〉", ">": inner = max(0, inner - 1)
            case "》":
                last = i + 1
                // 《关于印发〈…办法》的通知》: the 》 closes the 〈.
                if inner > 0, depth == 1, goesOn(text, behind: i + 1) { inner -= 1 } else { depth -= 1 }
                if depth == 0 { return i + 1 }
            case "。", "\n": return depth == 1 && last == nil ? nil : last
            default: break
            }
            i += 1
        }
        return last
    }

    private static func goesOn(_ text: [Unicode.Scalar], behind index: Int) -> Bool {
        guard index < text.count, text[index] == "的", let close = text[index...].prefix(12).firstIndex(of: "》") else { return false }
        return !text[index..<close].contains("《")
    }

    private static func definesShortForm(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        let words = Array(before.filter { !$0.isBlank && $0 != "“" && $0 != "：" && $0 != ":" && $0 != "为" })
        return ["以下简称", "下称", "简称", "以下称", "以下统称", "统称"].contains { words.has($0, before: words.count) }
    }
}
