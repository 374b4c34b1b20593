// Finds copies among texts that lie on disk, in bounded memory.
//
// All texts are put into the order of preference; a text's place there is its rank. Then each text, the most preferred first, stays
// unless it is a copy of one that stayed before it: so each copy has a kept twin with which it was compared itself, chains of
// small changes do not run together, and the result hangs on nothing but the texts and the rule of preference.

import WebArchive

/// The search for exact and near-duplicates.
struct DuplicateSearch: ~Copyable {
    private let place: Workplace
    private let duplicates: CorpusSpec.Duplicates
    private let banding: Banding
    /// Texts that take part, by their rank.
    let count: Int
    /// Those that are copies of none.
    private(set) var kept: BitSet

    /// Takes the texts that take part; `ranked` gives them in the order of preference.
    init(_ duplicates: CorpusSpec.Duplicates, in place: Workplace, ranked: consuming SortedRows<RankedText>) throws(CorpusError) {
        var table = try RowWriter<RankedText>(place.path("ranked"))
        while let text = try ranked.next() { try table.append(text) }
        try table.flush()
        self.place = place
        self.duplicates = duplicates
        banding = Banding(threshold: duplicates.threshold)
        count = table.count
        kept = BitSet(count: count)
        for rank in 0..<count { kept[UInt32(rank)] = true }
    }

    /// Finds all copies and writes them to `copies`, a row each.
    mutating func run(into copies: inout RowWriter<CopyRow>) throws(CorpusError) {
        guard count > 1 else { return }
        var exact = ExternalSorter<CopyRow>("exact", in: place, share: 4)
        if duplicates.exact != .off { try findExact(into: &exact) }
        var near = try RowWriter<CopyRow>(place.path("near"))
        if duplicates.near != .off { try findNear(into: &near) }
        try near.flush()
        try settle(try exact.sorted(), into: &copies)
        if duplicates.excerpts { try findExcerpts(into: &copies) }
    }

    // MARK: Exact

    private mutating func findExact(into copies: inout ExternalSorter<CopyRow>) throws(CorpusError) {
        var sorter = ExternalSorter<TextRow>("texts", in: place, share: 2)
        var reader = try RowReader<RankedText>(place.path("ranked"))
        var rank: UInt32 = 0
        while let text = try reader.next() {
            try place.checkCancelled(step: Int(rank))
            if text.signLength > 0 { try sorter.add(TextRow(text: text.text, rank: rank)) }
            rank += 1
        }
        var rows = try sorter.sorted()
        var table = try RowTable<RankedText>(place.path("ranked"))
        var first: TextRow?
        while let row = try rows.next() {
            guard let group = first, group.text == row.text else { first = row; continue }
            // Versions of one page are no duplicates of each other.
            let (one, other) = (try table.row(Int(group.rank)), try table.row(Int(row.rank)))
            guard one.page != other.page else { continue }
            kept[row.rank] = false
            try copies.add(CopyRow(kept: group.rank, copy: row.rank, relation: .exact, similarity: 1))
        }
    }

    /// Writes out near copies and exact ones. What is an exact copy of a near copy is as near to the twin that is kept.
    private mutating func settle(_ exact: consuming SortedRows<CopyRow>, into copies: inout RowWriter<CopyRow>) throws(CorpusError) {
        var reader = try RowReader<CopyRow>(place.path("near"))
        var table = try RowTable<RankedText>(place.path("ranked"))
        var next = try exact.next()
        while let near = try reader.next() {  // by the rank of the copy
            while let row = next, row.kept <= near.copy {
                next = try exact.next()
                guard row.kept == near.copy else { try copies.append(row); continue }
                guard try table.row(Int(row.copy)).page != table.row(Int(near.kept)).page else {
                    kept[row.copy] = true  // another version of the page that is kept
                    continue
                }
                try copies.append(CopyRow(kept: near.kept, copy: row.copy, relation: .near, similarity: near.similarity))
            }
            try copies.append(near)
        }
        while let row = next {
            try copies.append(row)
            next = try exact.next()
        }
    }

    // MARK: Near

    /// In a group of texts with the same key, each is compared with so many of the most preferred, and with the one before it: a
    /// template with ten thousand fillings does not make fifty million pairs.
    private static let compared = 24

