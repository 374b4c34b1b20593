// How a reader reads a record's block to its end, and what separates it from the next record.

extension WARCReader {
    /// How many bytes of the block are at hand; nil at its end. A block that goes on in another member is followed there.
    mutating func available() throws(WARCReadError) -> Int? {
        guard let record, record.remaining > 0 else { return nil }
        if try !bytes.fill() {
            guard beginsNextMember(), !isAtVersionLine else { throw error(record.offset, .tornBlock(missing: record.remaining)) }
            noteSpanning(record.offset)
        }
        return Int(min(Int64(bytes.end - bytes.start), record.remaining))
    }

    /// Reads the rest of the block and what separates it from the next record.
    mutating func readEnd() throws(WARCReadError) -> Int64? {
        guard let open = record else { return nil }
        if let extent = open.extent { return extent.length }
        while let count = try available() { take(count) }
        let length = isARC == true ? try readARCSeparator(open) : try readSeparator(open)
        record?.extent = Extent(length: length)
        return length
    }

    private mutating func readSeparator(_ open: OpenRecord) throws(WARCReadError) -> Int64? {
        if isAtPlainSeparator {
            skip(4)
            return length(of: open)
        }
        // Invariant: the window begins a line; a version line ends the search.
        var separator: [UInt8] = []
        var junk = 0
        let place = bytes.layout == .plain ? bytes.offset : open.offset
        while true {
            if try !bytes.fill() {
                // The separator may stand in a frame of its own.
                guard separator.count < WARCRecord.separator.count, junk == 0, beginsNextMember(), isAtLineEnd else { break }
                noteSpanning(open.offset)
            }
            let byte = bytes.buffer[bytes.start]
            if byte == LF || byte == CR {
                if separator.count <= 4 { separator.append(byte) }
                skip(1)
            } else if isAtVersionLine {
                break
            } else {
                // Content-Length was too small, or something was appended: up to the line's end it is no record.
                while try bytes.fill(), bytes.buffer[bytes.start] != LF, bytes.buffer[bytes.start] != CR {
                    junk += 1
                    skip(1)
                    if junk > Self.junkLimit { throw bytes.failure(.junkOverLimit(Self.junkLimit)) }
                }
            }
        }
        if junk > 0 { tolerate(.junk, at: place) }
        if separator != WARCRecord.separator { tolerate(.separator, at: place) }
        return length(of: open)
    }

    /// ARC: one line feed between documents.
    private mutating func readARCSeparator(_ open: OpenRecord) throws(WARCReadError) -> Int64? {
        var separator: [UInt8] = []
        while try bytes.fill(), bytes.buffer[bytes.start] == LF || bytes.buffer[bytes.start] == CR {
            if separator.count <= 1 { separator.append(bytes.buffer[bytes.start]) }
            skip(1)
        }
        if separator != [LF] { tolerate(.arcSeparator, at: bytes.layout == .plain ? bytes.offset : open.offset) }
        return length(of: open)
    }

    private mutating func length(of open: OpenRecord) -> Int64? {
        if bytes.layout == .plain { return Int64(open.headLength) + open.contentLength }
        let isShared = tolerated.contains { $0.rule == .sharedMember }
        guard let end = memberBoundary else {
            if !isShared { tolerate(.sharedMember, at: open.offset) }
            return nil
        }
        return isShared ? nil : end - open.offset
    }

    /// Where the member ended that was read last, if nothing of the next one was read.
    var memberBoundary: Int64? {
        if bytes.start == bytes.end, bytes.memberEnded { return bytes.offset }
        return positionInMember == 0 ? bytes.memberStart : nil
    }

    /// Begins the next member, if there is one with something in it. An error there is met again when it is read.
    mutating func beginsNextMember() -> Bool {
        guard bytes.layout != .plain, isARC != true, (try? bytes.nextMember()) ?? false else { return false }
        positionInMember = 0
        return (try? bytes.fill()) ?? false
    }

    /// zstd lets a record have several frames, gzip's one rule is a member a record.
    mutating func noteSpanning(_ offset: Int64) {
        guard bytes.layout == .gzip, !tolerated.contains(where: { $0.rule == .spanningMember }) else { return }
        tolerate(.spanningMember, at: offset)
    }

    mutating func take(_ count: Int) {
        record?.remaining -= Int64(count)
        skip(count)
    }

    mutating func skip(_ count: Int) {
        bytes.consume(count)
        positionInMember += Int64(count)
    }

    mutating func tolerate(_ rule: ArchiveRule, at offset: Int64) {
        tolerated.append(ToleratedBreak(rule: rule, offset: offset))
    }

    /// Where a record that begins at the window lies: its member, or in a plain file the place itself.
    var recordOffset: Int64 { bytes.layout == .plain ? bytes.offset : bytes.memberStart }

    /// Whether the window begins with a version line; looks no further than the window, which may end within one.
    var isAtVersionLine: Bool {
        looksLikeVersion(bytes.buffer[bytes.start..<min(bytes.start + 5, bytes.end)])
    }

    /// Whether the window holds two CR LF, and then the member's end or a version line: what separates nearly all records.
    private var isAtPlainSeparator: Bool {
        let count = bytes.end - bytes.start
        guard count >= 4 else { return false }
        let window = bytes.buffer[bytes.start..<(bytes.start + min(count, 9))]
        guard window.starts(with: WARCRecord.separator) else { return false }
        return count == 4 ? bytes.layout != .plain && bytes.memberEnded : window.dropFirst(4).elementsEqual("WARC/".utf8)
    }

    private var isAtLineEnd: Bool { bytes.buffer[bytes.start] == LF || bytes.buffer[bytes.start] == CR }

    func looksLikeVersion(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.prefix(5).elementsEqual("warc/".utf8.prefix(bytes.count), by: { lowerCase($0) == $1 })
    }

    func error(_ offset: Int64, _ problem: WARCReadError.Problem) -> WARCReadError {
        WARCReadError(path: path, offset: offset, problem: problem)
    }

    static func shown(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.prefix(40).map { $0 < SPACE || $0 > 0x7E ? "." : Unicode.Scalar($0) }))
    }
}
