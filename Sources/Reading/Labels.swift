// The labels of bylines and sign-offs, and how a line falls into labelled values.

/// What a label of a byline or sign-off announces.
enum Label: Sendable, Equatable {
    /// 来源.
    case source
    /// 作者, 撰稿, 记者, 通讯员.
    case author
    /// 责任编辑, 责编.
    case editor
    /// 编辑, 选稿: fill the editor where no 责任编辑 does.
    case subEditor
    /// 发布时间 and its kin.
    case date
    /// 更新时间: a date only where no other is given.
    case update
    /// 阅读, 浏览, 点击.
    case reads
    /// 原标题.
    case originalTitle
    /// Somebody's part in the work that fills no field: 供稿, 摄影, 审核 …
    case credit
    /// Something that is said of the page but fills no field: 文章类型, 所属栏目 …
    case other
    /// A tool of the page: 打印, 字号, 分享 …
    case tool

    /// Whether the label names who or what a text comes from.
    var isAttribution: Bool {
        switch self {
        case .source, .author, .editor, .subEditor, .credit: true
        default: false
        }
    }
}

/// A label and its value in one line.
struct LabelledValue {
    var label: Label
    /// The label's own range in the line's folded text.
    var labelRange: Range<Int>
    /// The value in the page's text, without separators at its ends; may be empty.
    var value: Range<Int>
}

/// A line taken apart at its labels.
struct LabelledLine {
    /// What stands before the first label, in the page's text.
    var lead: Range<Int>
    var values: [LabelledValue]

    static let labels = Terms<Label>([
        ("来源|信息来源|新闻来源|文章来源|稿件来源|内容来源|本文来源|消息来源|来源单位|来源部门|来源媒体|稿源|来稿单位|文章出处|出处|来源于|来源自|本文来源于|文章来源于|转载自|转载于|转自|摘自|source", .source),
        ("作者|文章作者|撰稿|撰稿人|撰文|记者|本报记者|特约记者|实习记者|通讯员|特约通讯员|执笔|文字|文|作者/来源|author|writer|reporter", .author),
        ("责任编辑|责编|责任编缉|责任编辑人|责任主编|editor", .editor),
        ("编辑|选稿|网络编辑|网站编辑|本期编辑|执行编辑|值班编辑|实习编辑|文字编辑|编辑人|编辑人员|本文编辑|文章编辑|责任编审", .subEditor),
        ("发布时间|发布日期|发稿时间|发稿日期|发表时间|发表日期|发文时间|加入时间|归档时间|添加时间|添加日期|录入时间|录入日期|创建时间|信息时间|信息日期|公开时间|上传时间|上传日期|刊发时间|刊登时间|刊登日期|提交时间|公布时间|公布日期|发布于|发表于|发布|时间|日期|published|publishdate|pubdate|date|time", .date),
        ("更新时间|更新日期|修改时间|最后更新|最后更新时间|更新于|编辑时间|updated|updatetime|lastupdated", .update),
        ("阅读|阅读量|阅读次数|阅读数|阅读人数|浏览|浏览量|浏览次数|浏览数|浏览人数|点击|点击数|点击量|点击率|点击次数|访问|访问量|访问次数|人气|查看|查看次数|已浏览|已阅读|被阅读次数|被浏览次数|文章点击|文章点击数|本文点击|点击人次|浏览人次|阅读人次|访问人次|访问人数", .reads),
        ("原标题|原题|原文标题", .originalTitle),
        ("供稿|供稿单位|供稿人|供图|图片|图|文图|图文|图/文|文/图|摄影|摄|摄像|图片来源|资料来源|数据来源|照片|审核|审核人|审稿|审稿人|审定|初审|复审|终审|一审|二审|三审|一校|二校|三校|校对|责任校对|校审|审校|审签|签发|监制|总监制|策划|总策划|统筹|出品|出品人|审读|排版|美编|美术编辑|视觉|制作|设计|视频|音频|剪辑|播音|录入|录入员|录入人|录入者|发布人|发布者|发布单位|发布机构|发布部门|信息员|信息报送|报送单位|撰稿单位|作者单位|编审|主编|总编|总编辑|副主编|值班主任|值班总编|投稿|投稿人|推荐|整理|综合|编译|翻译|翻译/编译|实习生|见习编辑|责任单位|责任部门|联系人|本文系|监审|责任监审|上传|上传者|上传人", .credit),
        ("文章类型|文章类别|所属栏目|所属分类|所属类别|信息分类|信息类别|栏目|分类|类别|标签|tag|tags|关键词|关键字|主题词|索引号|文号|文章编号|信息编号|服务时间|截止时间|截止日期|截至时间|截至日期|活动时间|会议时间|办理时间|营业时间|播出时间|报名时间|报名日期|召开时间|拍摄时间|成文日期|成文时间|生成日期|生效日期|印发日期|有效期|发文日期|失效日期|废止日期|当前时间|现在时间|开放时间|上班时间|工作时间|受理时间|考试时间|培训时间|举办时间|开幕时间|开始时间|结束时间|公示时间|公示日期|公示期|建设时间|评论数|评论", .other),
        ("字体|字号|文字大小|字体大小|文章字号|文章字体|调整字体|字号大小|正文字号|视力保护色|打印|打印本页|打印文章|打印此页|打印页面|分享|分享到|分享至|分享本文|分享文章|收藏|收藏本文|加入收藏|关闭|关闭窗口|关闭本页|关闭页面|我要评论|我要分享|扫一扫|保存|保存为word|下载word|下载pdf|下载本页|我要纠错|纠错|朗读|语音播报|语音朗读|转发|点赞|返回列表|返回上页|返回顶部|推荐给朋友|复制链接|复制地址|繁体|简体|双击滚屏|小字|大字|默认|超大", .tool),
    ])

