// What a night did with one portal.

import Web

/// The turn of a portal in a night.
public struct PortalTurn: Sendable {
    public var portal: String
    public var outcome: CrawlOutcome
    /// In words, where an error ended the crawl.
    public var message: String?
    /// When it began; `nil` if it had no turn.
    public var startedAt: Timestamp?
    /// How long it took, in seconds.
    public var seconds = 0.0
    /// What the run did; `nil` where an error ended it, or nothing began.
    public var report: RunReport?

    public init(portal: String, outcome: CrawlOutcome) {
        self.portal = portal
        self.outcome = outcome
    }

    /// Whether all that was to be asked for was asked for.
    var isComplete: Bool { report != nil && ![.outOfTime, .interrupted, .unreachable, .turnedAway].contains(outcome) }
}
