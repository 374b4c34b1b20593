// Where the name or sign of an agency begins in a run of characters that may hold words before it.

/// Cuts words off the front of what stands before a number: 根据国发 is 国发, 国务院办公厅国办发 is 国办发.
enum AgencyName {
    /// What no sign of an agency holds; everything up to it goes.
    private static let words = [
        "根据", "依据", "对照", "已经", "业经", "传达", "学习", "严格", "按照", "依照", "遵照", "参照", "比照", "贯彻", "落实", "执行", "印发", "转发", "下发", "制发", "联合", "废止", "引用", "附件", "详见", "参见", "收到",
        "文号", "字号", "文件", "通知", "意见", "办法", "规定", "决定", "现行", "有关", "以及", "其中", "包括", "同时", "结合", "发布", "公布", "颁布", "施行", "实施", "修订",
        "替代", "代替", "取代", "违反", "符合", "适用", "依", "的", "了", "和", "与", "及", "或", "即", "以", "按", "据", "见", "由", "为", "是", "在", "于", "从", "被",
        "把", "将", "向", "对", "至", "号", "等", "其", "该", "本", "原", "如", "指", "称", "则", "并", "又", "含", "凡", "因", "除", "让", "用", "除外", "月", "日",
    ]

    /// The ends of agencies' full names, of two characters and more: one alone also stands in signs (人社部发, 国办发).
    private static let names = [
        "办公厅", "办公室", "人民政府", "人民法院", "检察院", "委员会", "管理局", "监管局", "监督局", "总局", "总署", "组织部", "宣传部", "统战部", "财政部", "财政厅", "财政局", "教育部",
        "教育厅", "教育局", "国务院", "常委会", "省委", "市委", "县委", "区委", "州委", "党委", "发改委", "改革委", "卫健委", "健康委", "住建部", "建设部", "建设厅", "建设局", "资源部",
        "资源厅", "资源局", "环境部", "环境厅", "环境局", "保障部", "保障厅", "保障局", "人社厅", "人社局", "税务局", "公安部", "公安厅", "公安局", "民政部", "民政厅", "民政局", "司法部", "司法厅",
        "司法局", "商务部", "商务厅", "商务局", "水利部", "水利厅", "水利局", "农业部", "农村部", "农村厅", "农村局", "农业厅", "科技部", "科技厅", "工信厅", "信息化部", "运输部", "运输厅",
        "运输局", "中央军委", "党中央", "中共中央", "中央", "人民银行", "证监会", "银保监会", "银监会", "保监会", "医保局", "统计局", "能源局", "林草局", "邮政局", "铁路局", "民航局", "文物局", "海关",
        "省政府", "市政府", "县政府", "区政府", "州政府", "国资委", "工委", "纪委", "编委", "总工会", "管委会", "应急部", "应急厅", "审计署", "审计厅", "我省", "我市", "我县", "我区", "全省", "全市",
    ]

    /// The characters with which names of agencies end.
    private static let endings: Set<Unicode.Scalar> = Set("部委局署院府会行厅办室席关庭团处".unicodeScalars)

    /// Where the sign of a letter begins, in the run `range` of Han characters before its bracket; nil where none is left.
    static func signStart(in text: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        var start = wordsEnd(in: text, range)
        guard start < range.upperBound else { return nil }
        for name in names {
            let length = name.unicodeScalars.count
            var i = start
            while i + length + 2 <= range.upperBound {
                if text.has(name, at: i) { start = Swift.max(start, i + length) }
                i += 1
            }
        }
        // 县住建局, 省民政厅: in signs 局 stands nowhere, 厅 only before one or two others (人社厅函).
        for i in stride(from: range.upperBound - 3, through: start + 1, by: -1)
        where text[i] == "局" || text[i] == "厅" && range.upperBound - i > 3 {
            start = i + 1
            break
        }
        if text[start] == "经", !["经信", "经贸", "经济"].contains(where: { text.has($0, at: start) }) { start += 1 }
        return range.upperBound - start >= 2 && range.upperBound - start <= 12 ? start : nil
    }

    /// Where the name of an agency begins, in the run before 令 or 公告; nil where the run does not end with such a name.
    static func nameStart(in text: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        let start = wordsEnd(in: text, range)
        guard range.upperBound - start >= 2, let last = text[range].last, endings.contains(last) else { return nil }
        let name = text.text(start..<range.upperBound)
        return ["责", "命", "指", "法", "口"].contains(name.suffix(1)) || name.hasSuffix("办公室主任") ? nil : start
    }

    /// Behind the last of the words that belong to no agency.
    private static func wordsEnd(in text: [Unicode.Scalar], _ range: Range<Int>) -> Int {
        var start = range.lowerBound
        for word in words {
            let length = word.unicodeScalars.count
            var i = range.upperBound - length
            while i >= start {
                if text.has(word, at: i), !isPartOfName(word, at: i, in: text, range) {
                    start = i + length
                    break
                }
                i -= 1
            }
        }
        return start
    }

    /// 国家发展和改革委员会, 对外, 原子能, 和田: here the word is none.
    private static func isPartOfName(_ word: String, at i: Int, in text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
        let longer: [(String, Int)] = switch word {
        case "和": [
            ("发展和改革", 2), ("中华人民共和国", 5), ("人力资源和社会保障", 4), ("住房和城乡", 2), ("工业和信息化", 2), ("文化和旅游", 2), ("规划和自然", 2), ("和田", 0), ("卫生和计划生育", 2),
            ("呼和浩特", 1), ("和平", 0), ("和政", 0), ("泰和", 1), ("广播电视和", 4), ("政治和法律", 2), ("新闻出版和", 4), ("环境和资源", 2),
        ]
        case "对": [("对外", 0), ("台对", 1)]
        case "原": [("原子能", 0), ("太原", 1), ("固原", 1), ("原州", 0), ("中原", 1), ("平原", 1), ("草原", 1)]
        case "号", "其", "本": [("本溪", 0)]
        case "日": [("日照", 0), ("日喀则", 0)]
        case "因": []
        case "见", "是", "为", "以": []
        case "等": [("高等", 1)]
        case "用": [("应用", 1), ("信用", 1)]
        case "如": [("如皋", 0), ("如东", 0)]
        case "及": [("残疾人及", 3)]
        case "按": []
        case "将": [("将乐", 0)]
        case "规定": []
        default: []
        }
        return longer.contains { text.has($0.0, at: i - $0.1) }
    }
}
