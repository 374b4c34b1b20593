// What was asked for, and what came of it in the archive.

/// A URL asked for.
struct AskedURL: Sendable {
    let queued: QueuedURL
    let turn: Frontier.Turn
    /// The origin whose robots.txt it is, if it is one.
    let robotsOf: String?
}

/// A batch of answers that is in the archive.
struct CommittedBatch: Sendable {
    let asked: [AskedURL]
    /// What came of each, in the same order.
    let visits: [Visit]
    /// What came into the queue, and what went out of it.
    let queue: QueueChange
}
