// Where a person lives: what stands behind 住址 and the like.

/// Finds dwellings. The address of an office (地址, 住所地, 办公地址) is not personal.
enum DwellingAddress {
    static func find(in text: FoldedText, into finds: inout [PersonalData.Find]) {
        var index = 0
        let firsts = firsts
        while index < text.count {
            let scalar = text.scalars[index]
            guard scalar < 0x10000, firsts[Int(scalar)], let (label, isBare) = label(at: index, in: text) else { index += 1; continue }
            var start = index + label
            while text[start] == 0x3A || text[start] == 0x20 || text[start] == 0x4E3A || text[start] == 0x662F || text[start] == 0x5728 || text[start] == 0x4E8E { start += 1 }
            let end = end(of: start, in: text)
            if isAddress(start..<end, in: text, needsNumber: isBare), !finds.contains(where: { $0.range.overlaps(start..<end) }) {
                finds.append(.init(kind: .address, range: start..<end))
                index = end
            } else {
                index += label
            }
        }
    }

    private static let labels: [(word: [UInt32], isBare: Bool)] = [
        "身份证住址", "家庭住址", "家庭地址", "经常居住地", "户籍所在地", "户口所在地", "现居住地址", "现居住地", "户籍地址", "户籍地", "居住地址", "居住地", "现住址", "现住地", "暂住地", "住址",
        "住地",
    ].map { (Scalars.decode($0), false) } + ["家住", "现住", "租住", "暂住", "住"].map { (Scalars.decode($0), true) }
    /// For each code unit whether a label begins with it.
    private static let firsts: [Bool] = {
        var firsts = [Bool](repeating: false, count: 0x10000)
        for label in labels { firsts[Int(label.word[0])] = true }
        return firsts
    }()

    private static func label(at index: Int, in text: FoldedText) -> (length: Int, isBare: Bool)? {
        for (word, isBare) in labels where text.starts(word, at: index) {
            // 李某，男，住…: the bare word stands at the beginning of a clause.
            if word.count == 1, !isClauseStart(index, in: text) { return nil }
            return (word.count, isBare)
        }
        return nil
    }

    private static func isClauseStart(_ index: Int, in text: FoldedText) -> Bool {
        switch text[index - 1] {
        case 0x2C, 0x3002, 0x3B, 0x0A, 0x3001, 0x28, 0x20: true
        default: false
        }
    }

    private static func end(of start: Int, in text: FoldedText) -> Int {
        var end = start
        while end < text.count, end - start < 60 {
            let scalar = text[end]
            let belongs = CharacterClass.of(scalar) == .han || text.isWord(end) || scalar == 0x2D || scalar == 0x23
                || (scalar == 0x28 && end > start) || (scalar == 0x29 && text.scalars[start..<end].contains(0x28))
            if !belongs { break }
            end += 1
        }
        return end
    }

    private static func isAddress(_ range: Range<Int>, in text: FoldedText, needsNumber: Bool) -> Bool {
        guard (4...60).contains(range.count) else { return false }
        let areas = range.filter { area.contains(text[$0]) && $0 > range.lowerBound }.count
        let hasNumber = range.contains { unit.contains(text[$0]) && $0 > range.lowerBound && (text.isDigit($0 - 1) || numerals.contains(text[$0 - 1]) || text.isLetter($0 - 1)) }
        let endsInUnit = range.last.map { area.contains(text[$0]) || unit.contains(text[$0]) || text.isDigit($0) || text[$0] == 0x29 } ?? false
        return needsNumber ? areas >= 1 && hasNumber && endsInUnit : (areas >= 2 || (areas >= 1 && hasNumber)) && endsInUnit
    }

    private static let area = Set("省市县区镇乡村路街道巷弄社州盟旗屯寨里园苑城庄".unicodeScalars.map(\.value))
    private static let unit = Set("号室栋幢组单元楼层户队社".unicodeScalars.map(\.value))
    private static let numerals = Set("一二三四五六七八九十百".unicodeScalars.map(\.value))
}
