// Which lines are the foot of a page.

import Markup

/// Finds the lines of the foot.
enum FooterLines {
    /// Words that show a line to be part of the foot.
    private static let cues = Terms<Bool>([
        ("版权所有|copyright|©|icp备|icp证|icp许可|公网安备|网站标识码|标识码|备案号|备案序号|备案编号|主办单位|主办:|主办方|承办单位|承办:|邮编|邮政编码|allrightsreserved|经营许可证|公安备案|技术支持|举报电话|地址:|电话:|传真:|备案许可证", true),
    ])
    /// Lines that end in one of these cues surely belong to a foot.
    private static let strongCues = Terms<Bool>([
        ("版权所有|copyright|©|icp备|icp证|公网安备|网站标识码|标识码|备案号|备案序号|备案编号|allrightsreserved|经营许可证|主办单位:|主办:|主办方:|承办单位:|承办:|邮编:|邮政编码:", true),
    ])

    /// A line of the foot has at most this many characters.
    private static let longest: Int32 = 400
    /// Lines of one foot are not further apart.
    private static let gap = 14

    /// The lines of the foot: from the first to the last cue behind the body, link lists left out.
    static func find(_ page: VisibleText, from: Int) -> [Int] {
        var cued: [Int] = []
        for k in page.lines.indices where k >= from {
            let line = page.lines[k]
            guard line.solid <= longest, cues.first(in: page.folded, line.foldedRange) != nil else { continue }
            cued.append(k)
        }
        // Strong cues anchor the foot; the rest counts near them.
        let anchors = cued.filter { strongCues.first(in: page.folded, page.lines[$0].foldedRange) != nil && !isNavigation(page, $0) && EndMark.of(page, $0) != .related }
        guard let last = anchors.last ?? page.lines.indices.last(where: { $0 >= from && isLastWord(page, $0) }) else { return [] }
        var first = last
        for k in cued.reversed() where k < first {
            if first - k <= gap { first = k } else { break }
        }
        var end = last
        for k in cued where k > end && k - end <= gap { end = k }
        // An address without label, a number below the last cue.
        var k = end + 1
        while k < page.lines.count, k <= end + 3 {
            if let words = page.text.words(page.lines[k].range), Contact.isAddress(words, labelled: false) || Contact.firstPhone(page, k) != nil, page.lines[k].solid <= 80 { end = k }
            k += 1
        }
        k = first - 1
        while k >= from, k >= first - 4 {
            if let words = page.text.words(page.lines[k].range), Contact.isAddress(words, labelled: false) || phoneLabel(page, k) || namesOrganizer(page, k) { first = k }
            k -= 1
        }
        first = withContacts(page, first, from: from)
        let known = Set(cued)
        return (first...end).filter { known.contains($0) || page.lines[$0].solid <= longest && (!isNavigation(page, $0) || $0 == first) }
    }

    /// A page's last line that names who runs it (某某局 主办): the foot of a page that has no other.
    private static func isLastWord(_ page: VisibleText, _ k: Int) -> Bool {
        k == page.lines.count - 1 && page.lines[k].solid >= 6 && page.text.find(Array("。".utf8), in: page.lines[k].range) == nil && namesOrganizer(page, k)
    }

    /// The foot's lines with those that close its element (您是第…位访问者, Powered by …).
    static func withTail(_ page: VisibleText, _ lines: [Int]) -> [Int] {
        guard let last = lines.last, let parent = page.tree.parent(of: Int(page.lines[last].block)) else { return lines }
        var all = lines
        var k = last + 1
        while k < page.lines.count, k <= last + 4, page.isInside(Int(page.lines[k].firstNode), parent), page.lines[k].linkShare < 0.7, page.lines[k].solid <= 120 {
            all.append(k)
            k += 1
        }
        return all
    }

    /// A box of contacts (服务电话 …) above the foot belongs to it if it stands in the same element.
    private static func withContacts(_ page: VisibleText, _ first: Int, from: Int) -> Int {
        var k = first - 1
        var result = first
        while k >= from, k >= first - 50 {
            let namesPlace = page.lines[k].solid <= 60 && page.text.words(Contact.withoutPhone(page, k)).map { Contact.isAddress($0, labelled: false) } ?? false
            if phoneLabel(page, k) || namesPlace, sameFoot(page, k, first) { result = k }
            k -= 1
        }
        return result
    }

    private static let footNames: [[UInt8]] = ["foot", "bottom", "copyright", "copy"].map { Array($0.utf8) }

    private static func sameFoot(_ page: VisibleText, _ a: Int, _ b: Int) -> Bool {
        var node = Int(page.lines[b].block)
        var found = false
        while let parent = page.tree.parent(of: node), parent > 0 {
            if page.tree.isNamed(node, footNames) || page.tree.nodes[node].tag == .footer, page.isInside(Int(page.lines[a].firstNode), node) { found = true; break }
            node = parent
        }
        return found
    }

    private static let organizers = Terms<Bool>([("主办|承办|版权所有", true)])

    /// A short line above the foot that names who runs the site (某某局主办 某某中心承办).
    private static func namesOrganizer(_ page: VisibleText, _ k: Int) -> Bool {
        page.lines[k].solid <= 60 && page.lines[k].marks <= 1 && organizers.first(in: page.folded, page.lines[k].foldedRange) != nil
    }

    private static func phoneLabel(_ page: VisibleText, _ k: Int) -> Bool {
        guard page.lines[k].solid <= 60 else { return false }
        return FooterPart.all(page, k).contains { $0.label == .phone } || page.folded.find(Array("电话".utf8), in: page.lines[k].foldedRange) != nil && page.lines[k].solid <= 8
    }

    /// A line of links (关于我们 | 网站地图 | 版权声明).
    private static func isNavigation(_ page: VisibleText, _ k: Int) -> Bool {
        let line = page.lines[k]
        return line.linkShare > 0.7 && Permits.icp(page, k) == nil && Permits.police(page, line.foldedRange) == nil && Permits.licence(page, k) == nil && Permits.certificate(page, k) == nil
    }
}
