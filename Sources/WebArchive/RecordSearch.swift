// Finds where the next record begins in a file of which something cannot be read.

/// Looks for the next place at which a record can be read, behind one that cannot.
struct RecordSearch {
    let path: String
    let stretch: ByteSource.Stretch?
    let layout: ArchiveBytes.Layout
    let isARC: Bool

    /// The first place behind `offset` that begins a record: in a plain file a line that does, in a compressed one a member
    /// whose content does. A compressed stretch of a ZIP file cannot be searched: nil.
    func place(after offset: Int64) throws(WARCReadError) -> Int64? {
        guard stretch?.isDeflated != true else { return nil }
        var start = offset + 1
        while let candidate = try candidate(from: start) {
            if beginsRecord(at: candidate) { return candidate }
            start = candidate + 1
        }
        return nil
    }

    /// The next place at which the bytes look as a record or member begins.
    private func candidate(from start: Int64) throws(WARCReadError) -> Int64? {
        let mark: [UInt8] = switch layout {
        case .plain: isARC ? [LF] : Array("WARC/".utf8)
        case .gzip: [0x1F, 0x8B, 0x08]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var place = start
        do throws(FileError) {
            let file = try OpenFile(path, .reading)
            let size = try file.size()
            let end = stretch?.length ?? size
            while place < end {
                let count = min(try file.read(into: &buffer, at: (stretch?.start ?? 0) + place), Int(end - place))
                if count < mark.count { return nil }
                if let index = Self.firstIndex(of: mark, in: buffer[..<count]) {
                    return place + Int64(index) + (layout == .plain && isARC ? 1 : 0)
                }
                place += Int64(count - mark.count + 1)
            }
            return nil
        } catch {
            throw WARCReadError(path: path, offset: place, problem: .file(error))
        }
    }

    /// Whether a record's header stands there: it must be whole and say how long the block is.
    private func beginsRecord(at place: Int64) -> Bool {
        do throws(WARCReadError) {
            var bytes = try ArchiveBytes(path: path, stretch: stretch, at: place)
            guard bytes.layout == layout else { return false }
            if layout != .plain { guard try bytes.nextMember(), bytes.memberStart == place else { return false } }
            var head: [UInt8] = []
            var scanner = HeadScanner()
            while head.count < HeaderFields.lengthLimit, try bytes.fill() {
                let window = bytes.buffer[bytes.start..<bytes.end]
                if isARC {
                    guard let feed = window.firstIndex(of: LF) else { return false }
                    return ARCHead(line: window[..<feed]) != nil
                }
                let end = scanner.end(in: window)
                head += window[..<(end ?? window.endIndex)]
                guard head.prefix(5).elementsEqual("WARC/".utf8) else { return false }
                if end != nil {
                    let fields = HeaderFields(parsing: head[((head.firstIndex(of: LF) ?? 0) + 1)...])
                    return fields["Content-Length"].flatMap { Int64($0) } ?? -1 >= 0
                }
                bytes.consume(window.count)
            }
            return false
        } catch {
            return false
        }
    }

    private static func firstIndex(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while index + mark.count <= bytes.endIndex {
            guard let next = bytes[index..<(bytes.endIndex - mark.count + 1)].firstIndex(of: mark[0]) else { return nil }
            if bytes[next..<(next + mark.count)].elementsEqual(mark) { return next }
            index = next + 1
        }
        return nil
    }
}
