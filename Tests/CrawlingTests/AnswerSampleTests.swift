// Answers after the known marks of servers and shields are judged as what they are.
@testable import Crawling
import Testing

@Suite struct AnswerSampleTests {
    @Test func thereAreSamplesOfEveryKind() {
        #expect(AnswerSample.all.count >= 100)
        let reasons = Set(AnswerSample.all.map { $0.reason ?? "-" })
        for reason: URLReason in [.refused, .challenged, .loginWall, .stub, .softNotFound, .notFound, .empty, .attachmentOnly] {
            #expect(reasons.contains(reason.rawValue))
        }
    }

    @Test(arguments: AnswerSample.all)
    func eachAnswerIsJudgedAsWhatItIs(_ sample: AnswerSample) throws {
        let visit = try sample.visit()
        #expect(visit.judgement.state.rawValue == sample.state, "\(visit.judgement)")
        #expect(visit.judgement.reason?.rawValue == sample.reason, "\(visit.judgement)")
        #expect(visit.effectiveStatus == sample.effective ?? sample.status, "\(visit.judgement)")
        #expect(visit.status == sample.status)
    }

    @Test(arguments: AnswerSample.all.filter { ["turned away", "missing once"].contains($0.state) })
    func whatIsNotThePageLeadsNowhereAndIsKeptWhole(_ sample: AnswerSample) throws {
        let visit = try sample.visit()
        #expect(visit.redirectTarget == nil)
        #expect(visit.capture?.isRevisit == false)
        guard visit.judgement.reason != .notFound else { return }
        #expect(!visit.judgement.isOfThePage)
        #expect(visit.judgement.detail?.isEmpty == false)
    }
}
