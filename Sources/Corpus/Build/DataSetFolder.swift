// The folder of a data set: written aside, sealed by its checksums, put in its place at once.

import Foundation
import Glibc
import WebArchive

/// Folders of data sets.
enum DataSetFolder {
    /// `sha256sum --check` reads it. It is written last: a folder without it is not whole.
    static let checksums = "checksums-sha256.txt"

    /// Whether a data set may be put there: nothing is there, or one that was built before.
    static func isFree(_ path: String) -> Bool {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return !OpenFile.exists(path) }
        return names.isEmpty || (names.contains(checksums) && names.contains("funnel.json") && names.contains("spec.yaml"))
    }

    static func makeEmpty(_ path: String) throws(CorpusError) {
        try? FileManager.default.removeItem(atPath: path)
        try make(path)
        try make(path + "/data")
    }

    /// Makes a folder that is not there.
    static func make(_ path: String) throws(CorpusError) {
        guard mkdir(path, 0o755) == 0 else { throw .file(FileError(path: path, operation: "make the folder", code: errno)) }
    }

    static func write(_ bytes: [UInt8], as name: String, in folder: String) throws(CorpusError) -> DataFile {
        var writer = try ByteWriter(folder + "/" + name)
        writer.append(bytes)
        try writer.flush(durably: true)
        return DataFile(name: name, sha256: SHA256Digest(of: bytes).hex, bytes: bytes.count, lines: bytes.count { $0 == 0x0A })
    }

    /// Writes the checksum list of all files.
    static func seal(_ folder: String, _ files: [DataFile]) throws(CorpusError) {
        let lines = files.sorted { $0.name < $1.name }.map { "\($0.sha256)  \($0.name)\n" }.joined()
        _ = try write(Array(lines.utf8), as: checksums, in: folder)
        do throws(FileError) {
            try OpenFile.syncFolder(of: folder + "/data/.")
            try OpenFile.syncFolder(of: folder + "/.")
        } catch { throw .file(error) }
    }

    /// Puts a finished folder in the place of an earlier one. Killed in between, ``bringBack(_:)`` makes the earlier one whole.
    static func put(_ folder: String, inPlaceOf target: String) throws(CorpusError) {
        let old = target + ".old"
        do throws(FileError) {
            if OpenFile.exists(target) {
                try? FileManager.default.removeItem(atPath: old)
                try OpenFile.rename(target, to: old)
            }
            try OpenFile.rename(folder, to: target)
            try OpenFile.syncFolder(of: target)
        } catch { throw .file(error) }
        try? FileManager.default.removeItem(atPath: old)
    }

    /// If the target is missing and its earlier state lies beside it, that is put back.
    static func bringBack(_ target: String) throws(CorpusError) {
        guard !OpenFile.exists(target), OpenFile.exists(target + ".old") else { return }
        do throws(FileError) { try OpenFile.rename(target + ".old", to: target) } catch { throw .file(error) }
    }
}
