// How many records came to each stage, how many it left out, and by which rule: sums that must add up.

import Records

/// The counts of a build.
struct Funnel: Sendable, Equatable {
    var read = 0
    /// By stage and rule.
    var leftOut: [Stage: [String: Int]] = [:]
    /// Taken out of the finished data set.
    var withdrawn = 0
    private(set) var parts: [Part: Total] = [:]
    /// By host: read and kept.
    private(set) var portals: [String: Portal] = [:]
    /// Kept, by the number of characters: under each power of two those from it to the next.
    private(set) var lengths: [Int: Int] = [:]
    /// Clusters by their size.
    var clusterSizes: [Int: Int] = [:]
    var excerpts = 0
    /// Of the last capture, in seconds since 1970.
    var lastSeen = Entry.unknown

    struct Total: Sendable, Equatable {
        var documents = 0
        var characters = 0
    }

    struct Portal: Sendable, Equatable {
        var read = 0
        var kept = 0
        /// Kept, by the year of `published`.
        var years: [String: Int] = [:]
    }

    var kept: Int { parts.values.reduce(0) { $0 + $1.documents } }
    var characters: Int { parts.values.reduce(0) { $0 + $1.characters } }
    var clusters: Int { clusterSizes.values.reduce(0, +) }
    var years: [String: Int] { portals.values.reduce(into: [:]) { $0.merge($1.years, uniquingKeysWith: +) } }

    mutating func readOne(of host: String, count: Int = 1) {
        read += count
        portals[host, default: Portal()].read += count
    }

    mutating func leaveOut(_ stage: Stage, _ rule: String) { leftOut[stage, default: [:]][rule, default: 0] += 1 }

    /// - Parameter published: seconds since 1970, or `Entry.unknown`.
    mutating func keep(host: String, published: Int64, characters: Int, part: Part) {
        parts[part, default: Total()].documents += 1
        parts[part, default: Total()].characters += characters
        let year = published == Entry.unknown ? "unknown" : String(Version(firstSeen: published).firstSeenText?.prefix(4) ?? "unknown")
        portals[host, default: Portal()].kept += 1
        portals[host, default: Portal()].years[year, default: 0] += 1
        lengths[characters == 0 ? 0 : 1 << (Int.bitWidth - 1 - characters.leadingZeroBitCount), default: 0] += 1
    }

    mutating func see(_ time: Int64) {
        if time != Entry.unknown { lastSeen = max(lastSeen == Entry.unknown ? .min : lastSeen, time) }
    }

    func leftOut(at stage: Stage) -> Int { leftOut[stage]?.values.reduce(0, +) ?? 0 }

    /// Whether what went in came out at every stage.
    var addsUp: Bool {
        read == kept + withdrawn + Stage.allCases.reduce(0) { $0 + leftOut(at: $1) }
            && portals.values.reduce(0) { $0 + $1.kept } == kept && portals.values.reduce(0) { $0 + $1.read } == read
    }

    /// The stages with what came in and was left out, in their order; the last is withdrawal, where there was any.
    var steps: [(name: String, into: Int, leftOut: Int, rules: [String: Int])] {
        var left = read
        var steps: [(name: String, into: Int, leftOut: Int, rules: [String: Int])] = []
        for stage in Stage.allCases {
            steps.append((stage.name, left, leftOut(at: stage), leftOut[stage] ?? [:]))
            left -= leftOut(at: stage)
        }
        if withdrawn > 0 { steps.append((Self.withdrawal, left, withdrawn, [Self.withdrawal: withdrawn])) }
        return steps
    }

    static let withdrawal = "withdraw"
}
