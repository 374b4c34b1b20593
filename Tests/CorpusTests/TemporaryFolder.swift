// A folder for the files of a test.
import Foundation

/// A folder that is gone at the end of the test.
final class TemporaryFolder: Sendable {
    let path = NSTemporaryDirectory() + "shilu-corpus-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    func read(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: file(name)).map(Array.init) }

    /// The paths of all files below, sorted.
    func files(below name: String) -> [String] {
        (FileManager.default.enumerator(atPath: file(name))?.allObjects as? [String] ?? [])
            .filter { var isFolder: ObjCBool = false; return FileManager.default.fileExists(atPath: file(name) + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue }
            .sorted()
    }
}
