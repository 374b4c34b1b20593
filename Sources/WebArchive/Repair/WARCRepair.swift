// Takes the sound records out of a damaged WARC or ARC file into a new one, and the rest, with its reasons, into another.

/// Repairs one file. The old file is only read.
public struct WARCRepair {
    /// What was done.
    public struct Outcome: Sendable, Equatable {
        /// Records in the new file.
        public var kept = 0
        /// Stretches that are not sound.
        public var torn = 0
        /// The new file; nil where no record is sound, and where the old file is sound as it is.
        public var output: String?
        /// The file with the rest; nil where there is none.
        public var tornPath: String?
        /// What was done to no file yet.
        public init() {}

        /// Whether the old file is sound as it is, and nothing was written.
        public var wasSound: Bool { output == nil && tornPath == nil }
    }

    private let path: String
    private let output: String
    private let tornPath: String

    /// A repair of the file at `path`.
    /// - Parameter output: the new file, which must not be there; else `NAME.repaired.warc.gz` beside it. The rest goes to the
    ///   new file's name with `.torn`.
    public init(path: String, output: String? = nil) {
        self.path = path
        self.output = output ?? Self.freeName(beside: path)
        tornPath = self.output + ".torn"
    }

    /// Repairs: an error only where the system refuses to read or write.
    public func run() throws -> Outcome {
        let (errors, late) = try faultsBetweenRecords()
        guard errors > 0 || !late.isEmpty else { return Outcome() }
        let layout = try WARCReader(path: path).layout
        do {
            return try copy(layout, late)
        } catch {
            try? OpenFile.unlink(output)
            try? OpenFile.unlink(tornPath)
            throw error
        }
    }

    /// How many errors the file has, and which records, by their numbers, break a rule that only shows when all were seen, such as an
    /// ID that stands twice. Without them others may: the file is read until none does.
    private func faultsBetweenRecords() throws -> (errors: Int, records: [Int: Finding]) {
        var faults: [Int: Finding] = [:]
        while true {
            let links = RecordLinks(folder: OpenFile.folder(of: output))
            var verifier = try WARCVerifier(path: path, links: links)
            verifier.leftOut = Set(faults.keys)
            let errors = try verifier.run { _ in }.errors
            let before = faults.count
            try links.judge(name: { _ in path }) { finding, link in
                if finding.severity == .error { faults[Int(link.file)] = faults[Int(link.file)] ?? finding }
            }
            if faults.count == before { return (errors, faults) }
        }
    }

    private func copy(_ layout: ArchiveBytes.Layout, _ late: [Int: Finding]) throws -> Outcome {
        var file = try RepairedFile(output, of: path, layout: layout)
        var torn = TornFile(tornPath)
        var result = Outcome()
        // Invariant: the old file's bytes before `place` are in one of the two new ones, but for separators.
        var place = file.dictionaryLength
        var reason: Finding?
        var verifier = try WARCVerifier(path: path)
        var number = -1
        // Whether in a shared member bytes stand that are in no file yet: then it is left out as a whole besides.
        var hasJunk = false
        _ = try verifier.run { record in
            number += 1
            let entry = record.entry
            if entry.offset > place { try leave(place..<entry.offset, layout, because: reason, &file, &torn) }
            let fault = record.fault ?? late[number]
            reason = nil
            place = max(place, record.end ?? entry.offset)
            if hasJunk, let end = record.end { try torn.add(entry.offset..<end, of: path, because: Finding(.junk, in: path, at: entry.offset, ArchiveRule.junk.meaning)) }
            hasJunk = record.end == nil && layout != .plain && (hasJunk || record.framing.contains(.junk))
            if let fault {
                if entry.positionInMember > 0 || record.length == nil {
                    if entry.contentLength <= Int64(file.memoryLimit) {
                        try torn.add(decoded: try file.bytes(of: entry), at: entry.offset, because: fault)
                    } else if let end = record.end {
                        try torn.add(entry.offset..<end, of: path, because: fault)
                    } else {
                        hasJunk = true
                    }
                } else {
                    // Where its end is in doubt, what is left out reaches to the next record.
                    if let end = record.end { try torn.add(entry.offset..<end, of: path, because: fault) } else { reason = fault }
                }
                return
            }
            result.kept += 1
            try keep(record, layout, &file, &torn)
        } report: { finding in
            if finding.severity == .error { reason = reason ?? finding }
        }
        let end = try OpenFile.size(of: path)
        if end > place { try leave(place..<end, layout, because: reason, &file, &torn) }
        _ = try file.finish()
        try torn.finish()
        result.torn = torn.count
        if result.kept > 0 {
            result.output = output
        } else {
            try OpenFile.unlink(output)
        }
        result.tornPath = torn.writtenPath
        return result
    }

    private func keep(
        _ record: WARCVerifier.VerifiedRecord, _ layout: ArchiveBytes.Layout, _ file: inout RepairedFile, _ torn: inout TornFile
    ) throws {
        let entry = record.entry
        guard record.framing.isEmpty, let length = record.length else {
            try file.layOut(entry)
            // Bytes behind the block that are no record are not in the new file.
            if record.framing.contains(.junk), let end = record.end {
                let start = layout == .plain ? entry.offset + Int64(entry.headLength) + entry.contentLength : entry.offset
                try torn.add(start..<end, of: path, because: Finding(.junk, in: path, at: start, ArchiveRule.junk.meaning))
            }
            return
        }
        try file.copy(entry.offset..<(entry.offset + length))
        if layout == .plain { try file.append(entry.isARC ? [LF] : WARCRecord.separator[...]) }
    }

    /// Leaves out a stretch between records, but for frames of other programs in a zstd file, which are theirs to keep.
    private func leave(
        _ range: Range<Int64>, _ layout: ArchiveBytes.Layout, because reason: Finding?, _ file: inout RepairedFile, _ torn: inout TornFile
    ) throws {
        let old = try OpenFile(path, .reading)
        var bytes = [UInt8](repeating: 0, count: Int(min(range.upperBound - range.lowerBound, 1 << 16)))
        _ = try old.read(into: &bytes, at: range.lowerBound)
        if bytes.allSatisfy({ $0 == CR || $0 == LF }), layout == .plain { return }
        if layout == .zstd, try holdsOnlySkippableFrames(range, old) { return try file.copy(range) }
        let finding = reason ?? Finding(.notARecord, in: path, at: range.lowerBound, "what stands there is no record")
        try torn.add(range, of: path, because: finding)
    }

    private func holdsOnlySkippableFrames(_ range: Range<Int64>, _ file: borrowing OpenFile) throws(FileError) -> Bool {
        var place = range.lowerBound
        var head = [UInt8](repeating: 0, count: 8)
        while place < range.upperBound {
            let count = try file.read(into: &head, at: place)
            guard case .skippable(_, let size)? = ZstdFrame(at: head[..<count]) else { return false }
            place += 8 + size
        }
        return place == range.upperBound
    }

    private static func freeName(beside path: String) -> String {
        let endings = [".warc.gz", ".warc.zst", ".warc", ".arc.gz", ".arc"]
        let ending = endings.first { path.hasSuffix($0) } ?? ""
        let stem = path.dropLast(ending.utf8.count)
        var number = 1
        while true {
            let name = "\(stem).repaired\(number == 1 ? "" : ".\(number)")\(ending)"
            if !OpenFile.exists(name), !OpenFile.exists(name + ".torn") { return name }
            number += 1
        }
    }
}
