// Which hosts of the portal answered in this run: where none of their pages can be had, none of them is gone.

import Web

/// The hosts that showed a page in a run.
///
/// A portal whose every path is a 404, for a night or for good, has not deleted its pages one by one: a page becomes *gone* only while its
/// host shows some other page. The seeds are asked for first, so a host that is well is known before its articles are judged.
struct AnsweringHosts: Sendable {
    private var hosts: Set<String>

    /// - Parameter hosts: those that answered before, in a run that goes on.
    init(_ hosts: Set<String> = []) {
        self.hosts = hosts
    }

    /// Notes what a batch of visits says of their hosts.
    mutating func note(_ visits: [Visit]) {
        for visit in visits where [.captured, .unchanged].contains(visit.judgement.state) && visit.queued.role == .page {
            if let host = visit.queued.url.host { hosts.insert(host) }
        }
    }

    /// A page that was found missing again is missing still, not gone, while its host shows nothing.
    func judged(_ visit: Visit) -> Visit {
        guard visit.judgement.state == .gone, visit.queued.state != .gone, !hosts.contains(visit.queued.url.host ?? "") else {
            return visit
        }
        var visit = visit
        visit.judgement.state = .missingOnce
        visit.judgement.detail = (visit.judgement.detail ?? "") + ", while the host shows no page at all"
        return visit
    }
}
