// When a run stops asking although its queue is not empty.

import Foundation
import Web

/// Why a run stops asking.
enum RunStop: Sendable, Equatable {
    case pages(Int)
    case bytes(Int)
    /// Seconds.
    case time(Double)
    /// The night's time.
    case night
    /// Outside the hours in which the site may be asked.
    case hours
    /// Bytes that are free, and bytes that should be.
    case disk(free: Int, least: Int)

    var ending: RunReport.Ending {
        switch self {
        case .pages, .bytes, .time, .night: .limitReached
        case .hours: .hoursOver
        case .disk: .diskFull
        }
    }

    /// In words, for the log.
    var why: String {
        switch self {
        case .pages(let limit): "it has the \(limit) answers of `limits: pages`"
        case .bytes(let limit): "it has the \(limit) bytes of `limits: bytes`"
        case .time(let limit): "it has taken the \(Int(limit)) seconds of `limits: time`"
        case .night: "the night's time is over"
        case .hours: "the site may be asked at other hours only (`hours`)"
        case .disk(let free, let least): "\(free) bytes are free on the archive's disk, and `min_free` wants \(least)"
        }
    }
}

/// What a run has used, over all its sessions.
struct RunUse: Sendable {
    /// Answers, robots.txt apart.
    var answers = 0
    /// Bytes received.
    var bytes = 0
    var seconds = 0.0
}

/// The bounds of a run.
struct RunBudget {
    var limits: Portal.Limits
    var hours: [DailyHours]
    var timeZone: TimeZone
    /// Bytes.
    var leastFree: Int
    /// When the night is over.
    let endsAt: ContinuousClock.Instant?
    /// Tells the free bytes of the archive's disk.
    let free: @Sendable () -> Int?

    init(_ portal: Portal, endsAt: ContinuousClock.Instant?, free: @escaping @Sendable () -> Int?) {
        limits = portal.limits
        hours = portal.hours
        timeZone = portal.timeZone
        leastFree = portal.minFreeBytes
        self.endsAt = endsAt
        self.free = free
    }

    /// By other bounds from now on.
    mutating func take(_ portal: Portal) {
        limits = portal.limits
        hours = portal.hours
        timeZone = portal.timeZone
        leastFree = portal.minFreeBytes
    }

    /// Whether the run has what it may have.
    func isSpent(by use: RunUse) -> RunStop? {
        if let limit = limits.pages, use.answers >= limit { return .pages(limit) }
        if let limit = limits.bytes, use.bytes >= limit { return .bytes(limit) }
        if let limit = limits.time, use.seconds >= limit { return .time(limit) }
        if let endsAt, ContinuousClock.now >= endsAt { return .night }
        return nil
    }

    /// Whether the world outside wants the run to stop: the hour, the disk. Asks the system, so not to be called all the time.
    func isUnwelcome(at time: Timestamp) -> RunStop? {
        if !AskingHours(hours: hours, timeZone: timeZone).contains(time) { return .hours }
        if leastFree > 0, let free = free(), free < leastFree { return .disk(free: free, least: leastFree) }
        return nil
    }
}
