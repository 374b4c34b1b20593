// What a run did: the counts, as they stand in the summary; the morning's report adds what they mean.

import Archive
import Records
import Web

/// The report of a run.
public struct RunReport: Sendable {
    /// How a run ended.
    public enum Ending: String, Sendable, CaseIterable {
        case finished
        case limitReached = "limit reached"
        /// The site may be asked at other hours only.
        case hoursOver = "hours over"
        /// Less room on the archive's disk than the portal file wants.
        case diskFull = "disk full"
        case interrupted
    }

    public var portal: String
    public var run: String
    public var vantage: String
    public var mode: RunMode
    public var startedAt: Timestamp
    public var endedAt: Timestamp
    public var ending: Ending
    /// Answers of any kind in this run, robots.txt apart.
    public var answers: Int
    /// Bytes received in this run.
    public var bytes: Int
    /// URLs by what this run made of them; a sitemap or a feed that was read is no page, and counts only if it failed.
    public var tally: Tally
    /// All URLs of the portal by state; they sum to ``known``.
    public var states: [(state: URLState, count: Int)]
    /// All URLs of the portal by state and reason, where there is one.
    public var reasons: [(state: URLState, reason: URLReason, count: Int)]
    /// All URLs that the portal's state holds.
    public var known: Int
    /// URLs that are still to be asked for.
    public var left: Int
    /// Hosts that were left alone with URLs in their queue, and why.
    public var hostsGivenUp: [HostLeft]
    /// Seeds that redirect out of the portal: the URL, and where it leads.
    public var straySeeds: [String]
    /// Seeds that are not there: the URL, and what it answered.
    public var lostSeeds: [String]
    public var warcFiles: [String]
    public var records: Int
    /// What was changed in the portal file while the run went on, and when.
    public var portalChanges: [String]
    /// What does not add up in the state, in words.
    public var ledgerFaults: [String]
    /// Columns that announce more entries than their lists show, though nothing of them is left to be asked for.
    public var shortColumns = 0
    /// What in the morning's report is bad news, in sentences.
    public var warnings: [String] = []

    /// Whether any URL failed or was turned away in this run, or a seed leads elsewhere or nowhere.
    public var hasFailures: Bool { tally.failed + tally.turnedAway > 0 || hostsGivenUp.contains(where: \.isFailure) || !straySeeds.isEmpty || !lostSeeds.isEmpty }

    /// Whether the URLs in all states are as many as are known, and none of them is forgotten.
    public var addsUp: Bool { ledgerFaults.isEmpty && states.reduce(0) { $0 + $1.count } == known }

    /// What the run made of the URLs that it asked for; each URL counts once.
    public struct Tally: Sendable, Equatable {
        /// Captured for the first time.
        public var new = 0
        /// Captured before, and other now.
        public var changed = 0
        /// Other bytes, but the same text: a counter, a date, a session number.
        public var sameText = 0
        /// A 304, or the same bytes.
        public var unchanged = 0
        public var redirected = 0
        public var missing = 0
        public var turnedAway = 0
        public var failed = 0
        public var excluded = 0
        public var overLimit = 0

        public init() {}
    }

    /// The last line of the ledger: how many URLs are in each state, which sum to ``known``, and from where and how they were asked for.
    var ledgerTotals: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("totals"); json.object { json in
                for (state, count) in states { json.key(named: state.rawValue); json.value(count) }
            }
            json.key("known"); json.value(known)
            json.key("vantage"); json.value(vantage)
            json.key("mode"); json.value(mode.rawValue)
        }
        json.endLine()
        return json.bytes
    }
}

extension RunReport.Tally {
    /// The counts with their names, in the order of the summary.
    public var lines: [(name: String, count: Int)] {
        [("new", new), ("changed", changed), ("same text", sameText), ("unchanged", unchanged), ("redirected", redirected),
         ("missing", missing), ("turned away", turnedAway), ("failed", failed), ("excluded", excluded), ("over a limit", overLimit)]
    }
}
