// The labels of a foot (主办, 地址, 邮编 …) and the values that stand behind them.

/// What a label of the foot announces.
enum FooterLabel: Sendable { case owner, organizer, undertaker, address, postalCode, phone, otherPhone, siteID, other }

/// A label of the foot and its value.
struct FooterPart {
    var label: FooterLabel
    /// Where the label begins in the folded text.
    var at: Int
    /// The value's range in the text.
    var value: Range<Int>
    /// The label is Copyright or ©, not 版权所有.
    var isEnglish: Bool
    var hasColon: Bool

    static let labels = Terms<FooterLabel>([
        ("版权所有|版权所有者|版权归属|版权", .owner),
        ("copyright©|copyright(c)|©copyright|(c)copyright|copyright|©", .owner),
        ("主办单位|主办方|主办|主办机构|主办部门|主管主办", .organizer),
        ("承办单位|承办方|承办|承办机构|承办部门", .undertaker),
        ("地址|单位地址|公司地址|医院地址|学校地址|办公地址|联系地址|通讯地址|通信地址|校址|机关地址|地点|总部地址|详细地址|院址", .address),
        ("邮编|邮政编码|邮政编号|邮编号码|邮码", .postalCode),
        ("电话|联系电话|值班电话|办公电话|电话号码|总机|联系方式|tel|服务电话|公开电话|咨询电话|电话总机|总值班室", .phone),
        ("举报电话|监督电话|投诉电话|热线|客服电话|客服热线|服务热线|新闻热线|急救电话|24小时急救电话|传真电话|技术支持电话|网站维护电话|值守电话|运维电话|维护电话|联系我们", .otherPhone),
        ("网站标识码|政府网站标识码|标识码|网站标示码|网站识别码", .siteID),
        ("传真|邮箱|电子邮箱|e-mail|email|电子邮件|邮件|信箱|技术支持|技术服务|技术维护|设计制作|制作维护|网站维护|网站建设|运维单位|维护单位|维护|制作|协办|协办单位|主管单位|主管|指导单位|监制|备案号|备案序号|备案编号|备案许可证号|备案/许可证号码|icp备案号|icp备案|许可证号|中文域名|域名|建议使用|您是第|访问量|今日访问|总访问量|allrightsreserved|allrightreserved|rightsreserved|未经|法律顾问|经营许可证|网站管理|运行维护|运营|运营单位|联系人|网址|官方微信|微信公众号|推荐使用|本站|最佳浏览|工作时间|服务时间|人工服务时间|网站地图|关于我们|隐私|icp证|公安备案|公安备案号|ip|poweredby", .other),
    ])

    /// The labelled values of a line.
    static func all(_ page: VisibleText, _ k: Int) -> [FooterPart] {
        let range = page.lines[k].foldedRange
        var found: [(FooterLabel, at: Int, value: Int, english: Bool, colon: Bool)] = []
        var i = range.lowerBound
        while i < range.upperBound {
            if page.folded[i] & 0xC0 == 0x80 { i += 1; continue }
            if let (label, length) = labels.match(in: page.folded, at: i, end: range.upperBound) {
                var value = i + length
                let colon = value < range.upperBound && page.folded[value] == 0x3A
                while value < range.upperBound, page.folded[value] == 0x3A { value += 1 }
                let counts: Bool
                switch label {
                case .owner, .other, .siteID: counts = true
                case .organizer, .undertaker: counts = colon || true
                case .postalCode, .phone, .otherPhone:
                    counts = colon || value >= range.upperBound || page.folded[value] < 0x80 || i == range.lowerBound
                case .address: counts = colon || i == range.lowerBound && value < range.upperBound && page.folded[value] >= 0x80 && page.text.blank(before: page.unfolded(value..<value, line: k).lowerBound, start: Int(page.lines[k].start)) > 0
                }
                if counts { found.append((label, i, value, page.folded[i] == 0x63 || page.folded[i] == 0xC2 || page.folded[i] == 0x28, colon)) }
                i = value
            } else {
                i += page.folded.characterLength(at: i)
            }
        }
        return found.enumerated().map { n, f in
            let end = n + 1 < found.count ? found[n + 1].at : range.upperBound
            return FooterPart(label: f.0, at: f.at, value: LabelledLine.bared(page.text, page.unfolded(min(f.value, end)..<end, line: k)), isEnglish: f.english, hasColon: f.colon)
        }
    }
}
