// The second half of a build, first step: versions, then copies, with the result by the numbers of the entries.

/// A copy and its kept twin, by their numbers in the input.
struct CopyFate: BitwiseCopyable, Comparable {
    var ordinal: UInt32
    var relation: Relation
    var kept: UInt32
    var similarity: Double

    static func < (left: Self, right: Self) -> Bool {
        (left.ordinal, left.relation.rawValue, left.kept) < (right.ordinal, right.relation.rawValue, right.kept)
    }
}

/// How many copies a kept text has.
struct CopyCount: BitwiseCopyable, Comparable {
    var ordinal: UInt32
    var copies: UInt32

    static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
}

/// Compares all entries with each other.
enum Comparison {
    /// Writes `versions` (by number), `clusters` (``CopyRow`` by kept rank), `fates` and `counts` (by number).
    static func run(_ spec: CorpusSpec, rules: [Rule], in place: Workplace, settings: BuildSettings) throws(CorpusError) {
        try Versions.find(in: place, rules: rules)
        let ranked = try rank(spec.duplicates, in: place, settings: settings)
        var search = try DuplicateSearch(spec.duplicates, in: place, ranked: ranked)
        var copies = try RowWriter<CopyRow>(place.path("copies"))
        try search.run(into: &copies)
        try copies.flush()
        try sortCopies(in: place)
    }

    private static func rank(
        _ duplicates: CorpusSpec.Duplicates, in place: Workplace, settings: BuildSettings
    ) throws(CorpusError) -> SortedRows<RankedText> {
        var sorter = ExternalSorter<RankedText>("ranking", in: place, share: 2)
        var entries = try RowReader<Entry>(place.path("entries"))
        var versions = try RowReader<Version>(place.path("versions"))
        var ordinal: UInt32 = 0
        var texts = 0
        while let entry = try entries.next(), let version = try versions.next() {
            defer { ordinal += 1 }
            guard entry.rule == 0, version.same == .max else { continue }
            texts += 1
            let time = entry.published != Entry.unknown ? entry.published : entry.fetched
            try sorter.add(RankedText(
                grade: duplicates.keep == .official ? UInt64(Officialness(rawValue: entry.official)?.grade ?? 0) : 0,
                time: duplicates.keep == .latest ? -time : time, id: entry.idHigh, ordinal: ordinal, page: entry.page, text: entry.text,
                signOffset: entry.signOffset, signLength: entry.signLength))
        }
        settings.report(.comparing(texts: texts))
        return try sorter.sorted()
    }

    /// From ranks to numbers of entries.
    private static func sortCopies(in place: Workplace) throws(CorpusError) {
        var byKept = ExternalSorter<CopyRow>("by-kept", in: place, share: 4)
        var fates = ExternalSorter<CopyFate>("fates", in: place, share: 4)
        var counts = ExternalSorter<CopyCount>("counts", in: place, share: 4)
        var table = try RowTable<RankedText>(place.path("ranked"))
        var copies = try RowReader<CopyRow>(place.path("copies"))
        while let row = try copies.next() {
            try byKept.add(row)
            try fates.add(CopyFate(
                ordinal: table.row(Int(row.copy)).ordinal, relation: row.relation, kept: table.row(Int(row.kept)).ordinal, similarity: row.similarity))
        }
        var clusters = try RowWriter<CopyRow>(place.path("clusters"))
        var rows = try byKept.sorted()
        var current: (kept: UInt32, copies: UInt32)?
        while true {
            let row = try rows.next()
            if let done = current, done.kept != row?.kept, done.copies > 0 {
                try counts.add(CopyCount(ordinal: table.row(Int(done.kept)).ordinal, copies: done.copies))
            }
            guard let row else { break }
            if current?.kept != row.kept { current = (row.kept, 0) }
            if row.relation != .excerpt { current?.copies += 1 }
            try clusters.append(row)
        }
        try clusters.flush()
        var sortedFates = try fates.sorted()
        var fateWriter = try RowWriter<CopyFate>(place.path("fates"))
        while let fate = try sortedFates.next() { try fateWriter.append(fate) }
        try fateWriter.flush()
        var sortedCounts = try counts.sorted()
        var countWriter = try RowWriter<CopyCount>(place.path("counts"))
        while let count = try sortedCounts.next() { try countWriter.append(count) }
        try countWriter.flush()
    }
}
