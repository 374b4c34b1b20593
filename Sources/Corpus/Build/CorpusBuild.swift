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
        Heap.bound()
        let inputs = try InputFiles.expand(file.spec.input, from: file.folder)
        let work = try WorkFolder(beside: target)
        try DataSetFolder.bringBack(target)
        guard DataSetFolder.isFree(target) else { throw .occupied(path: target) }
        let spec = file.spec
        let rules = Rule.all(of: spec)
        let withheld = try WithheldPages(of: inputs, target: target)
        let fingerprint = Self.fingerprint(of: inputs, spec: file.bytes, withheld)
        let place = Workplace(folder: work.path, memory: settings.sortingBytes, isCancelled: settings.isCancelled) { [report = settings.report] in
            report(.spilled(rows: $0))
        }

        var progress = ReadingProgress(digest: fingerprint)
        if settings.resumes, let earlier = ReadingProgress.load(work.file(ReadingProgress.file)) {
            guard earlier.digest == fingerprint else { throw .otherWork(path: work.path) }
            progress = earlier
        } else {
            work.clear()
        }
        if !progress.isComplete {
            let boilerplate = spec.boilerplate.cut ? try LineCounting.lines(spec, inputs, in: place, settings) : []
            var reading = try RecordReading(
                spec, rules: rules, inputs: inputs, withheld: withheld, folder: work.path, progress: progress, settings: settings)
            progress = try reading.run(cutting: boilerplate)
        }
        Heap.trim()
        try Comparison.run(spec, rules: rules, in: place, settings: settings)
        Heap.trim()
        let digest = try Self.digest(of: inputs, spec: file.bytes, withheld)
        guard fingerprint == Self.fingerprint(of: inputs, spec: file.bytes, withheld) else { throw .inputChanged(path: work.path) }
        return try write(progress, rules: rules, in: place, digest: digest, work: work)
    }

    private func write(
        _ progress: ReadingProgress, rules: [Rule], in place: Workplace, digest: String, work: consuming WorkFolder
    ) throws(CorpusError) -> Outcome {
        let new = work.file("new")
        try DataSetFolder.makeEmpty(new)
        var funnel = Funnel()
        var writing = try Writing(file.spec, rules: rules, in: place, target: new, portals: progress.portals, settings: settings)
        let (lines, digests) = try writing.writeDocuments(count: progress.entries, into: &funnel)
        let files = lines + [try writing.writeClusters(into: &funnel)]
        precondition(funnel.addsUp, "the funnel does not add up")

        // What was withdrawn stays so when the set is built anew.
        let tombstones = try Withdrawal.all(in: target)
        let version = DataSetVersion.later(of: file.spec.version, tombstones.last?.version)
        let facts = DataSetFacts(spec: file.spec, digest: digest, funnel: funnel, files: files, version: version)
        let funnelFile = FunnelFile(digest: digest, version: version, funnel: funnel, boilerplate: try recurring(progress, in: place))
        try DataSetTexts.write(facts, funnelFile, spec: file.bytes, tombstones: tombstones, others: [digests], to: new)
        try DataSetFolder.put(new, inPlaceOf: target)
        work.remove()
        return Outcome(read: funnel.read, kept: funnel.kept, leftOut: Stage.allCases.map { ($0.name, funnel.leftOut(at: $0)) }, digest: digest)
    }

    /// What recurs in the texts as they were read, by host.
    private func recurring(_ progress: ReadingProgress, in place: Workplace) throws(CorpusError) -> [FunnelFile.Boilerplate] {
        var sorter = ExternalSorter<PortalLine>("line-count", in: place, share: 2)
        var rows = try RowReader<PortalLine>(place.path("lines"))
        while let row = try rows.next() { try sorter.add(row) }
        let hashes = progress.portals.map(PortalLine.portal)
        let pages = Dictionary(zip(hashes, progress.pages)) { first, _ in first }
        let count = try BoilerplateCount(try sorter.sorted(), pages: pages, file.spec.boilerplate, keepsLines: false)
        return zip(progress.portals, hashes).sorted { $0.0 < $1.0 }.compactMap { host, hash in
            count.portals[hash].map { FunnelFile.Boilerplate(host: host, lines: $0.lines, occurrences: $0.occurrences) }
        }
    }

    // MARK: Digests

    /// Tells work of another spec, program or input apart without reading the input.
    private static func fingerprint(of inputs: [String], spec: [UInt8], _ withheld: WithheldPages) -> String {
        var text = "\(ShiluVersion.product)\n\(SHA256Digest(of: spec).hex)\n\(withheld.digest)\n"
        for path in inputs {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            text += "\(path)\n\((attributes?[.size] as? Int) ?? 0)\n\(time)\n"
        }
        return SHA256Digest(of: Array(text.utf8)).hex
    }

    /// Of program, spec, what is withheld, and the bytes of the input, in its order: what equal data sets have in common.
    private static func digest(of inputs: [String], spec: [UInt8], _ withheld: WithheldPages) throws(CorpusError) -> String {
        var text = "\(ShiluVersion.product)\n\(SHA256Digest(of: spec).hex)\n\(withheld.digest)\n"
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
