@testable import Crawling
import Testing
import Web

@Suite struct JudgementTests {
    private func judgement(_ status: Int, _ state: URLState = .waiting, missingSince: Int64? = nil, at time: Int64 = 0) throws -> Judgement {
        let queued = try Visits.queued("http://a.example/1.html", state: state, missingSince: missingSince)
        let head = Array("HTTP/1.1 \(status) X\r\nLocation: /b.html\r\nContent-Type: text/plain\r\n\r\n".utf8)
        return try Visits.make(queued, status: status, head: head, body: Array("x".utf8), at: time).judgement
    }

    @Test(arguments: [
        (200, URLState.captured), (204, .captured), (304, .unchanged), (301, .redirected), (308, .redirected), (404, .missingOnce),
        (410, .missingOnce), (401, .turnedAway), (403, .turnedAway), (412, .turnedAway), (429, .turnedAway), (451, .turnedAway),
        (521, .failed), (500, .failed), (503, .failed), (400, .failed), (999, .failed),
    ])
    func eachStatusHasOneState(_ status: Int, _ state: URLState) throws {
        let judgement = try judgement(status)
        #expect(judgement.state == state)
        #expect(judgement.reason != nil || [.captured, .unchanged, .redirected].contains(state))
    }

    @Test func aPageIsGoneOnlyOnAnotherNight() throws {
        #expect(try judgement(404, .missingOnce, missingSince: 1_000_000, at: 1_000_060).state == .missingOnce)
        #expect(try judgement(404, .missingOnce, missingSince: 1_000_000, at: 1_080_000).state == .gone)
        #expect(try judgement(200, .missingOnce, missingSince: 1_000_000, at: 1_080_000).state == .captured)
    }

    @Test func onlyA404OfItsOwnMakesAPageGone() throws {
        let soft = Array("<title>404 Not Found</title><h1>404 Not Found</h1>".utf8)
        let before = try Visits.queued("http://a.example/1.html", state: .missingOnce, missingSince: 1_000_000)
        let judged = try Visits.make(before, body: soft, at: 1_080_000).judgement
        #expect(judged.state == .missingOnce && judged.reason == .softNotFound && judged.effectiveStatus == 404)
        // Soft ones before do not count either: the state keeps no `missingSince` of them.
        #expect(try judgement(404, .missingOnce, missingSince: nil, at: 1_080_000).state == .missingOnce)
    }

    @Test func nothingIsGoneWhileItsHostShowsNoPage() throws {
        let missing = Array("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".utf8)
        let before = try Visits.queued("http://a.example/1.html", id: 1, state: .missingOnce, missingSince: 1_000_000)
        let again = try Visits.make(before, status: 404, head: missing, body: [], at: 1_080_000)
        #expect(again.judgement.state == .gone)
        var hosts = AnsweringHosts()
        hosts.note([again, try Visits.make(url: "http://other.example/2.html", id: 2, body: Array("<p>一页</p><p>别的主机的一页。</p>".utf8))])
        #expect(hosts.judged(again).judgement.state == .missingOnce)
        hosts.note([try Visits.make(url: "http://a.example/", id: 3, body: Array("<title>访问被拦截</title>访问被拦截".utf8))])
        #expect(hosts.judged(again).judgement.state == .missingOnce)
        hosts.note([try Visits.make(url: "http://a.example/", id: 4, body: Array("<p>一页</p><p>同一主机的另一页。</p>".utf8))])
        #expect(hosts.judged(again).judgement.state == .gone)
    }

    @Test(arguments: URLReason.allCases)
    func aReasonThatKeepsThePageBackHasAnEffectiveStatus(_ reason: URLReason) {
        let keepsBack: Set<URLReason> = [.refused, .challenged, .loginWall, .stub, .wrongPage, .softNotFound]
        #expect((reason.effectiveStatus != nil) == keepsBack.contains(reason))
        #expect(reason.effectiveStatus.map { (400..<500).contains($0) } ?? true)
    }
}
