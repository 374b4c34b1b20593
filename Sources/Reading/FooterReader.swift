// The foot of a page: owner, organizer, address, telephone, ICP and police numbers, 网站标识码.

/// Reads the foot.
enum FooterReader {
    /// Reads the foot below `from`, the first line behind the body.
    static func read(_ page: VisibleText, from: Int) -> Footer {
        var footer = Footer()
        let lines = FooterLines.find(page, from: from)
        guard !lines.isEmpty else { return footer }
        var owner: (rank: Int, text: String)?
        func offerOwner(_ text: String?, rank: Int) {
            guard let text, isName(text), owner == nil || owner!.rank > rank else { return }
            owner = (rank, text)
        }
        var otherPhone: String?
        for (n, k) in lines.enumerated() {
            let range = page.lines[k].foldedRange
            footer.icp = footer.icp ?? Permits.icp(page, k)
            footer.publicSecurity = footer.publicSecurity ?? Permits.police(page, range)
            let parts = FooterPart.all(page, k)
            for (m, part) in parts.enumerated() {
                let isNamed = [FooterLabel.owner, .organizer, .undertaker, .address].contains(part.label)
                var value = page.text.words(isNamed ? ownWords(page, part.value) : part.value)
                if value == nil, m == parts.count - 1, n + 1 < lines.count, lines[n + 1] == k + 1, FooterPart.all(page, k + 1).isEmpty { value = page.string(k + 1) }
                switch part.label {
                case .owner:
                    // 版权所有：某某 before 某某版权所有 before © 某某.
                    if part.hasColon, let value, isName(value) {
                        offerOwner(value, rank: 0)
                    } else if part.isEnglish {
                        offerOwner(page.text.words(ownWords(page, beforeLink(page, k, part.value))), rank: 2)
                    } else if let name = before(page, k, part.at) {
                        offerOwner(name, rank: 1)
                    } else {
                        offerOwner(value, rank: 1)
                    }
                case .organizer:
                    if footer.organizer == nil { footer.organizer = named(page, k, part, value) }
                case .undertaker:
                    if footer.undertaker == nil { footer.undertaker = named(page, k, part, value) }
                case .address:
                    if footer.address == nil, let value, Contact.isAddress(value, labelled: true) { footer.address = value }
                case .postalCode:
                    if footer.postalCode == nil, let value { footer.postalCode = Contact.digits(value, exactly: 6) }
                case .phone:
                    if footer.phone == nil, let value { footer.phone = Contact.phone(Array(value.utf8)) }
                case .otherPhone:
                    if otherPhone == nil, let value { otherPhone = Contact.phone(Array(value.utf8)) }
                case .siteID:
                    if footer.siteID == nil, let value { footer.siteID = Contact.siteID(value) }
                case .other: break
                }
            }
            if footer.address == nil, parts.isEmpty, let words = page.text.words(Contact.withoutPhone(page, k)), Contact.isAddress(words, labelled: false) { footer.address = words }
        }
        footer.owner = owner?.text ?? footer.organizer ?? lines.lazy.compactMap { linkedOwner(page, $0) }.first
        if footer.icp == nil { footer.icp = lines.lazy.compactMap { Permits.certificate(page, $0) }.first ?? lines.lazy.compactMap { Permits.licence(page, $0) }.first }
        if footer.phone == nil { footer.phone = otherPhone ?? lines.lazy.compactMap { Contact.firstPhone(page, $0) }.first }
        footer.text = FooterLines.withTail(page, lines).compactMap { page.text.words(page.lines[$0].range) }.joined(separator: "\n")
        return footer
    }

    /// The name that a label gives: behind a colon, else before the label (某某局主办), else behind it.
    private static func named(_ page: VisibleText, _ k: Int, _ part: FooterPart, _ value: String?) -> String? {
        let behind = value.flatMap { isName($0) ? $0 : nil }
        return part.hasColon ? behind : before(page, k, part.at) ?? behind
    }

    /// A line of copyright that names nobody but holds one link names the owner by it.
    private static func linkedOwner(_ page: VisibleText, _ k: Int) -> String? {
        guard FooterPart.all(page, k).contains(where: { $0.label == .owner }) else { return nil }
        let names = page.lines[k].linkRange.compactMap { page.text.words(page.links[$0].range) }
        return names.count == 1 && isName(names[0]) && names[0].unicodeScalars.contains { $0.value >= 0x3400 } && Permits.icp(page, k) == nil ? names[0] : nil
    }

