// Names and numbers of a byline that no label announces.

import Markup

extension Byline {
    /// A source without label: the link right behind a date (2022-06-02 09:52:19 政能亮).
    static func linkBehindDate(_ page: VisibleText, _ members: [Int]) -> String? {
        for k in members {
            guard let (_, date) = DateReader.first(in: page.text, page.lines[k].range) else { continue }
            for l in page.lines[k].linkRange {
                let link = page.links[l].range
                guard link.lowerBound >= date.upperBound, (2...16).contains(page.text.scalars(link)),
                      page.text.trimmed(date.upperBound..<link.lowerBound).isEmpty, EndMark.of(page, k) == nil else { continue }
                var folder = TextFolder()
                folder.fold(page.text, link)
                if LabelledLine.labels.match(in: folder.bytes, at: 0, end: folder.bytes.count) != nil { continue }
                return page.text.words(link)
            }
        }
        return nil
    }

    private static let noNames = Terms<Bool>([("发布|阅读|更新|星期|转载|今天|字体|热度|来自|打印|分享|浏览|点击|编辑|上午|下午|时间|日期|发表|收藏|评论|关注|当前|北京时间|正文|首页|点赞|作者|来源|显示|朗读|通过|批准|公布|施行|修订|会议|讲话|审议|印发|次|第|共|届|截至", true)])

    private static let publisher = Array("发布".utf8)

    /// A source without label and link: the one word beside a bare date (中国网 2019-11-25 10:37:31).
    static func nameBesideDate(_ page: VisibleText, _ members: [Int]) -> String? {
        for k in members where page.lines[k].solid <= 40 && page.lines[k].marks == 0 {
            let line = page.lines[k].range
            let split = LabelledLine(page, line: k)
            guard split.values.allSatisfy({ $0.label == .reads || $0.label == .tool }) else { continue }
            let rest = split.values.isEmpty ? line : split.lead
            guard let (_, date) = DateReader.first(in: page.text, rest) else { continue }
            let before = LabelledLine.bared(page.text, rest.lowerBound..<date.lowerBound), after = LabelledLine.bared(page.text, date.upperBound..<rest.upperBound)
            guard before.isEmpty != after.isEmpty else { continue }
            var name = before.isEmpty ? after : before
            let original = Array("原创".utf8)
            if page.text.has(original, at: name.lowerBound, end: name.upperBound) { name = LabelledLine.bared(page.text, (name.lowerBound + original.count)..<name.upperBound) }
            // 清溪发布 is a name, 管理员发布 is not.
            var own = name
            if page.text.has(publisher, at: name.upperBound - publisher.count, end: name.upperBound), page.text.scalars(name) == 4 { own = name.lowerBound..<(name.upperBound - publisher.count) }
            guard (3...14).contains(page.text.scalars(name)), noNames.first(in: page.text, own) == nil,
                  page.text[name].allSatisfy({ $0 > 0x20 && !($0 >= 0x30 && $0 <= 0x39) }), page.text[name.lowerBound] >= 0xE4 else { continue }
            return page.text.words(name)
        }
        return nil
    }

    private static let countWords: [[UInt8]] = ["次阅读", "次浏览", "次点击", "人阅读", "人浏览", "次访问"].map { Array($0.utf8) }

    /// The number in 1164次阅读.
    static func countBefore(_ page: VisibleText, _ k: Int) -> Int? {
        let range = page.lines[k].foldedRange
        for word in countWords {
            guard let at = page.folded.find(word, in: range) else { continue }
            var i = at
            while i > range.lowerBound, page.folded[i - 1] >= 0x30, page.folded[i - 1] <= 0x39 { i -= 1 }
            if i < at { return page.folded.number(at: i, end: at)?.value }
        }
        return nil
    }

    private static let authorNames: [[UInt8]] = ["author", "zuozhe"].map { Array($0.utf8) }
    private static let sourceNames: [[UInt8]] = ["source", "laiyuan"].map { Array($0.utf8) }

    /// An author without label: an inline element of the byline that is named so (`<span class="author">`).
    static func namedAuthor(_ page: VisibleText, _ members: [Int]) -> String? {
        named(page, members, authorNames)
    }

    /// A source without label: an inline element of the byline that is named so.
    static func namedSource(_ page: VisibleText, _ members: [Int]) -> String? {
        named(page, members, sourceNames)
    }

    private static func named(_ page: VisibleText, _ members: [Int], _ names: [[UInt8]]) -> String? {
        let tree = page.tree
        for k in members {
            var node = Int(page.lines[k].firstNode)
            while node <= Int(page.lines[k].lastNode) {
                defer { node += 1 }
                guard tree.nodes[node].kind == .text, let parent = tree.parent(of: node), parent > Int(page.lines[k].block), tree.isNamed(parent, names) else { continue }
                let bytes = Array(tree.text(of: node))
                let value = bytes.trimmed(0..<bytes.count)
                guard (2...16).contains(bytes.scalars(value)) else { continue }
                let folded = TextFolder.fold(String(decoding: bytes[value], as: UTF8.self))
                if folded.contains(0x3A) || LabelledLine.labels.match(in: folded, at: 0, end: folded.count) != nil || DateReader.first(in: bytes, value) != nil { continue }
                return bytes.words(value)
            }
        }
        return nil
    }

    private static let sentenceWords: [[UInt8]] = ["。", "，", "！", "？", "；", "讯", "报道", "电", ",", "：", "、", ":"].map { Array($0.utf8) }
    private static let officeWords: [[UInt8]] = ["见习记者", "实习记者", "特约记者", "本报记者", "记者", "实习生", "通讯员", "特约评论员", "评论员"].map { Array($0.utf8) }

    /// The names in a line that only names reporters (澎湃新闻记者 段彦超 见习记者 李明).
    static func reporters(_ page: VisibleText, _ k: Int) -> String? {
        let line = page.lines[k]
        guard line.solid <= 32, line.solid >= 4, line.linked == 0 else { return nil }
        for mark in sentenceWords where page.text.find(mark, in: line.range) != nil { return nil }
        var first: Int?
        var i = Int(line.start), bytes: [UInt8] = []
        while i < Int(line.end) {
            if let word = officeWords.first(where: { page.text.has($0, at: i, end: Int(line.end)) }) {
                if first == nil { first = i } else { bytes.append(0x20) }
                i += word.count
            } else {
                if first != nil { bytes.append(page.text[i]) }
                i += 1
            }
        }
        guard let first, page.text.scalars(Int(line.start)..<first) <= 18 else { return nil }
        let names = bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ").trimmingBlanks ?? ""
        return (2...14).contains(names.unicodeScalars.count) ? names : nil
    }
}
