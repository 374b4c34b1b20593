// Folders that the tests write to; all of them are gone when the tests have ended.
import Foundation

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    /// Owners that live as long as the process leave their folders to its end.
    private static let root: String = {
        let path = FileManager.default.temporaryDirectory.path + "/shilu-end-to-end-\(ProcessInfo.processInfo.processIdentifier)"
        atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.root) }
        return path
    }()

    init() throws {
        path = Self.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and gives its path.
    func write(_ text: String, _ name: String) throws -> String {
        try text.write(toFile: file(name), atomically: false, encoding: .utf8)
        return file(name)
    }
}
