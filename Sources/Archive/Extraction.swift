// Records of many saved pages and WARC files, in the order of the input, read on several cores.

import Foundation
import Records
import Web
import WebArchive

/// What `shilu extract` does.
public struct Extraction: Sendable {
    /// Pages read at a time.
    public var jobs: Int

    /// A batch ends at so many pages …
    private static let batchCount = 128
    /// … or so many bytes of them, so that memory does not grow with the number of pages.
    private static let batchBytes = 16 << 20
    /// So much of a response is read at most; ``PageExtraction/bodyLimit`` then bounds what is read as a page.
    private static let blockLimit = 1 << 30
    /// No metadata record of a capture is as long.
    private static let metadataLimit = 1 << 20

    public init(jobs: Int) {
        self.jobs = jobs
    }

    /// Makes the record of each page of the inputs.
    ///
    /// - Parameters:
    ///   - emit: gets each record as a line of JSON, in the order of the input.
    ///   - complain: gets each input that cannot be read; the rest goes on.
    public func run(
        _ inputs: [ExtractionInput], emit: ([UInt8]) throws -> Void, complain: (InputError) -> Void
    ) throws {
        var batch = Pending()
        for input in inputs {
            do {
                switch input {
                case .savedPage(let path):
                    let bytes = try Self.readFile(path)
                    guard ExtractionInput.hasPageName(path) || Self.looksLikePage(bytes) else { throw InputError(path: path, cause: "is no HTML page") }
                    try add(.saved(bytes, path: path, sidecar: try Sidecar(beside: path)), to: &batch, emit)
                case .warc(let path):
                    try addWARC(path, name: (path as NSString).lastPathComponent, to: &batch, emit)
                case .standardInput:
                    try addStandardInput(to: &batch, emit)
                }
            } catch let error as InputError {
                complain(error)
            } catch let error as WARCReadError {
                complain(InputError(path: error.path, cause: "offset \(error.offset): \(error.problem)"))
            }
        }
        try flush(&batch, emit)
    }

    /// A page whose bytes are at hand.
    private enum Source: Sendable {
        case saved([UInt8], path: String, sidecar: Sidecar?)
        case response(ArchivedResponse)

        var count: Int {
            switch self {
            case .saved(let bytes, _, _): bytes.count
            case .response(let response): response.block.count
            }
        }
    }

    private struct Pending {
        var sources: [Source] = []
        var bytes = 0
    }

    private func add(_ source: Source, to batch: inout Pending, _ emit: ([UInt8]) throws -> Void) throws {
        batch.bytes += source.count
        batch.sources.append(source)
        if batch.sources.count >= Self.batchCount || batch.bytes >= Self.batchBytes { try flush(&batch, emit) }
    }

    private func flush(_ batch: inout Pending, _ emit: ([UInt8]) throws -> Void) throws {
        for line in mapInParallel(batch.sources, jobs: jobs, Self.line) {
            if let line { try emit(line) }
        }
        batch = Pending()
    }

    private static func line(of source: Source) -> [UInt8]? {
        switch source {
        case .saved(let bytes, let path, let sidecar):
            return SavedPage.record(of: bytes, path: path, sidecar: sidecar).jsonLine()
        case .response(let response): return response.record?.jsonLine()
        }
    }

    // MARK: WARC files

    private func addWARC(_ path: String, name: String, to batch: inout Pending, _ emit: ([UInt8]) throws -> Void) throws {
        var reader = try WARCReader(path: path)
        // An answer waits for the metadata record that is written with it.
        var open: ArchivedResponse?
        // However the file ends, what was read before goes out.
        func close() throws {
            if let response = open, response.isRead { try add(.response(response), to: &batch, emit) }
            open = nil
        }
        do {
            while let entry = try reader.next() {
                if entry.type == .metadata, let response = open, response.isDescribed(by: entry) {
                    open?.metadata = HeaderFields(parsing: try reader.block(limit: Self.metadataLimit)[...])
                }
                guard entry.type == .response, entry.holdsHTTP else { continue }
                try close()
                open = try ArchivedResponse(entry, &reader, file: name, limit: Self.blockLimit)
            }
        } catch let error as WARCReadError {
            try close()
            throw error
        }
        try close()
    }

    // MARK: Saved pages

    private static func readFile(_ path: String) throws(InputError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw InputError(path: path, cause: "cannot be read: \((error as NSError).localizedDescription)")
        }
    }

    /// Whether bytes that nobody named as a page hold a tag in their beginning, and are text.
    private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(1 << 16)
        let isUTF16 = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
        guard isUTF16 || !start.prefix(1024).contains(0) else { return false }
        return zip(start, start.dropFirst(isUTF16 ? 2 : 1)).contains { first, second in
            first == UInt8(ascii: "<") && (second | 0x20 >= UInt8(ascii: "a") && second | 0x20 <= UInt8(ascii: "z") || second == UInt8(ascii: "!"))
        }
    }

    private func addStandardInput(to batch: inout Pending, _ emit: ([UInt8]) throws -> Void) throws {
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard data.starts(with: Data("WARC/".utf8)) || data.starts(with: [0x1F, 0x8B]) else {
            guard Self.looksLikePage(Array(data)) else { throw InputError(path: "-", cause: "is no HTML page and no WARC file") }
            return try add(.saved(Array(data), path: "-", sidecar: nil), to: &batch, emit)
        }
        // A WARC file is read from a file, for its records are found by their offsets.
        let path = NSTemporaryDirectory() + "/shilu-stdin-\(ProcessInfo.processInfo.globallyUniqueString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            try data.write(to: URL(fileURLWithPath: path))
        } catch {
            throw InputError(path: "-", cause: "cannot be kept for reading: \((error as NSError).localizedDescription)")
        }
        try addWARC(path, name: "-", to: &batch, emit)
    }
}
