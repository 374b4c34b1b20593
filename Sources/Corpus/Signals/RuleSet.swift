// Thresholds of known filters as data, each with its source. None is used unless the spec asks for it.

/// A named set of bounds for signals.
public struct RuleSet: Sendable {
    public let name: String
    /// Where the thresholds were published.
    public let source: String
    let filters: [CorpusSpec.Filter]

    private init(_ name: String, source: String, _ bounds: [(Signal, min: Double?, max: Double?)]) {
        self.name = name
        self.source = source
        filters = bounds.map { .init(signal: $0.0, min: $0.min, max: $0.max, origin: name) }
    }

    /// All sets. Word counts are read as counts of characters, as the signals are.
    public static let all = [
        RuleSet("fineweb2-zh", source: "FineWeb-2, configuration cmn_Hani (Penedo et al. 2025, arXiv:2506.20920)", [
            (.letterShare, 0.735, nil), (.stopCharacters, 2, nil),
            (.top2Gram, nil, 0.256), (.top3Gram, nil, 0.201), (.top4Gram, nil, 0.171),
            (.duplicate5Gram, nil, 0.198), (.duplicate6Gram, nil, 0.182), (.duplicate7Gram, nil, 0.167),
            (.duplicate8Gram, nil, 0.154), (.duplicate9Gram, nil, 0.140), (.duplicate10Gram, nil, 0.127),
            (.duplicateLineShare, nil, 0.287), (.markedLineShare, 0.106, nil),
        ]),
        RuleSet("gopher-zh", source: "MassiveText's filters (Rae et al. 2021, arXiv:2112.11446, A.1.1), without those on words", [
            (.characters, 50, 100_000), (.duplicateLineShare, nil, 0.30), (.duplicateLineCharacterShare, nil, 0.20),
            (.top2Gram, nil, 0.20), (.top3Gram, nil, 0.18), (.top4Gram, nil, 0.16),
            (.duplicate5Gram, nil, 0.15), (.duplicate6Gram, nil, 0.14), (.duplicate7Gram, nil, 0.13),
            (.duplicate8Gram, nil, 0.12), (.duplicate9Gram, nil, 0.11), (.duplicate10Gram, nil, 0.10),
        ]),
        RuleSet("c4-zh", source: "C4 (Raffel et al. 2020, arXiv:1910.10683, 2.2), by pages instead of lines, with Chinese marks", [
            (.sentences, 3, nil), (.templateResidue, nil, 0),
        ]),
    ]
}
