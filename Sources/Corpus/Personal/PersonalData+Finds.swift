// All kinds of personal data are looked for in one text.

extension PersonalData {
    /// All finds in a text, in their order; none overlaps another.
    public static func finds(in text: String) -> [Find] { finds(in: Scalars.decode(text)) }

    static func finds(in scalars: [UInt32]) -> [Find] {
        let text = FoldedText(scalars)
        var finds = text.hasAt ? EmailAddress.finds(in: text) : []
        if text.hasDigit { NumberFinder(text: text).find(into: &finds) }
        DwellingAddress.find(in: text, into: &finds)
        return finds.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
