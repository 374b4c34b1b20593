// A hit as the terminal shows it.

import Archive

/// Writes hits for people.
public struct HitForm {
    private let isTerminal: Bool

    /// - Parameter isTerminal: whether words may be lit by escape sequences.
    public init(isTerminal: Bool) { self.isTerminal = isTerminal }

    /// Date and title, the sentence, and where the page and its bytes are.
    public func text(of hit: Hit) -> String {
        let date = hit.isDated ? hit.date.replacing("T", with: " ") : "(captured \(hit.date))"
        let place = hit.record.capture.warc.map { "  \(hit.portal)/warc/\($0) \(hit.record.capture.offset ?? 0)+\(hit.record.capture.length ?? 0)" } ?? ""
        let version = hit.isOlder ? "  (older version, \(hit.firstSeen) to \(hit.lastSeen))" : ""
        return """
            \(date)  \(SafeText.terminal(hit.record.title ?? "(no title)"))
                \(sentence(hit.text))
                \(SafeText.terminal(hit.record.url ?? ""))\(version)
                \(hit.record.kind)\(place)


            """
    }

    /// `20 of 1,234 pages`
    public static func summary(total: Int, shown: Int, skipped: Int) -> String {
        let pages = total == 1 ? "1 page" : "\(grouped(total)) pages"
        guard shown < total else { return pages }
        return "\(shown) of \(pages)" + (shown > 0 && skipped + shown < total ? "; --skip \(skipped + shown) shows more" : "")
    }

    private func sentence(_ text: HitText) -> String {
        let scalars = Array(text.sentence.unicodeScalars)
        guard isTerminal else { return SafeText.terminal(text.sentence) }
        var result = "", end = 0
        func plain(_ range: Range<Int>) -> String {
            var part = String.UnicodeScalarView()
            part.append(contentsOf: scalars[range])
            return SafeText.terminal(String(part))
        }
        for mark in text.marks {
            result += plain(end..<mark.lowerBound) + "\u{1B}[1m" + plain(mark) + "\u{1B}[0m"
            end = mark.upperBound
        }
        return result + plain(end..<scalars.count)
    }

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.map { (($0 > 0 && (digits.count - $0) % 3 == 0) ? "," : "") + String(digits[$0]) }.joined()
    }
}
