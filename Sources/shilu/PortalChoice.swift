// Which portals of an archive a command that reads is about.

import Archive
import ArgumentParser
import Foundation

struct PortalChoice: ParsableArguments {
    @Argument(help: ArgumentHelp("Portals of the archive by name; all if none is named.", valueName: "portal"))
    var portals: [String] = []

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    /// The folders of the portals, by name.
    func folders() throws -> [PortalFolder] {
        let folder = try ArchiveFolder(existing: archive)
        guard !portals.isEmpty else {
            let all = try folder.portals()
            if all.isEmpty { throw InputError(path: archive, cause: "holds no portal") }
            return all
        }
        return try portals.map { try Self.folder(of: $0, in: folder) }
    }

    /// The folder of a portal that must be there.
    static func folder(of name: String, in archive: ArchiveFolder) throws -> PortalFolder {
        let portal = try archive.portal(name)
        guard FileManager.default.fileExists(atPath: portal.portalFile) else { throw InputError(path: portal.path, cause: "is no portal of the archive") }
        return portal
    }
}

/// A day, as 2026-11-24.
struct Day: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard argument.utf8.count == 10, parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        text = argument
    }
}
