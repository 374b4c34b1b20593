// The newest good record of each page of a portal, or of some files: what they hold, each page once.

import Foundation
import Records
import WebArchive

/// Reads files of records twice: first to find the newest record of each page, then these.
///
/// Passed over are records of answers that are not the page asked for, which the state knows, and pages that are withheld.
public struct NewestRecords {
    /// What was passed over, and what there was.
    public struct Census: Sendable, Equatable {
        /// Lines of all files.
        public var records = 0
        /// Of answers that are not the page asked for.
        public var refusals = 0
        /// Pages that are withheld.
        public var withheld = 0
        /// Lines that are no records.
        public var damaged = 0
    }

    private struct RecordPlace {
        var file: Int
        var offset: UInt64
        var fetchedAt: String
    }

    public private(set) var census = Census()
    private let files: [String]
    /// Whether a crawl may be writing to the files: a last line without a line feed is then no line yet.
    private let areGrowing: Bool
    private var newest: [String: RecordPlace] = [:]

    /// - Parameter state: of the portal, which tells refusals from pages; nil where there is none.
    public init(of folder: PortalFolder, withheld: WithheldList, state: (any PortalStateReading)?) throws {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/records")) ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
            .map { folder.path + "/records/" + $0 }
        try self.init(names, areGrowing: true, state)
        let hidden = withheld.isEmpty ? [] : newest.keys.filter { withheld.order(for: $0) != nil }
        census.withheld = hidden.count
        for url in hidden { newest[url] = nil }
    }

    /// Reads files of records that lie anywhere.
    ///
    /// - Throws: ``InputError`` for a line that is no record.
    public init(ofFiles files: [String]) throws { try self.init(files, areGrowing: false, nil) }

    private init(_ files: [String], areGrowing: Bool, _ state: (any PortalStateReading)?) throws {
        self.files = files
        self.areGrowing = areGrowing
        for number in files.indices { try find(in: number, state) }
    }

    /// How many pages there are.
    public var count: Int { newest.count }

    /// Hands on the newest record of each page, in the order of the files.
    public func forEach(_ body: (Record) throws -> Void) throws {
        var chosen: [[UInt64]] = Array(repeating: [], count: files.count)
        for place in newest.values { chosen[place.file].append(place.offset) }
        for (path, offsets) in zip(files, chosen) where !offsets.isEmpty {
            var wanted = offsets.sorted().makeIterator()
            var next = wanted.next()
            try forEachLine(of: path) { line, offset in
                guard offset == next else { return }
                next = wanted.next()
                let record: Record
                do throws(RecordLineError) { record = try Record(jsonLine: line) } catch { throw Self.error(error, path, offset) }
                try body(record)
            }
        }
    }

    private mutating func find(in file: Int, _ state: (any PortalStateReading)?) throws {
        var census = census
        var newest = newest
        try forEachLine(of: files[file]) { line, offset in
            census.records += 1
            let head: RecordHead
            do throws(RecordLineError) { head = try RecordHead(jsonLine: line) } catch {
                if case .laterSchema = error { throw Self.error(error, files[file], offset) }
                if !areGrowing, !line.isEmpty { throw Self.error(error, files[file], offset) }
                census.damaged += 1
                return
            }
            guard let url = head.url, let fetchedAt = head.fetchedAt ?? (areGrowing ? nil : "") else { return }
            if let state, let warc = head.warc, let place = head.offset, try state.isWithdrawn(url: url, at: CapturePlace(warc: warc, offset: place)) {
                census.refusals += 1
                return
            }
            if fetchedAt >= newest[url]?.fetchedAt ?? "" { newest[url] = RecordPlace(file: file, offset: offset, fetchedAt: fetchedAt) }
        }
        self.census = census
        self.newest = newest
    }

    private func forEachLine(of path: String, _ body: ([UInt8], UInt64) throws -> Void) throws {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64) ?? 0
        var reader = try LineReader(path: path)
        var offset: UInt64 = 0
        while let line = try reader.next() {
            let end = offset + UInt64(line.count) + 1
            if areGrowing, end > size { return }
            try body(line, offset)
            offset = end
        }
    }

    private static func error(_ error: RecordLineError, _ path: String, _ offset: UInt64) -> any Error {
        if case .laterSchema(let name) = error { return ArchiveError.newerFormat(path: path, found: name) }
        return InputError(path: path, cause: "offset \(offset): \(error)")
    }
}
