// Two weeks of nights against a portal that lives: the reports say what was done to it, and nothing else.
@testable import Crawling
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct FortnightTests {
    /// All nights with a portal file that has every known page asked for every night.
    private static let nights = Result { try Fortnight(mode: .all) }

    struct Fortnight {
        let reports: [RunReport]
        /// By night: what the ledger says of each URL, by its path.
        let ledgers: [[String: (outcome: String, state: String)]]
        /// By night: report.html.
        let pages: [String]
        let base: String

        init(mode: RunMode) throws {
            let life = FortnightPortal()
            let portal = try PlayedPortal { life.answer(to: $0) }
            defer { portal.server.stop() }
            var reports: [RunReport] = []
            var ledgers: [[String: (outcome: String, state: String)]] = []
            var pages: [String] = []
            for day in 0..<14 {
                life.begin(day: day)
                let report = try portal.night(Double(day), mode: mode) { $0.retryPauses = [] }
                reports.append(report)
                ledgers.append(try Self.ledger(portal, report))
                pages.append(try String(contentsOfFile: portal.folder.reportPage(run: report.run), encoding: .utf8))
            }
            self.reports = reports
            self.ledgers = ledgers
            self.pages = pages
            base = portal.server.base
        }

        private struct Line: Decodable {
            let url: String
            let state: String
            let outcome: String
        }

        private static func ledger(_ portal: PlayedPortal, _ report: RunReport) throws -> [String: (outcome: String, state: String)] {
            var told: [String: (outcome: String, state: String)] = [:]
            for text in try String(contentsOfFile: portal.folder.ledger(run: report.run), encoding: .utf8).split(separator: "\n") {
                guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else { continue }
                told[String(line.url.dropFirst(portal.server.base.count))] = (line.outcome, line.state)
            }
            return told
        }

        func articles(_ outcome: String, night: Int) -> Set<String> { urls(outcome, night: night).filter { $0.hasSuffix(".html") } }

        /// The articles that a section of a night's page links to; empty where there is no such section.
        func shown(_ section: String, night: Int) -> Set<String> {
            guard let start = pages[night].range(of: "<section id=\"\(section)\">"),
                  let end = pages[night].range(of: "</section>", range: start.upperBound..<pages[night].endIndex) else { return [] }
            let links = pages[night][start.upperBound..<end.lowerBound].components(separatedBy: "<a href=\"\(base)").dropFirst()
            return Set(links.map { String($0.prefix { $0 != "\"" }) }.filter { $0.hasSuffix(".html") })
        }

        func urls(_ outcome: String, night: Int) -> Set<String> { Set(ledgers[night].filter { $0.value.outcome == outcome }.keys) }
    }

    private func path(_ number: Int, moved: Bool = false) -> String { FortnightPortal.path(number, moved: moved) }

    @Test func whatIsNewIsWhatWasAdded() throws {
        let fortnight = try Self.nights.get()
        #expect(fortnight.articles("new", night: 0) == Set((1...FortnightPortal.firstArticles).map { path($0) }))
        for day in 1..<14 {
            var expected: Set<String> = []
            for event in FortnightPortal.script[day] ?? [] {
                switch event {
                case .add(let number): expected.insert(path(number))
                case .move(let number): expected.insert(path(number, moved: true))
                default: break
                }
            }
            #expect(fortnight.articles("new", night: day) == expected, "night \(day)")
        }
    }

    @Test func whatChangedIsWhatWasEdited() throws {
        let fortnight = try Self.nights.get()
        for day in 1..<14 {
            let expected = (FortnightPortal.script[day] ?? []).compactMap { event -> String? in
                if case .edit(let number) = event { path(number) } else { nil }
            }
            #expect(fortnight.articles("changed", night: day) == Set(expected), "night \(day)")
        }
    }

    @Test func aDeletedPageIsMissingOnceAndThenGone() throws {
        let fortnight = try Self.nights.get()
        for day in 0..<14 {
            let state = fortnight.ledgers[day][path(5)]?.state
            switch day {
            case 0: #expect(state == "captured")
            case 3: #expect(state == "missing once")
            case 4: #expect(state == "gone")
            default: #expect(state == nil, "night \(day)")
            }
        }
        // Nothing else is ever missing: not while the portal is down, and not while it blocks.
        for day in 0..<14 { #expect(fortnight.articles("missing", night: day).subtracting([path(5)]).isEmpty, "night \(day)") }
    }

    @Test func aMovedPageRedirectsAndItsNewAddressIsCaptured() throws {
        let fortnight = try Self.nights.get()
        #expect(fortnight.ledgers[5][path(7)]?.state == "redirected")
        #expect(fortnight.ledgers[5][path(7, moved: true)]?.state == "captured")
        for day in 0..<14 where day != 5 { #expect(fortnight.articles("redirected", night: day).isEmpty || day == 7 || day == 10, "night \(day)") }
    }

    @Test func aNightWithoutAnswerIsNoNightOfChanges() throws {
        let report = try Self.nights.get().reports[6]
        #expect(CrawlOutcome(report) == .unreachable)
        #expect(report.answers == 0 && report.tally.new == 0 && report.tally.changed == 0 && report.tally.missing == 0)
        #expect(report.states.first { $0.state == .gone }?.count == 1)
    }

    @Test func aNightOfRefusalsIsTurnedAwayAndBuriesNothing() throws {
        let fortnight = try Self.nights.get()
        let report = fortnight.reports[9]
        #expect(CrawlOutcome(report) == .turnedAway)
        #expect(report.tally.turnedAway > 0 && report.tally.changed == 0 && report.tally.new == 0 && report.tally.missing == 0)
        // The next night all is as it was: no refusal had become a page's new version.
        #expect(fortnight.reports[10].tally.changed == 0 && fortnight.reports[10].tally.new == 0, "\(fortnight.urls("changed", night: 10))")
    }

    @Test func aNewDressAndACounterAreNoChange() throws {
        let fortnight = try Self.nights.get()
        let dressed = fortnight.reports[8].tally
        #expect(dressed.changed == 0 && dressed.sameText >= 14, "\(fortnight.urls("changed", night: 8)) \(dressed)")
        for day in [1, 3, 4, 12] { #expect(fortnight.articles("changed", night: day).isEmpty, "night \(day)") }
        #expect(fortnight.reports[12].tally.sameText >= 14, "the counter turns on every article")
    }

    /// The page of a night shows what its morning's reader is to see: what was done to the portal that day, and no other article.
    @Test func thePageOfANightShowsWhatWasDoneAndNothingElse() throws {
        let fortnight = try Self.nights.get()
        for day in 1..<14 {
            var expected: [String: Set<String>] = [:]
            for event in FortnightPortal.script[day] ?? [] {
                switch event {
                case .add(let number): expected["new", default: []].insert(path(number))
                case .edit(let number): expected["changed", default: []].insert(path(number))
                case .delete(let number): expected["gone", default: []].insert(path(number))
                case .move(let number): expected["moved"] = [path(number), path(number, moved: true)]
                case .redress, .down, .block: break
                }
            }
            if day == 4 { expected["gone"] = [path(5)] }  // missing for the second time
            for section in ["new", "changed", "gone", "moved", "back"] {
                #expect(fortnight.shown(section, night: day) == expected[section] ?? [], "night \(day): \(section)")
            }
            let page = fortnight.pages[day]
            #expect(page.contains("<section id=\"refused\">") == (day == 9), "night \(day)")
            #expect(page.contains("<section id=\"failed\">") == (day == 6), "night \(day)")
            // Only a list that could not be looked at is a finding.
            #expect(page.contains("<section id=\"findings\">") == (day == 6 || day == 9), "night \(day)")
        }
        #expect(fortnight.pages[2].contains("<del>1</del><ins>2</ins>"), "the edit is shown as a difference")
        #expect(fortnight.pages[6].contains("Nobody answered") && fortnight.pages[9].contains("turned us away"))
    }

    @Test func everyLedgerAddsUpAndNobodyIsLost() throws {
        let fortnight = try Self.nights.get()
        for (day, report) in fortnight.reports.enumerated() { #expect(report.addsUp, "night \(day)") }
        // The home page, two lists, sixteen articles, one of them at two addresses.
        #expect(fortnight.reports[13].known == 1 + 2 + 16 + 1)
    }

    /// By the usual intervals articles are asked for more and more seldom, and still every edit is found in the end.
    @Test func byTheUsualIntervalsFewerPagesAreAskedForAndNewOnesAreFoundTheSameNight() throws {
        let due = try Fortnight(mode: .due)
        let all = try Self.nights.get()
        for day in [1, 2, 11] { #expect(due.articles("new", night: day) == all.articles("new", night: day), "night \(day)") }
        #expect(due.reports.reduce(0) { $0 + $1.answers } < all.reports.reduce(0) { $0 + $1.answers })
        for report in due.reports { #expect(report.addsUp) }
    }
}
