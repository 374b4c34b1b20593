// Which part of the data set a document goes into, so that nothing stands in two.

/// The parts, by the names that loaders know.
enum Part: String, CaseIterable, Sendable {
    case train, validation, test
}

/// Gives each document its part. Versions of a page, marked copies and excerpts go where the first of them in the input goes.
struct Splitting: ~Copyable {
    private let split: CorpusSpec.Split
    private let portals: [String]
    private var leaders: Leaders
    private var entries: RowTable<Entry>
    private var versions: RowTable<Version>

    init(_ spec: CorpusSpec, count: Int, portals: [String], in place: Workplace) throws(CorpusError) {
        let entries = try RowTable<Entry>(place.path("entries"))
        let versions = try RowTable<Version>(place.path("versions"))
        let leaders = try spec.split == .none ? Leaders(count: 0) : Self.leaders(spec, count: count, in: place)
        split = spec.split
        self.portals = portals
        self.entries = entries
        self.versions = versions
        self.leaders = leaders
    }

    mutating func part(of ordinal: UInt32) throws(CorpusError) -> Part {
        switch split {
        case .none: return .train
        case .portal(let validation, let test):
            let host = portals[Int(try entries.row(Int(leaders.leader(of: ordinal))).portal)]
            let place = Double(PortalLine.portal(host) >> 11) / Double(1 << 53)
            return place < test ? .test : place < test + validation ? .validation : .train
        case .time(let validation, let test):
            let time = try versions.row(Int(leaders.leader(of: ordinal))).pageTime
            guard time != Entry.unknown else { return .train }
            if let test = test.flatMap(LocalTime.seconds), time >= test { return .test }
            if let validation = validation.flatMap(LocalTime.seconds), time >= validation { return .validation }
            return .train
        }
    }

    private static func leaders(_ spec: CorpusSpec, count: Int, in place: Workplace) throws(CorpusError) -> Leaders {
        var leaders = Leaders(count: count)
        var rows = try RowReader<Version>(place.path("versions"))
        var ordinal: UInt32 = 0
        while let version = try rows.next() {
            if version.first != .max { leaders.join(ordinal, version.first) }
            ordinal += 1
        }
        var fates = try RowReader<CopyFate>(place.path("fates"))
        while let fate = try fates.next() {
            let stays = switch fate.relation {
            case .exact: spec.duplicates.exact == .mark
            case .near: spec.duplicates.near == .mark
            case .excerpt: true
            }
            if stays { leaders.join(fate.ordinal, fate.kept) }
        }
        return leaders
    }
}

/// Numbers that belong together, each group led by its least (union-find); four bytes a number.
struct Leaders {
    private var parents: [UInt32]

    init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

    mutating func leader(of number: UInt32) -> UInt32 {
        var root = number
        while parents[Int(root)] != root { root = parents[Int(root)] }
        var place = number
        while parents[Int(place)] != root { (place, parents[Int(place)]) = (parents[Int(place)], root) }
        return root
    }

    mutating func join(_ one: UInt32, _ other: UInt32) {
        let (first, second) = (leader(of: one), leader(of: other))
        parents[Int(max(first, second))] = min(first, second)
    }
}
