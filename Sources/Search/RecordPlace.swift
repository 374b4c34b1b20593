// A record where it lies in a file of records.

import Archive
import Foundation
import Records

/// A line of a file of records.
struct RecordPlace {
    var path: String
    /// In bytes.
    var offset: Int64
    /// In bytes, without the line feed.
    var length: Int64

    /// Reads the record.
    ///
    /// - Throws: ``InputError`` where there is none.
    func record() throws -> Record {
        guard let file = FileHandle(forReadingAtPath: path) else { throw InputError(path: path, cause: "cannot be read") }
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(offset))
        let line = [UInt8](try file.read(upToCount: Int(length)) ?? Data())
        do throws(RecordLineError) {
            return try Record(jsonLine: line)
        } catch { throw InputError(path: path, cause: "offset \(offset): \(error)") }
    }
}
