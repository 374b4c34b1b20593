// Compares what lies in a portal's folder: the index, the state, the records and the manifest with the WARC files.

import Foundation
import Records
import WebArchive

/// The verification of one portal's folder. First its WARC files are judged and gathered from, then the rest is compared.
final class PortalVerification: Sendable {
    let folder: PortalFolder
    private let temporary: String
    private let snapshot: PortalSnapshot
    /// What is wrong with the index by itself.
    private let inIndex: [Finding]
    private let fromWARC: GatheredLines
    private let fromIndex: GatheredLines
    private let capturesInWARC: GatheredLines
    private let capturesInState: GatheredLines
    /// Files that others wrote: neither a run nor the state knows them, and their breaches are not ours.
    private let foreign: Set<String>
    /// What earlier repairs say is lost.
    let lost: [LostRecord]
    /// The portal's files stay as they are until this has ended.
    private let lock: ReadingLock

    /// Takes hold of what there is, before any file is judged.
    ///
    /// - Parameter openState: opens the portal's state; nil if there is none.
    init(folder: PortalFolder, temporary: String, openState: () throws -> (any PortalStateReading)?) throws {
        lock = try ReadingLock(folder)
        foreign = try ForeignFiles(of: folder).names
        lost = try RepairList(of: folder).read().flatMap(\.lost)
        self.folder = folder
        self.temporary = temporary
        let id = UUID().uuidString
        fromWARC = GatheredLines(folder: temporary, name: "shilu-\(id)-warc")
        fromIndex = GatheredLines(folder: temporary, name: "shilu-\(id)-index")
        capturesInWARC = GatheredLines(folder: temporary, name: "shilu-\(id)-captures")
        capturesInState = GatheredLines(folder: temporary, name: "shilu-\(id)-state")
        var findings: [Finding] = []
        snapshot = try PortalSnapshot(of: folder, openState: openState, captures: capturesInState, index: fromIndex) { findings.append($0) }
        inIndex = findings
    }

    /// The WARC files, byte-sorted; none of which nothing was committed yet.
    var warcFiles: [String] { snapshot.warcFiles.filter { snapshot.end(of: $0) != 0 }.map(folder.warc) }

    /// Judges one WARC file, and gathers what the index and the state must say of it.
    func judge(warc path: String, links: RecordLinks, number: Int) throws -> VerifiedFile {
        var result = VerifiedFile()
        let name = (path as NSString).lastPathComponent
        if isForeign(path) { return try judge(foreign: path, links: links, number: number) }
        var (lines, captures): ([[UInt8]], [[UInt8]]) = ([], [])
        var pairing = ExchangePairing()
        var verifier = try WARCVerifier(path: path, links: links, fileNumber: number, isInArchive: true, upTo: snapshot.end(of: name))
        let summary = try verifier.run { record in
            if let line = pairing.take(record, filename: name) { lines.append(line) }
            if record.entry.type == .response || record.entry.type == .revisit {
                captures.append(StateCapture(
                    recordID: record.entry.recordID?.uri ?? "", payloadDigest: record.entry.fields["WARC-Payload-Digest"] ?? "", warc: name,
                    offset: Int(record.entry.offset), length: Int(record.length ?? 0)).line)
            }
            if lines.count >= 1000 || captures.count >= 1000 {
                try self.fromWARC.add(lines)
                try self.capturesInWARC.add(captures)
                (lines, captures) = ([], [])
            }
        } report: { result.findings.append($0) }
        if let line = pairing.end() { lines.append(line) }
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
    ///
    /// - Parameter unfinishedNow: asks the state which runs have not ended now.
    func judgeRest(isDeep: Bool, jobs: Int, unfinishedNow: () throws -> Set<String>) throws -> VerifiedFile {
        var result = VerifiedFile()
        func report(_ finding: Finding) { result.add(finding) }
        try judgeIndex(report)
        if let committed = snapshot.committed {
            try judgeState(committed, report)
        } else {
            report(Finding(.stateMissing, in: folder.state, "there is no state.sqlite; shilu rebuild makes it anew"))
        }
        // A run that ended since has closed its files; one that began since has not.
        let records = RecordsVerification.names(in: folder)
        let open = snapshot.unfinished.union(try unfinishedNow())
        try ManifestVerification(folder: folder, jobs: jobs).run(readsFiles: isDeep, unfinished: { open.union(try unfinishedNow()) }, report)
        if isDeep { try RecordsVerification(folder: folder, unfinished: open, jobs: jobs).run(records, report) }
        return result
    }

    /// Each line with its record, each record with its line.
    private func judgeIndex(_ report: (Finding) -> Void) throws {
        guard FileManager.default.fileExists(atPath: folder.index) else {
            if !snapshot.warcFiles.allSatisfy(snapshot.isOfUnfinishedRun) {
                report(Finding(.indexMissing, in: folder.index, "there is no index; the next crawl, or shilu index, makes it"))
            }
            return
        }
        inIndex.forEach(report)
        try fromWARC.compare(with: fromIndex) { line in
            let parsed = try? CDXJLine(parsing: line[...])
            // A run that goes on has not brought all its captures into the index.
            let severity: Severity? = parsed.map { snapshot.isOfUnfinishedRun($0.filename) } ?? false ? .note : nil
            report(Finding(.indexMissing, in: folder.index, severity: severity,
                           "no line for the record of \(parsed?.url ?? "?") at \(parsed?.offset ?? 0) of \(parsed?.filename ?? "?")"))
        } onlyThere: { line in
            let parsed = try? CDXJLine(parsing: line[...])
            report(Finding(.indexExtra, in: folder.index,
                           "a line for \(parsed?.url ?? "?") at \(parsed?.offset ?? 0) of \(parsed?.filename ?? "?"), where no such record is"))
        }
    }

    private func judgeState(_ committed: [CommittedWARC], _ report: (Finding) -> Void) throws {
        for file in committed {
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
        try capturesInWARC.compare(with: capturesInState) { line in
            report(Finding(.stateDiffers, in: folder.state, "the state does not know the record \(Self.place(of: line))"))
        } onlyThere: { line in
            report(Finding(.stateDiffers, in: folder.state, "the state knows a record \(Self.place(of: line)), and it is not there"))
        }
    }

    private static func place(of line: [UInt8]) -> String {
        let parts = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
        return parts.count == 5 ? "<\(parts[3])> at \(parts[1]) of \(parts[0])" : "?"
    }
}
