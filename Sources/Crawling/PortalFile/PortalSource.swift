// From what was typed after `shilu crawl` to the portal file in the archive.

import Archive
import Foundation
import Web

/// Why a portal file was not taken into the archive.
public struct PortalConflict: Error, CustomStringConvertible {
    public let description: String
}

/// Finds, or makes, the portal file of a crawl in the archive's folder of the portal.
public enum PortalSource {
    /// The portal of a URL: its name is the host, a port joined by `_`.
    public static func portal(for url: WebURL) -> Portal {
        var name = (url.host ?? "").lowercased()
        name.removeAll { $0 == "[" || $0 == "]" }
        name = name.replacingOccurrences(of: ":", with: "_")
        if let port = url.port { name += "_\(port)" }
        if !PortalFolder.isName(name) {  // an IPv6 address
            name = "host" + name.utf8.map { PortalFolder.isName("a\(UnicodeScalar($0))") ? String(UnicodeScalar($0)) : "_" }.joined()
        }
        return Portal(name: name, seeds: [url.asSent])
    }

    /// Whether what was typed is a URL rather than a path.
    public static func isURL(_ argument: String) -> Bool {
        ["http://", "https://"].contains { argument.lowercased().hasPrefix($0) }
    }

    /// Reads what was typed: a URL or the path of a portal file. Writes nothing.
    public static func read(_ argument: String) throws -> PortalFile {
        if isURL(argument) {
            guard let url = try? WebURL(argument), url.host?.isEmpty == false else {
                throw PortalFileError(path: argument, line: nil, message: "is no http or https URL")
            }
            let portal = portal(for: url)
            return try PortalFile(text: PortalFile.text(for: portal), path: argument)
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
        if isFolder.boolValue { return try PortalFile(reading: argument + "/portal.yaml") }
        guard exists else {
            throw PortalFileError(path: argument, line: nil, message: "no such file; a URL begins with http:// or https://")
        }
        return try PortalFile(reading: argument)
    }

    /// Brings what was typed together with the portal file that the archive has; the lock must be held.
    ///
    /// - A bare URL whose portal is new: its portal.yaml is written. Known: another seed is appended to it.
    /// - A portal file: it becomes the archive's; one that differs from the archive's is refused without `update`.
    public static func settle(
        _ typed: PortalFile, isURL: Bool, in folder: PortalFolder, update: Bool
    ) throws -> PortalFile {
        guard FileManager.default.fileExists(atPath: folder.portalFile) else {
            try FileSystem.write(typed.text, to: folder.portalFile)
            return try PortalFile(reading: folder.portalFile)
        }
        let held = try held(in: folder)
        if isURL {
            let seed = typed.portal.seeds[0]
            if held.portal.seeds.contains(seed) { return held }
            guard let text = held.text(adding: seed) else {
                throw PortalConflict(
                    description: "\(folder.portalFile): its seeds are not a line each; add this one to them yourself: \(seed)")
            }
            try FileSystem.write(text, to: folder.portalFile)
            return try PortalFile(reading: folder.portalFile).afterAddingSeed()
        }
        if held.text == typed.text { return held }
        guard update else {
            throw PortalConflict(description: """
                \(typed.path) differs from the archive's \(folder.portalFile):
                \(difference(held.text, typed.text))
                To take the new one, say --update; to crawl by the old one, name \(folder.portalFile).
                """)
        }
        try FileSystem.write(typed.text, to: folder.portalFile)
        return try PortalFile(reading: folder.portalFile)
    }

    /// The portal file that the archive has; it must be that of its folder.
    public static func held(in folder: PortalFolder) throws -> PortalFile {
        let held = try PortalFile(reading: folder.portalFile)
        guard held.portal.name == folder.name else {
            throw PortalConflict(
                description: "\(folder.portalFile): names the portal “\(held.portal.name)”, but lies in the folder of “\(folder.name)”")
        }
        return held
    }

    /// The lines that go (-) and come (+).
    static func difference(_ old: String, _ new: String) -> String {
        let oldLines = old.components(separatedBy: "\n")
        let newLines = new.components(separatedBy: "\n")
        let changes = newLines.difference(from: oldLines).sorted { offset(of: $0) < offset(of: $1) }
        return changes.map { change in
            switch change {
            case .remove(_, let line, _): "  - \(line)"
            case .insert(_, let line, _): "  + \(line)"
            }
        }.joined(separator: "\n")
    }

    private static func offset(of change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .remove(let offset, _, _), .insert(let offset, _, _): offset
        }
    }
}
