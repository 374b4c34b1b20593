// What a run made of a URL, for its report.

/// What a visit means to somebody who reads the report; each URL that a run asked for has one.
enum VisitOutcome: String, Sendable, CaseIterable {
    case new
    case changed
    case sameText = "same text"
    case unchanged
    case redirected
    case missing
    case turnedAway = "turned away"
    case failed
    case excluded
    case overLimit = "over a limit"

    init(_ visit: Visit) {
        switch visit.judgement.state {
        case .captured:
            if visit.queued.lastCapture == nil || !(200..<300).contains(visit.queued.lastCapture?.status ?? 0) {
                self = .new
            } else if let digest = visit.page?.textDigest, digest == visit.queued.textDigest {
                self = .sameText
            } else {
                self = .changed
            }
        case .unchanged: self = .unchanged
        case .redirected: self = .redirected
        case .missingOnce, .gone: self = .missing
        case .turnedAway: self = .turnedAway
        case .failed, .waiting: self = .failed
        case .excluded, .trapped: self = .excluded
        case .overLimit: self = .overLimit
        }
    }
}
