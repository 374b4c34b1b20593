// How many captures of an archive an order to withhold covers.

import Foundation
import Web
import WebArchive

extension WithholdingOrder {
    /// The captures of a portal that its index has and the order covers. Of a prefix only so many of the host's are looked at.
    ///
    /// - Returns: how many there are, and whether there may be more.
    public func coveredCaptures(in portal: PortalFolder, limit: Int = 100_000) throws -> (count: Int, orMore: Bool) {
        guard FileManager.default.fileExists(atPath: portal.index), let url = try? WebURL(url) else { return (0, false) }
        let index = try CDXJIndex(path: portal.index)
        let key = url.surtKey
        // A key's path is folded and its query sorted: only its host is surely the beginning of what a prefix covers.
        let host = String(key[...(key.firstIndex(of: ")") ?? key.index(before: key.endIndex))])
        let lines = covers.isPrefix ? try index.lines(keyPrefix: host, limit: limit) : try index.lines(forKey: key)
        return (lines.count { (try? WebURL($0.url)).map(covers) ?? false }, covers.isPrefix && lines.count == limit)
    }
}
