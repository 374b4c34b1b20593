// What the turns of earlier nights say of each portal: when it was last served, what it yields, how long it takes.

import Foundation
import Web

/// Turns of earlier nights, added in their order.
public struct TurnHistory {
    /// What a night's report says of one turn.
    public struct Turn: Sendable {
        public var startedAt: Timestamp
        public var seconds: Double
        /// Whether all that was to be asked for was asked for.
        public var isComplete: Bool
        /// New and changed pages.
        public var finds: Int
        /// The seconds that the night had; `nil` for any.
        public var nightSeconds: Double?

        public init(startedAt: Timestamp, seconds: Double, isComplete: Bool, finds: Int, nightSeconds: Double?) {
            self.startedAt = startedAt
            self.seconds = seconds
            self.isComplete = isComplete
            self.finds = finds
            self.nightSeconds = nightSeconds
        }

        /// Whether the portal had what is due to it: all, or a quarter of the night before it was cut off. Otherwise a portal that
        /// no night can hold would be overdue for ever, before all others.
        var isServed: Bool { isComplete || nightSeconds.map { seconds >= $0 / 4 } ?? false }
    }

    /// What a turn says counts half as much after so many days.
    private static let halfLife = 14.0
    /// What is believed of a portal before anything is known: one find in one day.
    private static let prior = (finds: 1.0, days: 1.0)

    private var turns: [String: [Turn]] = [:]

    public init() {}

    public mutating func add(_ turn: Turn, of portal: String) { turns[portal, default: []].append(turn) }

    /// What is known of some portals at a time.
    public func candidates(_ portals: [String], at now: Timestamp) -> [Turns.Candidate] {
        portals.map { portal in
            let past = turns[portal] ?? []
            let complete = past.filter(\.isComplete)
            return Turns.Candidate(
                portal: portal,
                // By nights, not by hours.
                daysWaited: past.last(where: \.isServed).map { Self.days(from: $0.startedAt, to: now).rounded() },
                yieldPerDay: Self.yield(complete, at: now), seconds: complete.last?.seconds)
        }
    }

    /// New and changed pages a day. What the first complete run found was there before anybody looked, and does not count.
    private static func yield(_ turns: [Turn], at now: Timestamp) -> Double {
        var finds = prior.finds
        var days = prior.days
        for (before, turn) in zip(turns, turns.dropFirst()) {
            let weight = exp2(-Self.days(from: turn.startedAt, to: now) / halfLife)
            finds += weight * Double(turn.finds)
            days += weight * Self.days(from: before.startedAt, to: turn.startedAt)
        }
        return finds / days
    }

    private static func days(from: Timestamp, to: Timestamp) -> Double { max(0, Double(to - from) / 86_400) }
}
