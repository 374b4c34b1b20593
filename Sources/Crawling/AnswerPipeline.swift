// Answers on their way into the archive: gathered, read and written, while the network goes on.

import Dispatch
import Fetching

/// Three steps, of one batch each at a time: answers are gathered; a batch of them is read, on as many threads as the run has; and the
/// batch before it is written, on one of its own.
struct AnswerPipeline {
    private let committer: Committer
    private let onDone: @Sendable () -> Void
    private let bell = DispatchSemaphore(value: 0)
    private var gathered: [(asked: AskedURL, result: FetchResult)] = []
    private var gatheredBytes = 0
    private var firstAt = 0.0
    private var reading: (asked: [AskedURL], visits: Underway<[Visit]>)?
    private var writing: (batch: Underway<CommittedBatch>, mayEndFile: Bool)?

    /// So many answers are read at a time at most …
    static let count = 24
    /// … of so many bytes, …
    private static let bytes = 8 << 20
    /// … and none waits longer, in seconds.
    private static let patience = 0.25

    /// - Parameter onDone: called on another thread when a step is done.
    init(_ committer: Committer, onDone: @escaping @Sendable () -> Void) {
        self.committer = committer
        self.onDone = onDone
    }

    /// Whether nothing is on its way.
    var isEmpty: Bool { gathered.isEmpty && reading == nil && writing == nil }

    /// Whether so much waits to be read that nothing more should be asked for, lest it fill the memory.
    var isFull: Bool { gathered.count >= Self.count }

    /// Whether something is being read or written.
    var isBusy: Bool { reading != nil || writing != nil }

    /// Whether answers wait to be read.
    var hasWaiting: Bool { !gathered.isEmpty }

    /// Adds an answer. Times called `now` are seconds on the monotonic clock.
    mutating func add(_ asked: AskedURL, _ result: FetchResult, at now: Double) {
        if gathered.isEmpty { firstAt = now }
        gathered.append((asked, result))
        if case .exchange(let exchange) = result, case .memory(let bytes) = exchange.body { gatheredBytes += bytes.count }
    }

    /// Takes each batch a step further, if it may.
    ///
    /// - Parameters:
    ///   - isIdle: whether no more answers are to come for now, so that nothing is gained by waiting for them.
    ///   - seconds: spent in the run, over all its sessions.
    ///   - meter: what it measured is written with the batch.
    /// - Returns: what was committed since.
    mutating func advance(isIdle: Bool, at now: Double, seconds: Double, meter: inout HostMeter) throws -> CommittedBatch? {
        var committed: CommittedBatch?
        if let writing, writing.batch.isDone {
            self.writing = nil
            committed = try writing.batch.value()
        }
        if writing == nil, let reading, reading.visits.isDone { try write(reading, seconds, &meter) }
        if reading == nil, writing?.mayEndFile != true, !gathered.isEmpty, isIdle || isDue(at: now) { read() }
        return committed
    }

    /// Commits the next batch that is on its way, and waits for it; `nil` if there is none.
    mutating func next(seconds: Double, meter: inout HostMeter) throws -> CommittedBatch? {
        if writing == nil, reading == nil { read() }
        if writing == nil, let reading { try write(reading, seconds, &meter) }
        defer { writing = nil }
        return try writing?.batch.value()
    }

    /// Waits until a step is done, at most so many seconds.
    func wait(atMost seconds: Double) { _ = bell.wait(timeout: .now() + seconds) }

    private func isDue(at now: Double) -> Bool {
        isFull || gatheredBytes >= Self.bytes || now - firstAt >= Self.patience || gathered.contains { $0.asked.robotsOf != nil }
    }

    private mutating func read() {
        guard !gathered.isEmpty else { return }
        reading = (gathered.map(\.asked), committer.read(gathered.map { ($0.asked.queued, $0.result) }, onDone: ring))
        gathered = []
        gatheredBytes = 0
    }

    /// Has a batch written, when it is read.
    private mutating func write(_ read: (asked: [AskedURL], visits: Underway<[Visit]>), _ seconds: Double, _ meter: inout HostMeter) throws {
        reading = nil
        let visits = try read.visits.value()
        // What is read after a batch that ends a WARC file belongs to the next, which is not known yet.
        let mayEndFile = committer.mayEndFile(with: visits)
        writing = (committer.commit(visits, of: read.asked, RunCost(seconds: seconds, hosts: meter.take()), onDone: ring), mayEndFile)
    }

    private var ring: @Sendable () -> Void {
        { [bell, onDone] in
            bell.signal()
            onDone()
        }
    }
}
