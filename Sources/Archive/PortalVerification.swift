// Compares what lies in a portal's folder: the index, the state, the records and the manifest with the WARC files.

import Foundation
import Records
import WebArchive

/// The verification of one portal's folder. First its WARC files are judged and gathered from, then the rest is compared.
final class PortalVerification: Sendable {
    let folder: PortalFolder
    private let temporary: String
    private let fromWARC: GatheredLines
    private let fromIndex: GatheredLines
    private let capturesInWARC: GatheredLines
    private let capturesInState: GatheredLines
    /// Files that others wrote: neither a run nor the state knows them, and their breaches are not ours.
    private let foreign: Set<String>

    init(folder: PortalFolder, temporary: String) throws {
        foreign = try ForeignFiles(of: folder).names
        self.folder = folder
        self.temporary = temporary
        let id = UUID().uuidString
        fromWARC = GatheredLines(folder: temporary, name: "shilu-\(id)-warc")
        fromIndex = GatheredLines(folder: temporary, name: "shilu-\(id)-index")
        capturesInWARC = GatheredLines(folder: temporary, name: "shilu-\(id)-captures")
        capturesInState = GatheredLines(folder: temporary, name: "shilu-\(id)-state")
    }

    /// The WARC files, byte-sorted.
    func warcFiles() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.warcFolder)) ?? []
        return names.filter(ArchiveFileName.isOfRecords).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(folder.warc)
    }

    /// Judges one WARC file, and gathers what the index and the state must say of it.
    func judge(warc path: String, links: RecordLinks, number: Int) throws -> VerifiedFile {
        var result = VerifiedFile()
        let name = (path as NSString).lastPathComponent
        if isForeign(path) { return try judge(foreign: path, links: links, number: number) }
        var (lines, captures): ([[UInt8]], [[UInt8]]) = ([], [])
        var verifier = try WARCVerifier(path: path, links: links, fileNumber: number, isInArchive: true)
        let summary = try verifier.run { record in
            if let line = CDXJLine(record, filename: name) { lines.append(line.bytes) }
            if record.entry.type == .response || record.entry.type == .revisit {
                captures.append(Self.line(StateCapture(
                    recordID: record.entry.recordID?.uri ?? "", payloadDigest: record.entry.fields["WARC-Payload-Digest"] ?? "", warc: name,
                    offset: Int(record.entry.offset), length: Int(record.length ?? 0))))
            }
            if lines.count >= 1000 || captures.count >= 1000 {
                try self.fromWARC.add(lines)
                try self.capturesInWARC.add(captures)
                (lines, captures) = ([], [])
            }
        } report: { result.findings.append($0) }
        try fromWARC.add(lines)
        try capturesInWARC.add(captures)
        (result.records, result.errors, result.notes) = (summary.records, summary.errors, summary.notes)
        return result
    }

    /// Whether a file of `warc/` was written by others.
    func isForeign(_ path: String) -> Bool { foreign.contains((path as NSString).lastPathComponent) }

    /// Judges a file of others: what it breaks is said, and is a note, for it is kept as it came.
    private func judge(foreign path: String, links: RecordLinks, number: Int) throws -> VerifiedFile {
        var result = VerifiedFile()
        var verifier = try WARCVerifier(path: path, links: links, fileNumber: number)
        let summary = try verifier.run { finding in
            var finding = finding
            finding.severity = .note
            result.findings.append(finding)
        }
        (result.records, result.notes) = (summary.records, summary.errors + summary.notes)
        try ForeignFiles.forEachIndexLine(of: path) { try fromWARC.add([$0.bytes]) }
        return result
    }

    /// Compares the rest of the folder, after all WARC files were judged.
    func judgeRest(state: (any PortalStateReading)?, isDeep: Bool, jobs: Int) throws -> VerifiedFile {
        var result = VerifiedFile()
        func report(_ finding: Finding) { result.add(finding) }
        let unfinished = try state?.unfinishedRuns() ?? []
        try judgeIndex(unfinished, report)
        if let state {
            try judgeState(state, unfinished, report)
        } else {
            report(Finding(.stateMissing, in: folder.state, "there is no state.sqlite; shilu rebuild makes it anew"))
        }
        try ManifestVerification(folder: folder, unfinished: unfinished, jobs: jobs).run(readsFiles: isDeep, report)
        if isDeep { try RecordsVerification(folder: folder, unfinished: unfinished, jobs: jobs).run(report) }
        return result
    }

    /// Each line with its record, each record with its line.
    private func judgeIndex(_ unfinished: Set<String>, _ report: (Finding) -> Void) throws {
        guard FileManager.default.fileExists(atPath: folder.index) else {
            if !warcFiles().isEmpty { report(Finding(.indexMissing, in: folder.index, "there is no index; the next crawl, or shilu index, makes it")) }
            return
        }
        _ = try CDXJVerifier(path: folder.index).run(report: report)
        var reader = try LineReader(path: folder.index)
        var lines: [[UInt8]] = []
        while let line = try reader.next() {
            lines.append(PostQuery.withoutRequest(line))
            if lines.count == 1000 {
                try fromIndex.add(lines)
                lines = []
            }
        }
        try fromIndex.add(lines)
        try fromWARC.compare(with: fromIndex) { line in
            let parsed = try? CDXJLine(parsing: line[...])
            // A run that goes on has not brought all its captures into the index.
            let severity: Severity? = unfinished.contains { parsed?.filename.hasPrefix("\(folder.name)-\($0)-") ?? false } ? .note : nil
            report(Finding(.indexMissing, in: folder.index, severity: severity,
                           "no line for the record of \(parsed?.url ?? "?") at \(parsed?.offset ?? 0) of \(parsed?.filename ?? "?")"))
        } onlyThere: { line in
            let parsed = try? CDXJLine(parsing: line[...])
            report(Finding(.indexExtra, in: folder.index,
                           "a line for \(parsed?.url ?? "?") at \(parsed?.offset ?? 0) of \(parsed?.filename ?? "?"), where no such record is"))
        }
    }

    private func judgeState(_ state: any PortalStateReading, _ unfinished: Set<String>, _ report: (Finding) -> Void) throws {
        for file in try state.warcFiles() {
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.warc(file.name))
            guard let size = attributes?[.size] as? Int else {
                report(Finding(.stateDiffers, in: folder.warc(file.name), "the state knows this file, and it is not there"))
                continue
            }
            // What a crawl that was killed wrote last was not committed: the next crawl cuts it back.
            let isOpen = !file.closed && size > file.length
            if size != file.length {
                report(Finding(.stateDiffers, in: folder.warc(file.name), severity: isOpen ? .note : nil,
                               "it has \(size) bytes where \(file.length) were committed"))
            }
        }
        var lines: [[UInt8]] = []
        try state.forEachCapture { capture in
            lines.append(Self.line(capture))
            if lines.count == 1000 {
                try capturesInState.add(lines)
                lines = []
            }
        }
        try capturesInState.add(lines)
        try capturesInWARC.compare(with: capturesInState) { line in
            let (place, isUnfinished) = place(of: line, unfinished)
            report(Finding(.stateDiffers, in: folder.state, severity: isUnfinished ? .note : nil, "the state does not know the record \(place)"))
        } onlyThere: { line in
            let (place, isUnfinished) = place(of: line, unfinished)
            // A crawl that runs has gone on since the file was read.
            let severity: Severity? = isUnfinished && FolderLock.isHeld(folder) ? .note : nil
            report(Finding(.stateDiffers, in: folder.state, severity: severity, "the state knows a record \(place), and it is not there"))
        }
    }

    private static func line(_ capture: StateCapture) -> [UInt8] {
        Array("\(capture.warc)\t\(capture.offset)\t\(capture.length)\t\(capture.recordID)\t\(capture.payloadDigest)".utf8)
    }

    private func place(of line: [UInt8], _ unfinished: Set<String>) -> (text: String, isUnfinished: Bool) {
        let parts = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count == 5 else { return ("?", false) }
        return ("<\(parts[3])> at \(parts[1]) of \(parts[0])", unfinished.contains { parts[0].hasPrefix("\(folder.name)-\($0)-") })
    }
}
