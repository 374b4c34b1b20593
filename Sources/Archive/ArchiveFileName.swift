// How files are named that hold records of web archives.

/// Names of WARC and ARC files.
enum ArchiveFileName {
    /// WARC/1.1 Annex D, Zstandard for WARC 1.0, and what the Internet Archive calls its ARC files.
    private static let endings = [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"]

    /// Whether a file of that name, or at that path, holds records.
    static func isOfRecords(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }

    /// The base name of a path.
    static func last(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
