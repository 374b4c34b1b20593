// Makes sorted CDXJ indexes of WARC files: of any files into one, or of a portal's folder in its own index's place.

import Foundation
import WebArchive

/// What `shilu index` does.
public struct Indexing: Sendable {
    /// What came out.
    public struct Summary: Sendable, Equatable {
        public var files = 0
        /// Records that no line could be made of: they share a gzip member with others, or lack a URI or date.
        public var skipped = 0
        /// Files that could not be read as a whole; what could be read of them is in the index.
        public var unreadable = 0
    }

    /// Files read at a time.
    public var jobs: Int
    /// So many bytes of lines are held in memory; the rest waits, sorted, in files without a name.
    public var memory: Int

    public init(jobs: Int, memory: Int) {
        self.jobs = jobs
        self.memory = memory
    }

    /// The WARC files that a path stands for: itself, or those in a folder and below it, byte-sorted.
    public static func files(at path: String) throws(InputError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(path: path, cause: "no such file or folder")
        }
        guard isFolder.boolValue else { return [path] }
        let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        let files = below.filter(ArchiveFileName.isOfRecords).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !files.isEmpty else { throw InputError(path: path, cause: "holds no WARC or ARC file") }
        return files.map { (path.hasSuffix("/") ? path : path + "/") + $0 }
    }

    /// Hands on the lines of all files, sorted as `LC_ALL=C sort -u` does, in pieces of whole lines.
    /// - Parameters:
    ///   - folder: where lines wait that are too many for memory.
    ///   - complain: gets what could not be read.
    public func index(
        _ paths: [String], folder: String = NSTemporaryDirectory(), to sink: ([UInt8]) throws -> Void, complain: (InputError) -> Void
    ) throws -> Summary {
        let sorter = LineSorter(folder: folder, memory: memory, threads: min(jobs, paths.count))
        var summary = Summary()
        for result in mapInParallel(paths, jobs: jobs, { Self.read($0, sorter) }) {
            let file = try result.get()
            summary.files += 1
            summary.skipped += file.skipped
            if !file.faults.isEmpty { summary.unreadable += 1 }
            file.faults.forEach(complain)
        }
        try sorter.finish(sink)
        return summary
    }

    /// Makes the index of a portal anew from its WARC files and puts it in the old one's place at once. The caller holds the lock.
    public func rebuild(_ folder: PortalFolder, complain: (InputError) -> Void) throws -> Summary {
        let files = FileManager.default.fileExists(atPath: folder.warcFolder) ? try? Self.files(at: folder.warcFolder) : nil
        let file = try ReplacedFile(folder.index)
        let summary = try index(files ?? [], folder: folder.path, to: file.write, complain: complain)
        try file.commit()
        return summary
    }

    private struct ReadFile {
        var skipped = 0
        var faults: [InputError] = []
    }

    /// A fault's reasons are told up to so many times a file.
    private static let faultLimit = 100

    private static func read(_ path: String, _ sorter: LineSorter) -> Result<ReadFile, FileError> {
        var file = ReadFile()
        var buffer = sorter.buffer()
        do {
            var indexer = try CDXJIndexer(path: path)
            while true {
                do {
                    guard let line = try indexer.nextLine() else { break }
                    try sorter.add(line, to: &buffer)
                } catch let error as WARCReadError {
                    if file.faults.count < faultLimit { file.faults.append(InputError(error)) }
                    if case .file = error.problem { break }
                    guard try indexer.resume() else { break }
                }
            }
            file.skipped = indexer.skippedCount
        } catch let error as FileError {
            return .failure(error)
        } catch let error as WARCReadError {
            file.faults.append(InputError(error))
        } catch {
            file.faults.append(InputError(path: path, cause: "\(error)"))
        }
        sorter.takeBack(buffer)
        return .success(file)
    }
}
