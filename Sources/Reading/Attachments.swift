// Attachments: files that belong to the text.

import Markup

/// A link to a file.
struct FileLink {
    var name: String?
    /// The address as written, a range of the tree's text.
    var address: ArraySlice<UInt8>
    /// The line that the link stands in.
    var line: Int
}

/// Finds the files of a page.
enum Attachments {
    private static let extensions: Set<[UInt8]> = Set([
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "zip", "rar", "7z", "txt", "rtf", "csv", "ceb", "docm", "xlsm", "tif", "tiff", "mp3", "mp4", "gz", "tar", "dwg", "xml",
    ].map { Array($0.utf8) })
    private static let downloads: [[UInt8]] = ["download.jsp", "downloadattach", "/cms_files/", "/group1/m00", "/group6/m00", "downloadfile", "filedownload", "download.aspx", "/download/", "attachment.aspx", "download.do", "downfile", "downfj"].map { Array($0.utf8) }

    /// Whether an address names a file to download.
    static func isFile(_ address: ArraySlice<UInt8>) -> Bool {
        var lower = address.lowercased
        while let b = lower.last, b <= 0x20 { lower.removeLast() }
        let end = lower.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? lower.count
        if let ext = fileExtension(lower, 0..<end), extensions.contains(ext) { return true }
        // viewer?file=x.pdf
        if end < lower.count, let ext = fileExtension(lower, end..<lower.count), ext == Array("pdf".utf8) || ext == Array("doc".utf8) || ext == Array("docx".utf8) || ext == Array("xls".utf8) || ext == Array("xlsx".utf8) { return true }
        for mark in downloads where lower.find(mark, in: 0..<lower.count) != nil { return true }
        return false
    }

    private static func fileExtension(_ text: [UInt8], _ range: Range<Int>) -> [UInt8]? {
        guard let dot = text.findLast([0x2E], in: range), range.upperBound - dot - 1 <= 4, dot + 1 < range.upperBound else { return nil }
        return Array(text[(dot + 1)..<range.upperBound])
    }

    private static func isFileName(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        let r = text.trimmed(range)
        guard let ext = fileExtension(text, r) else { return false }
        return extensions.contains(ArraySlice(ext).lowercased)
    }

    /// The files that the lines of a range link to, and those embedded among `nodes`, without repeats.
    ///
    /// - Parameter bodyEnd: from this line on a line counts only if it is an entry of a list of attachments.
    static func find(_ page: VisibleText, lines: Range<Int>, bodyEnd: Int, nodes: Range<Int>) -> [FileLink] {
        var found: [FileLink] = []
        var seen: Set<[UInt8]> = []
        func add(_ name: String?, _ address: ArraySlice<UInt8>, _ line: Int) {
            if seen.insert(Array(address)).inserted { found.append(FileLink(name: name, address: address, line: line)) }
        }
        for k in lines where k < page.lines.count {
            if page.lines[k].linkRange.isEmpty || k >= bodyEnd && !isEntry(page, k) { continue }
            let isTool = EndMark.of(page, k) == .tool
            for l in page.lines[k].linkRange {
                let link = page.links[l]
                let node = Int(link.node)
                guard let href = page.tree.attribute(.href, of: node), href.count > 1 else { continue }
                guard isFile(href) || isFileName(page.text, link.range) else { continue }
                if isTool, !isFile(href) { continue }
                add(name(page, node, link.range), href, k)
            }
        }
        for i in nodes where page.tree.nodes[i].kind == .element && page.tree.nodes[i].attributeCount > 0 {
            guard let address = embeddedFile(page, i) else { continue }
            add(playerTitle(page, i) ?? page.tree.words(.title, of: i), address, page.firstLine(from: i))
        }
        return found
    }

    /// Whether an element shows a file in the page.
    static func isEmbedded(_ page: VisibleText, _ node: Int) -> Bool {
        embeddedFile(page, node) != nil
    }

    private static func embeddedFile(_ page: VisibleText, _ i: Int) -> ArraySlice<UInt8>? {
        switch page.tree.nodes[i].tag {
        case .iframe, .embed:
            guard let src = page.tree.attribute(.src, of: i), isFile(src) else { return nil }
            return embedded(page, src)
        case .object:
            guard let data = page.tree.attribute(.data, of: i), isFile(data) else { return nil }
            return data
        default:
            for a in page.tree.attributes(of: i) where a.name == .unknown && page.tree.name(of: a) == "pdfsrc" {
                let value = page.tree.value(of: a)
                return value.isEmpty ? nil : value
            }
            return nil
        }
    }

    /// The address of the file that a viewer shows (viewer.html?file=/a/b.pdf), else the address itself.
    private static func embedded(_ page: VisibleText, _ src: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let mark = Array("file=".utf8)
        guard let at = page.tree.text.find(mark, in: src.startIndex..<src.endIndex) else { return src }
        let from = at + mark.count
        let to = src[from...].firstIndex(of: 0x26) ?? src.endIndex
        return src[from..<to]
    }

    /// The title that a player gives its file: `sudyfile-attr="{'title':'教学计划.pdf'}"`.
    private static func playerTitle(_ page: VisibleText, _ node: Int) -> String? {
        for a in page.tree.attributes(of: node) where a.name == .unknown && page.tree.name(of: a) == "sudyfile-attr" {
            let value = page.tree.value(of: a)
            let mark = Array("'title':'".utf8)
            guard let at = page.tree.text.find(mark, in: value.startIndex..<value.endIndex) else { continue }
            let from = at + mark.count
            guard let to = page.tree.text[from..<value.endIndex].firstIndex(of: 0x27) else { continue }
            return page.tree.text.words(from..<to)
        }
        return nil
    }

    private static let label = Terms<Bool>([("附件下载:|附件下载|附件信息:|相关附件:|附件:|附件", true)])

    /// A file's name: the link's text without 附件： before it, else its title.
    private static func name(_ page: VisibleText, _ node: Int, _ range: Range<Int>) -> String? {
        page.text.words(LabelledLine.bared(page.text, range)) ?? page.tree.words(.title, of: node)
    }

    /// How many lines are looked at for the first file: heads can stand above each other.
    private static let reach = 4

    /// Whether a line is an entry of a list of attachments, or the head of one: links to files and no other text.
    static func isEntry(_ page: VisibleText, _ k: Int) -> Bool {
        for line in k..<min(k + reach, page.lines.count) {
            if let answer = isFileLine(page, line) { return answer }
        }
        return false
    }

    /// Whether a line holds files and no other text; `nil` for a line that only says 附件.
    private static func isFileLine(_ page: VisibleText, _ k: Int) -> Bool? {
        let line = page.lines[k]
        var files: Int32 = 0
        for l in line.linkRange {
            let link = page.links[l]
            guard let href = page.tree.attribute(.href, of: Int(link.node)), isFile(href) || isFileName(page.text, link.range) else { continue }
            files += Int32(page.text.scalars(link.range))
        }
        // 附件【申报表.docx】已下载12次
        let isLabelled = label.match(in: page.folded, at: Int(line.foldedStart), end: Int(line.foldedEnd)) != nil
        if files > 0 { return Int(line.solid) - Int(files) <= 12 && (isLabelled || 2 * files >= line.solid) }
        guard line.solid <= 8, let (_, length) = label.match(in: page.folded, at: Int(line.foldedStart), end: Int(line.foldedEnd)),
              Int(line.foldedEnd - line.foldedStart) - length <= 3 else { return false }
        return nil
    }
}
