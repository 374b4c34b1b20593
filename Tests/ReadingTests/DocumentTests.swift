import Reading
import Testing

@Suite struct DocumentTests {
    static let values: [(String, String)] = [
        ("索引号", "629931-0001/2023-00015"), ("主题分类", "综合政务"), ("发文机关", "清溪县人民政府办公室"), ("成文日期", "2023年3月18日"), ("标题", "关于印发工作要点的通知"),
        ("发文字号", "清政办发〔2023〕15号"), ("发布日期", "2023-03-20"), ("主题词", "政务公开"), ("有效性", "有效"), ("生效日期", "2023年4月1日"),
    ]

    enum Layout: String, CaseIterable, Sendable { case cells, headCells, pairsInRow, rowsOfLabels, definitionList, items, paragraphs, oneLine, noColon, bracketed, spaced, comments }

    static func table(_ layout: Layout) -> String {
        switch layout {
        case .cells: "<table>" + values.map { "<tr><td>\($0.0)：</td><td>\($0.1)</td></tr>" }.joined() + "</table>"
        case .headCells: "<table>" + values.map { "<tr><th>\($0.0)</th><td>\($0.1)</td></tr>" }.joined() + "</table>"
        case .pairsInRow: "<table>" + stride(from: 0, to: 10, by: 2).map { i in "<tr>" + values[i..<(i + 2)].map { "<td><b>\($0.0):</b></td><td>\($0.1)</td>" }.joined() + "</tr>" }.joined() + "</table>"
        case .rowsOfLabels: "<table><tr>" + values.map { "<th>\($0.0)</th>" }.joined() + "</tr><tr>" + values.map { "<td>\($0.1)</td>" }.joined() + "</tr></table>"
        case .definitionList: "<dl>" + values.map { "<dt>\($0.0)：</dt><dd>\($0.1)</dd>" }.joined() + "</dl>"
        case .items: "<ul>" + values.map { "<li><span>\($0.0)：</span>\($0.1)</li>" }.joined() + "</ul>"
        case .paragraphs: values.map { "<p><strong>\($0.0)∶</strong> \($0.1)</p>" }.joined()
        case .oneLine: "<div>" + stride(from: 0, to: 10, by: 2).map { i in "<div>" + values[i..<(i + 2)].map { "\($0.0)：\($0.1)&nbsp;&nbsp;&nbsp;" }.joined() + "</div>" }.joined() + "</div>"
        case .noColon: "<table>" + values.map { "<tr><td><span>\($0.0)</span> <em>\($0.1)</em></td></tr>" }.joined() + "</table>"
        case .bracketed: "<table>" + values.map { "<tr><td>[ \($0.0) ]</td><td>\($0.1)</td></tr>" }.joined() + "</table>"
        case .spaced: "<table>" + values.map { "<tr><td>\($0.0.map(String.init).joined(separator: "　"))&nbsp;：</td><td>\u{200B}\($0.1)\u{200B}</td></tr>" }.joined() + "</table>"
        case .comments: "<table>" + values.map { "<tr><td>\($0.0)：</td><td><!--<$[X]>-->\($0.1)<!--<$[X]>--></td></tr><!--<tr><td>\($0.0)：</td><td>旧值</td></tr>-->" }.joined() + "</table>"
        }
    }

    private func page(_ table: String) -> Page {
        read("""
            <html><head><title>关于印发工作要点的通知_清溪县人民政府</title></head><body><div>当前位置：<a href=/>首页</a> > <a href=/zwgk>信息公开</a></div>\(table)
            <h1>关于印发工作要点的通知</h1><div id=zoom><p>各乡镇人民政府，县直各部门：</p><p>现将《2023年政务公开工作要点》印发给你们，请认真贯彻执行。</p><p>清溪县人民政府办公室</p><p>2023年3月18日</p></div></body></html>
            """)
    }