    /// Words that need no colon after them.
    private static let bare = Terms<Bool>([("来源于|来源自|本文来源于|文章来源于|转载自|转自|摘自|发布于|发表于|更新于", true)])

    /// The values of a line.
    ///
    /// A label counts where a colon follows (several, or one in any width), where it stands alone in brackets (【来源】),
    /// where a date or number follows it directly, and, for people's parts, where a bar or slash follows (编辑/苏芳, 作者︱春春).
    ///
    /// - Parameter until: an offset in the page's text at which the line is taken to end.
    init(_ page: VisibleText, line: Int, until: Int? = nil) {
        var range = page.lines[line].foldedRange
        if let until {
            var end = range.lowerBound
            while end < range.upperBound, Int(page.origin[end]) < until { end += 1 }
            range = range.lowerBound..<end
        }
        let text = page.folded
        var found: [(label: Label, range: Range<Int>, valueAt: Int)] = []
        var i = range.lowerBound
        let start = i
        while let (meaning, at, length) = LabelledLine.labels.first(in: text, i..<range.upperBound) {
            i = at
            var label = meaning
            if !LabelledLine.isWord(page, label: &label, at: i, length, line) {
                i += length
            } else if let valueAt = LabelledLine.valueStart(label, text, at: i, length, start, range.upperBound) {
                found.append((label, i..<(i + length), valueAt))
                i = max(valueAt, i + length)
            } else {
                i += text.characterLength(at: i)
            }
        }
        lead = page.unfolded(start..<(found.first?.range.lowerBound ?? range.upperBound), line: line)
        values = []
        for (k, f) in found.enumerated() {
            let end = k + 1 < found.count ? found[k + 1].range.lowerBound : range.upperBound
            let value = page.unfolded(min(f.valueAt, end)..<end, line: line)
            values.append(LabelledValue(label: f.label, labelRange: f.range, value: LabelledLine.bared(page.text, value)))
        }
        lead = LabelledLine.bared(page.text, lead)
    }

    private static let publish = Array("发布".utf8)
    /// 注明来源, 注明“来源：…”.
    private static let cites: [[UInt8]] = ["注明", "标明", "标注", "注明“", "标明“", "注明：", "注明：“", "注明\""].map { Array($0.utf8) }

    /// Whether a label stands as a word of its own: not inside a Latin word (Candidate:), not at the end of a name
    /// (清溪发布 2023-06-18). A two-character word before 时间 or 日期 at the beginning of a segment makes a label
    /// of something else (访谈时间：…).
    private static func isWord(_ page: VisibleText, label: inout Label, at: Int, _ length: Int, _ line: Int) -> Bool {
        let start = Int(page.lines[line].start)
        let from = Int(page.origin[at])
        guard from > start else { return true }
        if page.folded[at] < 0x80 { return !((0x41...0x5A).contains(page.text[from - 1]) || (0x61...0x7A).contains(page.text[from - 1])) }
        // 转载请注明来源 asks the reader.
        if label == .source, cites.contains(where: { page.text.has($0, at: from - $0.count, end: from) && from - $0.count >= start }) { return false }
        // A label of one character (文：张三) is no end of a word (正文：…).
        if length == 3 { return !page.text.endsWithHan(start..<from) }
        guard label == .date || label == .reads, length == 6 else { return true }
        let isColon = at + length < Int(page.lines[line].foldedEnd) && page.folded[at + length] == 0x3A
        // 重新浏览 ends with no label.
        if label == .reads { return isColon || at + length < Int(page.lines[line].foldedEnd) || !page.text.endsWithHan(start..<from) }
        if page.folded.has(publish, at: at, end: at + length) { return isColon || !page.text.endsWithHan(start..<from) }
        if isColon, from - start >= 6, page.text.endsWithHan(start..<from), page.text.endsWithHan(start..<(from - 3)),
           from - start == 6 || page.text.blank(before: from - 6, start: start) > 0 { label = .other }
        return true
    }

