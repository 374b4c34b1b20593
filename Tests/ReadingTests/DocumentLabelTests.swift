import Reading
import Testing

/// Every label of document information that portals use, in every layout, with every colon and blank seen between.
@Suite struct DocumentLabelTests {
    struct Case: Sendable, CustomStringConvertible {
        var labels: [String]
        var value: String
        var field: @Sendable (DocumentInfo) -> String?
        var read: String
        var description: String { labels[0] }
    }

    static let cases: [Case] = [
        Case(labels: ["索引号", "信息索引号", "公开索引号", "信息索引"], value: "629931-0001/2023-00015", field: { $0.indexNumber }, read: "629931-0001/2023-00015"),
        Case(labels: ["发文机关", "发布机构", "发文单位", "发布单位", "制发机关", "发布部门", "发文机构"], value: "清溪县财政局", field: { $0.issuer }, read: "清溪县财政局"),
        Case(labels: ["发文字号", "文件编号", "文号", "发文文号", "文件文号", "字号"], value: "清财〔2023〕15号", field: { $0.number }, read: "清财〔2023〕15号"),
        Case(labels: ["成文日期", "发文日期", "印发日期", "签发日期"], value: "2023年3月18日", field: { $0.written }, read: "2023-03-18"),
        Case(labels: ["发布日期", "公开日期", "公布日期"], value: "2023-03-20", field: { $0.released }, read: "2023-03-20"),
        Case(labels: ["生效日期", "实施日期", "施行日期"], value: "2023/04/01", field: { $0.effective }, read: "2023-04-01"),
        Case(labels: ["主题分类", "组配分类", "分类"], value: "综合政务", field: { $0.category }, read: "综合政务"),
        Case(labels: ["主题词", "关键词"], value: "政务公开 通知", field: { $0.keywords }, read: "政务公开 通知"),
        Case(labels: ["效力状况", "有效性", "时效性", "是否有效"], value: "全文废止", field: { $0.validity }, read: "全文废止"),
    ]

    /// A pair of label and value as the layouts write it; rows of other fields stand around it.
    enum Layout: String, CaseIterable, Sendable {
        case headCell, threePairs, definition, item, paragraph, division, strong, label, comment, noColonCell, noColonElement

        func table(_ pairs: [(String, String)], colon: String) -> String {
            func joined(_ open: String, _ form: (String, String) -> String, _ close: String) -> String {
                open + pairs.map { form($0.0, $0.1) }.joined() + close
            }
            switch self {
            case .headCell: return joined("<table>", { "<tr><th>\($0)\(colon)</th><td>\($1)</td></tr>" }, "</table>")
            case .threePairs:
                let cells = pairs.map { "<td>\($0.0)\(colon)</td><td>\($0.1)</td>" }
                return "<table>" + stride(from: 0, to: cells.count, by: 3).map { "<tr>" + cells[$0..<min($0 + 3, cells.count)].joined() + "</tr>" }.joined()
                    + "</table>"
            case .definition: return joined("<dl>", { "<dt>\($0)\(colon)</dt><dd>\($1)</dd>" }, "</dl>")
            case .item: return joined("<ul>", { "<li><span>\($0)\(colon)</span>\($1)</li>" }, "</ul>")
            case .paragraph: return joined("", { "<p><em>\($0)\(colon)</em><span>\($1)</span></p>" }, "")
            case .division: return joined("<div>", { "<div><b>\($0)\(colon)</b>\($1)</div>" }, "</div>")
            case .strong: return joined("<ul>", { "<li><strong>\($0)</strong>\(colon)\($1)</li>" }, "</ul>")
            case .label: return joined("<ul>", { "<li><label>\($0)\(colon)</label><p>\($1)</p></li>" }, "</ul>")
            case .comment: return joined("<table>", { "<tr><td>\($0)\(colon)</td><td><!--<$[WJBH]>-->\($1)<!--<$[WJBH]>--></td></tr>" }, "</table>")
            case .noColonCell: return joined("<table>", { "<tr><td>\($0)</td><td>\($1)</td></tr>" }, "</table>")
            case .noColonElement: return joined("<ul>", { "<li><em>\($0)</em> <span>\($1)</span></li>" }, "</ul>")
            }
        }
    }

    private func document(_ table: String) -> DocumentInfo? {
        read("<html><head><title>关于印发要点的通知</title></head><body><h1>关于印发要点的通知</h1>\(table)<div id=zoom>\(body)</div></body></html>").document
    }

