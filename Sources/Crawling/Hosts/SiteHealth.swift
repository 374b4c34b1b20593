// How a site fares in a run: failures in a row, what it was asked for, and whether it is left for this night.

import Fetching
import Web

/// A host that a run left alone, and why.
public struct HostLeft: Sendable, Equatable {
    /// The host, with its port where that is not the scheme's own.
    public var host: String
    public var why: String
    /// Whether it failed, refused or wanted to be left alone; no, if only the run's budget for it is spent.
    public var isFailure: Bool
}

/// A site, which is a host with its port, as one run sees it. Times are seconds on the monotonic clock.
struct SiteHealth {
    /// What the site's robots.txt asks for, in seconds.
    var crawlDelay: Double?
    /// Why it is left for this night.
    private(set) var left: (why: String, isFailure: Bool)?
    /// Whether it was left in its last run: then one request finds out whether it is back.
    private(set) var isOnProbation: Bool
    /// Not to be asked before this time.
    private(set) var quietUntil = -Double.infinity

    /// Whether it said itself for how long it wants to be left alone, when it was asked last.
    private(set) var namesItsTime = false

    private var failuresInARow = 0
    private var timeOutsInARow = 0
    private var overloadsInARow = 0
    /// Seconds it was left alone since its last good answer.
    private var quietSeconds = 0.0
    /// The wish that was taken over last.
    private var recalled: Timestamp?
    private var pages = 0
    private var secondsSpent = 0.0

    /// Failures in a row after which a site is left for this night.
    static let patience = 8
    /// A site that wants to be left alone for longer than this in all, in seconds, is left for this night.
    static let longestQuiet = 600.0
    /// The wish to be left alone is honoured for so many seconds, over nights too; a longer one is taken for this.
    static let longestRetryAfter: Int64 = 7 * 86_400

    init(isOnProbation: Bool) { self.isOnProbation = isOnProbation }

    // MARK: Asking

    /// Whether the site may be asked; leaves it if its budget is spent.
    mutating func mayAsk(within budget: HostBudget) -> Bool {
        if left != nil { return false }
        if let most = budget.pages, pages >= most {
            left = ("the \(most) pages that the portal file allows are asked for", false)
        } else if let most = budget.seconds, secondsSpent >= most {
            left = ("the \(Int(most)) seconds that the portal file allows are spent", false)
        }
        return left == nil
    }

    mutating func askedForPage() { pages += 1 }

    /// How long to wait for it: half as long after each time-out in a row, so that a host that hangs costs minutes.
    func limits(_ limits: FetchLimits) -> FetchLimits {
        var limits = limits
        let halvings = Double(1 << min(timeOutsInARow, 4))
        limits.connectSeconds = max(limits.connectSeconds / halvings, min(limits.connectSeconds, 5))
        limits.stallSeconds = max(Int(Double(limits.stallSeconds) / halvings), min(limits.stallSeconds, 5))
        return limits
    }

    // MARK: Learning

    /// What is to be remembered after an answer.
    enum Lesson: Equatable {
        case nothing
        /// It is back after a night on which it was left.
        case isBack
        /// It wants to be left alone for so many seconds, perhaps over this night.
        case quiet(seconds: Int64)
        /// It fails too often.
        case isDown
    }

    mutating func take(_ answer: HostAnswer, delay: Double, at now: Double) -> Lesson {
        secondsSpent += answer.seconds
        namesItsTime = if case .overloaded(_?) = answer.kind { true } else { false }
        switch answer.kind {
        case .unasked: return .nothing
        case .fine:
            failuresInARow = 0
            timeOutsInARow = 0
            overloadsInARow = 0
            quietSeconds = 0
            defer { isOnProbation = false }
            return isOnProbation ? .isBack : .nothing
        case .overloaded(let retryAfter):
            overloadsInARow += 1
            let asked = retryAfter.map { min($0, Self.longestRetryAfter) }
            let pause = asked.map(Double.init) ?? backOff(delay)
            guard quietSeconds + pause <= Self.longestQuiet else {
                left = (asked == nil ? "it is overloaded (\(answer.why))" : "it wants to be left alone for \(Int(pause)) s (\(answer.why))", true)
                return asked.map { .quiet(seconds: $0) } ?? .isDown
            }
            quietSeconds += pause
            quietUntil = max(quietUntil, now + pause)
            let lesson = fail(answer.why)
            return asked.map { .quiet(seconds: $0) } ?? lesson
        case .timedOut:
            timeOutsInARow += 1
            return fail(answer.why)
        case .failed:
            return fail(answer.why)
        }
    }

    /// Says until when it wants to be left alone, as an earlier run or another of this night was told.
    ///
    /// - Parameter time: the present.
    mutating func recall(quietUntil date: Timestamp?, time: Timestamp, at now: Double) {
        guard let date, date != recalled else { return }
        recalled = date
        let seconds = date - time
        // Further ahead than anybody is believed: the clock was set back.
        guard left == nil, seconds > 0, seconds <= Self.longestRetryAfter else { return }
        if Double(seconds) > Self.longestQuiet {
            left = ("it wants to be left alone until \(date)", true)
        } else {
            quietUntil = max(quietUntil, now + Double(seconds))
        }
    }

    private mutating func fail(_ why: String) -> Lesson {
        failuresInARow += 1
        guard failuresInARow >= (isOnProbation ? 1 : Self.patience) else { return .nothing }
        left = isOnProbation && failuresInARow == 1
            ? ("it was left in its last run and still fails (\(why))", true)
            : ("it failed \(failuresInARow) times in a row (\(why))", true)
        return .isDown
    }

    /// Without a Retry-After: 2, 4, 8 … times the delay.
    private func backOff(_ delay: Double) -> Double {
        min(delay * Double(1 << min(overloadsInARow, 16)), Self.longestQuiet)
    }
}

/// What a run may ask of one host.
struct HostBudget: Sendable, Equatable {
    /// Seconds that its requests may take, added up.
    var seconds: Double?
    /// Requests, robots.txt apart.
    var pages: Int?
}
