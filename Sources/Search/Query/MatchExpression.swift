// A query in the language of SQLite's full-text tables.

/// The expressions that choose entries: one for the table of pairs, one for that of characters. An entry is a hit if it is in both.
struct MatchExpression {
    /// Nil where no word wants it.
    var pairs: String?
    var characters: String?

    /// - Parameter portals: the numbers of the portals that may be; nil for all.
    init(_ query: SearchQuery, portals: [Int64]?) {
        let columns = (query.fields.isEmpty ? SearchField.allCases : query.fields).map(\.rawValue).joined(separator: " ")
        var facets: [String] = []
        if let portals { facets.append(Self.anyOf(portals.map(Facet.portal))) }
        if !query.kinds.isEmpty { facets.append(Self.anyOf(query.kinds.map(Facet.kind))) }
        let chosen = facets.map { "{facets} : \($0)" }

        var inPairs: [String] = []
        var inCharacters: [String] = []
        for spellings in query.words {
            // The spellings of a word are equally long, so they stand in one table.
            let phrases = "{\(columns)} : \(Self.anyOf(spellings.map { SearchedText.phrase(of: $0.folded) }))"
            if spellings.allSatisfy({ $0.folded.count == 1 }) { inCharacters.append(phrases) } else { inPairs.append(phrases) }
        }
        if !inPairs.isEmpty { pairs = (inPairs + chosen).joined(separator: " AND ") }
        if !inCharacters.isEmpty { characters = (inCharacters + (inPairs.isEmpty ? chosen : [])).joined(separator: " AND ") }
    }

    /// No phrase holds a quotation mark: folding gives ASCII punctuation its full-width form.
    private static func anyOf(_ phrases: [String]) -> String {
        let quoted = phrases.map { "\"\($0)\"" }
        return quoted.count == 1 ? quoted[0] : "(" + quoted.joined(separator: " OR ") + ")"
    }
}
