import Reading
import Testing

/// The page that the project started from, put back into HTML in the layouts in which portals write such pages.
@Suite struct SeedLayoutTests {
    /// The page's text: what stands above the body, its paragraphs, what stands below.
    struct Seed {
        let title: String
        let paragraphs: [String]

        init?() {
            guard let bytes = file("fixtures/seed.txt") else { return nil }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmed }
            guard let title = lines.first(where: { $0.hasPrefix("定西市坚持") }) else { return nil }
            self.title = title
            paragraphs = lines.filter { $0.count > 80 }
        }
    }

    static let carousel = String(repeating: "<li><a href=/zt>首页轮换图</a></li>", count: 5)
    static let byline = "来源: 作者:: 阅读: 时间:2016-3-29"
    static let footLines = ["版权所有:中共通渭县委组织部", "邮编:743300", "", "甘肃省定西市通渭县平襄镇中街4号", "备案许可证号:陇ICP备14000381号", "甘公网安备 62112102000021号"]

    enum Layout: String, CaseIterable, Sendable {
        case divAndParagraphs, nestedTables, lineBreaksOnly, trsEditor, spans, wordPaste, bareCell, runTogether, vsb, webPlus, ucap, divParagraphs, indented, uppercaseFont
    }

    static func html(_ seed: Seed, _ layout: Layout) -> String {
        let p = seed.paragraphs
        let foot = footLines.joined(separator: "<br>")
        let head = "<html><head><title>\(seed.title)-通渭党建网</title><style>.a{width:475_110px;}</style></head><body><div class=banner><ul>\(carousel)</ul></div>"
        let crumbs = "您当前的位置: <a href=/>首页</a> > <a href=/jcdj>基层党建</a> > <a href=/jcdj>基层党建</a>"
        let side = "<h3>基层党建</h3>"
        switch layout {
        case .divAndParagraphs:
            return head + side + "<div class=pos>\(crumbs)</div><div class=art><h1>\(seed.title)</h1><div class=info>\(byline)</div><div class=con>"
                + p.map { "<p>\($0)</p>" }.joined() + "<p>&nbsp;</p><p>来源:定西市委组织部</p></div><p>上篇:</p><p>下篇:</p></div><div class=foot>\(foot)</div></body></html>"
        case .nestedTables:
            return head + "<table width=1000><tr><td width=200><table><tr><td>基层党建</td></tr></table></td><td><table><tr><td>\(crumbs)</td></tr><tr><td align=center><b>\(seed.title)</b></td></tr><tr><td align=center>\(byline)</td></tr><tr><td><table><tr><td>"
                + p.map { "<p>\($0)</p>" }.joined() + "<p align=right>来源:定西市委组织部</p></td></tr></table></td></tr><tr><td>上篇:</td></tr><tr><td>下篇:</td></tr></table></td></tr></table><table><tr><td>\(foot)</td></tr></table></body></html>"
        case .lineBreaksOnly:
            return head + "<div>\(crumbs)</div><div><h2>\(seed.title)</h2>\(byline)<br><br>" + p.map { "　　\($0)<br><br>" }.joined() + "来源:定西市委组织部<br></div><div>上篇:<br>下篇:</div><div>\(foot)</div></body></html>"
        case .trsEditor:
            return head + "<div>\(crumbs)</div><div class=xl-title>\(seed.title)</div><div class=xl-info>\(byline)</div><div class=xl-con><div class=TRS_Editor><style>.TRS_Editor P{margin:0}</style>"
                + p.map { "<div>　　\($0)</div>" }.joined() + "<div>来源:定西市委组织部</div></div></div><ul><li>上篇:</li><li>下篇:</li></ul><div class=bottom>\(foot)</div></body></html>"
        case .spans:
            return head + "<p>\(crumbs)</p><p><strong>\(seed.title)</strong></p><p><span>来源:</span> <span>作者::</span> <span>阅读:</span> <span>时间:2016-3-29</span></p><div>"
                + p.map { "<p><span style='font-size:16px'>\($0.prefix(40))</span><span>\($0.dropFirst(40))</span></p>" }.joined() + "<p><span>来源:定西市委组织部</span></p></div><p>上篇:</p><p>下篇:</p><div>\(foot)</div></body></html>"
        case .wordPaste:
            return head + "<div>\(crumbs)</div><h1>\(seed.title)</h1><p>\(byline)</p><div id=vsb_content><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
                + p.map { "<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US style='font-family:仿宋'><font face=仿宋><o:p></o:p>\($0)</font></span></p>" }.joined() + "<p class=MsoNormal><span>来源:定西市委组织部</span></p></div><div>上篇:<br/><br/>下篇:</div><div>\(foot)</div></body></html>"
        case .bareCell:
            return head + "<table><tr><td>\(crumbs)</td></tr><tr><td><h3>\(seed.title)</h3></td></tr><tr><td>\(byline)</td></tr><tr><td>" + p.joined(separator: "<br/>") + "<br>来源:定西市委组织部</td></tr><tr><td>上篇: 下篇:</td></tr><tr><td>\(foot)</td></tr></table></body></html>"
        case .runTogether:
            return head + "<div>\(crumbs)</div><div class=title>\(seed.title)</div><div>来源:作者::阅读:时间:2016-3-29</div><div class=content>" + p.map { "<p>\($0)</p>" }.joined() + "<p>来源:定西市委组织部</p></div><div>上篇:下篇:</div><div>\(foot)</div></body></html>"
        case .vsb:
            return head + "<form name=_newscontent_fromname><div>\(crumbs)</div><div class=nr><h1 align=center>\(seed.title)</h1><div align=center>\(byline)<script>_showDynClicks('wbnews',1,2)</script></div><div class=v_news_content>"
                + p.map { "<p style='text-indent:2em'>\($0)</p>" }.joined() + "<p>来源:定西市委组织部</p></div><div id=div_vote_id></div><p>上篇:</p><p>下篇:</p></div></form><div>\(foot)</div></body></html>"
        case .webPlus:
            return head + "<div class=path>\(crumbs)</div><div class=article><h1 class=arti_title>\(seed.title)</h1><p class=arti_metas>\(byline)</p><div class=entry><div class=read><div class=wp_articlecontent>"
                + p.map { "<p>\($0)</p>" }.joined() + "<p>来源:定西市委组织部</p></div></div></div></div><div>上篇:</div><div>下篇:</div><div class=wp-footer><p>" + footLines.joined(separator: "</p><p>") + "</p></div></body></html>"
        case .ucap:
            return head + "<div class=location>\(crumbs)</div><div><ucaptitle><h1>\(seed.title)</h1></ucaptitle><div class=pages-date>\(byline)</div><div class=pages_content id=UCAP-CONTENT><ucapcontent>"
                + p.map { "<p>\($0)</p>" }.joined() + "<p>来源:定西市委组织部</p></ucapcontent></div></div><p>上篇:</p><p>下篇:</p><div>\(foot)</div></body></html>"
        case .divParagraphs:
            return head + "<div>\(crumbs)</div><div>\(seed.title)</div><div>\(byline)</div><div>" + p.map { "<div>\($0)</div><div>&nbsp;</div>" }.joined() + "<div>来源:定西市委组织部</div></div><div>上篇:</div><div>下篇:</div>" + footLines.map { "<div>\($0)</div>" }.joined() + "</body></html>"
        case .indented:
            return head + "\n<div>\n  \(crumbs)\n</div>\n<h1>\n    \(seed.title)\n</h1>\n<p>\n  \(byline)\n</p>\n<div id=zoom>\n" + p.map { "  <p>&emsp;&emsp;&nbsp;\n    \($0)\n  </p>\n" }.joined() + "  <p>&nbsp;　来源:定西市委组织部</p>\n</div>\n<p>上篇:\n</p><p>下篇:\n</p>\n<div>\n\(foot)\n</div></body></html>"
        case .uppercaseFont:
            return head + "<CENTER><FONT SIZE=2>\(crumbs)</FONT></CENTER><CENTER><FONT SIZE=5><B>\(seed.title)</B></FONT></CENTER><CENTER><FONT SIZE=2>\(byline)</FONT></CENTER><TABLE><TR><TD><FONT SIZE=3>"
                + p.map { "<P>\($0)" }.joined() + "<P>来源:定西市委组织部</FONT></TD></TR></TABLE><P>上篇:<P>下篇:<HR><CENTER>\(foot)</CENTER></BODY></HTML>"
        }
    }

    @Test(arguments: Layout.allCases) func `the seed page gives its record in every layout`(_ layout: Layout) throws {
        let seed = try #require(Seed())
        #expect(seed.paragraphs.count == 7)
        let page = read(SeedLayoutTests.html(seed, layout))
        #expect(page.kind == .article)
        #expect(page.title == "定西市坚持“六抓六到位”扎实有序推进乡镇领导班子换届工作")
        #expect(page.breadcrumb == ["首页", "基层党建", "基层党建"])
        #expect(page.column == "基层党建")
        #expect(page.source == "定西市委组织部")
        #expect(page.author == nil && page.editor == nil && page.reads == nil)
        #expect(page.published == "2016-03-29")
        #expect(page.paragraphs.map(\.trimmed) == seed.paragraphs)
        #expect(page.signoff == "来源:定西市委组织部")
        #expect(page.previous == nil && page.next == nil && page.attachments.isEmpty)
        #expect(page.footer.owner == "中共通渭县委组织部")
        #expect(page.footer.postalCode == "743300")
        #expect(page.footer.address == "甘肃省定西市通渭县平襄镇中街4号")
        #expect(page.footer.icp == "陇ICP备14000381号")
        #expect(page.footer.publicSecurity == "62112102000021")
        #expect(page.footer.siteID == nil && page.footer.phone == nil)
        #expect(page.breadcrumbText == "您当前的位置: 首页 > 基层党建 > 基层党建")
        #expect(page.bylineText == (layout == .runTogether ? "来源:作者::阅读:时间:2016-3-29" : "来源: 作者:: 阅读: 时间:2016-3-29"))
        #expect(page.evidence.contains(Evidence(field: "source", place: "signoff")))
        #expect(page.evidence.contains(Evidence(field: "published", place: "byline")))
        for string in ["首页轮换图", "475_110px", "355_110px", "上篇", "下篇"] { #expect(!page.paragraphs.joined().contains(string)) }
    }
}

extension StringProtocol {
    /// Without white space at both ends, as the record has it.
    var trimmed: String {
        let text = String(self)
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }), let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(text[start...end])
    }
}
