// How a build is run: nothing of it changes the result.

import Foundation

/// Settings of a run.
public struct BuildSettings: Sendable {
    /// Threads.
    public var jobs: Int
    /// Bytes that the build may take for rows, texts and buffers.
    public var memory: Int
    /// Whether work that stands is gone on with.
    public var resumes: Bool
    /// Asked between two steps; true ends the build.
    public var isCancelled: @Sendable () -> Bool
    /// Told what goes on.
    public var report: @Sendable (BuildEvent) -> Void

    public init(
        jobs: Int = ProcessInfo.processInfo.activeProcessorCount, memory: Int = 2 << 30, resumes: Bool = false,
        isCancelled: @escaping @Sendable () -> Bool = { false }, report: @escaping @Sendable (BuildEvent) -> Void = { _ in }
    ) {
        self.jobs = max(1, jobs)
        self.memory = max(Self.leastMemory, memory)
        sortingBytes = self.memory / 2
        batchBytes = min(16 << 20, max(1 << 20, self.memory / 16))
        self.resumes = resumes
        self.isCancelled = isCancelled
        self.report = report
    }

    /// Less is not enough for buffers.
    public static let leastMemory = 32 << 20

    /// Lines that are prepared at a time; they stand in memory about six times: as lines, scalars, JSON and sign texts.
    var batchBytes: Int
    /// For rows that are sorted. Tests give less of both than any memory would.
    var sortingBytes: Int
}

/// What goes on in a build.
public enum BuildEvent: Sendable, Equatable {
    case read(records: Int, files: Int, of: Int)
    case comparing(texts: Int)
    case writing(documents: Int)
    /// Rows of a step were more than its memory holds and go through disk.
    case spilled(rows: String)
}
