import Reading
import Testing

@Suite struct BylineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var html: String
        var source, author, editor, published: String?
        var reads: Int?
        var testDescription: String { html }
        init(_ html: String, source: String? = nil, author: String? = nil, editor: String? = nil, published: String? = nil, reads: Int? = nil) {
            (self.html, self.source, self.author, self.editor, self.published, self.reads) = (html, source, author, editor, published, reads)
        }
    }

    static let cases: [Case] = [
        Case("来源: 作者:: 阅读: 时间:2016-3-29", published: "2016-03-29"),
        Case("通讯员:胡海岩来源:北京理工大学 阅读:发布时间:2012-08-18审稿:", source: "北京理工大学", author: "胡海岩", published: "2012-08-18"),
        Case("作者: 点击数: 时间:2023-03-09", published: "2023-03-09"),
        Case("发布日期:2022-07-28    作者:     来源:     点击:", published: "2022-07-28"),
        Case("时间:2023-02-02 09:24:25   作者: 点击数:", published: "2023-02-02T09:24:25"),
        Case("时间:2022-07-01<br>点击:<br>【下载Word】<br>【下载PDF】", published: "2022-07-01"),
        Case("来源: | 发布时间: 2018-05-17 | 浏览次数: 2168", published: "2018-05-17", reads: 2168),
        Case("来源: 武威日报      日期: 2021-01-22      作者: 李政阳 戴声桥      点击数:", source: "武威日报", author: "李政阳 戴声桥", published: "2021-01-22"),
        Case("【发布时间:2025年12月05日】【来源:张家川段】【作者:窦旭瑞】", source: "张家川段", author: "窦旭瑞", published: "2025-12-05"),
        Case("23-03-08 09:38 来源:新甘肃 编辑:冯睿栋", source: "新甘肃", editor: "冯睿栋", published: "2023-03-08T09:38"),
        Case("时间:2022-04-28 11:10:21来源:中国甘肃在线编辑:赵小春点击:", source: "中国甘肃在线", editor: "赵小春", published: "2022-04-28T11:10:21"),
        Case("发布日期:2017-03-28-00:00:00 信息来源:嵊州市 浏览次数: 字号:[ ]", source: "嵊州市", published: "2017-03-28"),
        Case("发布日期：2016-11-22 浏览次数： 信息来源：<!--<$[信息来源]>begin-->省发改委<!--<$[信息来源]>end-->", source: "省发改委", published: "2016-11-22"),
        Case("发布日期:2019-05-27信息来源:灌云人大 浏览次数:35", source: "灌云人大", published: "2019-05-27", reads: 35),
        Case("来源:本站作者:何忠顺发布时间:2016-06-03 10:08浏览量: 次", source: "本站", author: "何忠顺", published: "2016-06-03T10:08"),
        Case("作者:宣传统战部来源:校团委发布时间:2024-10-28点击量:10", source: "校团委", author: "宣传统战部", published: "2024-10-28", reads: 10),
        Case("来源：本站原创&nbsp;&nbsp;作者：医技药剂党支部<br>时间：2019年10月31日 23:00&nbsp;&nbsp;浏览： 33", source: "本站原创", author: "医技药剂党支部", published: "2019-10-31T23:00", reads: 33),
        Case("发布时间：2021-04-09浏览次数：<span class=\"WP_VisitCount\">615</span>", published: "2021-04-09", reads: 615),
        Case("时间：2019-09-18 06:23 来源： 山西日报</p><p>打印 字体： 放大 正常 缩小 分享", source: "山西日报", published: "2019-09-18T06:23"),
        Case("时间:2023-07-20  作者:  新闻来源:  【字号: | |", published: "2023-07-20"),
        Case("2026-03-06    来源:宁夏人民检察院网站    作者:叶 子    【打印本页】    字体: [][ ][ ]", source: "宁夏人民检察院网站", author: "叶 子", published: "2026-03-06"),
        Case("2019年06月15日08:18&nbsp;&nbsp;来源：<a href=/>人民网-文化频道</a>", source: "人民网-文化频道", published: "2019-06-15T08:18"),
        Case("2024年04月24日23:52 | 来源：<a href=/>新华网</a>", source: "新华网", published: "2024-04-24T23:52"),
        Case("来源：<a href=/>人民日报</a>2024-05-13 08:49", source: "人民日报", published: "2024-05-13T08:49"),
        Case("<span>2019-09-26 12:11</span><span>来源：证券时报网</span><span>作者：李在山</span>", source: "证券时报网", author: "李在山", published: "2019-09-26T12:11"),
        Case("2021年06月10日 17:35 来源： 【打印】", published: "2021-06-10T17:35"),
        Case("发稿时间：2017-03-10 08:42:00 来源： 人民日报海外版 中国青年网", source: "人民日报海外版 中国青年网", published: "2017-03-10T08:42:00"),
        Case("时间:2017-08-20       大    中    小      来源:长治日报", source: "长治日报", published: "2017-08-20"),
        Case("发布人:宋建春 发布时间:2015-08-24 浏览次数:11560", published: "2015-08-24", reads: 11560),
        Case("发布时间:2023-07-06    浏览次数:1322次", published: "2023-07-06", reads: 1322),
        Case("时间：2024.05.11 来源：光明日报 作者：南帆 分享到：", source: "光明日报", author: "南帆", published: "2024-05-11"),
        Case("2024-05-20 16:25:01 来源:<a href=/>上海奉贤</a> 选稿：许文杰", source: "上海奉贤", editor: "许文杰", published: "2024-05-20T16:25:01"),
        Case("來源：縣僑辦　發佈時間：2013-11-18　瀏覽次數：12", source: "縣僑辦", published: "2013-11-18", reads: 12),
        Case("发表于2014-08-24 21:30| 1164次阅读| 来源CSDN| 0 条评论| 作者魏星", source: "CSDN", author: "魏星", published: "2014-08-24T21:30", reads: 1164),
        Case("2022-06-02 09:52:19<a href=/>政能亮</a>", source: "政能亮", published: "2022-06-02T09:52:19"),
        Case("中国网 2019-11-25 10:37:31", source: "中国网", published: "2019-11-25T10:37:31"),
        Case("2020-03-09 18:14:21 发布", published: "2020-03-09T18:14:21"),
        Case("2023年03月01日 星期三", published: nil),
        Case("（2023年3月1日县人大通过）", published: nil),
        Case("来源：<a href=/a>证券市场红周刊</a> <a href=/b>举报</a> 2019-09-07 13:43:45", source: "证券市场红周刊", published: "2019-09-07T13:43:45"),
        Case("<span class=day>21</span></p><p>2024年02月", published: "2024-02-21"),
        Case("来 源：县水务局　　作　者：李 明　　发布 时间：2020-01-02", source: "县水务局", author: "李 明", published: "2020-01-02"),
    ]

    @Test(arguments: cases) func `values are read from bylines as portals write them`(_ c: Case) {
        let page = read(article(byline: "<p class=\"info\">\(c.html)</p>"))
        #expect(page.source == c.source)
        #expect(page.author == c.author)
        #expect(page.editor == c.editor)
        #expect(page.published == c.published)
        #expect(page.reads == c.reads)
        #expect(page.paragraphs == bodyParagraphs)
    }

    @Test(arguments: cases.prefix(20)) func `the same values stand in the cells and lines of old tables`(_ c: Case) {
        let html = article(byline: "").replacing("</h1>", with: "</h1><table width=100%><tr><td align=center>\(c.html)</td></tr></table>")
        #expect(read(html).published == c.published)
        #expect(read(html).source == c.source)
    }

    static let cells: [String] = [
        "<table><tr><td>来源：</td><td>县水务局</td><td>作者：</td><td>李明</td><td>发布时间：</td><td>2020-01-02</td><td>浏览次数：</td><td>35</td></tr></table>",
        "<div><div>来源：</div><div>县水务局</div><div>作者：</div><div>李明</div><div>时间：</div><div>2020-01-02</div><div>点击：</div><div>35次</div></div>",
        "<dl><dt>来源：</dt><dd>县水务局</dd><dt>作者：</dt><dd>李明</dd><dt>日期：</dt><dd>2020-01-02</dd><dt>阅读：</dt><dd>35</dd></dl>",
        "<ul><li>来源：县水务局</li><li>作者：李明</li><li>2020-01-02</li><li>阅读：35</li></ul>",
        "<p>来源：县水务局</p><p>作者：李明</p><p>时间：2020-01-02</p><p>阅读：35</p>",
    ]

    @Test(arguments: cells) func `values stand in cells and blocks of their own`(_ html: String) {
        let page = read(article(byline: html))
        #expect(page.source == "县水务局" && page.author == "李明" && page.published == "2020-01-02" && page.reads == 35)
        #expect(page.paragraphs == bodyParagraphs)
    }

    @Test func `an empty label takes no text of the body for its value`() {
        let page = read(article(byline: "<div>时间：2020-01-02</div><div>来源：</div>", body: "<p>广大用户：</p>" + body))
        #expect(page.source == nil)
        #expect(page.paragraphs == ["广大用户："] + bodyParagraphs)
        let plain = read("<html><title>停水通知</title><body><h1>停水通知</h1><p>时间：2020-01-02</p><p>来源：</p><p>广大用户：</p><p>因管道检修，定于3月2日8时至18时停水，请相互转告。</p></body></html>")
        #expect(plain.source == nil)
        #expect(plain.paragraphs.first == "广大用户：")
    }

    @Test func `two bylines give the first, and labels swapped give no name for a date`() {
        let page = read(article(byline: "<p>2020-01-02 10:00 来源：县水务局</p><p>2020-01-02 10:00:05 来源：县水务局 作者： 责任编辑：李明</p>"))
        #expect(page.published == "2020-01-02T10:00" && page.source == "县水务局" && page.editor == "李明")
        let swapped = read(article(byline: "<p>作者：2020-01-02 时间：李明 来源：县水务局</p>"))
        #expect(swapped.published == "2020-01-02" && swapped.author == nil && swapped.source == "县水务局")
    }

    @Test func `the byline stands verbatim`() {
        #expect(read(article(byline: "<div>来源: 作者:: 阅读: 时间:2016-3-29</div>")).bylineText == "来源: 作者:: 阅读: 时间:2016-3-29")
    }

    @Test func `a date glued to the first word of the body ends the byline`() {
        let html = article(title: "石桥镇抢抓农时", body: "").replacing("<div class=\"content\"></div>", with: "<table><tr><td>来源:石桥镇水管站 作者:张红霞 加入时间:2016-10-09日前,石桥镇抢抓秋收结束后的有利时机,迅速掀起秋季农田水利建设热潮。<br>该镇成立了领导小组,明确了任务和时限,做到了人员、责任、资金到位。</td></tr></table>")
        let page = read(html)
        #expect(page.published == "2016-10-09")
        #expect(page.author == "张红霞")
        #expect(page.paragraphs == ["日前,石桥镇抢抓秋收结束后的有利时机,迅速掀起秋季农田水利建设热潮。", "该镇成立了领导小组,明确了任务和时限,做到了人员、责任、资金到位。"])
    }

    @Test func `a date that cannot be is passed over`() {
        let page = read(article(byline: "<p>发布时间：2999-01-01 来源：县政府办</p>", below: "<p>发布日期：2023-05-06</p>"), on: Day(year: 2024, month: 1, day: 1))
        #expect(page.published == "2023-05-06")
        #expect(page.evidence.contains(Evidence(field: "published", place: "below the body")))
    }

    @Test func `a meta date counts only where the page shows none`() {
        let meta = article(byline: "").replacing("</title>", with: "</title><meta name=\"PubDate\" content=\"2023-05-06 10:00\">")
        #expect(read(meta).published == "2023-05-06T10:00")
        let both = meta.replacing("</h1>", with: "</h1><p>时间：2020-01-02</p>")
        #expect(read(both).published == "2020-01-02")
        #expect(read(both).evidence.contains(Evidence(field: "published", place: "byline")))
    }

    @Test func `the address gives a date where nothing else does`() {
        let page = read(article(), url: "http://www.qingxi.example/zwdt/202205/t20220508_12.html")
        #expect(page.published == "2022-05-08")
        #expect(page.evidence.contains(Evidence(field: "published", place: "url")))
    }

    @Test func `a first line that only names the reporter is byline`() {
        let page = read(article(byline: "<p>2019-11-25 16:04:30 来源：澎湃新闻网</p>", body: "<p>澎湃新闻记者 段彦超 廖艳</p>" + body))
        #expect(page.author == "段彦超 廖艳")
        #expect(page.paragraphs == bodyParagraphs)
        #expect(read(article(byline: "<p>2022-06-02 来源：政能亮</p>", body: "<p>文丨政能亮特约评论员 韩涵</p>" + body)).author == "韩涵")
    }
}
