// All mistakes of many portal files, each by itself and all beside each other.

import Archive
import Foundation

/// What `shilu portal check` finds.
public struct PortalFileCheck: Sendable {
    /// The files that were looked at, in their order.
    public private(set) var files: [String] = []
    /// Their mistakes, file by file, by their lines.
    public private(set) var mistakes: [PortalFileError] = []
    /// Which file holds the portal of a name.
    private var named: [String: String] = [:]

    public init() {}

    /// Looks at a portal file, a portal's folder, or a folder of either.
    public mutating func add(_ argument: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
            mistakes.append(PortalFileError(path: argument, line: nil, message: "no such file or folder"))
            return
        }
        guard isFolder.boolValue else { return look(at: argument) }
        let found = Self.files(in: argument)
        if found.isEmpty { mistakes.append(PortalFileError(path: argument, line: nil, message: "holds no portal file")) }
        for file in found { look(at: file) }
    }

    private mutating func look(at path: String) {
        files.append(path)
        let found = PortalFile.mistakes(in: path)
        mistakes += found
        guard found.isEmpty, let portal = try? PortalFile(reading: path).portal else { return }
        if let folder = Self.portalFolder(of: path), folder != portal.name {
            mistakes.append(PortalFileError(
                path: path, line: nil, message: "names the portal “\(portal.name)”, but lies in the folder of “\(folder)”"))
        } else if let other = named[portal.name], other != path {
            mistakes.append(PortalFileError(path: path, line: nil, message: "names the portal “\(portal.name)”, as \(other) does"))
        }
        named[portal.name] = path
    }

    /// The folder's name, if the file lies in a portal's folder of an archive.
    private static func portalFolder(of path: String) -> String? {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let folder = url.deletingLastPathComponent()
        guard url.lastPathComponent == "portal.yaml",
              FileManager.default.fileExists(atPath: folder.deletingLastPathComponent().appendingPathComponent("format.json").path)
        else { return nil }
        return folder.lastPathComponent
    }

    private static func files(in folder: String) -> [String] {
        if FileManager.default.fileExists(atPath: folder + "/portal.yaml") { return [folder + "/portal.yaml"] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        return names.compactMap { name in
            let path = "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(name)"
            if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return path }
            return FileManager.default.fileExists(atPath: path + "/portal.yaml") ? path + "/portal.yaml" : nil
        }
    }
}
