// A build from its spec to the data set in its place.

import Foundation
import Records
import WebArchive

/// Builds a data set.
///
///     read ─▶ select ─▶ normalize ─▶ signals ─▶ personal data ─▶ sign   each record by itself, on all cores
///     versions ─▶ exact ─▶ near ─▶ excerpts                             all together, through disk
///     split ─▶ shards, left-out, clusters, funnel, card                 in the order of the input
///
/// The work lies in `DIR.work` until the data set is whole; then it is put in the place of `DIR`. A build that was killed leaves the
/// earlier `DIR` as it was.
public struct CorpusBuild: Sendable {
    private let file: SpecFile
    private let target: String
    private let settings: BuildSettings

    /// What a build came to.
    public struct Outcome: Sendable, Equatable {
        public let read: Int
        public let kept: Int
        /// By stage, in their order.
        public let leftOut: [(stage: String, count: Int)]
        /// Of spec, program and input.
        public let digest: String

        public static func == (left: Self, right: Self) -> Bool { left.digest == right.digest && left.kept == right.kept }
    }

    public init(_ file: SpecFile, target: String, settings: BuildSettings) {
        self.file = file
        self.target = target.count > 1 && target.hasSuffix("/") ? String(target.dropLast()) : target
        self.settings = settings
    }

    /// Builds the data set and puts it in its place.
    public func run() throws(CorpusError) -> Outcome {
        let inputs = try InputFiles.expand(file.spec.input, from: file.folder)
        let work = try WorkFolder(beside: target)
        try bringBack()
        guard DataSetFolder.isFree(target) else { throw .occupied(path: target) }
        let spec = file.spec
        let rules = Rule.all(of: spec)
        let fingerprint = try Self.fingerprint(of: inputs, spec: file.bytes)
        let place = Workplace(folder: work.path, memory: settings.sortingBytes)

        var progress = ReadingProgress(digest: fingerprint)
        if settings.resumes, let earlier = ReadingProgress.load(work.file("progress.json")) {
            guard earlier.digest == fingerprint else { throw .otherWork(path: work.path) }
            progress = earlier
        } else {
            work.clear()
        }
        if !progress.isComplete {
            let boilerplate = spec.boilerplate.cut ? try Self.countLines(spec, inputs, in: place, settings).lines : []
            var reading = try RecordReading(
                spec, rules: rules, inputs: inputs, folder: work.path, progress: progress, settings: settings)
            progress = try reading.run(cutting: boilerplate)
        }
        try Comparison.run(spec, rules: rules, in: place, settings: settings)
        if settings.isCancelled() { throw .interrupted(path: work.path) }
        return try write(progress, rules: rules, in: place, inputs: inputs, work: work)
    }

    private func write(
        _ progress: ReadingProgress, rules: [Rule], in place: Workplace, inputs: [String], work: consuming WorkFolder
    ) throws(CorpusError) -> Outcome {
        let new = work.file("new")
        try DataSetFolder.makeEmpty(new)
        var funnel = Funnel()
        var writing = try Writing(file.spec, rules: rules, in: place, target: new, portals: progress.portals, settings: settings)
        var files = try writing.writeDocuments(count: progress.entries, into: &funnel)
        files.append(try writing.writeClusters(into: &funnel))
        precondition(funnel.addsUp, "the funnel does not add up")

        let digest = try Self.digest(of: inputs, spec: file.bytes)
        let facts = DataSetFacts(spec: file.spec, digest: digest, funnel: funnel, files: files)
        let boilerplate = try recurring(progress, in: place)
        var funnelJSON = funnel.json(digest: digest, program: ShiluVersion.product, boilerplate: boilerplate)
        funnelJSON.endLine()
        var schema = DocumentSchema.json
        schema.endLine()
        let texts: [(String, [UInt8])] = [
            ("README.md", Array(DataCard.text(facts).utf8)), ("croissant.json", Croissant.json(facts).bytes),
            ("CITATION.cff", Array(CitationFile.text(facts).utf8)), ("schema.json", schema.bytes), ("funnel.json", funnelJSON.bytes),
            ("spec.yaml", file.bytes),
        ]
        for (name, bytes) in texts { files.append(try DataSetFolder.write(bytes, as: name, in: new)) }
        try DataSetFolder.seal(new, files)
        try DataSetFolder.put(new, inPlaceOf: target)
        work.remove()
        return Outcome(read: funnel.read, kept: funnel.kept, leftOut: Stage.allCases.map { ($0.name, funnel.leftOut(at: $0)) }, digest: digest)
    }

