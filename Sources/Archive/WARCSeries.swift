// The WARC files of one run: one is open, the next begins when it is full.

import Foundation
import Web
import WebArchive

/// How much of a WARC file was committed.
public struct CommittedWARC: Sendable {
    public var name: String
    public var serial: Int
    /// In bytes.
    public var length: Int
    public var closed: Bool

    public init(name: String, serial: Int, length: Int, closed: Bool) {
        self.name = name
        self.serial = serial
        self.length = length
        self.closed = closed
    }
}

/// Writes the WARC files of a run. One owner, one thread.
///
/// With zstd the files begin with the portal's dictionary. A portal that has none yet gets one when its first file has enough
/// records to learn from: that file is closed, and the next one begins with it.
public final class WARCSeries {
    /// A file that has grown to this length is closed, in bytes.
    public static let fullLength: Int64 = 1_000_000_000
    /// A file without dictionary is closed after so many records, to train one on them.
    static let trainingCount = 1000

    private let folder: PortalFolder
    private let run: String
    private let vantage: String
    private let info: WARCInfo
    private let clock: WallClock
    /// How records are to be compressed; a member that was made before this changed is made anew when it is appended.
    public private(set) var coding: WARCCoding
    private var formerCoding: WARCCoding
    private var learns: Bool
    /// Made with the first record, so that a session that asks for nothing leaves no empty file.
    private var writer: WARCWriter?
    private var recordCount = 0
    private var serial: Int
    /// The warcinfo record of the file that the next record goes to.
    public private(set) var warcinfoID = WARCRecordID()

    /// Prepares the next file of a run.
    ///
    /// - Parameters:
    ///   - serial: 1 for the first file of a run.
    ///   - earlier: the paths of the portal's closed WARC files, oldest first, from which a dictionary can be learnt.
    public init(
        folder: PortalFolder, run: String, vantage: String, serial: Int, info: WARCInfo, compression: WARCCompression = .gzip, earlier: [String] = [],
        clock: WallClock = .system
    ) throws {
        self.folder = folder
        self.run = run
        self.vantage = vantage
        self.info = info
        self.clock = clock
        self.serial = serial
        switch compression {
        case .gzip: coding = .gzip
        case .zstd:
            let dictionaries = PortalDictionaries(of: folder)
            coding = .zstd(try dictionaries.newest() ?? dictionaries.train(on: earlier, date: clock.now()))
        }
        formerCoding = coding
        learns = compression == .zstd && coding.dictionaryID == 0
    }

    /// The file that the next record goes to, as it stands.
    public var open: CommittedWARC {
        CommittedWARC(
            name: folder.warcName(run: run, vantage: vantage, serial: serial, coding.compression), serial: serial, length: Int(writer?.length ?? 0),
            closed: false)
    }

    /// Appends a compressed record.
    ///
    /// - Parameter made: the ID of the dictionary with which it was compressed; 0 for none.
    public func append(member: [UInt8], dictionaryID made: UInt32 = 0) throws -> WrittenRecord {
        let writer = try openWriter()
        recordCount += 1
        return try writer.append(member: made == coding.dictionaryID ? member : coding.recoded(member, from: formerCoding))
    }

    /// Appends a record whose block lies in a file.
    public func append(_ record: WARCRecord) throws -> WrittenRecord {
        recordCount += 1
        return try openWriter().append(record)
    }

    /// Waits until all that was appended is on the disk.
    public func sync() throws { try writer?.sync() }

    /// Closes the open file if it is full, or if a dictionary can be learnt from it; returns it, closed.
    public func closeIfFull() throws -> CommittedWARC? {
        guard let writer else { return nil }
        if learns, recordCount >= Self.trainingCount {
            learns = false  // once: records that are too unlike will not become more alike
            guard let dictionary = try PortalDictionaries(of: folder).train(on: [writer.path], date: clock.now()) else { return nil }
            defer { coding = .zstd(dictionary) }
            return close()
        }
        return writer.length >= Self.fullLength ? close() : nil
    }

    private func close() -> CommittedWARC {
        var closed = open
        closed.closed = true
        writer = nil
        recordCount = 0
        serial += 1
        warcinfoID = WARCRecordID()
        return closed
    }

    private func openWriter() throws -> WARCWriter {
        if let writer { return writer }
        let name = open.name
        let writer = try WARCWriter(creating: folder.warc(name), coding: coding)
        _ = try writer.append(.warcinfo(info, filename: name, date: clock.now(), id: warcinfoID))
        self.writer = writer
        return writer
    }

    /// Brings the WARC files of a run that was killed to what was committed: a longer file is cut back, its torn end kept
    /// beside it in a `.torn` file; a file of which nothing was committed becomes a `.torn` file as a whole.
    ///
    /// - Returns: what was torn off, for the log.
    public static func recover(_ committed: [CommittedWARC], run: String, in folder: PortalFolder) throws -> [String] {
        var torn: [String] = []
        for file in committed where !file.closed {
            let writer = try WARCWriter(opening: folder.warc(file.name), committedLength: Int64(file.length))
            if let path = writer.tornPath { torn.append(path) }
        }
        let known = Set(committed.map(\.name))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.warcFolder).sorted()
        where name.hasPrefix("\(folder.name)-\(run)-") && ArchiveFileName.isOfRecords(name) && !known.contains(name) {
            var target = folder.warc(name) + ".torn"
            var number = 2
            while FileManager.default.fileExists(atPath: target) {
                target = folder.warc(name) + ".torn.\(number)"
                number += 1
            }
            try FileManager.default.moveItem(atPath: folder.warc(name), toPath: target)
            torn.append(target)
        }
        return torn
    }
}
