// The strict judge of one WARC or ARC file: reads it once, and says what it breaks and where.

/// Judges a file record by record, in constant memory. What cannot be read is reported, and reading goes on behind it.
///
///     var verifier = try WARCVerifier(path: "a.warc.gz")
///     let summary = try verifier.run { print($0) }
public struct WARCVerifier: ~Copyable {
    /// What was read.
    public struct Summary: Sendable, Equatable {
        /// How many records were read whole.
        public var records = 0
        /// Errors, all counted.
        public var errors = 0
        /// Notes, all counted.
        public var notes = 0
    }

    /// A record that was read and judged.
    public struct VerifiedRecord: Sendable {
        /// Its header and place.
        public let entry: WARCEntry
        /// Its length on disk, as an index has it; nil where it shares its member.
        public let length: Int64?
        /// Where it ends, with what separates it from the next; nil within a shared member, and where its end is in doubt.
        let end: Int64?
        /// What is wrong with how it lies in the file.
        let framing: [ArchiveRule]
        /// The head of its HTTP message.
        public let message: HTTPMessage?
        /// Method and body of a POST or PUT request.
        let query: RequestQuery?
        /// What makes it unsound; nil where nothing is wrong with it, or nothing but how it lies in the file, and where its end
        /// is in doubt its block digest proves it.
        public let fault: Finding?
    }

    /// Findings of one rule in one file beyond so many are only counted.
    public static let findingLimit = 1000

    private var reader: WARCReader
    private let name: String
    private let fileName: String
    private let fileNumber: Int32
    private let links: RecordLinks?
    private let isInArchive: Bool
    private let block = BlockReading()
    private var digester = MessageDigester(.sha256)
    private var pendingLinks: [RecordLink] = []
    private var warcinfo: RecordLink.Key?
    /// For a repair: the links' file numbers are those of the records, and what these say who are left out does not count.
    var leftOut: Set<Int>?
    private var summary = Summary()
    private var counts: [ArchiveRule: Int] = [:]
    private var member: Int64 = -1
    /// Where the record lies that was read last.
    private var lastOffset: Int64 = 0

    /// Opens the file.
    /// - Parameters:
    ///   - links: gathers what the records say of each other; judged by the caller when all files are read.
    ///   - fileNumber: the file's number among those whose links are gathered together.
    ///   - isInArchive: whether the file lies in an archive of Shilu's, where some notes are errors.
    ///   - end: how far it is judged, in bytes; nil for all of it. What lies behind is as if it were not there.
    public init(
        path: String, links: RecordLinks? = nil, fileNumber: Int = 0, isInArchive: Bool = false, upTo end: Int? = nil
    ) throws(WARCReadError) {
        try self.init(
            path: path, stretch: end.map { ByteSource.Stretch(start: 0, length: Int64($0)) }, name: path, links: links, fileNumber: fileNumber,
            isInArchive: isInArchive)
    }

    init(
        path: String, stretch: ByteSource.Stretch?, name: String, links: RecordLinks?, fileNumber: Int, isInArchive: Bool
    ) throws(WARCReadError) {
        reader = try WARCReader(path: path, stretch: stretch)
        self.name = name
        fileName = OpenFile.name(of: name)
        self.links = links
        self.fileNumber = Int32(fileNumber)
        self.isInArchive = isInArchive
    }

