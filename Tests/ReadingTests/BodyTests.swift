import Reading
import Testing

@Suite struct BodyTests {
    private let info = "<p>发布时间：2022-07-28 来源：县政府办</p>"

    @Test func `a table of data gives a paragraph for each row, its cells joined by tabs`() {
        let table = """
            <p>现将价格公布如下，自公布之日起执行，有效期两年。</p><table border=1><tr><td>类别</td><td>价格</td><td>备注</td></tr>\
            <tr><td rowspan=2>居民</td><td><p>2.3元</p><p>每立方米</p></td><td></td></tr><tr><td>3.1元</td><td rowspan=1>第二级</td></tr></table>
            """
        #expect(read(article(byline: info, body: table)).paragraphs == [
            "现将价格公布如下，自公布之日起执行，有效期两年。", "类别\t价格\t备注", "居民\t2.3元 每立方米\t", "\t3.1元\t第二级",
        ])
    }

    @Test(arguments: ["", "<p></p>", "<p>&nbsp;</p>"]) func `an empty body takes nothing of the foot`(_ empty: String) {
        let feet = [
            "<p>主办：清溪县人民政府</p><p>联系电话：0949-6217788</p><p>陇ICP备99000789号</p>",
            "<p>版权所有：清溪县人民政府</p><p>地址：清溪县柳湾镇河滨路15号 邮编：749300</p>",
            "<p>上一篇：<a href=1.html>全县春耕备耕现场会召开</a></p><p>主办单位：清溪县人民政府办公室 技术支持：清溪县信息中心</p><p>陇ICP备99000789号</p>",
            "<p>版权声明：凡本网注明“来源：清溪县人民政府网”的所有作品，版权均属于本网，未经授权不得转载。</p><p>主办：清溪县人民政府</p><p>陇ICP备99000789号</p>",
        ]
        for foot in feet {
            let page = read(article(byline: info, body: empty, foot: foot))
            #expect(page.kind == .article && page.paragraphs.isEmpty, "\(foot): \(page.paragraphs)")
            #expect(page.title == "全县重点工作推进会议召开" && page.source == "县政府办")
        }
    }

    @Test func `a spanned column takes one cell`() {
        let table = "<table><tr><td>表一</td><td colspan=2>2023年</td></tr><tr><td>项目</td><td>预算</td><td>决算</td></tr></table><p>以上数据由县财政局提供，仅供参考。</p>"
        #expect(read(article(byline: info, body: table)).paragraphs.prefix(2) == ["表一\t2023年", "项目\t预算\t决算"])
    }

    @Test func `a table that only sets the layout is no table of data`() {
        let html = article(byline: info, body: "<table width=100%><tr><td><p>会议总结了一季度工作，安排了下一阶段的任务。</p><p>会议要求，各乡镇要逐项查漏补缺。</p></td></tr></table>")
        #expect(read(html).paragraphs == ["会议总结了一季度工作，安排了下一阶段的任务。", "会议要求，各乡镇要逐项查漏补缺。"])
    }

    @Test func `what is hidden is not read`() {
        let hidden = """
            <p style="display:none">测试段落，请删除，谢谢各位编辑同志。</p><p style="DISPLAY : none;">另一段隐藏的文字，也请删除。</p><div hidden>隐藏的附注，不显示。</div>\
            <p class="a ng-hide">隐藏的副本，不显示，不应读出。</p><script>document.write("脚本写出的文字，不读。")</script><!-- 注释里的文字，不读。 --><noscript>请开启脚本，谢谢。</noscript>
            """
        #expect(read(article(byline: info, body: hidden + body)).paragraphs == bodyParagraphs)
    }

    @Test func `boxes of links, tools and what follows them are no body`() {
        let below = """
            <div>分享到：<a href=#>微信</a></div><div>扫一扫在手机打开当前页</div><h3>相关阅读</h3><ul><li><a href=/1>县政府召开常务会议研究部署重点工作</a></li><li><a href=/2>全县项目建设现场观摩活动举行</a></li></ul>
            """
        #expect(read(article(byline: info, below: below)).paragraphs == bodyParagraphs)
        let inside = body + "<div class=rel><a href=/1>县政府召开常务会议研究部署重点工作</a><br><a href=/2>全县项目建设现场观摩活动举行</a></div>"
        #expect(read(article(byline: info, body: inside)).paragraphs == bodyParagraphs)
    }

    @Test func `the title, repeated bare at the beginning of the body, is no body`() {
        #expect(read(article(byline: info, body: "<p>全县重点工作推进会议召开</p>" + body)).paragraphs == bodyParagraphs)
        #expect(read(article(byline: info, body: "<p>全县重点工作<br>推进会议召开</p>" + body)).paragraphs == bodyParagraphs)
        #expect(read(article(byline: info, body: "<p>全县重点工作推进会议召开</p><p>2022年7月28日</p>" + body)).paragraphs == ["2022年7月28日"] + bodyParagraphs)
    }

    @Test func `the original title is read and leaves the body`() {
        let page = read(article(byline: info, body: body + "<p>原标题：清溪县召开重点工作推进会</p>"))
        #expect(page.originalTitle == "清溪县召开重点工作推进会")
        #expect(page.paragraphs == bodyParagraphs)
    }

    @Test func `kicker and subtitle stand around the headline`() {
        let page = read(article(byline: info).replacing("<h1>", with: "<p class=yt>学习贯彻县委全会精神</p><h1>").replacing("</h1>", with: "</h1><p class=ft>——一季度工作综述</p>"))
        #expect(page.kicker == "学习贯彻县委全会精神")
        #expect(page.subtitle == "——一季度工作综述")
        #expect(page.title == "全县重点工作推进会议召开")
        #expect(page.paragraphs == bodyParagraphs)
    }

    @Test func `a headline broken over lines is one`() {
        let page = read(article(title: "清溪县人民政府办公室关于印发工作要点的通知", byline: info).replacing("<h1>清溪县人民政府办公室关于", with: "<h1>清溪县人民政府办公室<br>关于"))
        #expect(page.title == "清溪县人民政府办公室 关于印发工作要点的通知")
    }

    @Test func `attachments are listed with their addresses, and their list is no body`() {
        let page = read(article(byline: info, body: body + """
            <p>附件：</p><p><a href="./P020220728.docx"><img src="/images/doc.gif">1.任务分解表.docx</a></p><p>附件2：<a href="/system/_content/download.jsp?wbfileid=7">评分标准</a></p>
            """), url: "http://www.qingxi.example/zwgk/202207/t1.html")
        #expect(page.paragraphs == bodyParagraphs)
        #expect(page.attachments == [
            Attachment(name: "1.任务分解表.docx", url: "http://www.qingxi.example/zwgk/202207/P020220728.docx"),
            Attachment(name: "评分标准", url: "http://www.qingxi.example/system/_content/download.jsp?wbfileid=7"),
        ])
    }

    @Test func `a page of attachments alone is an article without paragraphs`() {
        let page = read(article(byline: info, body: "", below: "<div class=fj><p>附件下载：</p><p><a href=/a/1.pdf>2022年部门预算.pdf</a></p></div>"))
        #expect(page.kind == .article)
        #expect(page.paragraphs.isEmpty)
        #expect(page.attachments.map(\.name) == ["2022年部门预算.pdf"])
    }

    @Test func `a page that is only a picture is an article with an image`() {
        let page = read(article(byline: info, body: "<p align=center><img src=\"./W0202.png\" alt=\"一图读懂\" width=800></p>", below: "<div>【打印本页】【关闭窗口】</div>"), url: "http://www.qingxi.example/a/b.html")
        #expect(page.kind == .article)
        #expect(page.images == [Image(alt: "一图读懂", url: "http://www.qingxi.example/a/W0202.png")])
        #expect(page.paragraphs.isEmpty)
    }

    @Test func `lazy images give the picture, icons and data addresses none`() {
        let page = read(article(byline: info, body: body + "<img src=\"/loading.gif\" data-src=\"/a.jpg\"><img src=\"data:image/gif;base64,R0\"><img src=/icons/icon_pdf.gif><img src=/b.jpg width=16 height=16>"), url: "http://a.example/")
        #expect(page.images.map(\.url) == ["http://a.example/a.jpg"])
    }

    @Test func `an error page is no article`() {
        #expect(read("<html><title>404</title><body><h1>404 Not Found</h1><hr>nginx</body></html>").kind == .other)
        #expect(read("").kind == .other)
        #expect(read("plain text").kind == .other)
    }

    @Test func `three articles in one page give no wrong headline`() {
        let one = "<h2>春耕备耕有序推进</h2><p>5月8日，春耕备耕工作有序推进，各乡镇积极组织农资调运。</p>"
        let page = read("<html><head><title>全县重点工作推进会议召开</title></head><body><h1>全县重点工作推进会议召开</h1>\(info)<div>\(body)</div><div>\(one)</div></body></html>")
        #expect(page.title == "全县重点工作推进会议召开")
        #expect(page.paragraphs.prefix(2) == bodyParagraphs[...])
    }

    @Test func `a paragraph that stands twice is read twice`() {
        let twice = "<p>各乡镇、各部门要认真学习贯彻会议精神，结合实际抓好落实，确保各项工作取得实效。</p>"
        let page = read(article(byline: info, body: twice + twice + "<p>最后一段与前面不同，请注意查看。</p>"))
        #expect(page.paragraphs.count == 3 && page.paragraphs[0] == page.paragraphs[1])
    }

    @Test func `a first paragraph that begins with a word and a colon is body`() {
        let page = read(article(byline: info, body: "<p>第一夜的正文：各乡镇、各部门要认真学习贯彻会议精神，结合实际抓好落实。</p>" + body))
        #expect(page.paragraphs.count == 3 && page.paragraphs[0].hasPrefix("第一夜的正文："))
        #expect(page.author == nil)
    }
}
