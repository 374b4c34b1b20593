import Reading
import Testing

/// Whole pages in the shapes of news systems and portals, their texts invented.
@Suite struct PortalPageTests {
    static let paragraphs = [
        "清溪6月15日电（记者汤诗）今天上午，县文体广电和旅游局召开座谈会，围绕非物质文化遗产保护工作进行交流，与会人员各抒己见。",
        "与会人员表示，要坚持保护为主、抢救第一的方针，推动优秀传统文化创造性转化、创新性发展。",
        "座谈会由县非物质文化遗产保护中心主办。",
    ]
    static let text = paragraphs.map { "<p>　　\($0)</p>" }.joined()
    static let related = "<h2>相关新闻</h2><ul>" + ["传承非遗文化 守护民族根脉", "让非物质文化遗产活起来", "文化和自然遗产日活动举行"].map { "<li><a href=/r>\($0)</a></li>" }.joined() + "</ul>"

    private func page(_ title: String, _ body: String, head: String = "") -> Page {
        let nav = "首页 时政 国际 财经 社会 文化 体育 军事 教育 科技".split(separator: " ").map { "<li><a href=/n>\($0)</a></li>" }.joined()
        return read("<!DOCTYPE html><html><head><title>\(title)</title>\(head)</head><body><ul>\(nav)</ul>\(body)</body></html>")
    }

    private func expect(_ page: Page, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(page.kind == .article, sourceLocation: sourceLocation)
        #expect(page.title == "非遗保护座谈会召开", sourceLocation: sourceLocation)
        #expect(page.paragraphs.map(\.trimmed) == PortalPageTests.paragraphs, sourceLocation: sourceLocation)
    }

    @Test func `a news page with the sign-off behind its body and a letter-spaced foot`() {
        let page = page("非遗保护座谈会召开--文化--清溪网", """
            <div class="path"><span><a href=/>清溪网</a>&gt;&gt;<a href=/c>文化</a>&gt;&gt;<a href=/d>文化专题</a></span></div>
            <div class="text_title"><h3 class="pre"></h3><h1>非遗保护座谈会召开</h1><h4 class="sub"></h4><p class="author"></p><div class="box01"><div class="fl">2019年06月15日08:18&nbsp;&nbsp;来源：<a href=x>清溪网-文化频道</a></div><div class="fr"><span>分享到：</span><a href=#></a></div></div></div>
            <div class="text_con"><div class="box_con" id="rwb_zw">\(PortalPageTests.text)<em>分享让更多人看到</em></div><div class="edit clearfix">(责编：汤诗、丁涛)</div>\(PortalPageTests.related)</div>
            <div class="copyright">清 溪 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用<br />Copyright &copy; 1997-2019 by www.qingxi.example. all rights reserved</div><p>违法和不良信息举报电话：<a>0949-65363263</a></p><p>互联网新闻信息服务许可证10120170001 | 陇ICP证000006号|甘公网安备62000002000008号</p>
            """, head: "<meta name=\"publishdate\" content=\"2019-06-15\"><meta name=\"author\" content=\"104363\"><meta name=\"source\" content=\"来源：清溪网-文化频道\">")
        expect(page)
        #expect(page.breadcrumb == ["清溪网", "文化", "文化专题"])
        #expect(page.source == "清溪网-文化频道" && page.author == nil && page.editor == "汤诗、丁涛")
        #expect(page.published == "2019-06-15T08:18")
        #expect(page.signoff == "(责编：汤诗、丁涛)")
        #expect(page.footer.owner == "清溪网")
        #expect(page.footer.icp == "陇ICP证000006号" && page.footer.publicSecurity == "62000002000008")
    }

    @Test func `a news page with its reporters in a line above the date and a body between breaks`() {
        let page = page("非遗保护座谈会召开_县情_清溪新闻", """
            <div class="newscontent"><h1>非遗保护座谈会召开</h1><div class="news_about"><p>清溪新闻记者 段超 见习记者 李明</p><p>2019-09-05 18:31&nbsp;<span>来源：清溪新闻</span></p><div>字号</div></div>
            <div class="news_txt">\(PortalPageTests.paragraphs.joined(separator: "<br><br>"))</div><div>责任编辑：蒋文</div><div>校对：张亮</div><div>清溪新闻报料：0949-962866</div><div>清溪新闻，未经授权不得转载</div></div>
            <div>关键词 >> <a href=/t>非遗</a></div>\(PortalPageTests.related)<div class=footer>陇ICP备99003370号<br>© 2014-2019 清溪报业有限公司</div>
            """)
        expect(page)
        #expect(page.breadcrumb.isEmpty)
        #expect(page.author == "段超 李明" && page.editor == "蒋文" && page.source == "清溪新闻")
        #expect(page.footer.owner == "清溪报业有限公司")
    }

