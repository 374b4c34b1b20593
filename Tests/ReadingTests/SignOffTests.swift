import Reading
import Testing

@Suite struct SignOffTests {
    static let lines: [(html: String, source: String?, author: String?, editor: String?)] = [
        ("来源:定西市委组织部", "定西市委组织部", nil, nil),
        ("（责任编辑：周雁）", nil, nil, "周雁"),
        ("[ 责编：杨煜 ]", nil, nil, "杨煜"),
        ("(撰稿:袁芬  摄影:袁芬  审核 :齐慧丽)", nil, "袁芬", nil),
        ("(初审:张良英 复审:陈静 终审:李霞)", nil, nil, nil),
        ("供稿:古桐村  编辑:梁虹娟", nil, nil, "梁虹娟"),
        ("(记者康建林)", nil, "康建林", nil),
        ("(文/宗良勇 图/耿己泉)", nil, "宗良勇", nil),
        ("(党委组织部)", nil, nil, nil),
        ("医技药剂党支部、药剂科供稿 摄影/张艳 编辑/苏芳", nil, nil, "苏芳"),
        ("本文来源：21世纪经济报道 作者：何苗 张梦洁", "21世纪经济报道", "何苗 张梦洁", nil),
        ("（作者：李明 清溪县水务局）", nil, "李明", nil),
        ("《光明日报》（2024年05月20日 03版）", nil, nil, nil),
        ("（资料来源：参考消息、海外网等）", nil, nil, nil),
        ("中青报·中青网记者 魏其濛 来源：中国青年报", "中国青年报", "魏其濛", nil),
        ("本作品为“科普中国”原创，转载时务请注明出处。", nil, nil, nil),
        ("编辑：倪仕轩  责任编辑：杨格", nil, nil, "杨格"),
        ("作者︱春春", nil, "春春", nil),
    ]

    @Test(arguments: lines) func `closing lines of attribution are no body`(_ line: (html: String, source: String?, author: String?, editor: String?)) {
        let page = read(article(byline: "<p>时间：2022-07-28</p>", body: body + "<p>\(line.html)</p>"))
        #expect(page.paragraphs == bodyParagraphs)
        #expect(page.signoff != nil)
        #expect(page.source == line.source)
        #expect(page.author == line.author)
        #expect(page.editor == line.editor)
    }

    @Test func `a sign-off below the share boxes counts`() {
        let page = read(article(byline: "<p>时间：2022-07-28 来源：</p>", below: "<div>分享到：<a href=#>微博</a></div><div>责任编辑：张三</div>"))
        #expect(page.editor == "张三")
        #expect(page.signoff == "责任编辑：张三")
        #expect(page.evidence.contains(Evidence(field: "editor", place: "signoff")))
    }

    @Test func `the byline's source goes before the sign-off's`() {
        let page = read(article(byline: "<p>时间：2022-07-28 来源：县政府办</p>", body: body + "<p>来源：县融媒体中心</p>"))
        #expect(page.source == "县政府办")
        #expect(page.signoff == "来源：县融媒体中心")
    }

    @Test func `a parenthesis at the end of a paragraph stays, and so does a note of publication`() {
        let page = read(article(byline: "<p>时间：2022-07-28</p>", body: "<p>会议总结了一季度工作，安排了下一阶段的任务。（张巨峰）</p><p>清溪县人民政府办公室</p><p>2022年7月28日</p><p>（此件公开发布）</p>"))
        #expect(page.paragraphs == ["会议总结了一季度工作，安排了下一阶段的任务。（张巨峰）", "清溪县人民政府办公室", "2022年7月28日", "（此件公开发布）"])
        #expect(page.signoff == nil)
    }

    @Test func `tools before a sign-off are no part of it`() {
        let page = read(article(byline: "<p>时间：2022-07-28 来源：新华网</p>", body: body + "<div><a href=#>【纠错】</a> 【责任编辑:张樵苏 】</div>"))
        #expect(page.signoff == "【责任编辑:张樵苏 】")
        #expect(page.editor == "张樵苏")
    }

    static let neighbours: [(html: String, previous: String?, next: String?)] = [
        ("<p>上篇:</p><p>下篇:</p>", nil, nil),
        ("<p>上一篇:下一篇:</p>", nil, nil),
        ("<p>上一篇：<a href=/1>春耕备耕有序推进</a></p><p>下一篇：<a href=/2>夏粮收购工作启动</a></p>", "春耕备耕有序推进", "夏粮收购工作启动"),
        ("<p>【上一篇】 <a href=/1>春耕备耕有序推进</a> 【下一篇】 <a href=/2>夏粮收购工作启动</a></p>", "春耕备耕有序推进", "夏粮收购工作启动"),
        ("<p>上一篇：<a href=/1>春耕备耕有序推进</a></p>", "春耕备耕有序推进", nil),
        ("<p>上一篇：没有了</p><p>下一篇：<a href=/2>夏粮收购工作启动</a></p>", nil, "夏粮收购工作启动"),
        ("<p>上一条：<a href=/1 title=关于春耕备耕的通知>关于春耕备耕…</a></p><p>下一条：无</p>", "关于春耕备耕的通知", nil),
        ("<nav><a href=/1>上一篇<br>春耕备耕有序推进</a><a href=/2>下一篇<br>夏粮收购工作启动</a></nav>", "春耕备耕有序推进", "夏粮收购工作启动"),
        ("<div><a href=/1>上一篇：春耕备耕有序推进</a></div><div><a href=/2>下一篇：夏粮收购工作启动</a></div>", "春耕备耕有序推进", "夏粮收购工作启动"),
        ("<div><span>上一篇：</span><p><a href=/1>春耕备耕<br>有序推进</a></p></div>", "春耕备耕 有序推进", nil),
    ]

    @Test(arguments: neighbours) func `neighbours are read in every form and never body`(_ c: (html: String, previous: String?, next: String?)) {
        let page = read(article(byline: "<p>时间：2022-07-28 来源：县政府办</p>", below: "<div class=pn>\(c.html)</div>"))
        #expect(page.previous?.title == c.previous)
        #expect(page.next?.title == c.next)
        #expect(page.previous?.url == (c.previous == nil ? nil : "/1"))
        #expect(page.next?.url == (c.next == nil ? nil : "/2"))
        #expect(page.paragraphs == bodyParagraphs)
    }
}