    /// Judges all records. An error only where the system refuses to read.
    /// - Parameters:
    ///   - record: gets each record that could be read to its end.
    ///   - report: gets each finding.
    public mutating func run(
        record: (VerifiedRecord) throws -> Void = { _ in }, report: (Finding) -> Void
    ) throws -> Summary {
        while true {
            let verified: VerifiedRecord
            do throws(WARCReadError) {
                guard let next = try next(report) else { break }
                verified = next
            } catch {
                if case .file = error.problem { throw error }
                self.report(finding(for: error), report)
                guard try reader.resume() != nil else { break }
                continue
            }
            summary.records += 1
            try record(verified)
        }
        if reader.hasGivenUp {
            self.report(Finding(.notARecord, in: name, at: lastOffset, "so many records lie in one another that what follows was not looked through"), report)
        }
        if summary.records == 0, summary.errors == 0 { self.report(Finding(.emptyFile, in: name, "the file holds no record"), report) }
        try flushLinks()
        for (rule, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > Self.findingLimit {
            report(Finding(rule, in: name, "\(count - Self.findingLimit) more"))
        }
        return summary
    }

    /// Reads and judges the next record; nil at the end of the file.
    private mutating func next(_ report: (Finding) -> Void) throws(WARCReadError) -> VerifiedRecord? {
        guard let entry = try reader.next() else {
            noteTolerated(nil, report)
            return nil
        }
        lastOffset = entry.offset
        var header = HeaderJudge(entry)
        if !entry.isARC { header.judge() }
        var judge = BlockJudge(header)
        block.begin(judge.wishes(forIndex: true))
        let reading = block
        try reader.forEachPiece { reading.take($0) }
        reading.end()
        let length = try reader.finish()
        if !entry.isARC { judge.judge(reading) }

        // All is known of the record now; an error before this line says that it is torn or damaged.
        var faults: [Finding] = []
        let isClean = header.findings.isEmpty && judge.findings.isEmpty && reader.tolerated.isEmpty
        let id = isClean ? nil : header.scan[.recordID].map { FieldGrammar.text($0) }
        for (rule, section, severity, message) in header.findings + judge.findings {
            let finding = Finding(rule, in: name, at: entry.offset, recordID: id, section: section, severity: severity, message)
            if finding.severity == .error { faults.append(finding) }
            self.report(finding, report)
        }
        let doubt = noteTolerated(id, report)
        noteFilename(entry, header, report)
        let fault = faults.first ?? (judge.isProved ? nil : doubt)
        if links != nil, leftOut.map({ fault == nil && !$0.contains(summary.records) }) ?? true {
            let number = leftOut == nil ? fileNumber : Int32(truncatingIfNeeded: summary.records)
            pendingLinks += RecordLink.links(of: header, file: number, warcinfo: &warcinfo, &digester)
            if pendingLinks.count >= 4096 { try flushLinks() }
        }
        let isEndDoubtful = doubt != nil && !judge.isProved
        var end = isEndDoubtful ? nil : reader.recordEnd
        let framing = isClean ? [] : reader.tolerated.map(\.rule).filter(\.isMendable)
        // A length that is wrong may hide records behind it, and bytes that were added the beginning of the next one.
        if reader.layout == .plain, isEndDoubtful || framing.contains(.junk) {
            let blockEnd = entry.offset + Int64(entry.headLength) + entry.contentLength
            let next = try reader.resume(after: isEndDoubtful ? entry.offset : blockEnd - 1)
            if !isEndDoubtful { end = next ?? end }
        }
        return VerifiedRecord(entry: entry, length: length, end: end, framing: framing, message: reading.message, query: reading.query, fault: fault)
    }

    /// Reports what the reader read over and the judges of header and block do not see. Gives the first finding that makes
    /// doubtful where the record ends.
    @discardableResult
    private mutating func noteTolerated(_ id: String?, _ report: (Finding) -> Void) -> Finding? {
        var doubt: Finding?
        for broken in reader.tolerated {
            switch broken.rule {
            case .lineEnds, .strayLine, .bracketedTargetURI, .version: continue  // judged with the header
            case .sharedMember:
                // Said once a member.
                if member == broken.offset { continue }
                member = broken.offset
            default: break
            }
            let finding = Finding(broken.rule, in: name, at: broken.offset, recordID: id, message(for: broken.rule))
            if [.separator, .junk, .arcSeparator].contains(broken.rule) { doubt = doubt ?? finding }
            self.report(finding, report)
        }
        return doubt
    }

    private func message(for rule: ArchiveRule) -> String {
        switch rule {
        case .separator, .junk: "\(rule.meaning): a wrong Content-Length, or bytes that were lost or added"
        default: rule.meaning
        }
    }

    private mutating func noteFilename(_ entry: WARCEntry, _ header: HeaderJudge, _ report: (Finding) -> Void) {
        guard header.type == .warcinfo, !entry.isARC, let value = header.scan[.filename] else { return }
        let said = FieldGrammar.text(value)
        if said != fileName { self.report(Finding(.filename, in: name, at: entry.offset, "WARC-Filename is “\(said)”"), report) }
    }

    private mutating func report(_ finding: Finding, _ report: (Finding) -> Void) {
        let finding = isInArchive ? finding.inArchive : finding
        if finding.severity == .error { summary.errors += 1 } else { summary.notes += 1 }
        let count = counts[finding.rule, default: 0] + 1
        counts[finding.rule] = count
        if count <= Self.findingLimit { report(finding) }
    }

    private mutating func flushLinks() throws(WARCReadError) {
        guard let links, !pendingLinks.isEmpty else { return }
        do throws(FileError) {
            try links.add(pendingLinks)
        } catch {
            throw WARCReadError(path: name, offset: 0, problem: .file(error))
        }
        pendingLinks.removeAll(keepingCapacity: true)
    }

    /// What an error that ended reading says of the file.
    private func finding(for error: WARCReadError) -> Finding {
        switch error.problem {
        case .contentLengthMissing: Finding(.missingField, in: name, at: error.offset, section: WARCField.contentLength.section, error.problem.description)
        case .tornBlock(let missing) where reader.layout != .plain:
            Finding(.contentLength, in: name, at: error.offset, "Content-Length is \(missing) more than the bytes of the block")
        default: Finding(Self.rule(of: error.problem), in: name, at: error.offset, error.problem.description)
        }
    }

    static func rule(of problem: WARCReadError.Problem) -> ArchiveRule {
        switch problem {
        case .notWARC, .unsupported, .file: .notARecord
        case .headOverLimit: .headerLength
        case .contentLengthMissing: .missingField
        case .contentLengthUnreadable, .blockOverLimit: .contentLength
        case .tornHead, .tornBlock, .tornMember, .tornFrame: .tornFile
        case .damagedMember, .damagedFrame: .damagedMember
        case .notAMember, .notAFrame: .betweenMembers
        case .unusableDictionary: .dictionary
        case .junkOverLimit: .junk
        }
    }
}
