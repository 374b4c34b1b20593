// The portal file: YAML that describes a portal, read with the line of every mistake.

import Foundation
import Web

/// A portal file and the portal that it describes.
public struct PortalFile: Sendable {
    public let path: String
    /// The file's text, as a person wrote it.
    public let text: String
    public let portal: Portal
    /// Whether a seed was added to it just now.
    public private(set) var addedSeed = false

    /// Reads a portal file.
    ///
    /// - Throws: ``PortalFileError``, the first mistake, with the number of the others.
    public init(reading path: String) throws {
        try self.init(text: Self.text(of: path), path: path)
    }

    /// Reads the text of a portal file; `path` is for error messages.
    public init(text: String, path: String) throws {
        self.path = path
        self.text = text
        var reader = PortalFileReader(path: path)
        guard let portal = reader.portal(from: text) else { throw Self.first(of: reader.mistakes, path: path) }
        self.portal = portal
    }

    /// All mistakes of a portal file, by their lines; none if it can be used.
    public static func mistakes(in path: String) -> [PortalFileError] {
        do {
            var reader = PortalFileReader(path: path)
            _ = reader.portal(from: try text(of: path))
            return reader.mistakes.sorted { $0.line ?? 0 < $1.line ?? 0 }
        } catch {
            return [error]
        }
    }

    private static func text(of path: String) throws(PortalFileError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PortalFileError(path: path, line: nil, message: "cannot be read: no such file, or no right to read it")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw PortalFileError(path: path, line: nil, message: "is not UTF-8")
        }
        return text
    }

    private static func first(of mistakes: [PortalFileError], path: String) -> PortalFileError {
        guard let first = mistakes.first else { return PortalFileError(path: path, line: nil, message: "describes no portal") }
        guard mistakes.count > 1 else { return first }
        let others = mistakes.count == 2 ? "one more mistake" : "\(mistakes.count - 1) more mistakes"
        return PortalFileError(
            path: path, line: first.line, message: "\(first.message) (\(others): shilu portal check \(path))")
    }

    /// The same, with the word that a seed was added to it.
    func afterAddingSeed() -> PortalFile {
        var file = self
        file.addedSeed = true
        return file
    }

    /// The file's text with one more seed below the last of a list that is written a line an item; `nil` where it is not.
    func text(adding seed: WebURL) -> String? {
        var lines = text.components(separatedBy: "\n")
        guard let start = lines.firstIndex(where: { $0.hasPrefix("seeds:") }) else { return nil }
        var last = start
        while last + 1 < lines.count, lines[last + 1].drop(while: { $0 == " " }).hasPrefix("- ") { last += 1 }
        guard last > start else { return nil }
        lines.insert("\(lines[last].prefix { $0 == " " })- \(PortalFileText.scalar(seed.href))", at: last + 1)
        let changed = lines.joined(separator: "\n")
        guard let file = try? PortalFile(text: changed, path: path), file.portal.seeds.contains(seed) else { return nil }
        return changed
    }
}