    private mutating func findNear(into copies: inout RowWriter<CopyRow>) throws(CorpusError) {
        var keys = ExternalSorter<KeyRow>("keys", in: place, share: 2)
        try addKeys(to: &keys)
        var pairs = ExternalSorter<PairRow>("pairs", in: place, share: 2)
        try Self.pairs(of: try keys.sorted(), limit: Self.compared, into: &pairs)
        var sorted = try pairs.sorted()
        var texts = try TextCache(place)
        var comparison = ShingleComparison()
        var last: PairRow?
        var step = 0
        while let pair = try sorted.next() {
            try place.checkCancelled(step: step)
            step += 1
            if pair == last { continue }
            last = pair
            guard kept[pair.earlier], kept[pair.later] else { continue }
            let (earlier, later) = (try texts.text(pair.earlier), try texts.text(pair.later))
            guard earlier.page != later.page else { continue }
            let similarity = comparison.overlap(earlier.sign, later.sign).jaccard
            guard similarity >= duplicates.threshold else { continue }
            kept[pair.later] = false
            try copies.append(CopyRow(kept: pair.earlier, copy: pair.later, relation: .near, similarity: similarity))
        }
    }

    /// The keys of all texts that are no exact copies, from the signatures that were made while they were read.
    private func addKeys(to keys: inout ExternalSorter<KeyRow>) throws(CorpusError) {
        var sorted = try keptInOrder(shortest: 1)
        var signatures = try RowReader<UInt64>(place.path("signatures"), bufferRows: 8192)
        var ordinal: UInt32 = 0
        while let row = try sorted.next() {
            while true {
                try place.checkCancelled(step: Int(ordinal))
                let isIt = ordinal == row.ordinal
                for _ in 0..<banding.bands {
                    guard let key = try signatures.next() else { return }
                    if isIt { try keys.add(KeyRow(key: key, rank: row.rank)) }
                }
                ordinal += 1
                if isIt { break }
            }
        }
    }

    /// The texts that still stay, in the order of the input, so that files are read from their beginning to their end.
    private func keptInOrder(shortest: UInt32) throws(CorpusError) -> SortedRows<OrdinalRow> {
        var ordinals = ExternalSorter<OrdinalRow>("ordinals", in: place, share: 4)
        var reader = try RowReader<RankedText>(place.path("ranked"))
        var rank: UInt32 = 0
        while let text = try reader.next() {
            if kept[rank], text.signLength >= shortest {
                try ordinals.add(OrdinalRow(ordinal: text.ordinal, rank: rank, signOffset: text.signOffset, signLength: text.signLength))
            }
            rank += 1
        }
        return try ordinals.sorted()
    }

    /// Pairs of texts with the same key; one of a bucket of more than `limit` still meets its copies in its other bands.
    static func pairs(
        of rows: consuming SortedRows<KeyRow>, limit: Int, into pairs: inout ExternalSorter<PairRow>
    ) throws(CorpusError) {
        var group: [UInt32] = []
        var key: UInt64?
        var previous: UInt32 = 0
        while let row = try rows.next() {
            if row.key != key {
                key = row.key
                group.removeAll(keepingCapacity: true)
            }
            for earlier in group where earlier != row.rank { try pairs.add(PairRow(later: row.rank, earlier: earlier)) }
            if group.count < limit {
                group.append(row.rank)
            } else if previous != row.rank {
                try pairs.add(PairRow(later: row.rank, earlier: previous))
            }
            previous = row.rank
        }
    }

    // MARK: Excerpts

    /// One shingle in so many is looked up.
    private static let sampled: UInt64 = 16
    /// A sampled shingle that so many texts have is a phrase, not a trace.
    private static let phrase = 12
    /// A shorter text is in many others without being an excerpt of them.
    private static let shortest: UInt32 = 60

