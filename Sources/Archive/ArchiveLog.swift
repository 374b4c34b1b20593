// The archive's log: what nights and commands did to it, a line of JSON an event.

import Foundation
import Records
import Web

/// `log.jsonl` of the archive that a portal belongs to.
public struct ArchiveLog {
    /// How grave an event is.
    public enum Level: String, Sendable {
        case info, warning
    }

    private let path: String
    private let portal: String

    public init(of folder: PortalFolder) {
        path = URL(fileURLWithPath: folder.path).standardizedFileURL.deletingLastPathComponent().appendingPathComponent("log.jsonl").path
        portal = folder.name
    }

    /// Appends an event durably.
    ///
    /// - Parameter more: further keys with their values, such as the files that it is about.
    public func note(_ level: Level, _ message: String, _ more: [(key: String, value: String?)] = []) throws {
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(Timestamp.now().iso8601)
            json.key("level"); json.value(level.rawValue)
            json.key("portal"); json.value(portal)
            json.key("message"); json.value(message)
            for (key, value) in more { json.key(named: key); json.value(value) }
        }
        json.endLine()
        let log = try AppendedFile(path)
        try log.append(json.bytes)
        try log.sync()
    }
}
