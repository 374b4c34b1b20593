// Where work lies, how much memory it may take, and whether it is to go on.

/// The place of work that goes through disk.
struct Workplace: Sendable {
    let folder: String
    /// Bytes for rows that are sorted.
    let memory: Int
    let isCancelled: @Sendable () -> Bool
    /// Told the name of rows of which not all fitted into memory.
    let spilled: @Sendable (String) -> Void

    func path(_ name: String) -> String { folder + "/" + name }

    /// Ends the work if that was asked for.
    func checkCancelled() throws(CorpusError) {
        if isCancelled() { throw .interrupted(path: folder) }
    }

    /// The same, once in 4,096 steps.
    func checkCancelled(step: Int) throws(CorpusError) {
        if step & 0xFFF == 0 { try checkCancelled() }
    }
}
