// Finds where the next record begins in a file of which something cannot be read.

/// Looks for the next place at which a record can be read, behind one that cannot.
struct RecordSearch {
    let path: String
    let stretch: ByteSource.Stretch?
    let layout: ArchiveBytes.Layout
    let isARC: Bool

    /// The first place behind `offset` that begins a record: in a plain file a line that does, in a compressed one a member
    /// whose content does. A compressed stretch of a ZIP file cannot be searched: nil.
    /// - Parameter failures: how many places of the file were looked at in vain.
    func place(after offset: Int64, failures: inout Int) throws(WARCReadError) -> Int64? {
        guard stretch?.isDeflated != true else { return nil }
        let mark: [UInt8] = switch layout {
        case .plain: isARC ? [LF] : Array("WARC/".utf8)
        case .gzip: [0x1F, 0x8B, 0x08]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        }
        // An ARC record begins behind the mark.
        let shift: Int64 = layout == .plain && isARC ? 1 : 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var inflater = Inflater(.gzip)
        var start = offset + 1
        do throws(FileError) {
            let file = try OpenFile(path, .reading)
            let size = try file.size()
            let end = stretch?.length ?? size
            while start < end {
                let count = min(try file.read(into: &buffer, at: (stretch?.start ?? 0) + start), Int(end - start))
                if count < mark.count { return nil }
                var index = 0
                while let found = Self.firstIndex(of: mark, in: buffer[..<count], from: index) {
                    let candidate = start + Int64(found) + shift
                    index = found + 1
                    // RFC 8878 §3.1.1.1.1.4: the reserved bit of a frame's descriptor is zero.
                    if layout == .zstd, found + 4 < count, buffer[found + 4] & 8 != 0 { continue }
                    let verdict = verdict(at: found + Int(shift), in: buffer[..<count], failures, &inflater)
                    if verdict ?? beginsRecord(at: candidate, headLimit: Self.headLimit(failures)) { return candidate }
                    failures += 1
                }
                start += Int64(count - mark.count + 1)
            }
            return nil
        } catch {
            throw WARCReadError(path: path, offset: start, problem: .file(error))
        }
    }

    /// How long a head may be: the more places were none, the less is read at each, for data may be made of such places.
    private static func headLimit(_ failures: Int) -> Int {
        failures < 64 ? HeaderFields.lengthLimit : failures < 4096 ? 1 << 14 : 1 << 11
    }

    /// What the bytes at hand say of a place, so that the file need not be opened for each; nil where they do not reach.
    private func verdict(at place: Int, in bytes: ArraySlice<UInt8>, _ failures: Int, _ inflater: inout Inflater) -> Bool? {
        guard place < bytes.endIndex else { return nil }
        switch layout {
        case .plain where isARC:
            return bytes.place(of: LF, from: place).map { ARCHead(line: bytes[place..<$0]) != nil }
        case .plain:
            let window = bytes[place...].prefix(Self.headLimit(failures))
            var scanner = HeadScanner()
            guard let end = scanner.end(in: window) else { return window.count == Self.headLimit(failures) ? false : nil }
            return Self.isHead(window[..<end])
        case .gzip where failures >= 64 && !isARC:
            let window = bytes[place...].prefix(512)
            var output = [UInt8](repeating: 0, count: 16)
            inflater.reset()
            let produced = inflater.inflate(window, into: &output).produced
            if produced >= 5 { return output.starts(with: "WARC/".utf8) ? nil : false }
            return window.count == 512 ? false : nil
        case .gzip, .zstd: return nil
        }
    }

    /// Whether a header begins with a version's number and says how long the block is.
    private static func isHead(_ head: ArraySlice<UInt8>) -> Bool {
        guard head.dropFirst(5).first.map({ $0 &- 0x30 < 10 }) ?? false else { return false }
        guard let feed = head.place(of: LF, from: head.startIndex) else { return false }
        return HeaderFields(parsing: head[(feed + 1)...])["Content-Length"].flatMap { Int64($0) } ?? -1 >= 0
    }

    /// Whether a record's header stands there: it must be whole and say how long the block is.
    private func beginsRecord(at place: Int64, headLimit: Int) -> Bool {
        do throws(WARCReadError) {
            // A head does not grow when it is compressed: no more is read for it.
            let start = stretch?.start ?? 0
            let end = min(stretch?.length ?? .max, place + Int64(headLimit) + 512)
            var bytes = try ArchiveBytes(path: path, stretch: .init(start: start, length: end), at: place, isProbe: true)
            guard bytes.layout == layout else { return false }
            if layout != .plain { guard try bytes.nextMember(), bytes.memberStart == place else { return false } }
            var head: [UInt8] = []
            var scanner = HeadScanner()
            while head.count < headLimit, try bytes.fill() {
                let window = bytes.buffer[bytes.start..<bytes.end]
                if isARC {
                    guard let feed = window.firstIndex(of: LF) else { return false }
                    return ARCHead(line: window[..<feed]) != nil
                }
                let end = scanner.end(in: window)
                head += window[..<(end ?? window.endIndex)]
                guard head.prefix(5).elementsEqual("WARC/".utf8) else { return false }
                if end != nil { return Self.isHead(head[...]) }
                bytes.consume(window.count)
            }
            return false
        } catch {
            return false
        }
    }

    private static func firstIndex(of mark: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var index = start
        while let next = bytes.place(of: mark[0], from: index), next + mark.count <= bytes.endIndex {
            if bytes[next..<(next + mark.count)].elementsEqual(mark) { return next }
            index = next + 1
        }
        return nil
    }
}
