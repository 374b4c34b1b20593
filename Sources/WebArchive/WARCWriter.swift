// Appends records to one .warc.gz or .warc.zst file, which holds whole records only, whatever fails.

/// Where a record was written.
public struct WrittenRecord: Sendable, Equatable {
    /// Where its gzip member or zstd frame begins in the file, in bytes.
    public let offset: Int64
    /// How many bytes the member takes.
    public let length: Int64

    /// A place in a file.
    public init(offset: Int64, length: Int64) {
        self.offset = offset
        self.length = length
    }
}

/// An append-only .warc.gz file, one gzip member a record (WARC/1.1 Annex D), or .warc.zst file, one frame a record. One owner, one thread; rotation and locks are its owner's.
///
///     let writer = try WARCWriter(creating: "portal-20261124T050000Z-0.warc.gz")
///     let place = try writer.append(WARCRecord.warcinfo(info, filename: name, date: now))
///     try writer.sync()
public final class WARCWriter {
    /// The file's path.
    public let path: String
    /// The length of all whole records, in bytes: where the next one will begin.
    public private(set) var length: Int64
    /// Where bytes beyond the committed length were put when the file was opened; nil where there were none.
    public let tornPath: String?
    private let file: OpenFile
    private let coding: WARCCoding
    private var encoder: WARCMemberEncoder
    private var folderIsSynced: Bool
    private var isUsable = true

    /// Makes a new file, which begins with the dictionary of its coding; an existing one is an error (EEXIST).
    public init(creating path: String, coding: WARCCoding = .gzip) throws(WARCWriteError) {
        file = try Self.naming { () throws(FileError) in try OpenFile(path, .creating) }
        self.path = path
        self.coding = coding
        encoder = WARCMemberEncoder(coding)
        length = 0
        tornPath = nil
        folderIsSynced = false
        let opening = coding.opening
        do throws(FileError) { try file.write(opening[...], at: 0) } catch { throw .file(error) }
        length = Int64(opening.count)
    }

    /// Opens an existing .warc.gz file to append at its committed length, or any to cut it there. What lies beyond it, the torn end of a killed run, goes into
    /// a file beside it, named with `.torn` (`.torn.2` … where there is one already), before it is cut off: no byte is lost.
    public init(opening path: String, committedLength: Int64) throws(WARCWriteError) {
        let file = try Self.naming { () throws(FileError) in try OpenFile(path, .updating) }
        let found = try Self.naming { () throws(FileError) in try file.size() }
        guard found >= committedLength else {
            throw .shorterThanCommitted(path: path, committed: committedLength, found: found)
        }
        do throws(FileError) {
            tornPath = found > committedLength ? try Self.saveTorn(of: file, from: committedLength) : nil
            if found > committedLength {
                try file.truncate(to: committedLength)
                try file.syncData()
            }
        } catch {
            throw .file(error)
        }
        self.file = file
        self.path = path
        coding = .gzip
        encoder = WARCMemberEncoder()
        length = committedLength
        folderIsSynced = true
    }

    /// Appends a record as one member; on an error the file is cut back to its last whole record.
    /// Blocks in memory are compressed by libdeflate, blocks in files stream through zlib in constant memory.
    public func append(_ record: WARCRecord) throws(WARCWriteError) -> WrittenRecord {
        guard case .file = record.block else { return try append(member: try encoder.encode(record)) }
        guard isUsable else { throw .unusable(path: path) }
        var end = length
        do throws(WARCWriteError) {
            try WARCMember.stream(record, as: coding) { (piece) throws(WARCWriteError) in
                do throws(FileError) { try file.write(piece, at: end) } catch { throw .file(error) }
                end += Int64(piece.count)
            }
        } catch {
            try cutBack(after: error)
        }
        defer { length = end }
        return WrittenRecord(offset: length, length: end - length)
    }

    /// Appends a member made by `WARCMember.encode` with the file's coding; on an error the file is cut back to its last whole record.
    public func append(member: [UInt8]) throws(WARCWriteError) -> WrittenRecord {
        let offset = length
        try write(member)
        return WrittenRecord(offset: offset, length: Int64(member.count))
    }

    /// Appends members as ``append(member:)`` does, all or none of them.
    public func append(members: [[UInt8]]) throws(WARCWriteError) -> [WrittenRecord] {
        var places: [WrittenRecord] = []
        var bytes: [UInt8] = []
        bytes.reserveCapacity(members.reduce(0) { $0 + $1.count })
        for member in members {
            places.append(WrittenRecord(offset: length + Int64(bytes.count), length: Int64(member.count)))
            bytes += member
        }
        try write(bytes)
        return places
    }

    private func write(_ bytes: [UInt8]) throws(WARCWriteError) {
        guard isUsable else { throw .unusable(path: path) }
        do { try file.write(bytes[...], at: length) } catch { try cutBack(after: .file(error)) }
        length += Int64(bytes.count)
    }

    /// Takes back what was appended after `length` bytes, such as the first records of a capture whose last one failed.
    public func cut(to length: Int64) throws(WARCWriteError) {
        precondition(length <= self.length, "a writer only cuts what it wrote")
        do { try file.truncate(to: length) } catch { throw .file(error) }
        self.length = length
    }

    /// Waits until all that was appended is on the disk (fdatasync; the first time the file's entry in its folder, too).
    public func sync() throws(WARCWriteError) {
        do throws(FileError) {
            try file.syncData()
            if !folderIsSynced { try OpenFile.syncFolder(of: path) }
        } catch {
            throw .file(error)
        }
        folderIsSynced = true
    }

    private func cutBack(after error: WARCWriteError) throws(WARCWriteError) -> Never {
        do throws(FileError) {
            try file.truncate(to: length)
        } catch let cut {
            isUsable = false
            if case .file(let write) = error { throw .notCutBack(path: path, length: length, write: write, cut: cut) }
        }
        throw error
    }

    private static func naming<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(WARCWriteError) -> Value {
        do { return try body() } catch { throw .file(error) }
    }

    private static func saveTorn(of file: borrowing OpenFile, from offset: Int64) throws(FileError) -> String {
        var path = file.path + ".torn"
        var number = 2
        while OpenFile.exists(path) {
            path = file.path + ".torn.\(number)"
            number += 1
        }
        let torn = try OpenFile(path, .creating)
        var buffer = [UInt8](repeating: 0, count: FilePieces.size)
        var done: Int64 = 0
        while true {
            let count = try file.read(into: &buffer, at: offset + done)
            if count == 0 { break }
            try torn.write(buffer[..<count], at: done)
            done += Int64(count)
        }
        try torn.syncData()
        try OpenFile.syncFolder(of: path)
        return path
    }
}
