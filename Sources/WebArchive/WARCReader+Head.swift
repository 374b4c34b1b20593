// How a reader finds the next record and reads its header.

extension WARCReader {
    /// Skips what separates records; nil at the end of the file.
    mutating func readHead() throws(WARCReadError) -> WARCEntry? {
        let isFirst = record == nil
        record = nil
        tolerated = []
        while true {
            if bytes.layout != .plain, bytes.start == bytes.end, bytes.memberEnded {
                guard try bytes.nextMember() else { return nil }
                positionInMember = 0
                if bytes.layout == .gzip, try !bytes.fill() { tolerate(.emptyMember, at: bytes.memberStart) }
            }
            // Empty lines before a record: readEnd has met those that follow a block, so these stand at the very beginning.
            while try bytes.fill(), bytes.buffer[bytes.start] == LF || bytes.buffer[bytes.start] == CR {
                if isFirst, !tolerated.contains(where: { $0.rule == .leadingBytes }) { tolerate(.leadingBytes, at: recordOffset) }
                skip(1)
            }
            if try bytes.fill() { break }
            if bytes.layout == .plain { return nil }  // in a compressed file, that member holds no record
        }
        let offset = recordOffset
        let position = bytes.layout == .plain ? 0 : positionInMember
        if bytes.layout == .zstd, bytes.frameFault != nil, position == 0 { tolerate(.frameHeader, at: offset) }
        if position > 0 { tolerate(.sharedMember, at: offset) }
        if isARC ?? !isAtVersionLine, let entry = try readARCHead(offset: offset, position: position) { return entry }
        isARC = false
        let head = try readHeadBytes(offset: offset)
        let lineEnd = head[...].place(of: LF, from: 0) ?? head.endIndex
        let fields = HeaderFields(head: head, from: min(lineEnd + 1, head.endIndex))
        guard let value = fields["Content-Length"] else { throw error(offset, .contentLengthMissing) }
        guard let contentLength = Int64(value), contentLength >= 0 else {
            throw error(offset, .contentLengthUnreadable(String(value.prefix(40))))
        }
        let version = decodeHeaderText(head[min(5, lineEnd)..<lineEnd].prefix { $0 != CR })
        for rule in Self.faults(in: head, fields: fields, version: version) { tolerate(rule, at: offset) }
        record = OpenRecord(offset: offset, headLength: head.count, contentLength: contentLength, remaining: contentLength)
        return WARCEntry(offset: offset, positionInMember: position, version: version,
                         fields: fields, headLength: head.count, contentLength: contentLength, tolerated: tolerated)
    }

    /// The header of an ARC record; nil where what stands there is none and no record of this file was one.
    private mutating func readARCHead(offset: Int64, position: Int64) throws(WARCReadError) -> WARCEntry? {
        if isARC != true, try !isAtARCLine() { return nil }
        var line: [UInt8] = []
        while try bytes.fill() {
            let window = bytes.buffer[bytes.start..<bytes.end]
            let feed = window.firstIndex(of: LF)
            line += window[..<(feed ?? window.endIndex)]
            skip((feed.map { $0 + 1 } ?? window.endIndex) - window.startIndex)
            if feed != nil || line.count > ARCHead.limit { break }
        }
        guard let head = ARCHead(line: line[...]) else {
            // A file that ends within a line gives a torn head; what is there and no header is named.
            throw error(offset, try bytes.fill() ? .notWARC(found: Self.shown(line)) : .tornHead)
        }
        isARC = true
        record = OpenRecord(offset: offset, headLength: line.count + 1, contentLength: head.length, remaining: head.length)
        return WARCEntry(offset: offset, positionInMember: position, version: "ARC/\(head.version)", fields: head.fields,
                         headLength: line.count + 1, contentLength: head.length, tolerated: tolerated, arcLine: line + [LF])
    }

    /// Whether the window holds a whole line that is an ARC header: only the first record of a file is asked this.
    private mutating func isAtARCLine() throws(WARCReadError) -> Bool {
        guard try bytes.fill() else { return false }
        let window = bytes.buffer[bytes.start..<bytes.end].prefix(ARCHead.limit)
        guard let feed = window.firstIndex(of: LF) else { return window.starts(with: Array("filedesc:".utf8)) }
        return ARCHead(line: window[..<feed]) != nil
    }

    private mutating func readHeadBytes(offset: Int64) throws(WARCReadError) -> [UInt8] {
        var head: [UInt8] = []
        var scanner = HeadScanner()
        var isChecked = false
        while true {
            if try !bytes.fill() {
                guard looksLikeVersion(head) else { throw error(offset, .notWARC(found: Self.shown(head))) }
                guard beginsNextMember(), !isAtVersionLine else { throw error(offset, .tornHead) }
                noteSpanning(offset)
            }
            let window = bytes.buffer[bytes.start..<bytes.end]
            let end = scanner.end(in: window)
            let taken = (end ?? window.endIndex) - window.startIndex
            if head.isEmpty { head = Array(window.prefix(taken)) } else { head += window.prefix(taken) }
            skip(taken)
            if !isChecked, head.count >= 5 || end != nil {
                guard looksLikeVersion(head) else { throw error(offset, .notWARC(found: Self.shown(head))) }
                isChecked = true
            }
            if end != nil { return head }
            if head.count > Self.headLimit { throw error(offset, .headOverLimit(Self.headLimit)) }
        }
    }

    private static func faults(in head: [UInt8], fields: HeaderFields, version: String) -> [ArchiveRule] {
        var faults: [ArchiveRule] = []
        var place = 0
        while let index = head[...].place(of: LF, from: place) {
            let endsWell = index > 0 && head[index - 1] == CR && !(index > 1 && head[index - 2] == CR)
            if !endsWell {
                faults.append(.lineEnds)
                break
            }
            place = index + 1
        }
        if fields.strayLines > 0 { faults.append(.strayLine) }
        if fields.rawValue(of: "WARC-Target-URI")?.first == UInt8(ascii: "<") { faults.append(.bracketedTargetURI) }
        if version != "1.0" && version != "1.1" { faults.append(.version) }
        return faults
    }
}
