// Whether two captures of a page are the same to its reader.

import Reading
import WebArchive

/// The digest of what a reader of a page would call its text, without what changes by itself.
///
/// Left out are: a paragraph that only counts readers (浏览次数：12), one that only tells today's date (今天是2026年11月24日), and
/// session numbers and clock readings in addresses. A number in running text is never left out.
enum TextDigest {
    /// Hexadecimal SHA-256; `nil` if the reader found neither text nor links: then nobody can tell.
    ///
    /// - Parameter links: of the page; a home page in which the reader finds no text is the pages that it leads to.
    static func of(_ page: Page, links: [PageLink] = []) -> String? {
        guard !page.paragraphs.isEmpty || !page.rows.isEmpty || !page.attachments.isEmpty else { return of(links, under: page.title) }
        var text: [UInt8] = []
        func add(_ part: String?) {
            text += (part ?? "").utf8
            text.append(0x1F)
        }
        for part in [page.title, page.source, page.published, page.signoff] { add(part) }
        for paragraph in page.paragraphs where !isVolatile(paragraph) { add(paragraph) }
        for row in page.rows {
            add(row.title)
            add(row.url.map(stable))
            add(row.date)
        }
        for attachment in page.attachments { add(attachment.url.map(stable)) }
        return SHA256Digest(of: text).hex
    }

    private static func of(_ links: [PageLink], under title: String?) -> String? {
        let pages = links.filter { $0.role == .page || $0.role == .attachment }
        guard !pages.isEmpty else { return nil }
        return SHA256Digest(of: Array(([title ?? ""] + pages.map { stable($0.url.href) }).joined(separator: "\u{1F}").utf8)).hex
    }

    // MARK: Paragraphs

    /// A longer paragraph is running text, whatever words stand in it; in bytes of UTF-8.
    private static let longestVolatile = 120
    private static let counters = ["浏览", "阅读", "点击", "访问", "查看", "下载", "点赞", "人气", "字号", "次数"]
    private static let clocks = ["今天是", "今日是", "现在是", "当前时间", "当前日期", "系统时间", "北京时间"]

    /// Whether a paragraph says nothing but what is other at each visit.
    static func isVolatile(_ paragraph: String) -> Bool {
        guard paragraph.utf8.count <= longestVolatile else { return false }
        let text = paragraph.drop { $0.isWhitespace || "[【（(".contains($0) }
        if let clock = clocks.first(where: text.hasPrefix) {
            return text.dropFirst(clock.count).drop { $0.isWhitespace || $0 == ":" || $0 == "：" }.first?.isNumber == true
        }
        // Counters and nothing else: a label, a number, at most a measure word; one or several.
        guard counters.contains(where: text.hasPrefix), text.contains(where: \.isNumber) else { return false }
        return text.allSatisfy { $0.isNumber || $0.isWhitespace || "浏览阅读点击访问查看下载点赞人气字号次数量总率：:,，|[]【】（）()".contains($0) }
    }

    // MARK: Addresses

    private static let sessionKeys: Set<String> = [
        "jsessionid", "phpsessid", "aspsessionid", "sessionid", "session_id", "cfid", "cftoken",
    ]
    private static let clockKeys: Set<String> = ["_", "t", "_t", "ts", "time", "timestamp", "rand", "random", "rnd", "r"]

    /// An address without session numbers (`;jsessionid=…`, `(S(…))`, `?sid=…`) and without clock readings and dice (`?t=1764000000000`).
    static func stable(_ address: String) -> String {
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("(S(") && !$0.hasPrefix("(s(") }
            .map { segment in segment.firstIndex(of: ";").map { segment[..<$0] } ?? segment }
            .joined(separator: "/")
        guard parts.count == 2 else { return path }
        let kept = parts[1].split(separator: "&").filter { field in
            let pair = field.split(separator: "=", maxSplits: 1)
            guard let key = pair.first?.lowercased() else { return false }
            let value = pair.count == 2 ? pair[1] : ""
            if sessionKeys.contains(key) || key == "sid" && value.count >= 16 { return false }  // a short sid is a section's number
            return !(clockKeys.contains(key) && isClockOrDice(value))
        }
        return kept.isEmpty ? path : path + "?" + kept.joined(separator: "&")
    }

    /// Ten digits and more, or a fraction below one.
    private static func isClockOrDice(_ value: Substring) -> Bool {
        if value.hasPrefix("0.") { return value.dropFirst(2).allSatisfy(\.isNumber) }
        return value.count >= 10 && value.allSatisfy(\.isNumber)
    }
}
