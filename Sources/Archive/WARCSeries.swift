// The WARC files of one run: one is open, the next begins when it is full.

import Foundation
import Synchronization
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

/// Writes the WARC files of a run.
///
/// With zstd the files begin with the portal's dictionary. A portal that has none yet gets one when its first file has enough
/// records to learn from: that file is closed, and the next one begins with it.
public final class WARCSeries: Sendable {
    /// A file that has grown to this length is closed, in bytes.
    public static let fullLength: Int64 = 1_000_000_000
    /// A file without dictionary is closed after so many records, to train one on them.
    static let trainingCount = 1000

    private let folder: PortalFolder
    private let run: String
    private let vantage: String
    private let info: WARCInfo
    private let clock: WallClock
    private let next: Mutex<OpenWARC>

    /// The file that the next record goes to.
    private struct OpenWARC {
        /// A member that was made before this changed is made anew when it is appended.
        var coding: WARCCoding
        var formerCoding: WARCCoding
        var learns: Bool
        /// Made with the first record, so that a session that asks for nothing leaves no empty file.
        var writer: WARCWriter?
        var recordCount = 0
        var serial: Int
        var warcinfoID = WARCRecordID()
    }

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
        let coding: WARCCoding
        switch compression {
        case .gzip: coding = .gzip
        case .zstd:
            let dictionaries = PortalDictionaries(of: folder)
            coding = .zstd(try dictionaries.newest() ?? dictionaries.train(on: earlier, date: clock.now()))
        }
        next = Mutex(OpenWARC(coding: coding, formerCoding: coding, learns: compression == .zstd && coding.dictionaryID == 0, serial: serial))
    }

    /// How records are to be compressed.
    public var coding: WARCCoding { next.withLock { $0.coding } }

    /// The warcinfo record of the file that the next record goes to.
    public var warcinfoID: WARCRecordID { next.withLock { $0.warcinfoID } }

    /// The file that the next record goes to, as it stands.
    public var open: CommittedWARC { next.withLock { committed($0) } }

    private func committed(_ file: OpenWARC) -> CommittedWARC {
        CommittedWARC(
            name: folder.warcName(run: run, vantage: vantage, serial: file.serial, file.coding.compression), serial: file.serial,
            length: Int(file.writer?.length ?? 0), closed: false)
    }

    /// Appends the records of an exchange, those that are compressed already in one piece.
    ///
    /// - Returns: where each was written.
    public func append(_ records: [PreparedRecord]) throws -> [WrittenRecord] {
        guard !records.isEmpty else { return [] }
        return try next.withLock { file in
            let writer = try writer(&file)
            file.recordCount += records.count
            var written: [WrittenRecord] = []
            var members: [[UInt8]] = []
            for record in records {
                switch record {
                case .member(let member, let made):
                    members.append(made == file.coding.dictionaryID ? member : try file.coding.recoded(member, from: file.formerCoding))
                case .streamed(let record):
                    written += try writer.append(members: members)
                    members = []
                    written.append(try writer.append(record))
                }
            }
            return written + (try writer.append(members: members))
        }
    }

    /// Waits until all that was appended is on the disk.
    public func sync() throws { try next.withLock { try $0.writer?.sync() } }

    /// Whether ``closeIfFull()`` may end the file after so many more records of so many bytes; a member made anew may be longer.
    public func mayEnd(with records: Int, bytes: Int64) -> Bool {
        next.withLock { file in
            file.learns && file.recordCount + records >= Self.trainingCount || (file.writer?.length ?? 0) + 2 * bytes >= Self.fullLength
        }
    }

    /// Closes the open file if it is full, or if a dictionary can be learnt from it; returns it, closed.
    public func closeIfFull() throws -> CommittedWARC? {
        try next.withLock { file in
            guard let writer = file.writer else { return nil }
            if file.learns, file.recordCount >= Self.trainingCount {
                file.learns = false  // once: records that are too unlike will not become more alike
                guard let dictionary = try PortalDictionaries(of: folder).train(on: [writer.path], date: clock.now()) else { return nil }
                defer { file.coding = .zstd(dictionary) }
                return close(&file)
            }
            return writer.length >= Self.fullLength ? close(&file) : nil
        }
    }

    private func close(_ file: inout OpenWARC) -> CommittedWARC {
        var closed = committed(file)
        closed.closed = true
        file.writer = nil
        file.recordCount = 0
        file.serial += 1
        file.warcinfoID = WARCRecordID()
        return closed
    }

    private func writer(_ file: inout OpenWARC) throws -> WARCWriter {
        if let writer = file.writer { return writer }
        let name = committed(file).name
        let writer = try WARCWriter(creating: folder.warc(name), coding: file.coding)
        _ = try writer.append(.warcinfo(info, filename: name, date: clock.now(), id: file.warcinfoID))
        file.writer = writer
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
