// Copies selected captures out of an archive, with the originals of revisits, and never what is withheld.

import Foundation
import Records
import Web
import WebArchive

/// Where exported records go.
protocol ExportOutput: AnyObject {
    /// Where the next member will begin.
    var position: Int64 { get }
    func append(_ bytes: ArraySlice<UInt8>) throws
    /// Whether the block of a capture is of use.
    func wantsBlock(_ entry: WARCEntry) -> Bool
    /// A capture was copied; `line` has the place that it has in the archive.
    func take(_ copied: ExchangeCopier.Copied, line: CDXJLine, at offset: Int64, from folder: PortalFolder) throws
}

/// What an export came to.
public struct ExportSummary: Sendable, Equatable {
    /// Captures that were selected.
    public var captures = 0
    /// Captures that were brought only because revisits refer to them.
    public var originals = 0
    /// Revisits whose original is not in the export, and other lines that could not be copied.
    public var lacking = 0
}

/// An export of captures.
struct CaptureExport {
    let portals: [PortalFolder]
    let withheld: WithheldList
    let selection: ExportSelection
    let complain: (InputError) -> Void

    /// Copies all to `output`, file by file in the order in which they lie there, then the originals that are not among them.
    func run(to output: some ExportOutput) throws -> ExportSummary {
        var summary = ExportSummary()
        let id = UUID().uuidString
        for (number, folder) in portals.enumerated() {
            let chosen = GatheredLines(folder: NSTemporaryDirectory(), name: "shilu-\(id)-\(number)-chosen")
            let originals = GatheredLines(folder: NSTemporaryDirectory(), name: "shilu-\(id)-\(number)-originals")
            var lines: [[UInt8]] = []
            try selection.forEachLine(of: folder, withheld: withheld) { line in
                lines.append(Self.byPlace(line))
                if lines.count == 1000 {
                    try chosen.add(lines)
                    lines = []
                }
            }
            try chosen.add(lines)
            guard let index = try CaptureIndex(of: folder) else { continue }
            var files = Files(folder: folder)
            try chosen.forEach { bytes in
                let line = try CDXJLine(parsing: bytes[Self.placeLength(of: bytes)...])
                guard let copied = try copy(line, &files, to: output, &summary) else { return }
                summary.captures += 1
                guard copied.entry.type == .revisit else { return }
                guard let original = try index.original(of: copied.entry), withheld.order(for: original.url) == nil else {
                    summary.lacking += 1
                    return complain(InputError(
                        path: folder.warc(line.filename), cause: "offset \(line.offset): the revisit of \(line.url) refers to a capture that is not exported: it is withheld, or not in the index"))
                }
                try originals.add([Self.byPlace(original)])
            }
            try originals.compare(with: chosen) { bytes in
                let line = try CDXJLine(parsing: bytes[Self.placeLength(of: bytes)...])
                if try copy(line, &files, to: output, &summary) != nil { summary.originals += 1 }
            } onlyThere: { _ in }
        }
        return summary
    }

    /// The files of a portal whose description was copied, and the one that is open.
    private struct Files {
        let folder: PortalFolder
        var described: Set<String> = []
        var open: ExchangeCopier?
    }

    private func copy(
        _ line: CDXJLine, _ files: inout Files, to output: some ExportOutput, _ summary: inout ExportSummary
    ) throws -> ExchangeCopier.Copied? {
        let path = files.folder.warc(line.filename)
        do {
            let copier = files.open?.path == path ? files.open ?? ExchangeCopier(path: path) : ExchangeCopier(path: path)
            files.open = copier
            if files.described.insert(path).inserted { try copier.copyWarcinfo(to: output.append) }
            let offset = output.position
            let copied = try copier.copy(line, wantsBlock: output.wantsBlock, to: output.append)
            try output.take(copied, line: line, at: offset, from: files.folder)
            return copied
        } catch let error as WARCReadError {
            files.open = nil
            summary.lacking += 1
            complain(InputError(error))
        } catch let error as InputError {
            files.open = nil
            summary.lacking += 1
            complain(error)
        }
        return nil
    }

    /// A line that sorts by its place.
    private static func byPlace(_ line: CDXJLine) -> [UInt8] {
        let offset = String(line.offset)
        return Array((line.filename + " " + String(repeating: "0", count: max(0, 20 - offset.utf8.count)) + offset + " ").utf8) + line.bytes
    }

    private static func placeLength(of bytes: [UInt8]) -> Int {
        // A file's name may hold blanks, a line's key never begins before the second blank from the number.
        let name = bytes.firstRange(of: Array(" 0".utf8))?.lowerBound ?? 0
        return min(bytes.count, name + 22)
    }
}

extension WARCInfo {
    /// The description of an exported file.
    init(exportOf portals: [PortalFolder], _ selection: ExportSelection) {
        var conditions = selection.urls.map { ("url", $0.href) } + selection.prefixes.map { ("url", $0 + "*") }
        if let since = selection.since { conditions.append(("since", since.iso8601)) }
        if let until = selection.until { conditions.append(("until", until.iso8601)) }
        self.init(
            software: ShiluVersion.product, isPartOf: portals.map(\.name).joined(separator: " "),
            description: "Captures copied out of an archive; behind each file's own warcinfo record stand its records, as they were.",
            more: conditions.map { (name: $0.0, value: $0.1) })
    }
}
