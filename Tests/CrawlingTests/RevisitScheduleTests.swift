@testable import Crawling
import Archive
import Reading
import Testing
import Web
import WebArchive

@Suite struct RevisitScheduleTests {
    private static let day = 86_400

    /// A URL through many nights, each visited when it is due.
    private struct Life {
        var queued: QueuedURL
        var failures = 0
        private let bounds: Portal.Revisit
        /// The day of each visit.
        private(set) var days: [Int] = []
        /// When it is due, in seconds; `nil` if never.
        private(set) var due: Int? = 0

        init(_ url: String = "http://a.example/x.html", role: URLRole = .page, kind: Page.Kind? = .article, depth: Int = 3, bounds: Portal.Revisit = .init()) throws {
            queued = QueuedURL(
                id: 1, url: try WebURL(url), role: role, depth: depth, redirects: 0, state: .waiting, validators: .init(), kind: kind)
            self.bounds = bounds
        }

        /// Goes through nights that begin at the same hour, until it was visited so many times.
        mutating func visit(_ count: Int, _ state: URLState, _ reason: URLReason? = nil, brought: Int = 0, upTo lastDay: Int = 5000) throws {
            var night = (days.last ?? -1) + 1
            var visits = 0
            while visits < count, night <= lastDay, let due {
                if due <= night * day {
                    try visitNow(on: night, state, reason, brought: brought)
                    visits += 1
                }
                night += 1
            }
        }

        private mutating func visitNow(on night: Int, _ state: URLState, _ reason: URLReason?, brought: Int) throws {
            let start = Timestamp(secondsSince1970: Int64(night * day))
            var visit = Visit(queued: queued, judgement: Judgement(state, reason), visitedAt: start + 3600)
            visit.kind = queued.kind
            if state == .captured, let kind = queued.kind { visit.page = try RevisitScheduleTests.page(kind, "正文\(night)") }
            failures = state == .failed || state == .turnedAway ? failures + 1 : 0
            let next = RevisitSchedule(bounds, runStart: start).next(after: visit, failures: failures, brought: brought)
            days.append(night)
            due = next.due
            queued.interval = next.interval
            queued.state = state
            if state == .captured {
                queued.lastCapture = .init(id: 1, url: "", recordID: "", payloadDigest: "", fetchedAt: start, status: 200)
                queued.textDigest = visit.page?.textDigest
            }
        }

        var gaps: [Int] { zip(days, days.dropFirst()).map { $1 - $0 } }
    }

