// Portals that publish by chance, and nights that cannot hold them all, played through without a network.

import Crawling
import Web

/// A number of portals over a number of nights; the same seed gives the same nights.
struct Simulation {
    /// In which order the portals have their turn.
    enum Rule: String, CaseIterable {
        /// `shilu night`'s own.
        case shilu
        /// Whoever waited longest.
        case longestWait = "longest wait"
        /// Always the same.
        case fixed = "fixed order"
    }

    /// One portal, and what became of it.
    struct Portal {
        let name: String
        /// Articles a day.
        let yield: Double
        /// Seconds that a crawl of it takes.
        let cost: Double
        /// When its articles appear, in days.
        let articles: [Double]
        /// Articles found so far.
        var found = 0
        /// Days from appearing to being found, summed over all articles; those never found wait to the end.
        var waiting = 0.0
        var longestToFind = 0.0
        var turns = 0
        var lastTurn = 0.0
        /// The most days between two complete crawls, the beginning and the end counted as such.
        var longestGap = 0.0
        /// Seconds of its crawl that earlier nights did not get to.
        var rest: Double

        var daysToFind: Double? { articles.isEmpty ? nil : waiting / Double(articles.count) }
    }

    let nights: Int
    /// Portals crawled at a time, and seconds that a night lasts.
    let jobs: Int
    let seconds: Double
    private(set) var portals: [Portal]

    init(portals count: Int = 500, nights: Int = 60, jobs: Int = 16, hours: Double = 4, seed: UInt64 = 1) {
        self.nights = nights
        self.jobs = jobs
        seconds = hours * 3600
        var chance = Chance(state: seed)
        portals = (0..<count).map { number in
            // A quarter publishes next to nothing; the rest from one article in a hundred days to thirty a day.
            let yield = number % 4 == 0 ? 0.003 : chance.spread(0.01, 30)
            // From a minute to two hours; one in a hundred is larger than any night.
            let cost = number % 100 == 50 ? 72_000 : chance.spread(60, 7200)
            var articles: [Double] = []
            var day = chance.gap(yield)
            while day < Double(nights) {
                articles.append(day)
                day += chance.gap(yield)
            }
            return Portal(name: "p\(1000 + number)", yield: yield, cost: cost, articles: articles, rest: cost)
        }
    }

    /// The nights, one after another.
    mutating func run(by rule: Rule) {
        var history = TurnHistory()
        let places = Dictionary(uniqueKeysWithValues: portals.indices.map { (portals[$0].name, $0) })
        for night in 0..<nights {
            let names = order(by: rule, history, night)
            var free = [Double](repeating: 0, count: jobs)
            for name in names {
                guard let place = places[name], let job = free.indices.min(by: { free[$0] < free[$1] }), free[job] < seconds else { break }
                let start = free[job]
                let taken = min(portals[place].rest, seconds - start)
                free[job] += taken
                let isComplete = taken == portals[place].rest
                portals[place].rest -= taken
                let finds = isComplete ? finish(place, startedAt: Double(night) + start / 86_400, endedAt: Double(night) + free[job] / 86_400) : 0
                history.add(
                    .init(
                        startedAt: Self.time(night) + Int64(start), seconds: taken, isComplete: isComplete, finds: finds, nightSeconds: seconds),
                    of: name)
            }
        }
        for place in portals.indices { end(place) }
    }

    private func order(by rule: Rule, _ history: TurnHistory, _ night: Int) -> [String] {
        let names = portals.map(\.name)
        switch rule {
        case .fixed: return names
        case .shilu: return Turns.order(history.candidates(names, at: Self.time(night)), within: seconds * Double(jobs))
        case .longestWait:
            return history.candidates(names, at: Self.time(night))
                .sorted { ($1.daysWaited ?? .infinity, $0.portal) < ($0.daysWaited ?? .infinity, $1.portal) }.map(\.portal)
        }
    }

    /// A crawl came to its end: what had appeared when it began is found. Returns how many.
    private mutating func finish(_ place: Int, startedAt start: Double, endedAt end: Double) -> Int {
        let before = portals[place].found
        while portals[place].found < portals[place].articles.count, portals[place].articles[portals[place].found] <= start {
            find(place, at: end)
        }
        portals[place].turns += 1
        portals[place].longestGap = max(portals[place].longestGap, start - portals[place].lastTurn)
        portals[place].lastTurn = start
        portals[place].rest = portals[place].cost
        return portals[place].found - before
    }

    private mutating func end(_ place: Int) {
        portals[place].longestGap = max(portals[place].longestGap, Double(nights) - portals[place].lastTurn)
        while portals[place].found < portals[place].articles.count { find(place, at: Double(nights)) }
    }

    private mutating func find(_ place: Int, at time: Double) {
        let days = time - portals[place].articles[portals[place].found]
        portals[place].waiting += days
        portals[place].longestToFind = max(portals[place].longestToFind, days)
        portals[place].found += 1
    }

    private static func time(_ night: Int) -> Timestamp { Timestamp(secondsSince1970: 1_800_000_000) + Int64(night) * 86_400 }
}
