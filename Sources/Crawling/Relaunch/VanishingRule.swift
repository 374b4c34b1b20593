// When the known addresses of a site, or of a column of it, are taken to be gone together: the site was built anew.

/// The rule by which a run stops asking for what is known and no longer there.
///
/// A site that is built anew answers 404, or its home page, to all addresses of before: to ask for every one of them is a night of
/// errors which tells nothing. So of each column only some known pages that are missing, one after the other, are asked for; those that are
/// due besides wait for the next night, while new links are followed as ever. One page that is there begins the count anew.
struct VanishingRule: Sendable {
    /// So many known pages of a column in a row that are missing.
    static let perColumn = 10
    /// The same where the page of the column no longer shows its list, or where the whole site looks so.
    static let perSuspectColumn = 2
    /// So many known addresses of a site in a row that are missing make the whole site look so.
    static let perSite = 20

    /// What a visit says of the addresses that were known.
    enum Sign: Equatable {
        /// What was captured before is not there, or shows another page.
        case missing
        case there
    }

    /// What a visit of a run says; nil where it is no second visit of a good copy, where it is the visit of a list, which is asked for in any case,
    /// and where it does not tell: a refusal, a failure, a redirect.
    static func sign(of visit: Visit, run: String) -> Sign? {
        let queued = visit.queued
        guard queued.role != .robots, !queued.role.isMap, queued.depth > 0, queued.visitedRun != run, queued.lastCapture != nil,
              queued.state == .captured || queued.state == .unchanged else { return nil }
        if queued.kind == .list, !queued.continuesList, !queued.continuesColumn { return nil }
        switch (visit.judgement.state, visit.judgement.reason) {
        case (.missingOnce, _), (.gone, _), (.turnedAway, .wrongPage): return .missing
        // Landing pages stay where they were when all below them goes.
        case (.captured, _), (.unchanged, _), (.overLimit, _): return queued.kind == .other ? nil : .there
        default: return nil
        }
    }
}
