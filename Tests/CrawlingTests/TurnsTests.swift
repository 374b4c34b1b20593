// The order of portals in nights that cannot hold them all.
import Crawling
import Testing
import Web
@testable import shilu_turns

@Suite struct TurnsTests {
    private func candidate(_ portal: String, waited: Double?, yield: Double = 1, seconds: Double? = 600) -> Turns.Candidate {
        Turns.Candidate(portal: portal, daysWaited: waited, yieldPerDay: yield, seconds: seconds)
    }

    @Test func whoYieldsMoreForTheTimeComesFirst() {
        let order = Turns.order([
            candidate("silent", waited: 2, yield: 0), candidate("lively", waited: 2, yield: 8), candidate("slow", waited: 2, yield: 8, seconds: 6000),
            candidate("waiting", waited: 6, yield: 1),
        ], within: 1000)
        #expect(order == ["waiting", "lively", "slow", "silent"])  // 36, 32, 3.2 and next to nothing
    }

    @Test func whoWaitedAWeekComesBeforeAllOthersForHalfTheNight() {
        let overdue = ["c": 9.0, "a": 7, "b": 8].map { candidate($0.key, waited: $0.value, yield: 0) }
        let lively = candidate("lively", waited: 1, yield: 50)
        #expect(Turns.order(overdue + [lively], within: 1e6) == ["c", "b", "a", "lively"])
        #expect(Turns.order(overdue + [lively], within: 2 * 600) == ["c", "lively", "b", "a"])
        #expect(Turns.order(overdue + [lively], within: nil) == ["c", "b", "a", "lively"])
    }

    @Test func whoWasNeverCrawledIsOverdueMost() {
        let order = Turns.order([candidate("late", waited: 30), candidate("new", waited: nil, seconds: nil)], within: 1e6)
        #expect(order == ["new", "late"])
    }

    @Test func everyPortalHasItsPlaceAndTheOrderIsTheSameEachTime() {
        let candidates = (0..<100).map { number in
            let waited: Double? = number % 7 == 0 ? nil : Double(number % 11)
            return candidate("p\(number)", waited: waited, yield: Double(number % 3), seconds: nil)
        }
        let order = Turns.order(candidates, within: 5000)
        #expect(Set(order) == Set(candidates.map(\.portal)) && order.count == 100)
        #expect(Turns.order(candidates.reversed(), within: 5000) == order)
    }

    @Test func theFirstRunOfAPortalIsNoYield() {
        let start = Timestamp(secondsSince1970: 1_800_000_000)
        var history = TurnHistory()
        for (day, finds) in [(0, 5000), (1, 3), (2, 3)] {
            history.add(
                .init(startedAt: start + Int64(day) * 86_400, seconds: 60, isComplete: true, finds: finds, nightSeconds: nil), of: "a")
        }
        let known = history.candidates(["a", "b"], at: start + 3 * 86_400)
        #expect(known[0].yieldPerDay > 2 && known[0].yieldPerDay < 3 && known[0].daysWaited == 1 && known[0].seconds == 60)
        #expect(known[1].daysWaited == nil && known[1].seconds == nil)
    }

    @Test func aTurnThatWasCutOffCountsIfItHadAQuarterOfTheNight() {
        let start = Timestamp(secondsSince1970: 1_800_000_000)
        var history = TurnHistory()
        for (portal, seconds) in [("short", 10.0), ("long", 1000.0)] {
            history.add(.init(startedAt: start, seconds: seconds, isComplete: false, finds: 0, nightSeconds: 4000), of: portal)
        }
        #expect(history.candidates(["short", "long"], at: start + 86_400).map(\.daysWaited) == [nil, 1])
    }

    /// Nights that hold a fifth of 500 portals: articles are found sooner than by waiting in line, and nobody starves.
    @Test func whoYieldsGetsMoreTurnsAndNobodyStarves() {
        var ours = Simulation()
        ours.run(by: .shilu)
        var line = Simulation()
        line.run(by: .longestWait)
        let (table, other) = (TurnsTable(ours, .shilu), TurnsTable(line, .longestWait))
        #expect(table.daysToFind < 0.6 * other.daysToFind, "\(table.summary)\n\(other.summary)")
        // Seven nights, and as many as half of each night needs for all once.
        let round = ours.portals.reduce(0) { $0 + min($1.cost, ours.seconds) } / (ours.seconds * Double(ours.jobs) * Turns.overdueShare)
        #expect(table.longestGap <= Turns.longestWait + round + 1, "\(table.summary)")
        #expect(ours.portals.allSatisfy { $0.turns > 0 })
        var again = Simulation()
        again.run(by: .shilu)
        #expect(TurnsTable(again, .shilu).portals == table.portals)
    }
}
