// The pages of a WACZ file: those that a person reads, with title and text, in the order in which they were copied.

import Foundation
import Records
import Web
import WebArchive

/// Gathers `pages.jsonl` and `extraPages.jsonl` while records are copied. Pages are read several at a time; what is read of them waits
/// in nameless files, so that memory does not grow with their number.
final class WACZPages {
    /// A page to be read.
    private struct Source: Sendable {
        var block: [UInt8]
        var url: String
        var time: Timestamp?
        var truncated: String?
        var id: String
    }

    private let jobs: Int
    private let withText: Bool
    /// URLs that stand among the main pages, whatever they are.
    private let mainURLs: Set<String>
    private var sources: [Source] = []
    private var bytes = 0
    private let main: PageList
    private let extra: PageList

    private static let batchCount = 128
    private static let batchBytes = 16 << 20

    init(jobs: Int, withText: Bool, mainURLs: [String]) throws {
        self.jobs = jobs
        self.withText = withText
        self.mainURLs = Set(mainURLs)
        let id = UUID().uuidString
        main = try PageList(NSTemporaryDirectory() + "/shilu-\(id)-pages")
        extra = try PageList(NSTemporaryDirectory() + "/shilu-\(id)-extra")
    }

    /// Whether a capture may be a page.
    static func mayBePage(_ entry: WARCEntry) -> Bool { entry.type == .response && entry.holdsHTTP }

    /// Takes a captured response.
    func add(_ block: [UInt8], _ entry: WARCEntry) throws {
        guard let url = entry.targetURI, let head = try? HTTPMessage(parsing: block[...]), PageExtraction.mayBePage(head, url: url) else { return }
        sources.append(Source(
            block: block, url: url, time: entry.timestamp, truncated: entry.fields["WARC-Truncated"], id: entry.recordID?.uri ?? url))
        bytes += block.count
        if sources.count >= Self.batchCount || bytes >= Self.batchBytes { try read() }
    }

    /// Writes both lists; that of further pages only if there are any.
    func write(to zip: ZIPWriter) throws {
        try read()
        try write(main, "pages", "All Pages", to: zip)
        if extra.count > 0 { try write(extra, "extraPages", "Lists and other pages", to: zip) }
    }

    private func write(_ list: PageList, _ name: String, _ title: String, to zip: ZIPWriter) throws {
        try zip.begin("pages/\(name).jsonl")
        try zip.append(Array("{\"format\": \"json-pages-1.0\", \"id\": \"\(name)\", \"title\": \"\(title)\", \"hasText\": \(withText)}\n".utf8)[...])
        try list.forEachPiece { try zip.append($0[...]) }
        _ = try zip.end()
    }

    private func read() throws {
        let (withText, mainURLs) = (withText, mainURLs)
        for line in mapInParallel(sources, jobs: jobs, { Self.line(of: $0, withText: withText, mainURLs: mainURLs) }) {
            if let line { try (line.isMain ? main : extra).append(line.bytes) }
        }
        sources = []
        bytes = 0
    }

    private static func line(of source: Source, withText: Bool, mainURLs: Set<String>) -> (bytes: [UInt8], isMain: Bool)? {
        guard let head = try? HTTPMessage(parsing: source.block[...]) else { return nil }
        let (payload, transfer) = head.transferDecoded(source.block[head.headLength...])
        guard let record = PageExtraction.page(
            head: head, payload: payload, transfer: transfer, url: source.url, fetchedAt: source.time, truncated: source.truncated, withLinks: false
        )?.record(at: WARCPlace(file: "", offset: 0, length: 0, recordID: source.id, payloadDigest: nil)) else { return nil }
        var json = JSONLine()
        json.object { json in
            json.key("id"); json.value(source.id)
            json.key("url"); json.value(source.url)
            json.key("ts"); json.value(source.time?.iso8601 ?? "1970-01-01T00:00:00Z")
            json.key("title"); json.value(record.title ?? source.url)
            if withText { json.key("text"); json.value(record.text) }
        }
        json.endLine()
        return (json.bytes, ["article", "document"].contains(record.kind) || mainURLs.contains(source.url))
    }
}

/// Lines that wait in a file without a name, which goes with its owner.
private final class PageList {
    private(set) var count = 0
    private let handle: FileHandle
    private let path: String

    init(_ path: String) throws {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forUpdatingAtPath: path) else {
            throw ArchiveError.system(path: path, action: "write")
        }
        self.handle = handle
        try? FileManager.default.removeItem(atPath: path)
    }

    func append(_ line: [UInt8]) throws {
        count += 1
        do { try handle.write(contentsOf: Data(line)) } catch { throw ArchiveError.file(path: path, action: "write", cause: error.localizedDescription) }
    }

    func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
        try handle.seek(toOffset: 0)
        while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty { try body([UInt8](piece)) }
    }
}
