// How a run treats each host, as measured on the wire: for the report's answer to “was anybody's server hurt?”.

import Fetching
import Web
import WebArchive

/// What was asked of one host, and how it answered.
struct HostMeasure: Sendable, Equatable {
    /// Requests sent, robots.txt included.
    var requests = 0
    /// Bytes received: heads and bodies.
    var bytes = 0
    /// Requests that brought no answer, and answers 5xx.
    var errors = 0
    /// Answers 429 and 503.
    var busy = 0
    /// Answers with a Retry-After.
    var askedToWait = 0
    /// Requests sent before the time that a Retry-After had named.
    var tooEarly = 0
    /// The shortest pause between the end of a request and the beginning of the next, in seconds.
    var smallestGap: Double?
    /// The most requests at a time.
    var mostAtOnce = 0
    /// Seconds from request to end of answer, by ``AnswerTimes``.
    var times = AnswerTimes()

    mutating func add(_ other: HostMeasure) {
        requests += other.requests
        bytes += other.bytes
        errors += other.errors
        busy += other.busy
        askedToWait += other.askedToWait
        tooEarly += other.tooEarly
        mostAtOnce = max(mostAtOnce, other.mostAtOnce)
        if let gap = other.smallestGap { smallestGap = min(smallestGap ?? gap, gap) }
        times.add(other.times)
    }
}

/// Answer times in classes that grow by a twelfth: a quantile is known to within four in a hundred, in a few hundred bytes.
struct AnswerTimes: Sendable, Equatable {
    /// By class: how many.
    private(set) var counts: [Int] = []
    private(set) var sum = 0.0

    private static let least = 0.0001
    private static let growth = 1.0833

    var count: Int { counts.reduce(0, +) }
    var mean: Double? { count > 0 ? sum / Double(count) : nil }

    init() {}

    /// The times as ``text`` wrote them.
    init(text: String, sum: Double) {
        counts = text.split(separator: " ").map { Int($0) ?? 0 }
        self.sum = sum
    }

    var text: String { counts.map(String.init).joined(separator: " ") }

    mutating func add(seconds: Double) {
        var index = 0
        var bound = Self.least
        while bound < seconds, index < 200 { (index, bound) = (index + 1, bound * Self.growth) }
        grow(to: index + 1)
        counts[index] += 1
        sum += seconds
    }

    mutating func add(_ other: AnswerTimes) {
        grow(to: other.counts.count)
        for (i, count) in other.counts.enumerated() { counts[i] += count }
        sum += other.sum
    }

    /// The time that a share of the answers did not exceed, in seconds.
    func quantile(_ share: Double) -> Double? {
        let total = count
        guard total > 0 else { return nil }
        var left = max(1, Int((share * Double(total)).rounded(.up)))
        var bound = Self.least
        for count in counts {
            left -= count
            if left <= 0 { return bound }
            bound *= Self.growth
        }
        return bound
    }

    private mutating func grow(to size: Int) {
        if counts.count < size { counts += [Int](repeating: 0, count: size - counts.count) }
    }
}

/// Measures a run's requests host by host.
struct HostMeter {
    private var hosts: [String: Watched] = [:]
    /// Measures since the last ``take()``.
    private var measures: [String: HostMeasure] = [:]

    private struct Watched {
        var inFlight = 0
        /// On the run's clock, in seconds.
        var endedAt: Double?
        var notBefore = 0.0
    }

    /// A clock is read to this precision, in seconds: a request on the dot is not early.
    private static let precision = 0.01

    /// Says that a request goes out.
    mutating func asked(_ host: String, at now: Double) {
        var watched = hosts[host] ?? Watched()
        watched.inFlight += 1
        var measure = measures[host] ?? HostMeasure()
        measure.requests += 1
        measure.mostAtOnce = max(measure.mostAtOnce, watched.inFlight)
        if let end = watched.endedAt, watched.inFlight == 1 { measure.smallestGap = min(measure.smallestGap ?? .infinity, now - end) }
        if now + Self.precision < watched.notBefore { measure.tooEarly += 1 }
        measures[host] = measure
        hosts[host] = watched
    }

    /// Says what came.
    mutating func answered(_ host: String, _ result: FetchResult, at now: Double) {
        var watched = hosts[host] ?? Watched()
        watched.inFlight = max(0, watched.inFlight - 1)
        watched.endedAt = now
        var measure = measures[host] ?? HostMeasure()
        switch result {
        case .failure: measure.errors += 1
        case .exchange(let exchange):
            measure.bytes += exchange.responseHead.count + exchange.body.count
            measure.times.add(seconds: exchange.seconds)
            if exchange.status >= 500 { measure.errors += 1 }
            if exchange.status == 429 || exchange.status == 503 {
                measure.busy += 1
                if let head = try? HTTPMessage(parsing: exchange.responseHead[...]), let value = head.fields["Retry-After"],
                   let wait = RetryAfter.seconds(value) {
                    measure.askedToWait += 1
                    watched.notBefore = max(watched.notBefore, now + Double(wait))
                }
            }
        }
        measures[host] = measure
        hosts[host] = watched
    }

    /// What was measured since the last time.
    mutating func take() -> [String: HostMeasure] {
        defer { measures = [:] }
        return measures
    }
}