    private func pairs(_ label: String, _ wanted: Case) -> [(String, String)] {
        let others = DocumentLabelTests.cases.filter { $0.labels != wanted.labels }.prefix(4).map { ($0.labels[0], $0.value) }
        return Array(others[..<2]) + [(label, wanted.value)] + Array(others[2...])
    }

    @Test(arguments: Layout.allCases, ["：", ":", "∶"]) func `every label is read in every layout with every colon`(_ layout: Layout, _ colon: String) {
        for wanted in DocumentLabelTests.cases {
            for label in wanted.labels {
                let found = document(layout.table(pairs(label, wanted), colon: colon))
                #expect(found.flatMap(wanted.field) == wanted.read, "\(label)\(colon)")
            }
        }
    }

    @Test(arguments: ["\u{3000}", "\u{A0}", "\u{2002}", "\u{200B}", "&nbsp;&nbsp;", "&ensp;", " "]) func `blanks of every kind may stand inside a label`(
        _ blank: String
    ) {
        for wanted in DocumentLabelTests.cases {
            for label in wanted.labels {
                let spaced = label.map(String.init).joined(separator: blank)
                let found = document(Layout.headCell.table(pairs(spaced, wanted), colon: "："))
                #expect(found.flatMap(wanted.field) == wanted.read, "\(spaced)")
            }
        }
    }

    @Test(arguments: ["—  —", "— —", "--", "---", "无", "暂无", "空", "", "&nbsp;"]) func `a placeholder is no value`(_ placeholder: String) {
        for wanted in DocumentLabelTests.cases {
            var pairs = pairs(wanted.labels[0], wanted)
            pairs[2].1 = placeholder
            #expect(document(Layout.threePairs.table(pairs, colon: "：")).map(wanted.field) == .some(nil), "\(wanted)")
        }
    }

    @Test func `values between comments with codes are read without any label`() {
        let coded = [("SYH", "QX-1/2023-00015"), ("FBJG", "清溪县财政局"), ("SCRQ", "2023-03-22"), ("FBRQ", "2023-03-20"), ("WJBH", "清财〔2023〕15号"), ("XLZK", "全文废止")]
        func cells(_ values: [(String, String)]) -> String { values.map { "<td><!--<$[\($0.0)]>-->\n\($0.1)<!--<$[\($0.0)]>--></td>" }.joined() }
        let found = document("<table><tr>\(cells(coded))</tr></table>")
        #expect(found?.indexNumber == "QX-1/2023-00015" && found?.issuer == "清溪县财政局" && found?.number == "清财〔2023〕15号")
        #expect(found?.released == "2023-03-20" && found?.validity == "全文废止" && found?.written == nil)
        // The stamp is a date where no other stands.
        #expect(document("<table><tr>\(cells([coded[0], coded[2], coded[4]]))</tr></table>")?.released == "2023-03-22")
        // Names for codes, begin and end.
        let named = ["索引号": "QX-1", "发文字号": "清财〔2023〕15号"].map { "<p><!--<$[\($0.key)]>begin-->\($0.value)<!--<$[\($0.key)]>end--></p>" }.joined()
        #expect(document(named)?.number == "清财〔2023〕15号")
        // Empty ones, placeholders, and one field alone make no table.
        #expect(document("<table><tr>\(cells([("SYH", ""), ("WJBH", "—  —"), ("FBRQ", "2023-03-20")]))</tr></table>") == nil)
        #expect(document("<table><tr>\(cells([coded[4]]))</tr></table>") == nil)
    }

    @Test func `what labels say goes before what comments mark, and whole cells in a comment are not read`() {
        let label = document(
            "<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>文号</td><td>清财〔2023〕15号</td></tr></table><p><!--<$[WJBH]>-->清财〔2020〕1号<!--<$[WJBH]>--><!--<$[XLZK]>-->有效<!--<$[XLZK]>--></p>")
        #expect(label?.number == "清财〔2023〕15号" && label?.validity == "有效")
        let commented = document("<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>发布机构</td><td>县政府办</td></tr><!--<tr><td>文号</td><td>清财〔2023〕15号</td></tr>--></table>")
        #expect(commented?.indexNumber == "QX-1" && commented?.number == nil)
    }

