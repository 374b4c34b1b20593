import Reading
import Testing

@Suite struct BreadcrumbTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var html: String
        var crumbs: [String]
        var testDescription: String { html }
        init(_ html: String, _ crumbs: [String]) {
            self.html = html
            self.crumbs = crumbs
        }
    }

    static let cases: [Case] = [
        Case("<div>您当前的位置: <a href=/>首页</a> > <a href=/a>基层党建</a> > <a href=/a>基层党建</a></div>", ["首页", "基层党建", "基层党建"]),
        Case("<div>您所在的位置： <a href=/>首页</a> > <a href=/a>快讯</a> > <a href=/b>公司</a> > 公司</div>", ["首页", "快讯", "公司", "公司"]),
        Case("<td>您现在的位置是： <a href='../../'>首页</a>&nbsp;>>&nbsp;<a href='../'>信息公开</a>&nbsp;>>&nbsp;<a class=CurrChnlCls href='./'>信息公开年报</a></td>", ["首页", "信息公开", "信息公开年报"]),
        Case("<div>当前位置：<a href=/>首页</a>&nbsp;»&nbsp; <a href=/a>政采公告</a>&nbsp;»&nbsp;<a href=/b>地方公告</a>&nbsp;»&nbsp;<a href=/c>成交公告</a></div>", ["首页", "政采公告", "地方公告", "成交公告"]),
        Case("<table><tr><td>当前位置：</td><td><table><tr><td>| <a href=/>首页</a> |</td><td>&gt;<a href=/a>发展改革工作</a></td><td>&gt;<a href=/b>投资管理和项目推进</a></td><td>&gt;<a href=/c>投资运行</a></td></tr></table></td></tr></table>",
             ["首页", "发展改革工作", "投资管理和项目推进", "投资运行"]),
        Case("<div>当前位置: <a href=/>首页</a>\n><a href=/a>政务频道</a> ><a href=/b>政务公开</a> ><a href=/c>本局文件</a></div>", ["首页", "政务频道", "政务公开", "本局文件"]),
        Case("<div>&nbsp;　现在位置： <a href=/>首页</a> >> <a href=/a>东区新闻</a> >> 正文</div>", ["首页", "东区新闻", "正文"]),
        Case("<h2>您的当前位置：<a href=/a>新闻中心</a>&nbsp;>&nbsp;<a href=/b>武汉</a></h2>", ["新闻中心", "武汉"]),
        Case("<div>您的位置： <a href=/>首页</a> > <a href=/a>国学培训</a>></div>", ["首页", "国学培训"]),
        Case("<td>位置：<a href=/>首页</a>&nbsp;>&nbsp;&nbsp;<a href=/a>新闻动态</a></td>", ["首页", "新闻动态"]),
        Case("<li>当前位置：<a href=/>首页</a>&nbsp;&nbsp;<a href=/a>信息化动态</a></li>", ["首页", "信息化动态"]),
        Case("<div>当前位置: <a href=/>首页</a> > <a href=/a>党建工作</a> > 正文</div>", ["首页", "党建工作", "正文"]),
        Case("<div>您当前的位置: <a href=/>网站首页</a> >> <a href=/a>党群园地</a> >> <a href=/b>工会工作</a> >> 正文</div>", ["网站首页", "党群园地", "工会工作", "正文"]),
        Case("<div>当前页面: <a href=/>首页</a>  > <a href=/a>政府信息公开</a> > <a href=/b>工作动态</a> > <a href=/c>部门动态</a></div>", ["首页", "政府信息公开", "工作动态", "部门动态"]),
        Case("<div>您当前的位置 : <a href=/>中国甘肃网</a> >> <a href=/a>甘肃新闻</a> >> <a href=/b>市州播报</a> >> <a href=/c>定西</a></div>", ["中国甘肃网", "甘肃新闻", "市州播报", "定西"]),
        Case("<div>您当前的位置:<a href=/>首页</a>><a href=/a>政务公开</a>><a href=/b>法定主动公开内容</a>><a href=/c>行政规范性文件</a></div>", ["首页", "政务公开", "法定主动公开内容", "行政规范性文件"]),
        Case("<div>当前位置:<a href=/>首页</a>>><a href=/a>党建之窗</a></div>", ["首页", "党建之窗"]),
        Case("<div>当前位置:<a href=/>网站首页</a> -> <a href=/a>新闻中心</a> -> <a href=/b>人大要闻</a></div>", ["网站首页", "新闻中心", "人大要闻"]),
        Case("<div>您当前位置:<a href=/>眉山青年网</a> >> <a href=/a>基层动态</a> >> <a href=/b>洪雅县</a> >> 浏览文章</div>", ["眉山青年网", "基层动态", "洪雅县", "浏览文章"]),
        Case("<div>当前位置: > <a href=/a>新闻中心</a> > <a href=/b>校园动态</a> > </div>", ["新闻中心", "校园动态"]),
        Case("<div>当前位置: <a href=/>主页</a> > <a href=/a>慈利在线</a> > </div>", ["主页", "慈利在线"]),
        Case("<div><a href=/>首页</a> ><a href=/a>自身建设</a> ><a href=/b>模范机关</a></div>", ["首页", "自身建设", "模范机关"]),
        Case("<div><a href=/>中国教育在线</a>> <a href=/a>高等继续教育</a>> 正文</div>", ["中国教育在线", "高等继续教育", "正文"]),
        Case("<ul><li>当前位置： <a href=/>首页</a></li><li><a href=/a>政务信息&nbsp;</a></li><li><a href=/b>行政处罚</a></li></ul>", ["首页", "政务信息", "行政处罚"]),
        Case("<ul class=breadcrumb><li><a href=/>首页</a></li><li>> <a href=/a>要闻</a></li><li>> 山西要闻</li></ul>", ["首页", "要闻", "山西要闻"]),
        Case("<div class=news-position><a href=/>新华网</a> <a href=/a>时政</a> 正文</div>", ["新华网", "时政", "正文"]),
        Case("<h3>首页 - 新闻动态</h3>", ["首页", "新闻动态"]),
        Case("<div>當前位置：<a href=/>首頁</a> &gt; <a href=/a>僑務動態</a></div>", ["首頁", "僑務動態"]),
    ]

    @Test(arguments: cases) func `crumbs are read in every spelling`(_ c: Case) {
        #expect(read(article(crumbs: c.html, byline: "<p>发布时间：2022-07-28 来源：县政府办</p>")).breadcrumb == c.crumbs)
    }

    @Test func `the column is the last crumb that is neither a placeholder nor the title`() {
        #expect(read(article(crumbs: "<div>您的位置：<a href=/>首页</a> > <a href=/a>东区新闻</a> > 正文</div>")).column == "东区新闻")
        #expect(read(article(crumbs: "<div>您的位置：<a href=/>首页</a> > <a href=/a>业界</a> > 全县重点工作推进会议召开</div>")).column == "业界")
        #expect(read(article(crumbs: "<div>您的位置：<a href=/>首页</a> > <a href=/a>业界</a> > 全县重点工作推进…</div>")).column == "业界")
        #expect(read(article(crumbs: "<div>您的位置：<a href=/>首页</a> > <a href=/a>业界</a></div>")).column == "业界")
    }

    @Test func `the breadcrumb stands verbatim beside its crumbs`() {
        let page = read(article(crumbs: "<table><tr><td>当前位置：</td><td>| <a href=/>首页</a> |</td><td>&gt;<a href=/a>投资运行</a></td></tr></table>"))
        #expect(page.breadcrumbText == "当前位置： | 首页 | >投资运行")
        #expect(page.evidence.contains(Evidence(field: "breadcrumb", place: "breadcrumb")))
    }

    @Test func `an advertisement that speaks of a position is no breadcrumb`() {
        #expect(read(article(crumbs: "<p>定位家人的位置：跟屁虫</p>")).breadcrumb.isEmpty)
        #expect(read(article(crumbs: "<div>上一页 > <a href=/2>下一页</a></div>")).breadcrumb.isEmpty)
        #expect(read(article(crumbs: "<div><a href=/more>更多>></a></div>")).breadcrumb.isEmpty)
    }
}
