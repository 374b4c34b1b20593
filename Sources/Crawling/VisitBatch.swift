// A batch of answers that is read on other threads, while the run goes on asking.

import Archive
import Dispatch
import Fetching
import Synchronization
import WebArchive

/// Answers on their way to visits.
final class VisitBatch: Sendable {
    private let made = Mutex<[Result<Visit, WARCWriteError>]?>(nil)
    private let done = DispatchGroup()

    /// Begins at once.
    ///
    /// - Parameters:
    ///   - jobs: so many answers are read at a time.
    ///   - onDone: called on another thread when all are read.
    init(
        of answers: [(queued: QueuedURL, result: FetchResult)], by maker: VisitMaker, jobs: Int, onDone: @escaping @Sendable () -> Void
    ) {
        let items = answers.map { Item(queued: $0.queued, result: $0.result) }
        DispatchQueue.global().async(group: done) { [self] in
            let visits = mapInParallel(items, jobs: jobs) { item in
                Result { () throws(WARCWriteError) in
                    var visit = try maker.visit(item.queued, item.result)
                    visit.facts = visit.page.map { PageFacts($0, column: visit.queued.list?.path) }
                    return visit
                }
            }
            made.withLock { $0 = visits }
            onDone()
        }
    }

    /// Whether all are read.
    var isDone: Bool { made.withLock { $0 != nil } }

    /// Waits until all are read; at most so many seconds.
    func wait(atMost seconds: Double) { _ = done.wait(timeout: .now() + seconds) }

    /// The visits, in the order of the answers; waits for them.
    func visits() throws(WARCWriteError) -> [Visit] {
        done.wait()
        var visits: [Visit] = []
        for result in made.withLock({ $0 ?? [] }) { visits.append(try result.get()) }
        return visits
    }

    private struct Item: Sendable {
        let queued: QueuedURL
        let result: FetchResult
    }
}
