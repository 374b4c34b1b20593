// `changes.jsonl` of a run: a line of JSON for each URL with news, for other programs.

import Archive
import Foundation

/// A line of the file, schema `shilu.change/1`: the change, and the portal and run that found it.
public struct ChangeLine: Sendable, Codable {
    public static let schema = "shilu.change/1"

    public var portal: String
    public var run: String
    public var change: PageChange

    private enum Keys: String, CodingKey {
        case schema, portal, run
    }

    init(portal: String, run: String, change: PageChange) {
        self.portal = portal
        self.run = run
        self.change = change
    }

    /// Reads a line.
    public init(json line: ArraySlice<UInt8>) throws {
        self = try ReportJSON.decoder.decode(ChangeLine.self, from: Data(line))
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        portal = try container.decode(String.self, forKey: .portal)
        run = try container.decode(String.self, forKey: .run)
        change = try PageChange(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try change.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(portal, forKey: .portal)
        try container.encode(run, forKey: .run)
    }
}

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
            Result { try ReportJSON.encoder.encode(ChangeLine(portal: portal, run: run, change: change)) }
        }
        var bytes: [UInt8] = []
        for line in lines {
            bytes += try line.get()
            bytes.append(0x0A)
        }
        try file.append(bytes)
        waiting.removeAll(keepingCapacity: true)
    }
}
