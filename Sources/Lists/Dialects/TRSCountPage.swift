// TRS WCM, older templates: `var countPage = 5`, `var currentPage = 0`, and links that the script writes: MEM, MEE, MOE, MOF, MOST.
//
// The address stands in the script as `document.write("<a href=\"index"+"_"+nextPage+".htm\">下一页</a>")`; it is put together as
// written, the next page's number in its place. Pages count from 0.

import Web

struct TRSCountPage: Dialect {
    let name = "trs-countpage"
    let attempt = Attempt.staticPager
    let marks = ["countPage"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard let pages = page.literal("countPage").flatMap({ Int($0) }), pages >= 1, let current = page.literal("currentPage").flatMap({ Int($0) }),
            current >= 0, current < pages
        else { return [] }
        let written = addresses(page)
        guard let (before, after) = Self.next(written) else { return [] }
        var column = ListColumn(self, parameters: ["before": before, "after": after], pages: pages, firstRequest: 2)
        // A later page tells of the same column; its first is that of the script's link 首页, or has no number.
        if current > 0 {
            let first = written.lazy.compactMap(\.literal).first ?? String(before.reversed().drop { $0 == "_" }.reversed()) + after
            column.page = (try? WebURL(first, base: page.base))?.withoutFragment.href ?? ""
        }
        return [column]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, let base = try? WebURL(column.page), let before = column.parameters["before"], let after = column.parameters["after"]
        else { return nil }
        return (try? WebURL("\(before)\(number - 1)\(after)", base: base)).map { .page($0) }
    }

    /// Names for the number of the next page, or of any, as the loop over all has it.
    private static let names = ["nextPage", "currentPage+1", "下一页Page", "nextpage", "i"]

    /// What stands before and behind the number in the address of the next page.
    private static func next(_ written: [WrittenAddress]) -> (String, String)? {
        for name in names {
            for address in written { if let parts = address.around(name) { return parts } }
        }
        return nil
    }

    /// The addresses that scripts put together.
    private func addresses(_ page: ListPage) -> [WrittenAddress] {
        var found: [WrittenAddress] = []
        for script in page.scripts {
            var from = script.lowerBound
            while found.count < 50, let at = page.tree.text.find(Array("href=".utf8), in: from..<script.upperBound) {
                from = at + 5
                if let address = WrittenAddress(page.tree.text, at: from, end: script.upperBound) { found.append(address) }
            }
        }
        return found
    }
}

/// An address that a script puts together of strings and variables, from behind `href=`.
struct WrittenAddress {
    private enum Part { case text(String), variable(String) }
    private var parts: [Part] = []

    init?(_ text: [UInt8], at start: Int, end: Int) {
        // The quote of the attribute, escaped where it is that of the script's string too.
        var i = start
        let isEscaped = i < end && text[i] == UInt8(ascii: "\\")
        if isEscaped { i += 1 }
        guard i < end, text[i] == UInt8(ascii: "\"") || text[i] == UInt8(ascii: "'") else { return nil }
        let attribute = text[i]
        let string: UInt8 = isEscaped ? attribute : attribute == UInt8(ascii: "\"") ? UInt8(ascii: "'") : UInt8(ascii: "\"")
        i += 1
        var piece: [UInt8] = []
        while i < end, i < start + 300 {
            let byte = text[i]
            if isEscaped, byte == UInt8(ascii: "\\"), i + 1 < end, text[i + 1] == attribute { break }
            if !isEscaped, byte == attribute { break }
            guard byte == string else {
                piece.append(byte)
                i += 1
                continue
            }
            // The string ends: + variable + "…
            parts.append(.text(String(decoding: piece, as: UTF8.self)))
            piece = []
            i = text.skipBlanks(i + 1, end: end)
            while i < end, text[i] == UInt8(ascii: "+") {
                i = text.skipBlanks(i + 1, end: end)
                guard i < end, text[i] != string else { break }
                let name = i
                let isSum = text[i] == UInt8(ascii: "(")
                while i < end, isSum ? text[i] != UInt8(ascii: ")") : text[i].isWordByte { i += 1 }
                if isSum, i < end { i += 1 }
                guard i > name else { return nil }
                let variable = text[name..<i].filter { $0 > 0x20 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }
                parts.append(.variable(String(decoding: variable, as: UTF8.self)))
                i = text.skipBlanks(i, end: end)
            }
            guard i < end, text[i] == string else { return nil }
            i += 1
        }
        parts.append(.text(String(decoding: piece, as: UTF8.self)))
    }

    /// The address, where it is a literal.
    var literal: String? {
        var text = ""
        for part in parts { if case .text(let piece) = part { text += piece } else { return nil } }
        return text.isEmpty || text.hasPrefix("#") || text.contains(":") ? nil : text
    }

    /// What stands before and behind a variable, where it is the only one.
    func around(_ variable: String) -> (String, String)? {
        var before = "", after = "", isBehind = false
        for part in parts {
            switch part {
            case .text(let text): if isBehind { after += text } else { before += text }
            case .variable(variable) where !isBehind: isBehind = true
            case .variable: return nil
            }
        }
        return isBehind && !before.isEmpty ? (before, after) : nil
    }
}