    /// Between the two renamings of an earlier build it may have been killed.
    private func bringBack() throws(CorpusError) { try DataSetFolder.bringBack(target) }

    // MARK: Lines that recur

    private static func countLines(
        _ spec: CorpusSpec, _ inputs: [String], in place: Workplace, _ settings: BuildSettings
    ) throws(CorpusError) -> BoilerplateCount {
        var sorter = ExternalSorter<PortalLine>(place.path("line-count"), memory: place.memory)
        var pages: [UInt64: Int] = [:]
        for path in inputs {
            var lines = try RecordLines(path)
            while true {
                let first = lines.number + 1
                let batch = try lines.batch(of: settings.batchBytes)
                if batch.isEmpty { break }
                if settings.isCancelled() { throw .interrupted(path: place.folder) }
                let found = inParallel(Array(batch.indices), jobs: settings.jobs) { index -> Result<(String, [UInt64])?, SourceRecordFailure> in
                    guard !batch[index].isEmpty else { return .success(nil) }
                    do throws(SourceRecord.Refusal) {
                        let (host, lines) = try Preparation.lines(of: batch[index], spec.normalize)
                        return .success((host, lines))
                    } catch { return .failure(SourceRecordFailure(refusal: error)) }
                }
                for (index, result) in found.enumerated() {
                    switch result {
                    case .failure(let failure): throw failure.refusal.error(path: path, line: first + index)
                    case .success(nil): continue
                    case .success(let (host, lines)?):
                        let portal = PortalLine.portal(host)
                        if !lines.isEmpty { pages[portal, default: 0] += 1 }
                        for line in lines { try sorter.add(PortalLine(portal: portal, line: line)) }
                    }
                }
            }
        }
        return try BoilerplateCount(try sorter.sorted(), pages: pages, spec.boilerplate)
    }

    private struct SourceRecordFailure: Error { let refusal: SourceRecord.Refusal }

    /// What recurs in the texts as they were read, by host.
    private func recurring(_ progress: ReadingProgress, in place: Workplace) throws(CorpusError) -> [(host: String, lines: Int, occurrences: Int)] {
        var sorter = ExternalSorter<PortalLine>(place.path("line-count"), memory: place.memory)
        var rows = try RowReader<PortalLine>(place.path("lines"))
        while let row = try rows.next() { try sorter.add(row) }
        let hashes = progress.portals.map(PortalLine.portal)
        let pages = Dictionary(zip(hashes, progress.pages)) { first, _ in first }
        let count = try BoilerplateCount(try sorter.sorted(), pages: pages, file.spec.boilerplate)
        return zip(progress.portals, hashes).sorted { $0.0 < $1.0 }.compactMap { host, hash in
            count.portals[hash].map { (host, $0.lines, $0.occurrences) }
        }
    }

    // MARK: Digests

    /// Tells work of another spec, program or input apart without reading the input.
    private static func fingerprint(of inputs: [String], spec: [UInt8]) throws(CorpusError) -> String {
        var text = "\(ShiluVersion.product)\n\(SHA256Digest(of: spec).hex)\n"
        for path in inputs {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            text += "\(path)\n\((attributes?[.size] as? Int) ?? 0)\n\(time)\n"
        }
        return SHA256Digest(of: Array(text.utf8)).hex
    }

    /// Of program, spec and the bytes of the input, in its order: what equal data sets have in common.
    private static func digest(of inputs: [String], spec: [UInt8]) throws(CorpusError) -> String {
        var text = "\(ShiluVersion.product)\n\(SHA256Digest(of: spec).hex)\n"
        for path in inputs {
            var hasher = SHA256Hasher()
            do throws(FileError) {
                let input = try OpenFile(path, .reading)
                var buffer = [UInt8](repeating: 0, count: 1 << 18)
                while true {
                    let count = try input.read(into: &buffer)
                    if count == 0 { break }
                    hasher.update(buffer[..<count])
                }
            } catch { throw .file(error) }
            text += hasher.finish().hex + "\n"
        }
        return SHA256Digest(of: Array(text.utf8)).hex
    }
}
