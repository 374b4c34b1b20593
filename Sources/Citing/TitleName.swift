// The title of a document as it is compared, and whether a title in 《》 is that of a document at all.

/// A title without what differs from one citation to the next.
public struct TitleName: Sendable, Hashable {
    /// Without quotation marks, brackets of titles, blanks, 中华人民共和国 at the front, and remarks at the end (（试行）, （2018年修订）).
    public let key: String
    /// From 关于 on, where an agency's name stands before it: the agency is often left out, or stands before the 《.
    public let shortKey: String?
    /// The year that a remark at the end names: 2018 of （2018年修订）.
    public let edition: Int?

    public init(_ title: String) {
        var scalars = Array(title.unicodeScalars).filter { !$0.isBlank && !Self.marks.contains($0) }
        scalars = scalars.map { scalar in
            switch scalar {
            case "(", "（", "〔", "[", "［": "（"
            case ")", "）", "〕", "]", "］": "）"
            case ",": "，"
            default: scalar.value >= 0xFF10 && scalar.value <= 0xFF19 ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            }
        }
        var edition: Int?
        while scalars.last == "）", let open = scalars.lastIndex(of: "（"), open > 0 {
            let remark = scalars.text((open + 1)..<(scalars.count - 1))
            guard Self.isRemark(remark) else { break }
            let digits = Array(remark.unicodeScalars.prefix(4))
            if edition == nil, let (year, end) = digits.number(at: 0, digits: 4), end == 4 { edition = year }
            scalars.removeSubrange(open...)
        }
        self.edition = edition
        var text = scalars.text(0..<scalars.count)
        if text.hasPrefix(DocumentNumber.republic), text.count > DocumentNumber.republic.count + 1 { text = String(text.dropFirst(DocumentNumber.republic.count)) }
        key = text
        if let about = text.firstRange(of: "关于"), about.lowerBound > text.startIndex, text[..<about.lowerBound].count <= 40 {
            shortKey = String(text[about.lowerBound...])
        } else {
            shortKey = nil
        }
    }

    private static let marks: Set<Unicode.Scalar> = Set("《》〈〉“”‘’「」『』\"'".unicodeScalars)

    /// 试行, 暂行, 2018年修订, 2019年版, 征求意见稿, a 文号.
    private static func isRemark(_ text: String) -> Bool {
        ["试行", "暂行", "草案", "征求意见稿", "送审稿", "修订", "修正", "修改", "全文", "摘要", "摘录", "修订版", "修订稿", "修正本"].contains { text.hasSuffix($0) }
            || text.hasSuffix("版") || text.hasSuffix("年本") || text.hasSuffix("年修订") || DocumentNumber(text) != nil || text.hasSuffix("号")
    }
}

/// Tells titles of documents from those of newspapers, books, forms and contracts.
enum TitleKind {
    /// The words with which titles of documents end.
    private static let endings = [
        "条例", "办法", "规定", "细则", "规则", "规程", "决定", "决议", "通知", "意见", "通告", "公告", "通报", "批复", "复函", "函", "纲要", "规划", "方案", "要点", "准则", "章程", "制度", "措施",
        "政策", "预案", "计划", "标准", "规范", "目录", "名录", "清单", "指南", "指引", "解释", "工作报告", "命令", "宪法", "法典", "通则", "总则", "修正案", "导则", "守则", "公约", "议定书", "协定", "党章",
        "公报", "议案", "指示", "暂行规定", "若干问题", "基本要求", "实施意见", "条款", "定额", "布局", "蓝图", "部署",
    ]
    private static let lawlike = "法"
    /// Words that end with 法 and are no laws.
    private static let arts = ["兵法", "方法", "做法", "语法", "书法", "看法", "魔法", "用法", "笔法", "手法", "说法", "想法", "疗法", "技法", "心法", "算法", "写法", "刀法", "佛法"]
    /// 关于…的报告 and the like are documents, a 报告 alone may be anything.
    private static let reports = ["报告", "说明", "请示", "建议", "答复", "联合声明", "倡议", "提案", "复函", "函", "指示", "解答", "补充规定", "情况", "安排", "分工", "要求"]
    /// What a title of nothing but such words names stands elsewhere in the text.
    private static let generic: Set<String> = [
        "实施", "工作", "指导", "管理", "暂行", "具体", "总体", "若干", "有关", "相关", "专项", "应急", "监督", "考核", "行动", "试行", "补充", "配套", "整改", "服务", "操作", "技术", "建设", "发展", "整治", "推进", "活动",
    ]
    /// Before a title of these endings they tell that it is a paper which somebody fills in, hands in or signs.
    private static let handling = ["填写", "填报", "提交", "提供", "报送", "领取", "签订", "签署", "出具", "递交", "上交", "填好", "编写", "撰写", "制作", "携带", "附", "附件", "下载", "填", "交"]
    private static let papers = ["方案", "计划", "清单", "目录", "说明", "预案", "规划", "函", "措施", "意见", "通知", "建议", "情况", "要求", "制度", "条款"]
    private static let books = ["孙子兵法", "共产党宣言", "物种起源"]

    /// - Parameter before: the text before the 《.
    static func isDocument(_ title: String, after before: ArraySlice<Unicode.Scalar>) -> Bool {
        let name = withoutParentheses(TitleName(title).key)
        guard name.unicodeScalars.count >= 2, name.unicodeScalars.count <= 120, !books.contains(name) else { return false }
        let isAbout = name.contains("关于")
        if isAbout, name.hasSuffix("的通知") || reports.contains(where: { name.hasSuffix("的" + $0) }) { return true }
        if name.hasSuffix(lawlike), !name.hasSuffix("办法"), !arts.contains(where: name.hasSuffix) { return true }
        if name.contains("准则第") { return true }  // 企业会计准则第14号——收入
        guard let ending = endings.filter(name.hasSuffix).max(by: { $0.count < $1.count }) else { return false }
        if name == "党章" || ending == "宪法" || ending == "法典" { return true }
        if isGeneric(name.dropLast(ending.count)) { return false }
        if !isAbout, papers.contains(ending) {
            let words = Array(before.suffix(6)).filter { !$0.isBlank }
            if handling.contains(where: { words.has($0, before: words.count) || words.has($0 + "了", before: words.count) || words.has($0 + "：", before: words.count) }) { return false }
        }
        return true
    }

    /// 解释（一）, 规划（2015—2030年）
    private static func withoutParentheses(_ name: String) -> String {
        guard name.hasSuffix("）"), let open = name.lastIndex(of: "（"), open > name.startIndex else { return name }
        return String(name[..<open])
    }

    private static func isGeneric(_ words: Substring) -> Bool {
        var rest = words
        while !rest.isEmpty {
            guard let word = generic.first(where: rest.hasPrefix) else { return false }
            rest = rest.dropFirst(word.count)
        }
        return true
    }
}
