// Weighs what a page declares against what its bytes bear out.

/// Chooses the encoding of a page: byte order mark, HTTP header, valid UTF-8, meta tag, the text's plausibility, in this order.
///
/// What is declared holds only if the bytes bear it out: not where they are valid UTF-8 and declared otherwise (pages saved anew), and not
/// where decoding so gives errors at every turn and another encoding gives Chinese. Single bad bytes change nothing.
///
/// - Parameter header: the `charset` of the HTTP Content-Type as written, without quotes; nil if there was none.
public func chooseCharset(of bytes: [UInt8], header: String?) -> CharsetChoice {
    CharsetSniffer(bytes: bytes, header: header).sniff().choice
}

/// Chooses an encoding, and keeps the text where choosing meant decoding it.
struct CharsetSniffer {
    private let bytes: [UInt8]
    private let declared: String?
    private let header, meta: Charset?

    init(bytes: [UInt8], header: String?) {
        self.bytes = bytes
        let labels = MetaPrescan.labels(in: bytes) { Charset(label: $0) != nil }
        let header = header.flatMap { $0.isEmpty ? nil : $0 }
        declared = header ?? labels.first
        self.header = header.flatMap { Charset(label: $0) }
        // A tag that could be read is not in UTF-16 (HTML Standard, prescan, step "Processing").
        meta = labels.last.flatMap { Charset(label: $0) }.map { $0 == .utf16le || $0 == .utf16be ? .utf8 : $0 }
    }

    /// The choice, and the page's whole text if it is at hand.
    func sniff() -> (choice: CharsetChoice, text: DecodedText?) {
        if let mark = byteOrderMark { return (choice(mark, .bom), nil) }
        var (end, beyondASCII) = bytes.endOfUTF8(from: 0)
        let isText = end == bytes.count
        while end < bytes.count, bytes[end] == 0 {  // a character like others
            let next = bytes.endOfUTF8(from: end + 1)
            (end, beyondASCII) = (next.end, beyondASCII + next.beyondASCII)
        }
        guard end == bytes.count || UTF8Decoder.isBrokenOff(bytes, at: end) else { return weigh() }
        if let header, header == .utf16le || header == .utf16be, bytes.contains(0) { return (choice(header, .header), nil) }
        if beyondASCII == 0 {
            if let header, header != .utf16le, header != .utf16be { return (choice(header, .header), nil) }
            if let meta { return (choice(meta, .meta), nil) }
            return (choice(.utf8, .utf8), nil)
        }
        let choice = validUTF8(beyondASCII)
        return (choice, isText && choice.used == .utf8 ? DecodedText(utf8: bytes, badBytes: 0) : nil)
    }

    private func choice(_ used: Charset, _ source: CharsetChoice.Source) -> CharsetChoice {
        CharsetChoice(used: used, declared: declared, from: source)
    }

    private var byteOrderMark: Charset? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16be }
        return bytes.starts(with: [0xFF, 0xFE]) ? .utf16le : nil
    }

    // MARK: bytes that are valid UTF-8

    /// A few characters can be valid UTF-8 by chance (模, C4 A3); more than this never are.
    private static let byChance = 64

    private func validUTF8(_ beyondASCII: Int) -> CharsetChoice {
        if header == .utf8 { return choice(.utf8, .header) }
        guard beyondASCII <= Self.byChance else { return choice(.utf8, .utf8) }
        let asUTF8 = Plausibility(Charset.utf8.decode(bytes)).quality
        for (charset, source) in [(header, CharsetChoice.Source.header), (meta, .meta)] {
            guard let charset, charset == .gb18030 || charset == .big5 else { continue }
            let text = charset.decode(bytes)
            if text.badBytes == 0, Plausibility(text).quality >= asUTF8 + 0.15 { return choice(charset, source) }
        }
        return choice(.utf8, .utf8)
    }

    // MARK: bytes that are not

    private struct Candidate {
        var charset: Charset
        var text: DecodedText?
        var quality: Double
        var source: CharsetChoice.Source
    }

    /// Text that declares its encoding is taken at its word down to this quality, unless another encoding is better by `advantage`.
    private static let plausible = 0.15
    private static let advantage = 0.15

    private func weigh() -> (choice: CharsetChoice, text: DecodedText?) {
        var candidates: [Candidate] = []
        for (charset, source) in [(header, CharsetChoice.Source.header), (meta, .meta)] {
            guard let charset, !candidates.contains(where: { $0.charset == charset }) else { continue }
            candidates.append(candidate(charset, source))
        }
        // Declared, and good Chinese: nothing more to ask.
        if let first = candidates.first, first.charset != .windows1252, first.quality >= 0.4 { return chosen(first) }
        for charset in [Charset.utf8, .gb18030, .big5, .windows1252] where !candidates.contains(where: { $0.charset == charset }) {
            candidates.append(candidate(charset, .guess))
        }
        func weight(_ candidate: Candidate) -> Double {
            candidate.quality + (candidate.source == .guess ? 0 : candidate.source == .header ? Self.advantage + 0.05 : Self.advantage)
        }
        if let best = candidates.max(by: { weight($0) < weight($1) }), best.quality >= Self.plausible { return chosen(best) }
        // Too little Chinese to judge by: what is declared, if it decodes but for stray bytes.
        for candidate in candidates where candidate.source != .guess {
            if let text = candidate.text, text.badBytes <= 2 || Plausibility(text).errorRate <= 0.05 { return chosen(candidate) }
        }
        // Else GBK if it breaks less than UTF-8 does.
        func errorRate(_ charset: Charset) -> Double {
            candidates.first { $0.charset == charset }?.text.map { Plausibility($0).errorRate } ?? 1
        }
        if errorRate(.gb18030) < min(0.2, errorRate(.utf8)) { return (choice(.gb18030, .fallback), nil) }
        return (choice(header ?? meta ?? .utf8, .fallback), nil)
    }

    private func candidate(_ charset: Charset, _ source: CharsetChoice.Source) -> Candidate {
        if charset == .windows1252 {
            return Candidate(charset: charset, text: nil, quality: Plausibility.latinQuality(of: bytes), source: source)
        }
        let text = charset.decode(bytes)
        return Candidate(charset: charset, text: text, quality: Plausibility(text).quality, source: source)
    }

    private func chosen(_ candidate: Candidate) -> (choice: CharsetChoice, text: DecodedText?) {
        (choice(candidate.charset, candidate.source), candidate.text)
    }
}
