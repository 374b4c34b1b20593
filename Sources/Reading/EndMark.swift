// Lines that are no part of any text: where a text ends, and the tools around it.

import Markup

/// What a line that begins with a known word means for the text above it.
enum EndMark: Sendable {
    /// The text is over, if there was any: 上一篇, 版权所有, 网友评论 …
    case hard
    /// The text is over if links follow: 相关链接, 相关新闻 …
    case related
    /// The text is over if there has been some: 分享到, 扫一扫, 打印 …
    case tool

    private static let words = Terms<EndMark>([
        ("上一篇|下一篇|上篇:|下篇:|上一条|下一条|前一篇|后一篇|【上一篇|【下一篇|上一条:|下一条:|上一则|下一则|上一主题|下一主题", .hard),
        ("版权所有|copyright|©|友情链接|网友评论|我来说两句|有事没事说两句|评论区|发表评论|最新评论|热门评论|全部评论|您此时的心情|新闻表情|看完这篇文章|跟贴|跟帖|文章评论|网站声明|相关声明:|用户评论", .hard),
        ("版权声明|版权与免责|免责声明|免责条款|特别声明|平台声明|郑重声明|凡注明|凡本网|凡本站|声明:本|本网站所|*声明|※声明|【版权声明|【免责声明|返回搜狐|特别提示:|温馨提示:凡|转载声明", .hard),
        ("相关阅读|相关链接|相关新闻|相关文章|相关推荐|相关报道|相关信息|相关内容|相关稿件|相关解读|相关文件|相关文档|相关专题|相关搜索|相关公告|相关政策|延伸阅读|推荐阅读|推荐新闻|推荐文章|热门文章|热门推荐|热门新闻|热点新闻|热点推荐|热点排行|热点搜索|最新文章|最新报道|最新资讯|最新动态|最新内容|最新新闻|最新推荐|今日推荐|今日热点|精彩推荐|精彩图片|更多新闻|更多>|更多精彩|图片新闻|图片推荐|猜你喜欢|大家都在看|大家都在搜|新闻排行|点击排行|阅读排行|点击排行榜|48小时|24小时|视觉焦点|编辑推荐|为您推荐|为你推荐|新闻推荐|热门关键词|关键词:|关键字:|标签:|tags:|tag:|所属分类:|分类:|文章关键词|本文关键词|上海热点|阅读下一篇|阅读上一篇|热门标签|专题推荐|往期回顾|深度阅读|热图推荐|热图|频道精选|精选推荐|更多相关|栏目推荐|最热文章|热点专题|独家策划|今日要闻|要闻推荐|新闻热图|你可能感兴趣|您可能感兴趣|看过本文的还看过|推荐|阅读更多", .related),
        ("分享到|分享至|分享|一键分享|分享按钮|扫一扫|手机扫|扫二维码|扫描二维码|扫码|微信扫|用微信扫|打开微信|字号|字体|【打印|[打印|打印本页|打印此页|打印文章|打印|关闭窗口|关闭本页|【关闭|[关闭|【字号|【返回|返回列表|返回首页|返回上一页|返回顶部|收藏|点赞|赞一下|文章很值|打赏|赞赏|0人已打赏|阅读剩余全文|展开全文|查看全文|我要纠错|纠错|责任编辑:本站|【大中小】|【我要|手机打开当前页|附件信息:|loading|加载中|调查问题加载中|若长时间无响应|图集|用户反馈|a+|a-|+1|查看更多|点击查看更多|返回", .tool),
    ])

    /// Words behind which the text goes on: 分享会, 推荐了 …
    private static let longestTool: Int32 = 24
    private static let longestRelated: Int32 = 14

    private static let footWords = Terms<Bool>([("版权所有|copyright©|icp备|icp证|公网安备|网站标识码|allrightsreserved|备案序号:|备案编号:", true)])

    /// Labels of contact data: two in one line make a foot.
    private static let contacts: [[UInt8]] = ["地址:", "邮编:", "邮政编码:"].map { Array($0.utf8) }

    /// Labels that begin a foot when one of its sure words follows.
    private static let beginsFoot = Terms<Bool>([("主办单位|主办:|主办方|承办单位|承办:|地址:|版权|联系电话:|电话:|邮编:|技术支持|网站地图|联系我们|值班电话|经营许可证", true)])

