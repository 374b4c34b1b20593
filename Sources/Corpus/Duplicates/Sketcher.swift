// Signatures of texts by which near-duplicates meet: MinHash in one pass, and the bands in which it is looked up.

import Glibc

/// How many bands of how many rows a signature has.
public struct Banding: Sendable, Equatable {
    public let bands: Int
    public let rows: Int

    /// The banding with the longest rows (at most six) that misses no more than one pair in a hundred at `threshold`, with at most
    /// 20 bands: 16×6 at 0.8. P(caught) = 1 − (1 − Jʳ)ᵇ (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4).
    public init(threshold: Double) {
        for rows in stride(from: 6, through: 1, by: -1) {
            let perBand = pow(threshold, Double(rows))
            let bands = perBand >= 1 ? 1 : Int((log(0.01) / log(1 - perBand)).rounded(.up))
            if bands <= 20 || rows == 1 {
                (self.bands, self.rows) = (bands, rows)
                return
            }
        }
        (bands, rows) = (20, 1)
    }

    init(bands: Int, rows: Int) { (self.bands, self.rows) = (bands, rows) }

    public var size: Int { bands * rows }
}

/// Makes signatures; keep one a thread, its tables are used again.
///
/// MinHash by “fast similarity sketching” (Dahlgaard, Knudsen, Thorup 2017, arXiv:1704.04370): each shingle falls into one place
/// of the signature, drawn anew in each round until every place is filled, and a value of an earlier round always stands. Places
/// of two texts agree with the probability of their Jaccard similarity, as in MinHash, for a fraction of the work: a text of
/// some hundred characters needs one or two rounds instead of one permutation a place.
struct Sketcher {
    let banding: Banding
    private var places: [UInt64]
    /// How often the shingles of the last text were drawn.
    private(set) var rounds = 0
    private var hashes: [UInt64] = []

    init(_ banding: Banding) {
        self.banding = banding
        places = [UInt64](repeating: .max, count: banding.size)
    }

    /// The keys of the bands, one for each; nil for an empty sign text. Two texts meet where a key of one band agrees.
    mutating func keys(of sign: [UInt32]) -> [UInt64]? {
        hashes.removeAll(keepingCapacity: true)
        Shingle.forEach(in: sign) { hashes.append($0.hash) }
        guard !hashes.isEmpty else { return nil }
        sketch()
        return (0..<banding.bands).map { band in
            var key = UInt64(band)
            for row in 0..<banding.rows { key = mixed(key ^ places[band * banding.rows + row]) }
            return key
        }
    }

    private mutating func sketch() {
        let size = UInt64(places.count)
        for place in places.indices { places[place] = .max }
        var empty = places.count
        var round: UInt64 = 0
        while empty > 0 {
            let salt = round &* 0xD1B5_4A32_D192_ED03
            for hash in hashes {
                let drawn = round == 0 ? hash : mixed(hash ^ salt)
                // After as many rounds as there are places, each round fills one.
                let place = round < size ? Int(((drawn >> 32) &* size) >> 32) : Int(round - size)
                let value = (round << 32) | (drawn & 0xFFFF_FFFF)
                if value < places[place] {
                    if places[place] == .max { empty -= 1 }
                    places[place] = value
                }
            }
            round += 1
        }
        rounds = Int(round)
    }
}
