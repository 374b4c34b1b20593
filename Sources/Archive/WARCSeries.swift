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
public final class WARCSeries {
    /// A file that has grown to this length is closed, in bytes.
    public static let fullLength: Int64 = 1_000_000_000

    private let folder: PortalFolder
    private let run: String
    private let vantage: String
    private let info: WARCInfo
    private let clock: WallClock
    /// Made with the first record, so that a session that asks for nothing leaves no empty file.
    private var writer: WARCWriter?
    private var serial: Int
    /// The warcinfo record of the file that the next record goes to.
    public private(set) var warcinfoID = WARCRecordID()

    /// Prepares the next file of a run.
    ///
    /// - Parameter serial: 1 for the first file of a run.
    public init(folder: PortalFolder, run: String, vantage: String, serial: Int, info: WARCInfo, clock: WallClock = .system) {
        self.folder = folder
        self.run = run
        self.vantage = vantage
        self.info = info
        self.clock = clock
        self.serial = serial
    }

    /// The file that the next record goes to, as it stands.
    public var open: CommittedWARC {
        CommittedWARC(
            name: folder.warcName(run: run, vantage: vantage, serial: serial), serial: serial, length: Int(writer?.length ?? 0),
            closed: false)
    }

    /// Appends a compressed record.
    public func append(member: [UInt8]) throws -> WrittenRecord { try openWriter().append(member: member) }

    /// Appends a record whose block lies in a file.
    public func append(_ record: WARCRecord) throws -> WrittenRecord { try openWriter().append(record) }

    /// Waits until all that was appended is on the disk.
    public func sync() throws { try writer?.sync() }

    /// Closes the open file if it is full; returns it, closed.
    public func closeIfFull() -> CommittedWARC? {
        guard let writer, writer.length >= Self.fullLength else { return nil }
        var closed = open
        closed.closed = true
        self.writer = nil
        serial += 1
        warcinfoID = WARCRecordID()
        return closed
    }

    private func openWriter() throws -> WARCWriter {
        if let writer { return writer }
        let name = folder.warcName(run: run, vantage: vantage, serial: serial)
        let writer = try WARCWriter(creating: folder.warc(name))
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
        where name.hasPrefix("\(folder.name)-\(run)-") && name.hasSuffix(".warc.gz") && !known.contains(name) {
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
