// Which files the patterns of a spec name.

import Foundation
import Glibc

/// The input of a build.
enum InputFiles {
    /// The files that the patterns name, each once, in the byte order of their paths. A pattern is a path in which `*`, `?` and
    /// `[…]` stand for parts of names, as in a shell; a relative one is looked up from `folder`, where the spec lies.
    static func expand(_ patterns: [String], from folder: String) throws(CorpusError) -> [String] {
        var paths: Set<String> = []
        for pattern in patterns {
            let full = pattern.hasPrefix("/") || folder == "." ? pattern : folder + "/" + pattern
            let found = matches(of: full)
            if found.isEmpty { throw .noInput(pattern: pattern, folder: folder) }
            paths.formUnion(found)
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func matches(of pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, 0, nil, &result) == 0 else { return [] }
        // glob(3) gives gl_pathc strings, which live until globfree.
        let found = (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
        return found.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}
