// Brings another archive into this one: its portals one by one, and its orders to withhold.

import Archive
import Foundation
import Web

/// What `shilu merge` does.
public struct ArchiveMerge {
    private let other: ArchiveFolder
    private let archive: ArchiveFolder

    public init(from other: ArchiveFolder, to archive: ArchiveFolder) {
        self.other = other
        self.archive = archive
    }

    /// Merges all portals of the other archive; one that is refused stops no other.
    ///
    /// - Parameter report: is told what came of each.
    public func run(report: (_ portal: String, Result<PortalMergeOutcome, any Error>) -> Void) throws {
        if URL(fileURLWithPath: other.path).standardizedFileURL.resolvingSymlinksInPath()
            == URL(fileURLWithPath: archive.path).standardizedFileURL.resolvingSymlinksInPath() {
            throw InputError(path: other.path, cause: "is this archive itself")
        }
        // What is withheld there is not to be shown here for a moment.
        try mergeOrders()
        for portal in try other.portals() {
            let folder = try archive.portal(portal.name)
            report(portal.name, Result { try PortalMerge(from: portal, to: folder).run() })
        }
    }

    /// Their orders that are not here yet, in their order; what was released here and is ordered there is withheld again.
    private func mergeOrders() throws {
        let own = Set(try WithheldFile(of: archive).orders())
        let new = try WithheldFile(of: other).orders().filter { !own.contains($0) }
        if !new.isEmpty { try WithheldFile(of: archive).append(new) }
    }
}
