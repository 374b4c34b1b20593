// All that the report of a run says: what report.json holds, and what report.html and the terminal show.

import Foundation

/// The report of a run, schema `shilu.report/3`.
public struct MorningReport: Sendable, Codable {
    public static let schema = "shilu.report/3"
    /// Older schemas that are read: what was added since may lack in them.
    static let olderSchemas = ["shilu.report/2"]
    /// Of each kind of change the weightiest so many stand in the report; `changes.jsonl` has all.
    public static let mostShown = 200

    public var schema = Self.schema
    public var portal: String
    public var run: String
    public var vantage: String
    /// By which the days of the report are counted, as `Asia/Shanghai`.
    public var timezone: String
    public var startedAt: String
    public var endedAt: String
    /// How the run ended, as `finished` or `interrupted`.
    public var ending: String
    /// The day in plain sentences.
    public var headline: [ReportSentence] = []
    /// Answers of any kind, robots.txt apart.
    public var answers: Int
    /// Bytes received in all sessions of the run.
    public var bytes: Int
    /// URLs by what this run made of them.
    public var tally: [String: Int]
    /// All URLs by state; they sum to `known`.
    public var states: [String: Int]
    public var reasons: [ReasonCount]
    public var known: Int
    /// URLs that are still to be asked for.
    public var left: Int
    public var hostsGivenUp: [GivenUp]
    /// Seeds that lead out of the portal or are not there: the URL, and where it leads or what it answered.
    public var straySeeds: [String]
    public var warcFiles: [String]
    public var records: Int
    /// What was changed in the portal file while the run went on, and when.
    public var portalFileChanges: [String]
    /// What does not add up in the state, in words.
    public var ledgerFaults: [String]
    /// How many changes of each kind there are, whatever is shown of them, by kind and matter.
    public var changeCounts: [ChangeCount] = []
    /// The weightiest first.
    public var changes: [PageChange] = []
    public var sharedChanges: [SharedChange] = []
    public var findings: [Finding] = []
    public var columns: [ColumnCoverage] = []
    public var servers: [ServerReport] = []
    /// The last nights, this one last.
    public var nights: [NightFigures] = []

    public struct ReasonCount: Sendable, Codable, Equatable {
        public var state: String
        public var reason: String
        public var count: Int
    }

    public struct GivenUp: Sendable, Codable, Equatable {
        public var host: String
        public var why: String
    }

    public struct ChangeCount: Sendable, Codable, Equatable {
        public var kind: PageChange.Kind
        public var matter: PageChange.Matter
        public var count: Int
    }

    init(_ run: RunReport, timezone: String) {
        portal = run.portal
        self.run = run.run
        vantage = run.vantage
        self.timezone = timezone
        startedAt = run.startedAt.iso8601
        endedAt = run.endedAt.iso8601
        ending = run.ending.rawValue
        answers = run.answers
        bytes = run.bytes
        tally = Dictionary(uniqueKeysWithValues: run.tally.lines.map { ($0.name, $0.count) })
        states = Dictionary(uniqueKeysWithValues: run.states.map { ($0.state.rawValue, $0.count) })
        reasons = run.reasons.map { ReasonCount(state: $0.state.rawValue, reason: $0.reason.rawValue, count: $0.count) }
        known = run.known
        left = run.left
        hostsGivenUp = run.hostsGivenUp.map { GivenUp(host: $0.host, why: $0.why) }
        straySeeds = run.straySeeds + run.lostSeeds
        warcFiles = run.warcFiles
        records = run.records
        portalFileChanges = run.portalChanges
        ledgerFaults = run.ledgerFaults
    }

    /// How many changes of some kinds there are, of all matters or some.
    public func count(_ kinds: PageChange.Kind..., of matters: [PageChange.Matter] = PageChange.Matter.allCases) -> Int {
        changeCounts.reduce(0) { $0 + (kinds.contains($1.kind) && matters.contains($1.matter) ? $1.count : 0) }
    }

    /// The changes of a kind that are shown.
    public func shown(_ kind: PageChange.Kind) -> [PageChange] { changes.filter { $0.kind == kind } }

    // MARK: JSON

    /// The report as JSON, its keys sorted.
    public func json() throws -> [UInt8] { Array(try ReportJSON.encoder.encode(self)) + [0x0A] }

    /// Reads a report; one of a newer schema is refused.
    public init(json: Data) throws {
        self = try ReportJSON.decoder.decode(MorningReport.self, from: json)
    }
}

/// How a run treated one host.
public struct ServerReport: Sendable, Codable, Equatable {
    public var host: String
    public var requests: Int
    public var bytes: Int
    /// Requests without an answer, and answers 5xx.
    public var errors: Int
    /// Answers 429 and 503.
    public var busy: Int
    /// Answers with a Retry-After, and requests sent all the same before its time.
    public var askedToWait: Int
    public var tooEarly: Int
    /// The shortest pause between the end of a request and the next, in seconds.
    public var smallestGap: Double?
    /// The most requests at a time.
    public var mostAtOnce: Int
    /// Answer times in seconds.
    public var mean: Double?
    public var median: Double?
    public var slowest5: Double?

    init(host: String, _ measure: HostMeasure) {
        func rounded(_ seconds: Double?) -> Double? { seconds.map { ($0 * 10_000).rounded() / 10_000 } }
        self.host = host
        requests = measure.requests
        bytes = measure.bytes
        errors = measure.errors
        busy = measure.busy
        askedToWait = measure.askedToWait
        tooEarly = measure.tooEarly
        smallestGap = rounded(measure.smallestGap)
        mostAtOnce = measure.mostAtOnce
        mean = rounded(measure.times.mean)
        median = rounded(measure.times.quantile(0.5))
        slowest5 = rounded(measure.times.quantile(0.95))
    }
}

/// A night's figures, for the plots.
public struct NightFigures: Sendable, Codable, Equatable {
    public var run: String
    public var startedAt: String
    public var answers: Int
    public var new: Int
    public var changed: Int
    public var bytes: Int
    /// URLs that failed or were turned away.
    public var errors: Int
    /// The median answer time, in seconds.
    public var answerTime: Double?
}