    /// The mark that a line is, `nil` for any other line.
    static func of(_ page: VisibleText, _ k: Int) -> EndMark? {
        let line = page.lines[k]
        var i = Int(line.foldedStart)
        let end = Int(line.foldedEnd)
        if isRule(page.folded, i, end) { return .tool }
        // Ornaments (·, ■, >>, |) may stand before the word.
        var skipped = 0
        while i < end, skipped < 4 {
            if let (mark, length) = words.match(in: page.folded, at: i, end: end) {
                switch mark {
                case .hard:
                    return .hard
                case .related:
                    let isShort = line.solid <= longestRelated || line.linkShare > 0.4 || page.folded.scalars((i + length)..<end) <= 6
                    return isShort ? .related : nil
                case .tool:
                    return line.solid <= longestTool && line.marks <= 2 || line.linkShare > 0.5 ? .tool : nil
                }
            }
            let b = page.folded[i]
            if b < 0x80 ? (b >= 0x30 && b <= 0x39 || b >= 0x61 && b <= 0x7A) : (b >= 0xE4 && b <= 0xE9) { return nil }
            i += page.folded.characterLength(at: i)
            skipped += 1
        }
        return nil
    }

    private static let partingLine = Array("分隔线".utf8)

    /// A line drawn with characters: -----, ====, ------分隔线------.
    private static func isRule(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3, [0x2D, 0x3D, 0x5F, 0x2A, 0x7E].contains(text[start]) else { return false }
        var i = start
        while i < end {
            if [0x2D, 0x3D, 0x5F, 0x2A, 0x7E].contains(text[i]) { i += 1 } else if text.has(partingLine, at: i, end: end) { i += partingLine.count } else { return false }
        }
        return true
    }

    private static let codes = Terms<Bool>([("扫|二维码|微信|关注|客户端|app", true)])

    /// Whether a line is the label of a code to scan.
    static func isCode(_ page: VisibleText, _ k: Int) -> Bool {
        page.lines[k].solid <= 30 && codes.first(in: page.folded, page.lines[k].foldedRange) != nil
    }

    /// Whether a line can only belong to the foot of a page.
    static func isFoot(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        guard line.solid <= 220, line.marks <= 6 else { return false }
        if leadsToFoot(page, k) { return true }
        if contacts.count(where: { page.folded.find($0, in: line.foldedRange) != nil }) >= 2, page.text.find(stop, in: line.range) == nil { return true }
        if let (_, at, _) = footWords.first(in: page.folded, line.foldedRange) {
            // A sentence that speaks of rights is no foot.
            return line.solid <= 60 || at - Int(line.foldedStart) <= 90 && page.text.find(stop, in: line.range) == nil
        }
        return line.inFoot
    }

    /// Whether a line begins with a label of the foot, and so do the lines that follow, up to one with a sure word.
    private static func leadsToFoot(_ page: VisibleText, _ k: Int) -> Bool {
        var next = k
        while next < min(k + 5, page.lines.count), page.lines[next].solid <= 220,
              beginsFoot.match(in: page.folded, at: Int(page.lines[next].foldedStart), end: Int(page.lines[next].foldedEnd)) != nil {
            next += 1
            if next < page.lines.count, page.lines[next].solid <= 220, footWords.first(in: page.folded, page.lines[next].foldedRange) != nil { return shareFoot(page, k, next) }
        }
        return false
    }

    /// Elements with more lines than this are no foot.
    private static let mostLines = 10

    /// Whether two lines stand in one small element, or side by side right in the page.
    private static func shareFoot(_ page: VisibleText, _ a: Int, _ b: Int) -> Bool {
        let tree = page.tree
        var node = Int(page.lines[a].block)
        if let parent = tree.parent(of: node), tree.nodes[parent].tag == .body { return true }
        while !page.isInside(Int(page.lines[b].firstNode), node) {
            guard let parent = tree.parent(of: node) else { return false }
            node = parent
        }
        return page.lines(in: node).count <= mostLines
    }

    private static let stop = Array("。".utf8)

    private static let toolLinks = Terms<Bool>([("返回|查看更多|更多|阅读全文|查看全文|点击查看|点击进入|进入专题|[详细]|下一页|上一页", true)])

    /// A line without a link at its end that is a tool of the page (返回首页，查看更多).
    static func withoutToolLink(_ page: VisibleText, _ k: Int) -> Range<Int> {
        let line = page.lines[k]
        guard let last = line.linkRange.last, page.links[last].range.upperBound == Int(line.end), line.linkShare < 0.5 else { return line.range }
        let link = page.links[last].range
        var folder = TextFolder()
        folder.fold(page.text, link)
        guard folder.bytes.count <= 36, !folder.bytes.isEmpty, toolLinks.match(in: folder.bytes, at: 0, end: folder.bytes.count) != nil else { return line.range }
        return Int(line.start)..<link.lowerBound
    }
}