    @Test(arguments: Layout.allCases) func `the table is read in every layout`(_ layout: Layout) {
        let page = page(DocumentTests.table(layout))
        #expect(page.kind == .document)
        #expect(page.title == "关于印发工作要点的通知")
        let d = page.document
        #expect(d?.indexNumber == "629931-0001/2023-00015")
        #expect(d?.category == "综合政务")
        #expect(d?.issuer == "清溪县人民政府办公室")
        #expect(d?.written == "2023-03-18")
        #expect(d?.number == "清政办发〔2023〕15号")
        #expect(d?.released == "2023-03-20")
        #expect(d?.keywords == "政务公开")
        #expect(d?.validity == "有效")
        #expect(d?.effective == "2023-04-01")
        #expect(page.published == "2023-03-20")
        #expect(page.evidence.contains(Evidence(field: "published", place: "table")))
        #expect(page.paragraphs == ["各乡镇人民政府，县直各部门：", "现将《2023年政务公开工作要点》印发给你们，请认真贯彻执行。", "清溪县人民政府办公室", "2023年3月18日"])
    }

    @Test func `placeholders stand for nothing, and an empty cell takes no neighbour's value`() {
        let d = page("<table><tr><td>索引号：</td><td>QX-1</td><td>文号：</td><td>—  —</td></tr><tr><td>发布机构：</td><td>无</td><td>主题词：</td><td></td></tr><tr><td>有效性：</td><td>---</td><td>发布日期：</td><td>2023-03-20</td></tr></table>").document
        #expect(d?.indexNumber == "QX-1")
        #expect(d?.number == nil && d?.issuer == nil && d?.keywords == nil && d?.validity == nil)
        #expect(d?.released == "2023-03-20")
    }

    @Test func `of two labels for one field the better known wins`() {
        let d = page("<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>发布机构</td><td>县政府网</td></tr><tr><td>发文机关</td><td>县政府办</td></tr><tr><td>组配分类</td><td>甲</td></tr><tr><td>主题分类</td><td>乙</td></tr></table>").document
        #expect(d?.issuer == "县政府办")
        #expect(d?.category == "乙")
    }

    @Test func `the index stamp is a date only where no other is given`() {
        let both = page("<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>文号</td><td>清政〔2021〕1号</td></tr><tr><td>生成日期</td><td>2021-10-01</td></tr><tr><td>公开日期</td><td>2021-09-03</td></tr></table>").document
        #expect(both?.released == "2021-09-03")
        let alone = page("<table><tr><td>索引号</td><td>QX-1</td></tr><tr><td>文号</td><td>清政〔2021〕1号</td></tr><tr><td>生成日期</td><td>2021-10-01</td></tr></table>").document
        #expect(alone?.released == "2021-10-01")
    }

    @Test func `the byline's date goes before the table's`() {
        let html = DocumentTests.table(.cells)
        let page = read("<html><head><title>关于印发工作要点的通知</title></head><body>\(html)<h1>关于印发工作要点的通知</h1><p>发布时间：2025-08-12 来源：县政府办 浏览次数：3</p><div>\(body)</div></body></html>")
        #expect(page.published == "2025-08-12")
        #expect(page.document?.released == "2023-03-20")
        #expect(page.source == "县政府办")
    }

    @Test func `title and number, repeated at the beginning of the body, are no body`() {
        let page = read("<html><head><title>关于印发工作要点的通知</title></head><body>\(DocumentTests.table(.cells))<h1>关于印发工作要点的通知</h1><div><p>关于印发工作要点的通知</p><p>清政办发〔2023〕15号</p>\(body)</div></body></html>")
        #expect(page.paragraphs == bodyParagraphs)
    }

    @Test func `a byline with an issuer is no document table`() {
        #expect(read(article(byline: "<p>发布日期：2022-07-28 发布机构：县政府办 浏览次数：3</p>")).kind == .article)
        #expect(read(article(byline: "<p>发布时间：2022-07-28</p>", body: body + "<table><tr><td>名称</td><td>电脑</td></tr><tr><td>数量</td><td>5</td></tr></table>")).document == nil)
    }
}
