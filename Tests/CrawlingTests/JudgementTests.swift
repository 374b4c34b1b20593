@testable import Crawling
import Testing
import Web

@Suite struct JudgementTests {
    private func queued(_ state: URLState = .waiting, missingSince: Int64? = nil) throws -> QueuedURL {
        QueuedURL(
            id: 1, url: try WebURL("http://a.example/"), role: .page, depth: 0, redirects: 0, via: nil, state: state,
            missingSince: missingSince.map { Timestamp(secondsSince1970: $0) }, validators: .init(), lastCapture: nil,
            textDigest: nil)
    }

    @Test(arguments: [
        (200, URLState.captured), (204, .captured), (304, .unchanged), (301, .redirected), (308, .redirected), (404, .missingOnce),
        (410, .missingOnce), (401, .turnedAway), (403, .turnedAway), (412, .turnedAway), (429, .turnedAway), (521, .turnedAway),
        (500, .failed), (503, .failed), (400, .failed), (999, .failed),
    ])
    func eachStatusHasOneState(_ status: Int, _ state: URLState) throws {
        let judgement = Judgement.of(status: status, before: try queued(), at: Timestamp(secondsSince1970: 0))
        #expect(judgement.state == state)
        #expect(judgement.reason != nil || [.captured, .unchanged, .redirected].contains(state))
    }

    @Test func aPageIsGoneOnlyOnAnotherNight() throws {
        let missing = try queued(.missingOnce, missingSince: 1_000_000)
        #expect(Judgement.of(status: 404, before: missing, at: Timestamp(secondsSince1970: 1_000_060)).state == .missingOnce)
        #expect(Judgement.of(status: 404, before: missing, at: Timestamp(secondsSince1970: 1_080_000)).state == .gone)
        #expect(Judgement.of(status: 200, before: missing, at: Timestamp(secondsSince1970: 1_080_000)).state == .captured)
    }
}
