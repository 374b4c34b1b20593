// The values of a row as systems store them: titles with tags in them, dates in all forms.

import Markup
import Reading
import Web

/// Makes plain text and dates of stored values.
public enum RowText {
    /// The visible text of a piece of HTML, blanks collapsed; `nil` where nothing is left, or only a mark that stands for nothing.
    public static func plain(_ text: String) -> String? {
        var bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: "<")) || bytes.contains(UInt8(ascii: "&")) {
            let tree = HTMLPage.parse(Array("<p>".utf8) + bytes, charsetHeader: "utf-8").tree
            bytes = []
            for node in tree.nodes.indices where tree.nodes[node].kind == .text { bytes += tree.text(of: node) }
        }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty || empty.contains(words) ? nil : words
    }

    private static let empty: Set<String> = ["-", "--", "---", "—", "——", "无", "暂无", "空", "null"]

    /// The first of an object's members that is a date: systems write 0 where they have none.
    static func first(_ row: JSON, _ names: [String]) -> JSON {
        names.lazy.map { row[$0] }.first { date($0) != nil } ?? .null
    }

    /// A date: text with one in it, or seconds or milliseconds since 1970, in China's time. 0 is none.
    public static func date(_ value: JSON) -> String? {
        guard let text = value.text else { return nil }
        // A moment in UTC, `2020-05-06T16:00:00.000Z`.
        if text.hasSuffix("Z"), text.utf8.count >= 20, text.dropFirst(10).first == "T", let moment = Timestamp(iso8601: String(text.prefix(19)) + "Z") {
            return local(moment.secondsSince1970)
        }
        if let date = DateWords.iso(text) { return date }
        guard let number = Int64(text) else { return nil }
        // 8 digits are a day; below ten digits no date of a portal's article is counted in seconds.
        if text.utf8.count == 8, (19490101...21991231).contains(number) { return day(number) }
        let seconds = number > 100_000_000_000 ? number / 1000 : number
        guard seconds >= 100_000_000 else { return nil }
        return local(seconds)
    }

    /// Seconds since 1970 in China's time, which has no summer time since 1991.
    private static func local(_ seconds: Int64) -> String {
        let local = Timestamp(secondsSince1970: seconds + 8 * 3600).iso8601.prefix(19)
        return local.hasSuffix("T00:00:00") ? String(local.prefix(10)) : String(local)
    }

    private static func day(_ number: Int64) -> String? {
        let text = "\(number)"
        return DateWords.iso("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
}
