// Writes selected captures to one WACZ file (WACZ 1.1.1), in one pass: records, index, pages, list of files, digest of the list.

import Foundation
import Records
import Web
import WebArchive

/// `shilu export wacz`.
public struct WACZExport {
    /// What the file says of itself.
    public struct Description: Sendable {
        public var title: String
        public var description: String?
        /// Where a reader begins.
        public var mainPage: WebURL?

        public init(title: String, description: String? = nil, mainPage: WebURL? = nil) {
            self.title = title
            self.description = description
            self.mainPage = mainPage
        }
    }

    private let portals: [PortalFolder]
    private let selection: ExportSelection
    private let description: Description
    private let withText: Bool
    private let jobs: Int
    private let export: CaptureExport
    private let openState: (PortalFolder) throws -> (any PortalStateReading)?

    /// - Parameters:
    ///   - withText: whether the list of pages has their texts.
    ///   - jobs: pages read at a time.
    ///   - complain: is told of each record that could not be brought.
    public init(
        of portals: [PortalFolder], withheld: WithheldList, selection: ExportSelection, description: Description, withText: Bool, jobs: Int,
        openState: @escaping (PortalFolder) throws -> (any PortalStateReading)?, complain: @escaping (InputError) -> Void
    ) {
        self.portals = portals
        self.selection = selection
        self.description = description
        self.withText = withText
        self.jobs = jobs
        self.openState = openState
        export = CaptureExport(portals: portals, withheld: withheld, selection: selection, complain: complain)
    }

    /// Writes the file, which must not be there. It takes its name when it is whole; without any capture there is none.
    ///
    /// - Parameter key: signs the list of files.
    public func write(to path: String, date: Timestamp, signedBy key: WACZSigningKey?) throws -> ExportSummary {
        let zip = try ZIPWriter(creating: path, date: date)
        let name = ArchiveFileName.last(of: path)
        let stem = name.hasSuffix(".wacz") ? String(name.dropLast(".wacz".count)) : name
        let output = try WACZOutput(
            zip: zip, warc: stem + ".warc.gz", openState: openState,
            pages: WACZPages(jobs: jobs, withText: withText, mainURLs: description.mainPage.map { [$0.href] } ?? []))
        try zip.begin("archive/" + output.warc)
        try output.append(try WARCMember.encode(.warcinfo(WARCInfo(exportOf: portals, selection), filename: output.warc, date: date))[...])
        let summary = try export.run(to: output)
        guard summary.captures > 0 else { return summary }
        _ = try zip.end()
        try output.writeIndex()
        try output.pages.write(to: zip)
        let package = package(of: zip.entries, date: date)
        let entry = try zip.add("datapackage.json", package)
        try zip.add("datapackage-digest.json", try digest(entry.digest.labelled, date: date, key))
        try zip.finish()
        return summary
    }

    /// §5.2.4 of WACZ 1.1.1.
    private func package(of entries: [ZIPWriter.Entry], date: Timestamp) -> [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("profile"); json.value("data-package")
            json.key("wacz_version"); json.value("1.1.1")
            json.key("title"); json.value(description.title)
            if let text = description.description { json.key("description"); json.value(text) }
            json.key("created"); json.value(date.iso8601)
            json.key("software"); json.value(ShiluVersion.product)
            if let page = description.mainPage { json.key("mainPageUrl"); json.value(page.href) }
            json.key("resources"); json.array { json in
                for entry in entries {
                    json.object { json in
                        json.key("name"); json.value(ArchiveFileName.last(of: entry.name).lowercased())
                        json.key("path"); json.value(entry.name)
                        json.key("hash"); json.value(entry.digest.labelled)
                        json.key("bytes"); json.value(Int(entry.size))
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    /// The digest of the list, and its anonymous signature (WACZ Signing and Verification 0.1.0): a signature of the digest as it is
    /// written there.
    private func digest(_ hash: String, date: Timestamp, _ key: WACZSigningKey?) throws -> [UInt8] {
        let signature = try key.map { (try $0.signature(of: hash), try $0.publicKey()) }
        var json = JSONLine()
        json.object { json in
            json.key("path"); json.value("datapackage.json")
            json.key("hash"); json.value(hash)
            guard let (signature, publicKey) = signature else { return }
            json.key("signedData"); json.object { json in
                json.key("hash"); json.value(hash)
                json.key("created"); json.value(date.iso8601)
                json.key("software"); json.value(ShiluVersion.product)
                json.key("version"); json.value("0.1.0")
                json.key("signature"); json.value(signature)
                json.key("publicKey"); json.value(publicKey)
            }
        }
        json.endLine()
        return json.bytes
    }
}

/// The parts of a WACZ file that grow while records are copied.
private final class WACZOutput: ExportOutput {
    let warc: String
    let pages: WACZPages
    private let zip: ZIPWriter
    private let index: GatheredLines
    private let openState: (PortalFolder) throws -> (any PortalStateReading)?
    private var states: [String: (any PortalStateReading)?] = [:]

    init(zip: ZIPWriter, warc: String, openState: @escaping (PortalFolder) throws -> (any PortalStateReading)?, pages: WACZPages) {
        self.zip = zip
        self.warc = warc
        self.openState = openState
        self.pages = pages
        index = GatheredLines(folder: NSTemporaryDirectory(), name: "shilu-\(UUID().uuidString)-wacz")
    }

    var position: Int64 { zip.position }
    func append(_ bytes: ArraySlice<UInt8>) throws { try zip.append(bytes) }
    func wantsBlock(_ entry: WARCEntry) -> Bool { WACZPages.mayBePage(entry) }

    func take(_ copied: ExchangeCopier.Copied, line: CDXJLine, at offset: Int64, from folder: PortalFolder) throws {
        if let block = copied.block, copied.finding == nil, try !isWithdrawn(line, in: folder) { try pages.add(block, copied.entry) }
        var moved = line
        (moved.filename, moved.offset, moved.length) = (warc, offset, copied.length)
        try index.add([moved.bytes])
    }

    private func isWithdrawn(_ line: CDXJLine, in folder: PortalFolder) throws -> Bool {
        if states[folder.path] == nil { states[folder.path] = .some(try openState(folder)) }
        let state = states[folder.path] ?? nil
        return try state?.isWithdrawn(url: line.url, at: CapturePlace(warc: line.filename, offset: Int(line.offset))) ?? false
    }

    /// The index of the records that were copied, sorted.
    func writeIndex() throws {
        var blocks = CompressedIndex(name: "index.cdx.gz")
        try zip.begin("indexes/index.cdx.gz")
        try index.forEach { line in
            if let block = blocks.add(line) { try zip.append(block[...]) }
        }
        if let block = blocks.finish() { try zip.append(block[...]) }
        _ = try zip.end()
        try zip.add("indexes/index.idx", blocks.list)
    }
}