    /// Where the value of a label begins; `nil` if the word is no label here.
    private static func valueStart(_ label: Label, _ text: [UInt8], at: Int, _ length: Int, _ start: Int, _ end: Int) -> Int? {
        var i = at + length
        if label == .tool { return i }
        if i >= end {
            // A label at the end of a line, its value left out, counts only behind other white space or a bracket.
            return label == .reads || label == .date ? i : nil
        }
        if text[i] == 0x5B || text.has(openLenticular, at: i, end: end) { return label == .reads ? i : nil }
        if text[i] == 0x28, label == .reads || label == .date { return i }
        let bracketed = at > start && (text[at - 1] == 0x5B || at - 3 >= start && text.has(openLenticular, at: at - 3, end: at))
        if bracketed, text[i] == 0x5D { return i + 1 }
        if bracketed, text.has(closeLenticular, at: i, end: end) { return i + 3 }
        if text[i] == 0x3A {
            while i < end, text[i] == 0x3A { i += 1 }
            return i
        }
        switch label {
        case .author, .editor, .subEditor, .credit:
            if text[i] == 0x2F || text[i] == 0x7C { return i + 1 }
            if text.has(stroke, at: i, end: end) || text.has(presentationBar, at: i, end: end) { return i + 3 }
        case .date, .update:
            if text[i] >= 0x31, text[i] <= 0x32 { return i }
        case .reads:
            if text[i] >= 0x30, text[i] <= 0x39 { return i }
        default: break
        }
        if bare.match(in: text, at: at, end: end)?.length == length { return i }
        // Behind a bar a label needs no colon (| 来源CSDN | 作者魏星).
        if at > start, text[at - 1] == 0x7C, label == .source || label == .author || label == .editor { return i }
        return nil
    }

    private static let openLenticular = Array("【".utf8), closeLenticular = Array("】".utf8)
    private static let stroke = Array("丨".utf8), presentationBar = Array("︱".utf8)

    /// A value without the white space, separators and lone brackets at its ends.
    static func bared(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var r = text.trimmed(range)
        var changed = true
        while changed, !r.isEmpty, firstBytes[Int(text[r.lowerBound])] || lastBytes[Int(text[r.upperBound - 1])] {
            changed = false
            for (mark, partner, isOpener) in ends {
                let isCloser = !partner.isEmpty && !isOpener
                if text.has(mark, at: r.lowerBound, end: r.upperBound), isCloser || partner.isEmpty || text.find(partner, in: r) == nil {
                    r = text.trimmed((r.lowerBound + mark.count)..<r.upperBound)
                    changed = true
                } else if text.has(mark, at: r.upperBound - mark.count, end: r.upperBound), r.count >= mark.count,
                          isOpener || partner.isEmpty || text.find(partner, in: r) == nil {
                    r = text.trimmed(r.lowerBound..<(r.upperBound - mark.count))
                    changed = true
                }
                if r.isEmpty { break }
            }
        }
        return r
    }

    /// Marks that part values, each with the bracket that would make it part of the value.
    private static let ends: [(mark: [UInt8], partner: [UInt8], isOpener: Bool)] = ([
        ("|", ""), ("｜", ""), ("/", ""), ("／", ""), (":", ""), ("：", ""), (";", ""), ("；", ""), (",", ""), ("，", ""), ("、", ""), ("·", ""), ("•", ""), ("□", ""), ("■", ""), ("◆", ""), ("●", ""), ("★", ""), ("┊", ""), ("│", ""),
        ("【", "】"), ("】", "【"), ("[", "]"), ("]", "["), ("［", "］"), ("］", "［"), ("（", "）"), ("）", "（"), ("(", ")"), (")", "("), ("〔", "〕"), ("〕", "〔"), ("-", ""), ("—", ""), ("─", ""), ("_", ""),
    ] as [(String, String)]).map { (Array($0.0.utf8), Array($0.1.utf8), "【[［（(〔".contains($0.0)) }

    /// The bytes with which marks begin, and those with which they end: most values have none of them there.
    private static let firstBytes: [Bool] = (0...255).map { byte in ends.contains { $0.mark.first == UInt8(byte) } }
    private static let lastBytes: [Bool] = (0...255).map { byte in ends.contains { $0.mark.last == UInt8(byte) } }

    /// Cuts a value where a run of `count` or more blanks parts it from what no label announces.
    static func cutAtGap(_ text: [UInt8], _ range: Range<Int>, blanks count: Int) -> Range<Int> {
        var i = range.lowerBound
        while i < range.upperBound {
            var j = i, n = 0
            while j < range.upperBound {
                let length = text.blank(at: j, end: range.upperBound)
                if length == 0 { break }
                j += length
                n += 1
            }
            if n >= count { return range.lowerBound..<i }
            i = n > 0 ? j : i + text.characterLength(at: i)
        }
        return range
    }
}
