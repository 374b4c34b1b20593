// In which order portals have their turn in a night that may not hold them all.
//
// The pages that a portal publishes wait to be found from the day they appear. If a portal yields y pages a day and is looked
// at every d days, they wait y·d²/2 page-days from look to look; a look costs the seconds c that the crawl takes. The least
// waiting for the time spent has the portal whose y·d²/c is greatest, d being the days since its last turn: this makes the
// interval of a portal grow with the root of its cost and shrink with the root of its yield. (The same rule is known from the
// refreshing of search indexes.) Alone it would leave a portal that yields nothing unvisited for months, so a bound is set:
//
// 1. A portal that has waited seven days or more, or was never crawled, is overdue. The overdue come first, those that waited
//    longest before the others, until half of the night's time is spoken for.
// 2. All others follow by y·d²/c, the greatest first.
//
// So nobody waits longer than seven nights and as many more as half of each night needs for all portals once.

import Foundation

/// The order of portals.
public struct Turns {
    /// What is known of a portal.
    public struct Candidate: Sendable {
        public var portal: String
        /// Days since its last turn; `nil` if it had none.
        public var daysWaited: Double?
        /// New and changed pages a day, as far as is known.
        public var yieldPerDay: Double
        /// Seconds that its crawl takes; `nil` if none was complete yet.
        public var seconds: Double?

        public init(portal: String, daysWaited: Double?, yieldPerDay: Double, seconds: Double?) {
            self.portal = portal
            self.daysWaited = daysWaited
            self.yieldPerDay = yieldPerDay
            self.seconds = seconds
        }
    }

    /// Days after which a portal is overdue.
    public static let longestWait = 7.0
    /// The part of the night's time that the overdue have before all others.
    public static let overdueShare = 0.5
    /// The yield is taken for at least and at most so many pages a day, so that neither a portal that fell silent nor one whose
    /// every page changes every night outweighs all others.
    public static let yieldBounds = 1.0 / 30...50.0
    /// A crawl is taken to last so long at least, in seconds: short ones differ by chance.
    public static let leastSeconds = 30.0
    /// What a crawl of which nothing is known is taken to last, in seconds, where no other portal gives a measure.
    public static let unknownSeconds = 600.0

    /// The portals in the order in which they have their turn.
    ///
    /// - Parameter seconds: what the night has for all portals together: its length times the portals that run at once; `nil`
    ///   for a night that takes as long as it takes.
    public static func order(_ candidates: [Candidate], within seconds: Double?) -> [String] {
        let known = candidates.compactMap(\.seconds).sorted()
        let usual = known.isEmpty ? unknownSeconds : known[known.count / 2]
        func cost(_ candidate: Candidate) -> Double { max(candidate.seconds ?? usual, leastSeconds) }

        let overdue = candidates.filter { $0.daysWaited ?? .infinity >= longestWait }
            .sorted { ($1.daysWaited ?? .infinity, $0.portal) < ($0.daysWaited ?? .infinity, $1.portal) }
        var left = seconds.map { $0 * overdueShare } ?? .infinity
        let first = overdue.prefix { candidate in
            defer { left -= cost(candidate) }
            return left > 0
        }.map(\.portal)
        let isFirst = Set(first)

        func weight(_ candidate: Candidate) -> Double {
            let days = candidate.daysWaited ?? longestWait
            return min(max(candidate.yieldPerDay, yieldBounds.lowerBound), yieldBounds.upperBound) * days * days / cost(candidate)
        }
        let rest = candidates.filter { !isFirst.contains($0.portal) }.map { (portal: $0.portal, weight: weight($0)) }
            .sorted { ($1.weight, $0.portal) < ($0.weight, $1.portal) }.map(\.portal)
        return first + rest
    }
}
