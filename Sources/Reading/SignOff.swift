// The sign-off: closing lines that only say whose text it is (来源:定西市委组织部, （责任编辑：…）).

import Markup

/// The attribution after a body.
struct SignOff {
    /// Its lines, in document order.
    var lines: [Int] = []
    var source: String?
    var author: String?
    var editor: String?

    var isEmpty: Bool { lines.isEmpty }

    // MARK: Thresholds

    /// A line of attribution is not longer, in characters.
    private static let longest: Int32 = 130
    private static let longestLead = 34
    private static let longestValue = 60
    /// How many lines behind the body are looked at, and how many before its end.
    static let reach = 60

    init(_ page: VisibleText, lines: [Int]) {
        self.lines = lines
        var subEditor: String?
        for k in lines {
            let split = LabelledLine(page, line: k)
            for v in split.values {
                switch v.label {
                case .source: source = source ?? page.text.words(Byline.name(page.text, v.value, gap: 2))
                case .author: author = author ?? SignOff.person(page.text, v.value)
                case .editor: editor = editor ?? page.text.words(Byline.name(page.text, v.value, gap: 3))
                case .subEditor: subEditor = subEditor ?? page.text.words(Byline.name(page.text, v.value, gap: 3))
                default: break
                }
            }
            if author == nil { author = SignOff.reporter(page, k, split) }
        }
        editor = editor ?? subEditor
    }

    /// The sign-off's text, one line a line.
    func text(_ page: VisibleText) -> String? {
        lines.isEmpty ? nil : lines.compactMap { page.text.words(SignOff.withoutTools(page, $0)) }.joined(separator: "\n")
    }

    /// A line without the tools that stand before its first label of attribution (【纠错】【责任编辑:张三】).
    private static func withoutTools(_ page: VisibleText, _ k: Int) -> Range<Int> {
        let range = EndMark.withoutToolLink(page, k)
        let values = LabelledLine(page, line: k).values
        guard let first = values.first, first.label == .tool, let label = values.first(where: { $0.label.isAttribution }) else { return range }
        var from = page.unfolded(label.labelRange, line: k).lowerBound
        for bracket in [Array("【".utf8), Array("[".utf8), Array("（".utf8), Array("(".utf8), Array("［".utf8)] where from - bracket.count >= range.lowerBound {
            if page.text.has(bracket, at: from - bracket.count, end: range.upperBound) { from -= bracket.count }
        }
        return from..<range.upperBound
    }

    /// An author is a name, or some; what is longer is a description.
    private static let longestAuthor = 24

    // MARK: What a sign-off line is

    /// Whether a line at the end of a body is attribution and nothing else.
    static func isAttribution(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.solid <= longest, line.solid >= 3 else { return false }
        if isLabelled(page, k) { return true }
        return isParenthesis(page, k) || isPaper(page, k) || isReprint(page, k) || isCredits(page, k)
    }

    /// A line of labels: 来源：…, 作者：… 责任编辑：…; before the first label only a name may stand.
    static func isLabelled(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.solid <= longest else { return false }
        let split = LabelledLine(page, line: k)
        guard let first = split.values.first(where: { $0.label.isAttribution }) else { return false }
        // An empty label is no attribution, unless another is filled.
        guard split.values.contains(where: { $0.label.isAttribution && !$0.value.isEmpty }) else { return false }
        for v in split.values {
            if page.text.scalars(v.value) > longestValue { return false }
            if page.text.find(stop, in: v.value) != nil { return false }
            switch v.label {
            case .originalTitle, .reads: return false
            default: break
            }
        }
        let lead = page.text.scalars(split.lead)
        if lead == 0 { return true }
        if split.values[0].label == .date || split.values[0].label == .update { return true }
        guard lead <= longestLead, page.text.find(stop, in: split.lead) == nil, page.text.find(comma, in: split.lead) == nil else { return false }
        let leadFolded = Int(line.foldedStart)..<first.labelRange.lowerBound
        return people.first(in: page.folded, leadFolded) != nil || DateReader.first(in: page.text, split.lead) != nil && lead <= 24
    }

    /// （记者康建林）, （文/宗良勇 图/耿己泉）, （党委组织部）; not （此件公开发布）.
    private static func isParenthesis(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        let start = Int(line.foldedStart), end = Int(line.foldedEnd)
        guard line.solid <= 60, end - start >= 5, page.folded[start] == 0x28, page.folded[end - 1] == 0x29,
              page.text.find(stop, in: line.range) == nil, line.marks <= 6 else { return false }
        let inner = (start + 1)..<(end - 1)
        if isUnitAndName(page, k) { return true }
        if people.first(in: page.folded, inner) != nil { return true }
        guard line.solid <= 22, line.marks <= 1 else { return false }
        return units.contains { page.folded.has($0, at: inner.upperBound - $0.count, end: inner.upperBound) && inner.count >= $0.count }
    }

    private static let surnames: Set<Unicode.Scalar> = Set("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤".unicodeScalars)

