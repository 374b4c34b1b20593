// A spec as a file: YAML, read with the line of every mistake.

import Foundation
import Yams

/// A spec file and the spec that it holds.
public struct SpecFile: Sendable {
    public let path: String
    /// The file as it was written; it goes into the data set.
    public let bytes: [UInt8]
    public let spec: CorpusSpec

    /// Reads a spec file.
    ///
    /// - Throws: ``CorpusError/spec(path:line:message:)``, the first mistake, with the number of the others.
    public init(reading path: String) throws(CorpusError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .spec(path: path, line: nil, message: "cannot be read: no such file, or no right to read it")
        }
        try self.init(bytes: Array(data), path: path)
    }

    /// Reads the bytes of a spec file; `path` is for error messages and for relative patterns.
    public init(bytes: [UInt8], path: String) throws(CorpusError) {
        let (spec, mistakes) = Self.read(bytes, path: path)
        guard let spec, mistakes.isEmpty else {
            guard case .spec(_, let line, let message) = mistakes.first else {
                throw .spec(path: path, line: nil, message: "describes no data set")
            }
            let others = mistakes.count - 1
            let more = others == 0 ? "" : others == 1 ? " (and one more mistake)" : " (and \(others) more mistakes)"
            throw .spec(path: path, line: line, message: message + more)
        }
        (self.path, self.bytes, self.spec) = (path, bytes, spec)
    }

    /// All mistakes of a spec file, by their lines.
    public static func mistakes(in bytes: [UInt8], path: String) -> [CorpusError] { read(bytes, path: path).mistakes }

    /// The folder from which relative patterns are looked up.
    var folder: String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private static func read(_ bytes: [UInt8], path: String) -> (CorpusSpec?, mistakes: [CorpusError]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return (nil, [.spec(path: path, line: nil, message: "is not UTF-8")]) }
        var reader = SpecReader(path: path)
        let spec = reader.spec(from: text)
        return (spec, reader.mistakes.sorted { ($0.specLine ?? 0) < ($1.specLine ?? 0) })
    }
}

private extension CorpusError {
    var specLine: Int? { if case .spec(_, let line, _) = self { line } else { nil } }
}
