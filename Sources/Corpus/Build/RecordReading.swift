// The first half of a build: all records are read once, prepared on all cores, and laid down in the work folder in their order.

import Archive
import WebArchive

/// Reads the input into the work folder.
struct RecordReading: ~Copyable {
    private let settings: BuildSettings
    private let spec: CorpusSpec
    private let rules: [Rule]
    private let inputs: [String]
    private let folder: String
    private var progress: ReadingProgress
    private var portalNumbers: [String: Int] = [:]
    private let withheld: WithheldPages
    private var sinceStored = 0

    private var entries: RowWriter<Entry>
    private var signatures: RowWriter<UInt64>
    private var lineRows: RowWriter<PortalLine>
    private var heads: ByteWriter
    private var bodies: ByteWriter
    private var signs: ByteWriter

    init(
        _ spec: CorpusSpec, rules: [Rule], inputs: [String], withheld: WithheldPages, folder: String, progress: ReadingProgress,
        settings: BuildSettings
    ) throws(CorpusError) {
        let bands = Banding(threshold: spec.duplicates.threshold).bands
        let entries = try RowWriter<Entry>(folder + "/entries", keeping: progress.entries)
        let signatures = try RowWriter<UInt64>(folder + "/signatures", keeping: progress.entries * bands)
        let lineRows = try RowWriter<PortalLine>(folder + "/lines", keeping: progress.lines)
        let heads = try ByteWriter(folder + "/heads", keeping: progress.heads)
        let bodies = try ByteWriter(folder + "/bodies", keeping: progress.bodies)
        let signs = try ByteWriter(folder + "/signs", keeping: progress.signs)
        self.withheld = withheld
        (self.spec, self.rules, self.inputs, self.folder, self.progress, self.settings) = (spec, rules, inputs, folder, progress, settings)
        for (number, host) in progress.portals.enumerated() { portalNumbers[host] = number }
        self.entries = entries
        self.signatures = signatures
        self.lineRows = lineRows
        self.heads = heads
        self.bodies = bodies
        self.signs = signs
    }

    /// Reads all that is not read yet.
    mutating func run(cutting boilerplate: Set<PortalLine>) throws(CorpusError) -> ReadingProgress {
        while progress.file < inputs.count {
            let input = try InputFile(inputs[progress.file])
            try input.readLines(skipping: progress.line, batchBytes: settings.batchBytes, jobs: settings.jobs) { batch, first throws(CorpusError) in
                try take(batch, first: first, of: input.path, cutting: boilerplate)
            }
            progress.file += 1
            progress.line = 0
        }
        progress.isComplete = true
        try store()
        return progress
    }

    private mutating func take(_ batch: [[UInt8]], first: Int, of path: String, cutting boilerplate: Set<PortalLine>) throws(CorpusError) {
        for result in try prepare(batch, boilerplate, path: path, first: first) { try lay(down: result) }
        progress.line = first + batch.count - 1
        sinceStored += batch.reduce(0) { $0 + $1.count }
        if settings.isCancelled() {
            try store()
            throw .interrupted(path: folder)
        }
        if sinceStored > 256 << 20 { try store() }
        settings.report(.read(records: entries.count, files: progress.file, of: inputs.count))
    }

    /// Prepares the records of some lines, in their order; empty lines are passed over.
    private func prepare(
        _ batch: [[UInt8]], _ boilerplate: Set<PortalLine>, path: String, first: Int
    ) throws(CorpusError) -> [Prepared] {
        let (spec, rules, withheld) = (spec, rules, withheld)
        let pieces = batch.split(into: settings.jobs * 4)
        let results = mapInParallel(pieces, jobs: settings.jobs) { piece -> Result<[Prepared], LineFailure> in
            var preparation = Preparation(spec, rules: rules, boilerplate: boilerplate, withheld: withheld)
            var prepared: [Prepared] = []
            for index in piece where !batch[index].isEmpty {
                do throws(SourceRecord.Refusal) {
                    prepared.append(try preparation.prepare(batch[index]))
                } catch {
                    return .failure(LineFailure(index: index, refusal: error))
                }
            }
            return .success(prepared)
        }
        var all: [Prepared] = []
        for result in results {
            switch result {
            case .success(let prepared): all += prepared
            case .failure(let failure): throw failure.refusal.error(path: path, line: first + failure.index)
            }
        }
        return all
    }

    private struct LineFailure: Error {
        let index: Int
        let refusal: SourceRecord.Refusal
    }

    private mutating func lay(down prepared: Prepared) throws(CorpusError) {
        guard entries.count < Int(UInt32.max) - 1 else {
            throw .record(path: folder, line: entries.count, cause: "a data set is made of at most 4,294,967,294 records")
        }
        var entry = prepared.entry
        let portal = portalNumbers[prepared.host] ?? progress.portals.count
        if portal == progress.portals.count {
            portalNumbers[prepared.host] = portal
            progress.portals.append(prepared.host)
            progress.pages.append(0)
        }
        entry.portal = UInt32(portal)
        (entry.headOffset, entry.headLength) = (UInt64(heads.offset), UInt32(prepared.head.count))
        heads.append(prepared.head)
        (entry.bodyOffset, entry.bodyLength) = (UInt64(bodies.offset), UInt32(prepared.body.count))
        bodies.append(prepared.body)
        (entry.signOffset, entry.signLength) = (UInt64(signs.offset), UInt32(prepared.sign.count))
        signs.append(prepared.sign)
        try heads.flushIfLarge()
        try bodies.flushIfLarge()
        try signs.flushIfLarge()
        try entries.append(entry)
        for key in prepared.keys { try signatures.append(key) }
        if !prepared.lines.isEmpty {
            progress.pages[portal] += 1
            let hash = PortalLine.portal(prepared.host)
            for line in prepared.lines { try lineRows.append(PortalLine(portal: hash, line: line)) }
        }
    }

    private mutating func store() throws(CorpusError) {
        try heads.flush(durably: true)
        try bodies.flush(durably: true)
        try signs.flush(durably: true)
        try entries.flush(durably: true)
        try signatures.flush(durably: true)
        try lineRows.flush(durably: true)
        (progress.entries, progress.lines) = (entries.count, lineRows.count)
        (progress.heads, progress.bodies, progress.signs) = (heads.offset, bodies.offset, signs.offset)
        try progress.store(folder + "/" + ReadingProgress.file)
        sinceStored = 0
    }
}

extension SourceRecord.Refusal {
    func error(path: String, line: Int) -> CorpusError {
        switch self {
        case .damaged(let cause): .record(path: path, line: line, cause: cause)
        case .laterSchema(let found): .laterSchema(path: path, line: line, found: found)
        }
    }
}

extension Array {
    /// The indices in at most so many stretches of like length.
    func split(into parts: Int) -> [Range<Int>] {
        let size = Swift.max(1, (count + parts - 1) / Swift.max(1, parts))
        return stride(from: 0, to: count, by: size).map { $0..<Swift.min($0 + size, count) }
    }
}