    private static func page(_ kind: Page.Kind, _ text: String) throws -> ExtractedPage {
        let paragraph = (1...4).map { "<p>\(text)第\($0)段：全市各级各部门认真贯彻落实会议精神，扎实推进各项工作。</p>" }.joined()
        let head = try HTTPMessage(parsing: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".utf8)[...])
        let body = "<html><head><title>通知</title></head><body><h1>关于召开会议的通知</h1><div>来源：办公室 时间：2016-03-29</div><div>\(paragraph)</div></body></html>"
        let page = try #require(PageExtraction.page(
            head: head, payload: Array(body.utf8)[...], transfer: .whole, url: "http://a.example/x.html", fetchedAt: nil, truncated: nil,
            withLinks: true))
        try #require(page.textDigest != nil)
        return page
    }

    @Test func anArticleThatDoesNotChangeIsAskedForEverMoreRarelyUpToTheBound() throws {
        var life = try Life()
        try life.visit(1, .captured)
        try life.visit(30, .unchanged)
        #expect(life.gaps.first == 1 && life.gaps.prefix(3).allSatisfy { $0 <= 4 })
        #expect(life.gaps.max() ?? 0 <= 90 && life.gaps.suffix(10).allSatisfy { $0 >= 67 })
        #expect(life.queued.interval == 90 * Self.day)
        #expect(life.days.count { $0 < 365 } < 14)
    }

    @Test func anArticleThatChangesIsAskedForMoreOften() throws {
        var life = try Life()
        try life.visit(1, .captured)
        try life.visit(12, .unchanged)
        let rare = try #require(life.gaps.last)
        try life.visit(2, .captured)
        #expect(life.gaps.last ?? 0 < rare / 2)
        try life.visit(6, .captured)
        #expect(life.gaps.last == 1)
    }

    @Test(arguments: [(1.0, 90.0), (2.0, 10.0), (1.0, 1.0), (7.0, 365.0)])
    func theBoundsHoldWhateverHappens(_ least: Double, _ most: Double) throws {
        var bounds = Portal.Revisit()
        (bounds.minDays, bounds.maxDays) = (least, most)
        for number in 0..<50 {
            var life = try Life("http://a.example/\(number).html", bounds: bounds)
            var dice = UInt64(number)
            for _ in 0..<40 {
                dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                try life.visit(1, dice >> 60 < 4 ? .captured : .unchanged)
            }
            #expect(life.gaps.allSatisfy { Double($0) >= (least * 0.75 - 0.25).rounded(.up) && Double($0) <= most }, "\(number): \(life.gaps)")
        }
    }

    @Test func pagesOfOneNightDriftApart() throws {
        var visitsByDay: [Int: Int] = [:]
        for number in 0..<1000 {
            var life = try Life("http://a.example/art/\(number).html")
            try life.visit(1, .captured)
            try life.visit(40, .unchanged, upTo: 1000)
            for day in life.days where day > 500 { visitsByDay[day, default: 0] += 1 }
        }
        // About 12.6 a day if they were spread evenly over intervals of 67 to 90 days.
        #expect(visitsByDay.values.max() ?? 0 < 60, "\(visitsByDay.values.sorted().suffix(5))")
    }

    @Test func theSameURLIsDueAtTheSameTimeOnEveryMachine() throws {
        var first = try Life()
        var second = try Life()
        for _ in 0..<2 { try first.visit(5, .unchanged); try second.visit(5, .unchanged) }
        #expect(first.days == second.days)
    }

    @Test func listsAndHomePagesAreDueEachNight() throws {
        for (url, kind, depth) in [("http://a.example/news/", Page.Kind.list, 2), ("http://a.example/", .other, 0), ("http://b.a.example/", .other, 4)] {
            var life = try Life(url, kind: kind, depth: depth)
            try life.visit(1, .captured)
            try life.visit(20, .unchanged)
            #expect(life.gaps.allSatisfy { $0 == 1 }, "\(url)")
        }
    }

    @Test func aLaterPageOfAListIsDueEachWeek() throws {
        var life = try Life(kind: .list)
        life.queued.continuesList = true
        try life.visit(1, .captured)
        try life.visit(10, .unchanged)
        #expect(life.gaps.allSatisfy { (5...7).contains($0) }, "\(life.gaps)")
    }

    @Test func aPageThatBringsNewsIsDueEachNightAndElseAsAnArticle() throws {
        var life = try Life(kind: .other)
        try life.visit(10, .captured, brought: 1)
        #expect(life.gaps.allSatisfy { $0 == 1 })
        try life.visit(10, .unchanged)
        #expect(life.gaps.last ?? 0 > 30)
    }

    @Test func aFailureIsTriedAgainAfterOneTwoFourDaysAndNeverAfterMoreThanThirty() throws {
        for state in [URLState.failed, .turnedAway] {
            var life = try Life()
            try life.visit(12, state, .serverError)
            #expect(life.gaps.prefix(2) == [1, 2] && (3...4).contains(life.gaps[2]), "\(life.gaps)")
            #expect(life.gaps.allSatisfy { $0 <= 30 } && life.gaps.suffix(4).allSatisfy { $0 >= 22 }, "\(life.gaps)")
            try life.visit(2, .captured)
            #expect(life.gaps.last == 1)
        }
    }

    @Test func whatIsMissingIsAskedForTheNextNightAndWhatIsGoneNotAgain() throws {
        var life = try Life()
        try life.visit(1, .captured)
        try life.visit(14, .unchanged)
        try life.visit(2, .missingOnce, .notFound)
        #expect(life.gaps.last == 1)
        try life.visit(1, .gone, .notFound)
        #expect(life.due == nil)
    }

    @Test func aFileIsAskedForAfterAWeekFirst() throws {
        for role in [URLRole.attachment, .image, .stylesheet] {
            var life = try Life("http://a.example/f.pdf", role: role, kind: nil)
            try life.visit(1, .captured)
            try life.visit(8, .unchanged)
            #expect((5...7).contains(life.gaps[0]) && life.gaps.last ?? 0 >= 67)
        }
    }

    @Test func whatARuleForbidsIsLookedAtEachWeekOrNotAtAll() throws {
        var life = try Life()
        try life.visit(10, .excluded, .robots)
        #expect((5...7).contains(life.gaps.last ?? 0))
        for reason in [URLReason.scope, .depth] {
            var life = try Life()
            try life.visit(1, .excluded, reason)
            #expect(life.due == nil)
        }
    }

    @Test func aNightThatBeginsEarlierFindsTheSameDue() throws {
        let start = Timestamp(secondsSince1970: 1_800_000_000)
        var visit = Visit(queued: try Life(kind: .list).queued, judgement: Judgement(.captured), visitedAt: start + 20_000)
        visit.kind = .list
        let due = try #require(RevisitSchedule(.init(), runStart: start).next(after: visit, failures: 0, brought: 0).due)
        #expect(due <= Int(start.secondsSince1970) + Self.day - 5 * 3600)
        #expect(due > Int(start.secondsSince1970) + 12 * 3600)
    }
}
