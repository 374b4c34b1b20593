// Addresses, telephone numbers, post codes and site codes in a foot.

/// Tells the contact data of a foot from other text.
enum Contact {
    private static let regions = Terms<Bool>([("省|市|县|区|州|旗|盟|北京|上海|天津|重庆", true)])
    private static let streets = Terms<Bool>([("路|街|道|巷|镇|村|大厦|大楼|号|乡|园|弄|胡同|广场", true)])

    static func isAddress(_ text: String, labelled: Bool) -> Bool {
        let bytes = TextFolder.fold(text)
        let count = text.unicodeScalars.count
        guard count >= 4, count <= 60, streets.first(in: bytes, 0..<bytes.count) != nil else { return false }
        if labelled { return true }
        guard count >= 8, count <= 40, regions.first(in: bytes, 0..<bytes.count) != nil, bytes.find(Array(":".utf8), in: 0..<bytes.count) == nil,
              bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) || text.contains("号") else { return false }
        return ["号", "楼", "室", "层", "院", "座", "厦", "内", "中心"].contains { text.hasSuffix($0) }
            && text.unicodeScalars.filter { $0 == "，" || $0 == "。" || $0 == "、" }.isEmpty && !text.contains("备") && !text.contains("证")
    }

    /// A line without the telephone number that follows an address.
    static func withoutPhone(_ page: VisibleText, _ k: Int) -> Range<Int> {
        let range = page.lines[k].range
        var j = range.upperBound
        while j > range.lowerBound, page.text[j - 1] >= 0x30 && page.text[j - 1] <= 0x39 || page.text[j - 1] == 0x2D { j -= 1 }
        return range.upperBound - j >= 10 ? range.lowerBound..<j : range
    }

    static func digits(_ text: String, exactly n: Int) -> String? {
        let bytes = TextFolder.fold(text)
        var i = 0
        while i < bytes.count {
            if let (_, end) = bytes.number(at: i, end: bytes.count) {
                return end - i == n ? String(decoding: bytes[i..<end], as: UTF8.self) : nil
            }
            i += 1
        }
        return nil
    }

    static func siteID(_ text: String) -> String? {
        let bytes = TextFolder.fold(text)
        var i = 0
        while i < bytes.count {
            let letters = i + 1 < bytes.count && bytes[i] == 0x62 && bytes[i + 1] == 0x6D
            let from = letters ? i + 2 : i
            if let (_, end) = bytes.number(at: from, end: bytes.count), end - from == (letters ? 8 : 10) { return String(decoding: bytes[i..<end], as: UTF8.self) }
            if bytes[i] >= 0x30, bytes[i] <= 0x39 { return nil }
            i += 1
        }
        return nil
    }

    /// A telephone number in a value, as written.
    static func phone(_ text: [UInt8]) -> String? {
        var i = 0
        while i < text.count {
            if text[i] >= 0x30, text[i] <= 0x39 || text[i] == 0x28 || text[i] == 0x2B || text.has(Array("（".utf8), at: i, end: text.count) {
                var j = i, digits = 0, last = i
                while j < text.count {
                    if text[j] >= 0x30, text[j] <= 0x39 { digits += 1; j += 1; last = j; continue }
                    if text[j] == 0x2D || text[j] == 0x28 || text[j] == 0x29 || text[j] == 0x2B { j += 1; continue }
                    var joined = false
                    for mark in ["－", "—", "（", "）", "–"] where text.has(Array(mark.utf8), at: j, end: text.count) { j += mark.utf8.count; joined = true; break }
                    if joined { continue }
                    // One blank may part area code and number.
                    if text[j] == 0x20, digits >= 3, digits <= 4, j + 1 < text.count, text[j + 1] >= 0x30, text[j + 1] <= 0x39 { j += 1; continue }
                    break
                }
                if digits >= 7, digits <= 15 { return String(decoding: text[i..<last], as: UTF8.self) }
                if digits >= 5, digits < 7, i == 0 { return String(decoding: text[i..<last], as: UTF8.self) }
                i = max(last, i + 1)
            } else {
                i += text.characterLength(at: i)
            }
        }
        return nil
    }

    /// The first telephone number of a line: it has a hyphen or stands behind a word that says so.
    static func firstPhone(_ page: VisibleText, _ k: Int) -> String? {
        let line = page.lines[k]
        guard Permits.icp(page, k) == nil, Permits.police(page, line.foldedRange) == nil, Permits.certificate(page, k) == nil, Permits.licence(page, k) == nil else { return nil }
        guard let found = phone(Array(page.text[line.range])), found.utf8.count >= 10 else { return nil }
        let digits = Array(found.utf8)
        guard digits.contains(0x2D) || found.contains("－") || digits.count == 11 && digits[0] == 0x31 || digits[0] == 0x30 else { return nil }
        return DateReader.first(in: page.text, line.range) == nil ? found : nil
    }
}