    @Test(arguments: ["公开方式", "公开时限", "附件下载", "文件下载", "内容概述"]) func `labels that fill no field are no value of another`(_ label: String) {
        let found = document("<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>\(label)</td><td>主动公开</td></tr><tr><td>发布机构</td><td>县政府办</td></tr></table>")
        var wanted = DocumentInfo()
        (wanted.indexNumber, wanted.issuer) = ("QX-1", "县政府办")
        #expect(found == wanted)
    }

    @Test(arguments: ["PubDate", "publishdate", "firstpublishedtime"], ["<meta name=\"N\" content=\"D\">", "<meta name='N' content='D'>", "<meta content=\"D\" name=N>"])
    func `a date in a meta is read however it is written`(_ name: String, _ form: String) {
        let meta = form.replacing("D", with: "2023-03-20").replacing("N", with: name)
        #expect(read("<html><head><title>关于印发要点的通知</title>\(meta)</head><body><h1>关于印发要点的通知</h1><div id=zoom>\(body)</div></body></html>").published == "2023-03-20")
    }

    @Test func `an element says the date better than a meta, and no year beyond reason is one`() {
        func published(_ meta: String, _ element: String = "") -> String? {
            read("<html><head><title>关于印发要点的通知</title><meta name=PubDate content='\(meta)'></head><body><h1>关于印发要点的通知</h1>\(element)<div id=zoom>\(body)</div></body></html>").published
        }
        #expect(published("2025-02-11", "<publishtime>2019-05-06</publishtime>") == "2019-05-06")
        for meta in ["2999-01-01", "-4707-01-01", "1900-01-01"] { #expect(published(meta) == nil, "\(meta)") }
        #expect(read("<html><head><title>关于报名的通知</title></head><body><h1>关于报名的通知</h1><p>截止时间：2023-05-01</p><div id=zoom>\(body)</div></body></html>").published == nil)
    }

    @Test func `joint issuers keep what parts them, and a value longer than any is none`() {
        let joint = document(
            "<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>发文机关</td><td>清溪县财政局\u{3000}清溪县教育局\u{200B}</td></tr><tr><td>文号</td><td>清财〔2023〕\u{200B}15号</td></tr></table>"
        )
        #expect(joint?.issuer == "清溪县财政局\u{3000}清溪县教育局" && joint?.number == "清财〔2023〕15号")
        let long = document(
            "<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>主题词</td><td>\(String(repeating: "词", count: 301))</td></tr><tr><td>文号</td><td>清财〔2023〕15号</td></tr></table>"
        )
        #expect(long?.keywords == nil && long?.number == "清财〔2023〕15号")
    }

    @Test(arguments: ["清政令第12号", "国令第736号", "政府令187号", "公告2023年第5号", "清政函〔2023〕8号", "清财规[2023]3号", "清政办发（2023）15号", "清溪县人民政府令第3号"])
    func `numbers of every form are read as they stand`(_ number: String) {
        let found = document("<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>发文字号</td><td>\(number)</td></tr></table>")
        #expect(found?.number == number)
    }

    @Test func `a table without a number takes it from the head of the text, where it fills a line`() {
        func number(_ text: String, row: String = "") -> String? {
            read(
                "<html><body><h1>关于印发要点的通知</h1><table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>发布机构</td><td>县政府办</td></tr>\(row)</table><div id=zoom>\(text)\(body)</div></body></html>"
            ).document?.number
        }
        #expect(number("<p>清政办发〔2023〕15号</p>") == "清政办发〔2023〕15号")
        #expect(number("<p>第187号</p>") == nil)
        for own in ["清溪县人大第3号", "清溪县人民政府第12号", "清溪县人民代表大会常务委员会公告第3号", "国令第736号"] { #expect(number("<p>\(own)</p>") == own) }
        #expect(number("<p>清政办发〔2023〕\u{200B} 15 号</p>") != nil)
        #expect(number("<p>清溪县人民政府令第187号</p>") == "清溪县人民政府令第187号")
        #expect(number("<p>根据清政办发〔2023〕15号要求，现将有关事项通知如下，请遵照执行。</p>") == nil)
        #expect(number("<p>总第187期</p>") == nil)
        // What the table says, it says: a dash is no gap to be filled from elsewhere.
        #expect(number("<p>清政办发〔2023〕15号</p>", row: "<tr><td>文号</td><td>清政〔2023〕1号</td></tr>") == "清政〔2023〕1号")
        let far = String(repeating: "<p>各乡镇人民政府要认真落实各项工作要求，确保按时完成。</p>", count: 30)
        #expect(number("\(far)<p>清政办发〔2023〕15号</p>") == nil)
    }
}