    @Test func `a news page whose source is a link without label and whose last line names its makers`() {
        let page = page("非遗保护座谈会召开|非遗|保护_清溪新闻", """
            <div class="channel-path"><a href=/>清溪新闻</a>&gt; <a href=/c>国内新闻</a>&gt; 正文</div><h1>非遗保护座谈会召开</h1><div class="date-source"><span class="date">2019年09月05日 18:31</span> <a class="source" href=/x>清溪晚报</a></div>
            <div><a>缩小字体</a><a>放大字体</a><a>收藏</a></div><div class="article"><p>　　原标题：县里召开非遗保护座谈会</p>\(PortalPageTests.text)<p>　　清溪晚报记者 王俊 图源 视觉清溪 编辑 陈思</p><p>责任编辑：祝加 </p></div><div>文章关键词：<a href=/k>非遗</a></div>\(PortalPageTests.related)
            """)
        expect(page)
        #expect(page.source == "清溪晚报" && page.author == "王俊" && page.editor == "祝加")
        #expect(page.originalTitle == "县里召开非遗保护座谈会")
        #expect(page.column == "国内新闻")
    }

    @Test func `a document with its labels in brackets and the sizes of type beside them`() {
        let page = page("清溪县人民政府办公室关于印发《工作要点》的通知_政策文件_清溪县人民政府", """
            <div class=crumbs><a href=/>首页</a> > <a href=/zhengce>政策公开</a> > <a href=/z>政策文件</a></div><ol class="doc-info"><li>[主题分类]&nbsp;&nbsp;<span>综合政务/政务公开</span></li><li>[发文机构]&nbsp;&nbsp;<span>清溪县人民政府办公室</span></li><li>[联合发文单位]&nbsp;&nbsp;<span></span></li>
            <li>[成文日期]&nbsp;&nbsp;<span>2024-04-30</span></li><li>[发文字号]&nbsp;&nbsp;<span>清政办发〔2024〕13号</span></li><li>[发布日期]&nbsp;&nbsp;<span>2024-05-08</span></li><li>[有效性]&nbsp;&nbsp;<span>是</span></li></ol>
            <div class=header><p>清溪县人民政府办公室关于印发《工作要点》的通知</p></div><div class=tools>列印 字号：大 中 小</div><div id=mainText><p align=center>清政办发〔2024〕13号</p><p>各乡镇人民政府，县直各单位：</p><p>　　经县政府同意，现将《工作要点》印发给你们，请结合实际认真贯彻落实。</p><p align=right>清溪县人民政府办公室</p><p align=right>2024年4月30日</p></div>
            <div>附件：<a href=/P0.pdf>工作要点.pdf</a></div>
            """)
        #expect(page.kind == .document)
        #expect(page.title == "清溪县人民政府办公室关于印发《工作要点》的通知")
        #expect(page.document?.number == "清政办发〔2024〕13号" && page.document?.category == "综合政务/政务公开" && page.document?.validity == "是")
        #expect(page.published == "2024-05-08")
        #expect(page.paragraphs.map(\.trimmed) == ["各乡镇人民政府，县直各单位：", "经县政府同意，现将《工作要点》印发给你们，请结合实际认真贯彻落实。", "清溪县人民政府办公室", "2024年4月30日"])
        #expect(page.attachments.map(\.name) == ["工作要点.pdf"])
    }

    @Test func `a short notice keeps its greeting, its signature and its date`() {
        let page = page("停水通知_清溪县水务局", """
            <div>当前位置：<a href=/>首页</a> > <a href=/t>通知公告</a></div><div><h2>停水通知</h2><div>发布时间：2023-03-01 来源：县供水公司</div><div><p>广大用户：</p><p>因管道检修，定于3月2日8时至18时停水。</p><p>特此通知</p><p>清溪县供水公司</p><p>2023年3月1日</p></div></div>
            <div><h3>热点推荐</h3><ul><li><a href=/1>关于调整城区供水价格的通知</a></li><li><a href=/2>供水服务热线开通</a></li></ul></div><div>版权所有：清溪县水务局 陇ICP备09000002号</div>
            """)
        #expect(page.paragraphs == ["广大用户：", "因管道检修，定于3月2日8时至18时停水。", "特此通知", "清溪县供水公司", "2023年3月1日"])
        #expect(page.source == "县供水公司" && page.footer.owner == "清溪县水务局")
    }

    @Test func `contacts in the body are body, and no foot`() {
        let page = page("残疾人证办理指南_清溪县残联", """
            <div>位置：<a href=/>首页</a> > <a href=/t>办事指南</a></div><div class=tit>残疾人证办理指南</div><div><span>日期：2023-03-01</span><span>访问次数：<i>1,024</i></span></div><div><p><strong>一、办理条件</strong></p><p>具有本县户籍、符合残疾标准的人员。</p><p><strong>二、办理地点</strong></p><p>地址：清溪县民政局一楼大厅</p><p>电话：0949-6211111</p><p><strong>三、办理时间</strong></p><p>周一至周五 上午8:30-12:00</p></div>
            <div>主办单位：清溪县残疾人联合会 地址：清溪县人民路5号 陇ICP备09000003号</div>
            """)
        #expect(page.paragraphs == ["一、办理条件", "具有本县户籍、符合残疾标准的人员。", "二、办理地点", "地址：清溪县民政局一楼大厅", "电话：0949-6211111", "三、办理时间", "周一至周五 上午8:30-12:00"])
        #expect(page.reads == 1024)
        #expect(page.footer.address == "清溪县人民路5号" && page.footer.phone == nil)
    }
}
