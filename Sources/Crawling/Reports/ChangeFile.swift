// `changes.jsonl` of a run: a line of JSON for each URL with news, for other programs.

import Archive

/// Writes the file anew.
final class ChangeFile {
    private let file: AppendedFile
    private let portal: String
    private let run: String
    private let jobs: Int
    private var waiting: [PageChange] = []

    /// So many lines are made at a time.
    private static let batch = 1024

    /// - Parameter jobs: so many threads make the lines: the first night of a portal has one for each of its pages.
    init(path: String, portal: String, run: String, jobs: Int) throws {
        file = try AppendedFile(path, cutTo: 0)
        self.portal = portal
        self.run = run
        self.jobs = jobs
    }

    func add(_ change: PageChange) throws {
        waiting.append(change)
        if waiting.count >= Self.batch { try flush() }
    }

    func close() throws {
        try flush()
        try file.sync()
    }

    private func flush() throws {
        let lines = mapInParallel(waiting, jobs: jobs) { [portal, run] change in
            Result { try ChangeLine(portal: portal, run: run, change: change).json() }
        }
        var bytes: [UInt8] = []
        for line in lines {
            bytes += try line.get()
        }
        try file.append(bytes)
        waiting.removeAll(keepingCapacity: true)
    }
}
