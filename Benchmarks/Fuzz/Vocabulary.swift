// The words that the mutator puts into pages: what the reader looks for, and what parsers trip over.

enum Vocabulary {
    /// Elements that are opened without end, repeated without end, closed without having been open.
    static let tags = [
        "div", "span", "p", "table", "tr", "td", "th", "tbody", "ul", "li", "a", "b", "font", "h1", "h2", "center", "br", "hr", "img", "form", "input",
        "select", "option", "dl", "dt", "dd", "iframe", "frameset", "frame", "noframes", "noscript", "script", "style", "textarea", "title", "head",
        "body", "html", "base", "meta", "link", "object", "svg", "section", "article", "ucapcontent", "o:p", "blockquote", "pre", "label", "template",
    ]

    /// What stands in pages of portals: labels, dates, values, links, in the places where the reader looks.
    static let phrases = [
        "来源：", "来源: 作者:: 阅读: 时间:2016-3-29", "作者：某人 ", "时间：2016年3月29日 12:30", "发布时间：2016-03-29 00:00:00", "2016-03-29", "23-03-08 09:38",
        "二〇一六年三月二十九日", "阅读：次", "点击数：1234", "（责任编辑：某某）", "责编：", "编辑：", "供稿：", "摄影：", "转载自：", "原标题：", "上一篇：", "下一篇：没有了",
        "附件：", "索引号：", "文号：", "发文字号：清政发〔2016〕12号", "发布机构：", "成文日期：", "主题词：", "有效性：有效", "当前位置：首页 > 政务公开 > 正文",
        "首页 >> ", " > ", "版权所有：清溪县人民政府", "主办：", "承办：", "地址：", "邮编：749300", "电话：0949-6225010", "陇ICP备99000922号-1", "甘公网安备 62993102000010号",
        "网站标识码：6299310001", "第1页 共100页", "共 1234 条", "下一页", "尾页", "打印本页", "关闭窗口", "字号：大 中 小", "分享到：", "扫一扫在手机打开当前页", "相关链接",
        "<h1>标题</h1>", "<div class=\"content\">", "<div id=\"zoom\">", "<div class=\"footer\">", "<div class=\"crumb\">", "<li><a href=\"/a/1.html\">某某会议召开</a><span>2016-03-29</span></li>",
        "<p>某县召开会议，总结了一季度工作。</p>", "<tr><td>索引号</td><td>1</td><td>发布机构</td><td>某局</td></tr>", "<td rowspan=3 colspan=65535>", "<a href=\"x.doc\">附件1.doc</a>",
        "<a href=\"javascript:window.open('/a.html')\">", "<a href=\"list_2.html\">下一页</a>", "<meta name=\"PubDate\" content=\"2016-03-29 10:00\">",
        "<meta name=ArticleTitle content=\"题\">", "<meta http-equiv=refresh content=\"0;url=/b.html\">", "<base href=\"//\">", "<base href=\"http://[::1\">",
        "<link rel=canonical href=\"http://www.qingxi.example/a.html\">", "<script type=\"text/xml\"><datastore><nextgroup><![CDATA[<a href=\"/x\"></a>]]></nextgroup><recordset><record>",
        "<img srcset=\"a.jpg 1x, b.jpg 2x,,\" src=\"data:,\">", "<div style=\"display:none\">", "<!--", "-->", "<![CDATA[", "]]>", "<?php ", "</script>", "<style>", "<title>",
    ]

    /// Pieces that end, begin or break something.
    static let fragments: [[UInt8]] = [
        "<", ">", "</", "/>", "<!", "<?", "\"", "'", "=", "&", ";", "&#", "&#x", "&nbsp;", "&nbsp", "&lt;", "&#0;", "&#x110000;", "&#55296;", "&#8203;", "&zwj;", "&#xFEFF;",
        "&#99999999999999999999;", "&notanentity;", "&amp;amp;", "\t", "\n", "\r\n", "\u{C}", "\u{3000}", "\u{A0}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
        "\u{202E}", "\u{2028}", "\u{2029}", "\u{85}", "\u{7F}", "\u{80}", "\u{301}\u{301}", "e\u{301}", "\u{F900}", "\u{1F468}\u{200D}\u{1F469}", "\u{20000}", "\u{10FFFF}", "\u{FFFD}",
        "\u{FFFF}", "\u{E000}",
    ].map { Array($0.utf8) } + [
        [0], [0, 0, 0, 0], [1], [0x1B], [0xFF], [0xFE, 0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0x80], [0xA1, 0xA1], [0x81, 0x30, 0x81, 0x30], [0x84, 0x31, 0xA4, 0x37],
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8], [0xD8, 0x00], [0x1F, 0x8B, 8, 0], [0xE3, 0x32, 0x9A, 0x35],
    ]

    /// Labels of charsets, known and unknown, as they stand in headers and meta tags.
    static let charsets = [
        "utf-8", "UTF8", "gb2312", "GBK", "gb18030", "big5", "Big5-HKSCS", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252", "x-user-defined", "hz-gb-2312", "unknown", "",
    ]

    /// URLs of the page: usual, odd, or none.
    static let urls: [String?] = [
        nil, nil, "http://www.qingxi.example/zwdt/qxyw/201603/t20160329_41799.html", "http://www.qingxi.example/", "https://www.qingxi.example:8443/a/b/../c.asp?id=1&x=%D6%D0",
        "file:///tmp/a.html", "data:text/html,x",
    ]
}
