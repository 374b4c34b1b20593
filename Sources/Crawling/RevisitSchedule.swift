// When a URL is asked for again, by what its visits showed.

import Reading
import Web

/// The rule by which visits are spaced. Nothing in it depends on chance: what it says follows from the URL, the visit and the run.
struct RevisitSchedule: Sendable {
    /// Seconds.
    private let shortest: Int
    private let longest: Int
    /// Seconds since 1970.
    private let runStart: Int

    private static let day = 86_400
    /// A night that begins up to so much earlier than the last one finds due what it would find at the same hour.
    private static let earliness = 6 * 3600
    /// A file (an attachment, an image, a style sheet) is looked at again after so long first.
    private static let firstOfFile = 7 * day
    /// The pages of a list behind the first: so rarely, unless the page before shows something new.
    private static let laterPageOfList = 7 * day
    /// What robots.txt or the address forbids may be allowed another day.
    private static let longestOfForbidden = 7 * day
    /// The longest back-off.
    private static let longestOfFailure = 30 * day

    init(_ bounds: Portal.Revisit, runStart: Timestamp) {
        shortest = Int(bounds.minDays * Double(Self.day))
        longest = max(Int(bounds.maxDays * Double(Self.day)), shortest)
        self.runStart = Int(runStart.secondsSince1970)
    }

    /// Nothing is due so long after the run's start, in seconds, unless the clock was wrong when it was said.
    var horizon: Int { max(longest, Self.longestOfFailure) + 2 * Self.day }

    /// What a URL's row is to remember.
    struct Next: Equatable {
        /// Seconds since 1970; `nil` if it is not asked for by itself.
        var due: Int?
        /// Seconds.
        var interval: Int?
    }

    /// When to ask again.
    ///
    /// - Parameters:
    ///   - failures: nights in a row, this one included, on which the URL failed or was turned away.
    ///   - brought: URLs found on the page that nobody knew before.
    func next(after visit: Visit, failures: Int, brought: Int) -> Next {
        guard visit.queued.role != .robots else { return Next() }  // asked for when its site is
        let before = visit.queued.interval
        switch visit.judgement.state {
        case .gone, .trapped: return Next(due: nil, interval: before)
        case .excluded:
            // These are asked for again when the portal file says otherwise.
            if [.scope, .depth, .type].contains(visit.judgement.reason) { return Next(due: nil, interval: before) }
            return again(visit, after: grown(before, to: Self.longestOfForbidden))
        case .missingOnce where visit.judgement.reason == .notFound: return Next(due: due(visit, after: shortest), interval: before)
        case .missingOnce, .failed, .turnedAway:
            return Next(due: due(afterFailures: failures, of: visit.queued.url, visitedAt: visit.visitedAt), interval: before)
        case .redirected:
            return again(visit, after: visit.queued.state == .redirected ? grown(before, to: longest) : shortest)
        case .captured where visit.queued.continuesColumn, .unchanged where visit.queued.continuesColumn:
            return again(visit, after: longest)  // when the page before it says so; by itself only if no walk comes by
        case .captured, .unchanged, .overLimit, .waiting:
            return again(visit, after: interval(after: visit, brought: brought))
        }
    }

    /// When to ask again for a later page of a column that was visited before it was known as one.
    func next(ofLaterPage url: WebURL, visitedAt: Timestamp) -> Next { Next(due: due(url, visitedAt: visitedAt, after: longest), interval: longest) }

    /// When what a run put off is due again, in seconds since 1970.
    var nextNight: Int { runStart + Self.day - Self.earliness }

    /// When a URL is due that failed to the end of its run.
    func due(afterFailures failures: Int, of url: WebURL, visitedAt: Timestamp) -> Int {
        let nights = 1 << min(max(failures, 1) - 1, 5)
        return due(url, visitedAt: visitedAt, after: min(nights * Self.day, Self.longestOfFailure))
    }

    private func interval(after visit: Visit, brought: Int) -> Int {
        let queued = visit.queued
        if queued.role.isMap { return shortest }
        guard queued.role == .page || queued.role == .frame || queued.role == .list, let kind = visit.kind ?? queued.kind else { return file(visit) }
        if queued.depth == 0 || queued.url.path == "/" { return shortest }
        switch kind {
        case .list: return queued.continuesList ? clamped(Self.laterPageOfList) : shortest
        case .article, .document: return text(visit)
        case .other: return brought > 0 ? shortest : text(visit)
        }
    }

    /// An article's interval doubles while its text is the same, and falls to a quarter when it is not. Where the reader found no
    /// text nobody can tell, and what differs in bytes counts as the same.
    private func text(_ visit: Visit) -> Int {
        switch VisitOutcome(visit) {
        case .new: shortest
        case .changed where visit.page?.textDigest != nil: clamped((visit.queued.interval ?? 0) / 4)
        default: grown(visit.queued.interval, to: longest)
        }
    }

    private func file(_ visit: Visit) -> Int {
        switch VisitOutcome(visit) {
        case .new: clamped(Self.firstOfFile)
        case .changed: clamped((visit.queued.interval ?? 0) / 4)
        default: grown(visit.queued.interval, to: longest)
        }
    }

    private func clamped(_ interval: Int) -> Int { min(max(interval, shortest), longest) }

    private func grown(_ interval: Int?, to longest: Int) -> Int {
        clamped(min((interval ?? shortest / 2) * 2, longest))
    }

    private func due(_ visit: Visit, after interval: Int) -> Int {
        due(visit.queued.url, visitedAt: visit.visitedAt, after: interval)
    }

    private func again(_ visit: Visit, after interval: Int) -> Next { Next(due: due(visit, after: interval), interval: interval) }

    /// Nights are counted from the run's start, or a URL that comes late in a run would be due late in the next; but from the visit
    /// if the run was broken off for days. Pages that were first seen in one night drift apart, for each waits up to a quarter
    /// less than its interval, by its URL and the day.
    private func due(_ url: WebURL, visitedAt: Timestamp, after interval: Int) -> Int {
        let base = max(runStart, Int(visitedAt.secondsSince1970) - Self.day)
        let spread = interval < 2 * Self.day ? 0 : interval / 4 * Self.share(url, day: base / Self.day) / 1024
        return base + interval - spread - min(Self.earliness, interval / 4)
    }

    /// A number below 1,024 that looks like chance and is none: FNV-1a of URL and day.
    private static func share(_ url: WebURL, day: Int) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in url.href.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for shift in [0, 8, 16, 24] { hash = (hash ^ UInt64(UInt8(truncatingIfNeeded: day >> shift))) &* 0x100_0000_01b3 }
        hash ^= hash >> 32  // the low bits alone hang on the last bytes only
        return Int(hash & 1023)
    }
}
