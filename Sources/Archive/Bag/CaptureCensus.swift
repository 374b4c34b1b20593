// How many captures a portal's index has, of which time, and how many of them are withheld.

import Foundation
import Web
import WebArchive

/// The captures of a portal, counted.
struct CaptureCensus {
    private(set) var captures = 0
    private(set) var withheld = 0
    /// A URL that is withheld.
    private(set) var withheldExample: String?
    /// When the first and the last was made.
    private(set) var span: (first: String, last: String)?

    init(of folder: PortalFolder, withheld list: WithheldList) throws {
        guard FileManager.default.fileExists(atPath: folder.index) else { return }
        var (first, last): (String?, String?) = (nil, nil)
        var reader = try LineReader(path: folder.index)
        while let bytes = try reader.next() {
            let line = try CDXJLine(parsing: bytes[...])
            captures += 1
            if line.timestamp < first ?? "9" { first = line.timestamp }
            if line.timestamp > last ?? "" { last = line.timestamp }
            if list.order(for: line.url) != nil {
                withheld += 1
                withheldExample = withheldExample ?? line.url
            }
        }
        if let first, let last { span = (Self.iso8601(first), Self.iso8601(last)) }
    }

    private static func iso8601(_ digits: String) -> String { Timestamp(cdx14: digits)?.iso8601 ?? digits }
}
