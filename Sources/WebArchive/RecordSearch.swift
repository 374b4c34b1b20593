// Finds where the next record begins in a file of which something cannot be read.

/// Looks for the next place at which a record can be read, behind one that cannot.
struct RecordSearch {
    let path: String
    let stretch: ByteSource.Stretch?
    let layout: ArchiveBytes.Layout
    /// How many places of the file were looked at in vain.
    private(set) var failures = 0
    /// How many bytes were looked at, some of them more than once.
    private(set) var bytesLookedAt = 0

    init(path: String, stretch: ByteSource.Stretch?, layout: ArchiveBytes.Layout) {
        self.path = path
        self.stretch = stretch
        self.layout = layout
    }

    /// The first place behind `offset` that begins a record: in a plain file a line that does, or the end of one, in a compressed one a
    /// member whose content does. A compressed stretch of a ZIP file cannot be searched: nil.
    mutating func place(after offset: Int64, isARC: Bool) throws(WARCReadError) -> Int64? {
        guard stretch?.isDeflated != true else { return nil }
        do throws(FileError) {
            return layout == .plain ? try line(after: offset, isARC) : try member(after: offset, isARC)
        } catch {
            throw WARCReadError(path: path, offset: offset, problem: .file(error))
        }
    }

    private mutating func line(after offset: Int64, _ isARC: Bool) throws(FileError) -> Int64? {
        var lines = try ScannedLines(path, stretch: stretch, from: offset + 1)
        defer { bytesLookedAt += lines.bytesRead }
        if isARC {
            // The first line is the rest of one.
            _ = try lines.next()
            while let line = try lines.next() {
                if line.isWhole, ARCHead(line: line.start) != nil { return line.offset }
            }
            return nil
        }
        var search = HeadSearch()
        while let line = try lines.next() {
            if let place = search.take(line) { return place }
        }
        return nil
    }

    private mutating func member(after offset: Int64, _ isARC: Bool) throws(FileError) -> Int64? {
        let file = try OpenFile(path, .reading)
        let start = stretch?.start ?? 0
        let end = min(stretch?.length ?? .max, try file.size() - start)
        var place = offset + 1
        guard place < end else { return nil }
        var probe = MemberProbe(isZstd: layout == .zstd, dictionary: layout == .zstd ? (try? ArchiveBytes.dictionary(path, stretch))?.bytes : nil)
        let mark = probe.mark
        var window = [UInt8](repeating: 0, count: Int(min(Int64(MemberProbe.windowSize), end - place)))
        while place < end {
            let count = min(try file.read(into: &window, at: start + place), Int(end - place))
            if count < mark.count { return nil }
            bytesLookedAt += count
            let isLast = place + Int64(count) >= end
            var index = 0
            // Where what a decision needs is not at hand, the window is moved.
            let reach = isLast ? count : max(1, count - MemberProbe.reach)
            while let found = window[..<count].place(of: mark[0], from: index), found < reach {
                index = found + 1
                guard window[found..<count].starts(with: mark) else { continue }
                let (isRecord, effort) = probe.beginsRecord(window[found..<count], isARC: isARC, headLimit: Self.headLimit(failures))
                bytesLookedAt += effort
                if isRecord { return place + Int64(found) }
                failures += 1
            }
            place += Int64(reach)
        }
        return nil
    }

    /// How long a head may be: the more places were none, the less is read at each, for data may be made of such places.
    private static func headLimit(_ failures: Int) -> Int {
        failures < 64 ? MemberProbe.headLimit : failures < 4096 ? 1 << 14 : 1 << 11
    }
}
