// The smallest pieces of a Chinese text that a difference may part: characters, but numbers, dates, 文号 and Latin words whole.

/// Cuts text into pieces.
enum TextAtoms {
    /// The pieces; joined they are the text.
    static func atoms(of text: String) -> [String] {
        let characters = Array(text)
        var atoms: [String] = []
        var at = 0
        while at < characters.count {
            let end = numberEnd(characters, at) ?? wordEnd(characters, at) ?? at + 1
            atoms.append(String(characters[at..<end]))
            at = end
        }
        return atoms
    }

    /// The sentences, each with the mark that ends it and the closing quotation marks behind it; joined they are the text.
    static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var hasEnded = false
        for character in text {
            if hasEnded, !closers.contains(character), !enders.contains(character) {
                sentences.append(sentence)
                sentence = ""
                hasEnded = false
            }
            sentence.append(character)
            if enders.contains(character) { hasEnded = true }
        }
        if !sentence.isEmpty { sentences.append(sentence) }
        return sentences
    }

    private static let enders: Set<Character> = ["。", "！", "？", "；", "!", "?", ";", "\n"]
    private static let closers: Set<Character> = ["”", "’", "」", "』", "）", ")", "》"]
    /// Marks that stand inside numbers: 3.5, 2,100, 8:30, 2019-03-29, 1/2.
    private static let joints: Set<Character> = [".", ",", ":", "-", "/", "，", "．", "：", "－", "～", "~"]
    /// What ends a number and belongs to it; after the first ones a date or a time goes on.
    private static let dateUnits: Set<Character> = ["年", "月", "日", "时", "分", "秒"]
    private static let units: Set<Character> = ["%", "％", "‰", "号", "亿", "万", "元"]
    private static let brackets: [Character: Character] = ["〔": "〕", "[": "]", "［": "］", "（": "）", "(": ")", "【": "】"]

    /// A number, a date, or the year and number of a 文号: 〔2019〕12号.
    private static func numberEnd(_ text: [Character], _ start: Int) -> Int? {
        var at = start
        if let closer = brackets[text[at]], at + 5 < text.count, text[at + 1...at + 4].allSatisfy(isDigit), text[at + 5] == closer {
            at += 6
            while at < text.count, isDigit(text[at]) { at += 1 }
            if at < text.count, text[at] == "号" { at += 1 }
            return at
        }
        guard isDigit(text[at]) else { return nil }
        while true {
            while at < text.count, isDigit(text[at]) { at += 1 }
            guard at < text.count else { return at }
            let next = at + 1
            if joints.contains(text[at]), next < text.count, isDigit(text[next]) { at = next; continue }
            if dateUnits.contains(text[at]) {
                guard next < text.count, isDigit(text[next]) else { return next }
                at = next
                continue
            }
            while at < text.count, units.contains(text[at]) { at += 1 }
            return at
        }
    }

    private static func wordEnd(_ text: [Character], _ start: Int) -> Int? {
        guard isLatin(text[start]) else { return nil }
        var at = start
        while at < text.count, isLatin(text[at]) || isDigit(text[at]) { at += 1 }
        return at
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) || ("０"..."９").contains(character) }

    private static func isLatin(_ character: Character) -> Bool { character.isASCII && character.isLetter }
}
