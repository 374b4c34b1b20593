// What a night did: a line a portal, and the sums; as it stands in nights/<night>/report.json.

import Records
import Web

/// The report of a night over all portals of an archive.
public struct NightReport: Sendable {
    /// How far a night has come.
    public enum Ending: String, Sendable {
        /// The night goes on, or was killed.
        case running
        case finished
        /// Its time was over, with portals left.
        case outOfTime = "out of time"
        case interrupted
    }

    /// `YYYYMMDDThhmmssZ`, the second of its start.
    public var night: String
    public var startedAt: Timestamp
    public var endedAt: Timestamp?
    /// Seconds that the night might take; `nil` for any.
    public var timeBudget: Double?
    public var ending: Ending
    /// One for each portal of the archive, by name.
    public var turns: [PortalTurn]

    /// What the night came to: the gravest outcome of its portals.
    public var outcome: CrawlOutcome {
        let gravest = turns.map(\.outcome).max() ?? .allWell
        return ending == .interrupted ? .interrupted : gravest
    }

    /// How many portals came to each outcome, the gravest first.
    public var outcomes: [(outcome: CrawlOutcome, count: Int)] {
        CrawlOutcome.allCases.reversed().compactMap { outcome in
            let count = turns.count { $0.outcome == outcome }
            return count > 0 ? (outcome, count) : nil
        }
    }

    /// The tallies of all runs, summed.
    public var tally: [(name: String, count: Int)] {
        let all = turns.compactMap { $0.report?.tally.lines }
        return RunReport.Tally().lines.indices.map { i in (RunReport.Tally().lines[i].name, all.reduce(0) { $0 + $1[i].count }) }
    }

    public var answers: Int { turns.reduce(0) { $0 + ($1.report?.answers ?? 0) } }
    public var bytes: Int { turns.reduce(0) { $0 + ($1.report?.bytes ?? 0) } }

    /// The report as one JSON object.
    public var json: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("schema"); json.value("shilu.night/1")
            json.key("night"); json.value(night)
            json.key("started_at"); json.value(startedAt.iso8601)
            json.key("ended_at"); json.value(endedAt?.iso8601)
            json.key("time_budget"); json.value(timeBudget.map { Int($0) })
            json.key("ending"); json.value(ending.rawValue)
            json.key("outcome"); json.value(outcome.rawValue)
            json.key("outcomes"); json.object { json in
                for (outcome, count) in outcomes { json.key(named: outcome.rawValue); json.value(count) }
            }
            json.key("answers"); json.value(answers)
            json.key("bytes"); json.value(bytes)
            json.key("tally"); json.object { json in
                for (name, count) in tally { json.key(named: name); json.value(count) }
            }
            json.key("portals"); json.array { json in
                for turn in turns { Self.write(turn, to: &json) }
            }
        }
        json.endLine()
        return json.bytes
    }

    private static func write(_ turn: PortalTurn, to json: inout JSONLine) {
        json.object { json in
            json.key("portal"); json.value(turn.portal)
            json.key("outcome"); json.value(turn.outcome.rawValue)
            json.key("message"); json.value(turn.message)
            json.key("started_at"); json.value(turn.startedAt?.iso8601)
            json.key("seconds"); json.value(Int(turn.seconds.rounded()))
            json.key("complete"); json.value(turn.isComplete)
            json.key("run"); json.value(turn.report?.run)
            json.key("ending"); json.value(turn.report?.ending.rawValue)
            json.key("answers"); json.value(turn.report?.answers)
            json.key("bytes"); json.value(turn.report?.bytes)
            json.key("tally")
            if let tally = turn.report?.tally {
                json.object { json in
                    for (name, count) in tally.lines { json.key(named: name); json.value(count) }
                }
            } else {
                json.null()
            }
            json.key("known"); json.value(turn.report?.known)
            json.key("left"); json.value(turn.report?.left)
        }
    }
}