    /// （王明）, （县委办 王明）: a name alone or behind its unit.
    private static func isUnitAndName(_ page: VisibleText, _ k: Int) -> Bool {
        guard page.lines[k].solid <= 20 else { return false }
        let words = page.string(k).split { $0.isWhitespace || "（）()".contains($0) }
        guard let name = words.last, (2...3).contains(name.unicodeScalars.count), let first = name.unicodeScalars.first, surnames.contains(first) else { return false }
        if words.count == 1 { return true }
        let unit = Array(words[0].utf8)
        return words.count == 2 && units.contains { unit.count >= $0.count && unit.suffix($0.count).elementsEqual($0) }
    }

    private static let parts: [[UInt8]] = ["记者", "编辑", "校对", "图源", "摄影", "通讯员", "实习生", "审核", "供稿"].map { Array($0.utf8) }

    /// 新京报记者 王俊 编辑 陈思 校对 李明: two parts in the work or more, and nothing else.
    private static func isCredits(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.solid <= 40, line.marks == 0, line.linked == 0, page.text.find(stop, in: line.range) == nil else { return false }
        return parts.count { page.folded.find($0, in: line.foldedRange) != nil } >= 2
    }

    /// 《光明日报》（2024年05月20日 03版）.
    private static func isPaper(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.solid <= 48 else { return false }
        let range = line.foldedRange
        guard page.folded.find(page1, in: range) != nil || page.folded.find(edition, in: range) != nil else { return false }
        var i = range.lowerBound
        if page.folded[i] == 0x28 { i += 1 }
        return page.folded.has(openTitle, at: i, end: range.upperBound) && DateReader.first(in: page.text, line.range) != nil
    }

    /// 本作品为…原创，转载时务请注明出处。
    private static func isReprint(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.solid <= 70 else { return false }
        let range = line.foldedRange
        if page.folded.has(statement, at: range.lowerBound, end: range.upperBound), page.folded.find(reprint, in: range) != nil { return true }
        return page.folded.find(reprint, in: range) != nil && (page.folded.find(cite, in: range) != nil || page.folded.find(original, in: range) != nil || page.folded.find(permission, in: range) != nil)
    }

    private static let stop = Array("。".utf8), comma = Array("，".utf8)
    private static let page1 = Array("版)".utf8), edition = Array("版".utf8), openTitle = Array("《".utf8)
    private static let statement = Array("声明:".utf8)
    private static let reprint = Array("转载".utf8), cite = Array("注明".utf8), original = Array("原创".utf8), permission = Array("授权".utf8)
    private static let people = Terms<Bool>([("记者|通讯员|供稿|供图|摄影|文/|图/|实习生|撰稿|撰文|作者|来源|编辑|评论员|组稿|见习|报道员|特约|据|整理|综合|编译|转自|摘自", true)])
    private static let units: [[UInt8]] = ["部", "局", "办", "科", "处", "室", "中心", "支部", "党委", "党支部", "工会", "学院", "团委", "纪委", "办公室", "委员会", "医院", "学校", "站", "队", "所", "总支", "分局", "公司", "村委会", "镇政府", "政府"].map { Array($0.utf8) }

    // MARK: Names

    /// （作者：某人 某单位） gives 某人: the names before the first word that is too long to be one.
    static func person(_ text: [UInt8], _ value: Range<Int>) -> String? {
        let r = Byline.name(text, value, gap: 3)
        var end = r.lowerBound
        var i = r.lowerBound
        var first = true
        while i < r.upperBound {
            var j = i
            while j < r.upperBound, text.blank(at: j, end: r.upperBound) == 0 { j += text.characterLength(at: j) }
            // A name has at most four characters; the first word stands whatever its length.
            if !first, text.scalars(i..<j) > 4 || endsWithUnit(text, i..<j) { break }
            end = j
            first = false
            while j < r.upperBound {
                let n = text.blank(at: j, end: r.upperBound)
                if n == 0 { break }
                j += n
            }
            i = j
        }
        return text.scalars(r.lowerBound..<end) > longestAuthor ? nil : text.words(r.lowerBound..<end)
    }

    private static func endsWithUnit(_ text: [UInt8], _ r: Range<Int>) -> Bool {
        units.contains { text.scalars(r) >= 4 && r.count >= $0.count && text.has($0, at: r.upperBound - $0.count, end: r.upperBound) }
    }

    private static let others: [[UInt8]] = ["编辑", "校对", "图源", "摄影", "审核", "供稿", "视频", "来源", "摄", "制图", "文/", "图/", "实习", "通讯员"].map { Array($0.utf8) }
    private static let reporters: [[UInt8]] = ["记者", "通讯员"].map { Array($0.utf8) }

    /// 中青报·中青网记者 魏其濛; （记者康建林）: the name after 记者, to the next label or bracket.
    static func reporter(_ page: VisibleText, _ k: Int, _ split: LabelledLine) -> String? {
        guard split.values.allSatisfy({ $0.label != .author }) else { return nil }
        for word in reporters {
            guard let at = page.text.find(word, in: split.lead) else { continue }
            var end = split.lead.upperBound
            for other in others { if let next = page.text.find(other, in: (at + word.count)..<end) { end = next } }
            let name = LabelledLine.bared(page.text, (at + word.count)..<end)
            let count = page.text.scalars(name)
            if (2...16).contains(count) { return page.text.words(name) }
        }
        return nil
    }
}
