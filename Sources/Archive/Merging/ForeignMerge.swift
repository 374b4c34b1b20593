// Files that another archive imported, brought in with what is known of them.

import Foundation
import WebArchive

/// The imports of another portal's folder that this one lacks.
public struct ForeignMerge {
    private let folder: PortalFolder
    private let files: [ImportedFile]
    /// The imports that come.
    public let imports: [String]
    /// How many WARC files they have, and captures in these.
    public var counts: (warcFiles: Int, captures: Int) { (files.count, files.reduce(0) { $0 + $1.captures }) }
    /// Their WARC files, and their records, relative to the folder.
    public var paths: [String] { files.map { "warc/" + $0.warc } + imports.map { "records/\($0).jsonl" } }

    public init(from other: PortalFolder, to folder: PortalFolder) throws {
        self.folder = folder
        let known = Set(try ImportList(of: folder).read().files.map { "\($0.import) \($0.warc) \($0.sha256)" })
        files = try ImportList(of: other).read().files.filter { !known.contains("\($0.import) \($0.warc) \($0.sha256)") }
        imports = Set(files.map(\.import)).sorted()
    }

    /// Names the files in `imports.jsonl`, before they lie in `warc/`.
    public func enlist() throws { if !files.isEmpty { try ImportList(of: folder).append(files) } }
}
