// Numbers of permits in a foot: ICP备, ICP证, 经营许可证, 公网安备.

/// Finds the numbers that a site must show.
enum Permits {
    private static let icpWord = Array("icp备".utf8), icpCertificate = Array("icp证".utf8)

    /// 陇ICP备14000381号-1, without white space; not the police number that some pages call so.
    static func icp(_ page: VisibleText, _ k: Int) -> String? {
        permit(page, k, icpWord, digits: 5...10)
    }

    static func certificate(_ page: VisibleText, _ k: Int) -> String? {
        permit(page, k, icpCertificate, digits: 5...10)
    }

    private static func permit(_ page: VisibleText, _ k: Int, _ word: [UInt8], digits: ClosedRange<Int>) -> String? {
        let range = page.lines[k].foldedRange
        var from = range.lowerBound
        while let at = page.folded.find(word, in: from..<range.upperBound) {
            from = at + word.count
            var i = at + word.count
            // 号, colon or 案号 may stand before the number.
            var skipped = 0
            while i < range.upperBound, skipped < 4, !(page.folded[i] >= 0x30 && page.folded[i] <= 0x39) {
                i += page.folded.characterLength(at: i)
                skipped += 1
            }
            var j = i
            while j < range.upperBound, page.folded[j] >= 0x30, page.folded[j] <= 0x39 { j += 1 }
            guard digits.contains(j - i) else { continue }
            // -5号 and 号-5.
            let hao = Array("号".utf8)
            if page.folded.has(hao, at: j, end: range.upperBound) { j += 3 }
            if j + 1 < range.upperBound, page.folded[j] == 0x2D, let (_, end) = page.folded.number(at: j + 1, end: range.upperBound), end - j <= 4 {
                j = end
                if page.folded.has(hao, at: j, end: range.upperBound) { j += 3 }
            }
            var start = at
            if start > range.lowerBound, page.folded[start - 1] == 0x7C { start -= 1 }
            if start - 3 >= range.lowerBound, provinces.match(in: page.folded, at: start - 3, end: start) != nil { start -= 3 } else { start = at }
            return withoutBlanks(page, page.unfolded(start..<j, line: k))
        }
        return nil
    }

    static let provinces = Terms<Bool>([("京|津|沪|渝|冀|晋|蒙|辽|吉|黑|苏|浙|皖|闽|赣|鲁|豫|鄂|湘|粤|桂|琼|川|蜀|贵|黔|云|滇|藏|陕|秦|甘|陇|青|宁|新|港|澳|台", true)])

    /// 粤B-20050235, 京B2-20220663: 增值电信业务经营许可证.
    static func licence(_ page: VisibleText, _ k: Int) -> String? {
        let range = page.lines[k].foldedRange
        var i = range.lowerBound
        while i + 8 < range.upperBound {
            if page.folded[i] & 0xC0 != 0x80, provinces.match(in: page.folded, at: i, end: range.upperBound) != nil, page.folded[i + 3] == 0x62 {
                var j = i + 4
                while j < range.upperBound, page.folded[j] >= 0x30, page.folded[j] <= 0x39 { j += 1 }
                if j < range.upperBound, page.folded[j] == 0x2D, j - i <= 6, let (_, end) = page.folded.number(at: j + 1, end: range.upperBound), end - j == 9 {
                    return withoutBlanks(page, page.unfolded(i..<end, line: k))
                }
            }
            i += 1
        }
        return nil
    }

    private static func withoutBlanks(_ page: VisibleText, _ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        var i = range.lowerBound
        while i < range.upperBound {
            let n = page.text.blank(at: i, end: range.upperBound)
            if n > 0 { i += n; continue }
            bytes.append(page.text[i])
            i += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let policeWords: [[UInt8]] = ["公网安备", "公安网备", "公网备", "公安备"].map { Array($0.utf8) }

    /// The digits behind 公网安备: 14 as a rule, 11 to 14.
    static func police(_ page: VisibleText, _ range: Range<Int>) -> String? {
        for word in policeWords {
            if let digits = police(page, range, word) { return digits }
        }
        return nil
    }

    private static func police(_ page: VisibleText, _ range: Range<Int>, _ word: [UInt8]) -> String? {
        var from = range.lowerBound
        while let at = page.folded.find(word, in: from..<range.upperBound) {
            from = at + word.count
            var i = from
            var steps = 0
            while i < range.upperBound, steps < 12 {
                if let (_, end) = page.folded.number(at: i, end: range.upperBound) {
                    if (11...14).contains(end - i) { return String(decoding: page.folded[i..<end], as: UTF8.self) }
                    i = end
                } else {
                    i += page.folded.characterLength(at: i)
                }
                steps += 1
            }
        }
        return nil
    }
}
