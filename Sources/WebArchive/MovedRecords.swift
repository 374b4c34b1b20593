// Where the records of a file lie in the file that a conversion, or a repair, made of it.

/// Where the records of a file lie in the file that was made of it.
public struct MovedRecords: Sendable {
    /// By the offset in the old file.
    public private(set) var places: [Int64: WrittenRecord] = [:]

    /// Reads a file and its conversion side by side; nil where they do not hold the same records.
    public init?(from path: String, to output: String) throws(WARCReadError) {
        var old = try WARCReader(path: path)
        var new = try WARCReader(path: output)
        while let entry = try old.next() {
            guard let moved = try new.next(), moved.head == entry.head, let length = try new.finish() else { return nil }
            places[entry.offset] = WrittenRecord(offset: moved.offset, length: length)
        }
        if try new.next() != nil { return nil }
    }

    /// Finds the records of a repaired file in the damaged one, by their IDs: what is not in both has no place. Of two of one ID a
    /// repair keeps the first.
    public init(damaged path: String, repaired output: String) throws(WARCReadError) {
        let repaired = try Self.byID(output)
        var old = try WARCReader(path: path)
        var seen: Set<String> = []
        while true {
            do throws(WARCReadError) {
                guard let entry = try old.next() else { return }
                guard let id = entry.recordID?.uri, let place = repaired[id], seen.insert(id).inserted else { continue }
                places[entry.offset] = place
            } catch {
                if case .file = error.problem { throw error }
                guard try old.resume() != nil else { return }
            }
        }
    }

    /// The places of a file's records by their IDs.
    public static func byID(_ path: String) throws(WARCReadError) -> [String: WrittenRecord] {
        var places: [String: WrittenRecord] = [:]
        var reader = try WARCReader(path: path)
        while let entry = try reader.next() {
            let length = try reader.finish()
            if let id = entry.recordID, let length { places[id.uri] = WrittenRecord(offset: entry.offset, length: length) }
        }
        return places
    }
}
