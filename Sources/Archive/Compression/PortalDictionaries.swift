// The zstd dictionaries of a portal: trained on its own records, for the pages of one portal share their template.

import Foundation
import Web
import WebArchive

/// `dictionaries/` in a portal's folder. Each WARC file that needs one holds it, too: a dictionary that is lost is only trained anew.
public struct PortalDictionaries: Sendable {
    private let folder: PortalFolder

    /// So many records are needed at least …
    public static let leastSamples = 200
    /// … and so many are enough, or so many bytes of them.
    private static let mostSamples = 3000
    private static let mostBytes = 24 << 20
    /// The beginning of a record says what its template is.
    private static let sampleLength = 64 << 10

    public init(of folder: PortalFolder) { self.folder = folder }

    /// The files, relative to the portal's folder; once written they stay as they are.
    public func paths() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.dictionariesFolder)) ?? []).filter { $0.hasSuffix(Self.ending) }.sorted()
            .map { "\((folder.dictionariesFolder as NSString).lastPathComponent)/\($0)" }
    }

    /// The newest dictionary, ready for use; nil where there is none, or none that can be read.
    public func newest() -> PreparedDictionary? {
        for path in paths().reversed() {
            if let data = FileManager.default.contents(atPath: folder.path + "/" + path), let dictionary = ZstdDictionary(raw: [UInt8](data)) {
                return PreparedDictionary(dictionary)
            }
        }
        return nil
    }

    private static let ending = ".zdict"

    /// Trains a dictionary on the records of WARC files, and keeps it; nil where there are too few records, or too unlike ones.
    ///
    /// - Parameter date: stands in its name, before its ID.
    public func train(on paths: [String], date: Timestamp) throws -> PreparedDictionary? {
        guard let dictionary = Self.trained(on: paths) else { return nil }
        try FileSystem.createFolder(folder.dictionariesFolder)
        let path = "\(folder.dictionariesFolder)/\(date.compact)-\(dictionary.id)\(Self.ending)"
        if !FileManager.default.fileExists(atPath: path) {
            let file = try OutputFile(creating: path)
            try file.append(dictionary.bytes[...])
            try file.commit()
        }
        return PreparedDictionary(dictionary)
    }

    /// A dictionary for records like those of some files.
    public static func trained(on paths: [String]) -> ZstdDictionary? {
        var samples: [[UInt8]] = []
        var bytes = 0
        // The newest files come first: they have the template of today.
        for path in paths.reversed() where samples.count < mostSamples && bytes < mostBytes {
            guard var reader = try? WARCReader(path: path) else { continue }
            while samples.count < mostSamples, bytes < mostBytes, let sample = next(&reader) {
                samples.append(sample)
                bytes += sample.count
            }
        }
        return samples.count >= leastSamples ? ZstdDictionary.trained(on: samples) : nil
    }

    /// The beginning of the next record; nil at the end, and where reading stops: what can be read is enough to learn from.
    private static func next(_ reader: inout WARCReader) -> [UInt8]? {
        guard let entry = try? reader.next() else { return nil }
        var sample = entry.head
        while sample.count < sampleLength, let piece = try? reader.readBlock(upTo: sampleLength - sample.count), !piece.isEmpty { sample += piece }
        return sample
    }
}
