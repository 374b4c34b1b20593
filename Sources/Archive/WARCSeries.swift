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
    private var writer: WARCWriter
    private var serial: Int
    /// The warcinfo record of the open file.
    public private(set) var warcinfoID: WARCRecordID

    /// Begins the next file of a run.
    ///
    /// - Parameter serial: 1 for the first file of a run.
    public init(folder: PortalFolder, run: String, vantage: String, serial: Int, info: WARCInfo) throws {
        self.folder = folder
        self.run = run
        self.vantage = vantage
        self.info = info
        self.serial = serial
        (writer, warcinfoID) = try Self.begin(folder.warcName(run: run, vantage: vantage, serial: serial), in: folder, info)
    }

    /// The open file as it stands.
    public var open: CommittedWARC {
        CommittedWARC(name: (writer.path as NSString).lastPathComponent, serial: serial, length: Int(writer.length), closed: false)
    }

    /// Appends a compressed record.
    public func append(member: [UInt8]) throws -> WrittenRecord { try writer.append(member: member) }

    /// Appends a record whose block lies in a file.
    public func append(_ record: WARCRecord) throws -> WrittenRecord { try writer.append(record) }

    /// Waits until all that was appended is on the disk.
    public func sync() throws { try writer.sync() }

    /// Begins the next file if the open one is full; returns the one that was closed.
    public func rotateIfFull() throws -> CommittedWARC? {
        guard writer.length >= Self.fullLength else { return nil }
        var closed = open
        closed.closed = true
        serial += 1
        (writer, warcinfoID) = try Self.begin(folder.warcName(run: run, vantage: vantage, serial: serial), in: folder, info)
        return closed
    }

    private static func begin(_ name: String, in folder: PortalFolder, _ info: WARCInfo) throws -> (WARCWriter, WARCRecordID) {
        let writer = try WARCWriter(creating: folder.warc(name))
        let id = WARCRecordID()
        _ = try writer.append(.warcinfo(info, filename: name, date: .now(), id: id))
        return (writer, id)
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
