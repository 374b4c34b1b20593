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
    private let encoder = ReportJSON.encoder
    private var buffer: [UInt8] = []

    init(path: String, portal: String, run: String) throws {
        file = try AppendedFile(path, cutTo: 0)
        self.portal = portal
        self.run = run
    }

    func add(_ change: PageChange) throws {
        buffer += try encoder.encode(ChangeLine(portal: portal, run: run, change: change))
        buffer.append(0x0A)
        if buffer.count >= 1 << 16 { try flush() }
    }

    func close() throws {
        try flush()
        try file.sync()
    }

    private func flush() throws {
        try file.append(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