    private mutating func findExcerpts(into copies: inout RowWriter<CopyRow>) throws(CorpusError) {
        var keys = ExternalSorter<KeyRow>("shingles", in: place, share: 2)
        var texts = try keptInOrder(shortest: Self.shortest * 2)
        var signs = try ByteReader(place.path("signs"))
        var sampled: [UInt64] = []
        var step = 0
        while let text = try texts.next() {
            try place.checkCancelled(step: step)
            step += 1
            sampled.removeAll(keepingCapacity: true)
            Shingle.forEach(in: SignText.decode(try signs.bytes(at: Int64(text.signOffset), count: Int(text.signLength)))) { shingle in
                let hash = shingle.hash
                if hash & (Self.sampled - 1) == 0 { sampled.append(hash) }
            }
            sampled.sort()
            for (index, hash) in sampled.enumerated() where index == 0 || hash != sampled[index - 1] {
                try keys.add(KeyRow(key: hash, rank: text.rank))
            }
        }
        var pairs = ExternalSorter<PairRow>("shingle-pairs", in: place, share: 2)
        try Self.tracePairs(of: try keys.sorted(), into: &pairs)
        var sorted = try pairs.sorted()
        var cache = try TextCache(place)
        var comparison = ShingleComparison()
        var run: (pair: PairRow, count: Int)?
        while true {
            try place.checkCancelled(step: step)
            step += 1
            let pair = try sorted.next()
            if let current = run {
                if let pair, pair == current.pair {
                    run = (pair, current.count + 1)
                    continue
                }
                try compare(current.pair, shared: current.count, &cache, &comparison, into: &copies)
            }
            guard let pair else { return }
            run = (pair, 1)
        }
    }

    private func compare(
        _ pair: PairRow, shared: Int, _ texts: inout TextCache, _ comparison: inout ShingleComparison, into copies: inout RowWriter<CopyRow>
    ) throws(CorpusError) {
        let (earlier, later) = (try texts.text(pair.earlier), try texts.text(pair.later))
        // Of the shorter text's sampled shingles at least a quarter of what it has on average.
        guard earlier.page != later.page, shared * Int(Self.sampled) * 4 >= min(earlier.sign.count, later.sign.count) else { return }
        let overlap = comparison.overlap(earlier.sign, later.sign)
        guard overlap.containment >= duplicates.containment else { return }
        // The shorter text is the excerpt.
        let (whole, part) = overlap.first >= overlap.second ? (pair.earlier, pair.later) : (pair.later, pair.earlier)
        try copies.append(CopyRow(kept: whole, copy: part, relation: .excerpt, similarity: overlap.containment))
    }

    /// Pairs of texts that share a sampled shingle, once for each.
    private static func tracePairs(of rows: consuming SortedRows<KeyRow>, into pairs: inout ExternalSorter<PairRow>) throws(CorpusError) {
        var group: [UInt32] = []
        var key: UInt64?
        func close(_ group: [UInt32], _ pairs: inout ExternalSorter<PairRow>) throws(CorpusError) {
            guard group.count >= 2, group.count <= phrase else { return }
            for (index, later) in group.enumerated() {
                for earlier in group[..<index] { try pairs.add(PairRow(later: later, earlier: earlier)) }
            }
        }
        while let row = try rows.next() {
            if row.key != key {
                try close(group, &pairs)
                group.removeAll(keepingCapacity: true)
                key = row.key
            }
            if group.count <= phrase { group.append(row.rank) }
        }
        try close(group, &pairs)
    }
}

/// Sign texts by their rank; the last ones stay in memory.
struct TextCache: ~Copyable {
    typealias Text = (page: Digest128, sign: [UInt32])

    private var table: RowTable<RankedText>
    private let signs: ByteTable
    private var cached: [UInt32: Text] = [:]
    private var size = 0
    private let limit: Int

    init(_ place: Workplace) throws(CorpusError) {
        let rows = try RowTable<RankedText>(place.path("ranked"))
        let texts = try ByteTable(place.path("signs"))
        table = rows
        signs = texts
        limit = place.memory / 4
    }

    mutating func text(_ rank: UInt32) throws(CorpusError) -> Text {
        if let text = cached[rank] { return text }
        let row = try table.row(Int(rank))
        let text = (row.page, SignText.decode(try signs.bytes(at: Int64(row.signOffset), count: Int(row.signLength))))
        if size > limit {
            cached.removeAll(keepingCapacity: true)
            size = 0
        }
        cached[rank] = text
        size += text.1.count * 4 + 64
        return text
    }
}