    /// A value up to a gap, and without the years and numbers around a name.
    private static func ownWords(_ page: VisibleText, _ range: Range<Int>) -> Range<Int> {
        var r = range
        // © 2001-2012 name
        var i = r.lowerBound
        while i < r.upperBound, page.text[i] < 0x80 && !(page.text[i] >= 0x41 && page.text[i] <= 0x5A || page.text[i] >= 0x61 && page.text[i] <= 0x7A) || page.text.blank(at: i, end: r.upperBound) > 0 || isDashOrYear(page.text, i, r.upperBound) {
            if page.text[i] >= 0x30, page.text[i] <= 0x39, let (_, end) = page.text.number(at: i, end: r.upperBound), end - i != 4 { break }
            if page.text[i] >= 0x30, page.text[i] <= 0x39, let (_, end) = page.text.number(at: i, end: r.upperBound) { i = end; continue }
            i += page.text.characterLength(at: i)
        }
        if i > r.lowerBound, i < r.upperBound, page.text[i] >= 0x80 || !(page.text[r.lowerBound] >= 0x30 && page.text[r.lowerBound] <= 0x39) || i - r.lowerBound >= 4 { r = i..<r.upperBound }
        r = LabelledLine.cutAtGap(page.text, page.text.trimmed(r), blanks: 2)
        // The province before a number that follows the value belongs to the number.
        let behind = range.upperBound
        if r.upperBound == range.upperBound, r.count >= 6, behind + 3 <= page.text.count, page.text[(behind)..<(behind + 3)].lowercased == Array("icp".utf8),
           Permits.provinces.match(in: page.text, at: r.upperBound - 3, end: r.upperBound) != nil {
            r = page.text.trimmed(r.lowerBound..<(r.upperBound - 3))
        }
        for mark in [Array("icp".utf8), Array("ICP".utf8)] {
            if let at = page.text.find(mark, in: r) {
                // The province before ICP belongs to the number.
                var end = at
                while end > r.lowerBound, page.text[end - 1] & 0xC0 == 0x80 || page.text[end - 1] == 0x7C { end -= 1 }
                if end > r.lowerBound, page.text[end - 1] >= 0xE0 { end -= 1 }
                r = r.lowerBound..<max(r.lowerBound, end)
            }
        }
        r = LabelledLine.bared(page.text, r)
        // Name. All rights reserved
        if r.count > 8, page.text[r.upperBound - 1] == 0x2E, page.text[r.upperBound - 2] | 0x20 >= 0x61, page.text[r.upperBound - 2] < 0x80,
           !abbreviations.contains(where: { page.text.has($0, at: r.upperBound - $0.count, end: r.upperBound) }) { r = r.lowerBound..<(r.upperBound - 1) }
        return r
    }

    private static let abbreviations: [[UInt8]] = ["Ltd.", "Co.", "Inc.", "Corp."].map { Array($0.utf8) }

    /// A value up to the first link that begins inside it.
    private static func beforeLink(_ page: VisibleText, _ k: Int, _ range: Range<Int>) -> Range<Int> {
        for l in page.lines[k].linkRange {
            let link = page.links[l].range
            if link.lowerBound > range.lowerBound + 3, link.lowerBound < range.upperBound { return range.lowerBound..<link.lowerBound }
        }
        return range
    }

    private static func isDashOrYear(_ text: [UInt8], _ i: Int, _ end: Int) -> Bool {
        text.has(Array("－".utf8), at: i, end: end) || text.has(Array("—".utf8), at: i, end: end) || text.has(Array("©".utf8), at: i, end: end) || text.has(Array("年".utf8), at: i, end: end)
    }

    /// 某某网版权所有, 某某局主办: the name that stands before a label.
    private static func before(_ page: VisibleText, _ k: Int, _ at: Int) -> String? {
        let range = page.lines[k].foldedRange
        var from = range.lowerBound
        for part in FooterPart.all(page, k) where part.at < at { from = max(from, part.at) }
        var text = page.unfolded(from..<at, line: k)
        // The earlier label itself is no name.
        if from > range.lowerBound || FooterPart.labels.match(in: page.folded, at: from, end: at) != nil, let part = FooterPart.all(page, k).last(where: { $0.at == from }) { text = part.value.lowerBound..<max(part.value.lowerBound, text.upperBound) }
        var r = LabelledLine.bared(page.text, text)
        if let spaced = letterSpaced(page.text, r) { return isName(spaced) ? spaced : nil }
        // Only what stands behind the last gap.
        var i = r.lowerBound
        var last = r.lowerBound
        while i < r.upperBound {
            let n = page.text.blank(at: i, end: r.upperBound)
            if n > 0 { i += n; last = i } else { i += page.text.characterLength(at: i) }
        }
        r = LabelledLine.bared(page.text, last..<r.upperBound)
        r = ownWords(page, r)
        var words = page.text.words(r)
        for prefix in ["本网站由", "本站由", "本网站", "由"] { if let w = words, w.hasPrefix(prefix) { words = String(w.dropFirst(prefix.count)) } }
        return words.flatMap { isName($0) ? $0 : nil }
    }

    /// A letter-spaced name (人 民 网) without its blanks; `nil` if the text is not letter-spaced.
    private static func letterSpaced(_ text: [UInt8], _ range: Range<Int>) -> String? {
        var letters: [UInt8] = []
        var i = range.lowerBound, count = 0, gaps = 0
        while i < range.upperBound {
            let n = text.blank(at: i, end: range.upperBound)
            if n > 0 { i += n; gaps += 1; continue }
            let length = text.characterLength(at: i)
            letters += text[i..<min(i + length, range.upperBound)]
            count += 1
            i += length
        }
        return count >= 3 && gaps == count - 1 ? String(decoding: letters, as: UTF8.self) : nil
    }

    private static let noNames: Set<String> = ["所有", "版权所有", "复制必究", "违者必究", "翻版必究", "本网站", "声明", "ALL", "All", "Inc", "归", "信息", "网站声明", "隐私声明", "说明"]

    private static let noBeginnings = Terms<Bool>([("声明|说明|未经|违者|复制|信息|by |By ", true)])
    private static let permits = Terms<Bool>([("备案|ICP|公网|网备|许可证", true)])

    private static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let count = bytes.scalars(0..<bytes.count)
        guard count >= 2, count <= 60, !noNames.contains(text) else { return false }
        if noBeginnings.match(in: bytes, at: 0, end: bytes.count) != nil || permits.first(in: bytes, 0..<bytes.count) != nil { return false }
        return text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.value >= 0x3400 } && !text.unicodeScalars.allSatisfy { $0.properties.numericType != nil || $0 == "-" }
    }
}
