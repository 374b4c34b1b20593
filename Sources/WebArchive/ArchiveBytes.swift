// The decompressed bytes of an archive file, member by member, through two buffers of fixed size.

/// Unread bytes of a file, or of one gzip member or zstd frame of it. The window `buffer[start..<end]` is what is at hand.
struct ArchiveBytes: ~Copyable {
    enum Layout: Sendable { case plain, gzip, zstd }

    let path: String
    let layout: Layout
    /// What is at hand.
    private(set) var buffer: [UInt8]
    private(set) var start = 0
    private(set) var end = 0
    /// Where the current member begins in the file; 0 in a plain file.
    private(set) var memberStart: Int64
    /// Whether the current member has ended, its checksum right.
    private(set) var memberEnded = true
    /// What the current zstd frame lacks that the format asks for.
    private(set) var frameFault: String?
    private var source: ByteSource
    private var inflater: Inflater?
    private var gzip: GzipDecompressor?
    private var zstd: ZstdDecompressor?
    private var dictionaryID: UInt32 = 0
    private var input: [UInt8]
    private var inputStart = 0
    private var inputEnd: Int
    /// The file offset of `input`'s end, and in a plain file of `buffer`'s.
    private var fileOffset: Int64

    /// A gzip member that fits into these is inflated at once.
    private static let inputSize = 1 << 18
    private static let windowSize = 1 << 19
    /// With less than that at hand, more is read before a member is inflated.
    private static let usualMember = 1 << 15

    /// Opens the file at `offset` and tells its layout by its first bytes.
    init(path: String, stretch: ByteSource.Stretch? = nil, at offset: Int64) throws(WARCReadError) {
        let opened: ByteSource
        do throws(FileError) {
            opened = try ByteSource(path, stretch: stretch, at: offset)
        } catch {
            throw WARCReadError(path: path, offset: offset, problem: .file(error))
        }
        // Small files do with small buffers.
        let size = opened.sizeHint == 0 ? Self.inputSize : min(Self.inputSize, max(1 << 12, opened.sizeHint))
        var input = [UInt8](repeating: 0, count: size)
        var count = 0
        let source = try Self.begin(opened, path, at: offset, into: &input, count: &count)
        let layout = Self.layout(of: input[..<count])
        if layout == .plain, input[..<count].starts(with: Array("PK\u{3}\u{4}".utf8)) {
            throw WARCReadError(path: path, offset: offset, problem: .unsupported(format: "ZIP (WACZ)"))
        }
        let dictionary = layout == .zstd ? try Self.dictionary(path, stretch) : nil
        let isPlain = layout == .plain
        self.source = source
        self.path = path
        self.layout = layout
        dictionaryID = dictionary?.id ?? 0
        inflater = layout == .gzip ? Inflater(.gzip) : nil
        gzip = layout == .gzip ? GzipDecompressor() : nil
        zstd = layout == .zstd ? ZstdDecompressor(dictionary: dictionary?.bytes) : nil
        fileOffset = offset + Int64(count)
        memberStart = isPlain ? 0 : offset
        buffer = isPlain ? input : [UInt8](repeating: 0, count: min(Self.windowSize, 8 * size))
        end = isPlain ? count : 0
        self.input = isPlain ? [] : input
        inputEnd = isPlain ? 0 : count
    }

    private static func layout(of bytes: ArraySlice<UInt8>) -> Layout {
        // A file of fewer bytes than a frame's header may still be one that was torn.
        if ZstdFrame(at: bytes) != nil || ZstdFrame.magics.contains(where: { bytes.starts(with: $0) }) { return .zstd }
        return bytes.starts(with: [0x1F, 0x8B]) ? .gzip : .plain
    }

    /// In a plain file, the file offset of the next unread byte; in a compressed one, of the next byte to decompress.
    var offset: Int64 { layout == .plain ? fileOffset - Int64(end - start) : fileOffset - Int64(inputEnd - inputStart) }

    /// Counts `count` bytes of the window as read.
    mutating func consume(_ count: Int) { start += count }

    /// Sees to it that the window is not empty; false at the end of the file or of the member.
    mutating func fill() throws(WARCReadError) -> Bool {
        if start < end { return true }
        guard layout != .plain else {
            let place = offset
            start = 0
            end = 0
            do throws(FileError) {
                end = try source.read(into: &buffer)
            } catch {
                throw WARCReadError(path: path, offset: place, problem: .file(error))
            }
            fileOffset += Int64(end)
            return end > 0
        }
        while !memberEnded {
            if inputStart == inputEnd {
                try refillInput()
                if inputStart == inputEnd { throw failure(layout == .gzip ? .tornMember : .tornFrame) }
            }
            let (consumed, produced, status) = decompress()
            inputStart += consumed
            start = 0
            end = produced
            switch status {
            case .running: break
            case .ended: memberEnded = true
            case .damaged(let reason):
                guard produced == 0 else { break }  // what came before the damage is read first; the next call meets it again
                throw failure(layout == .gzip ? .damagedMember(reason) : .damagedFrame(reason))
            }
            if produced > 0 { return true }
        }
        return false
    }

    /// In a compressed file whose member has ended: begins the next one; false at the end of the file.
    mutating func nextMember() throws(WARCReadError) -> Bool {
        if layout == .zstd { return try nextFrame() }
        if inputEnd - inputStart < Self.usualMember { try refillInput() }
        guard inputStart < inputEnd else { return false }
        memberStart = offset
        guard input[inputStart] == 0x1F, inputEnd - inputStart < 2 || input[inputStart + 1] == 0x8B else {
            throw failure(.notAMember)
        }
        memberEnded = false
        var whole = gzip?.member(at: input[inputStart..<inputEnd], into: &buffer) ?? nil
        if whole == nil, inputEnd - inputStart < input.count / 2 {
            // It may only not have been at hand as a whole.
            try refillInput()
            whole = gzip?.member(at: input[inputStart..<inputEnd], into: &buffer) ?? nil
        }
        if let (consumed, produced) = whole {
            inputStart += consumed
            start = 0
            end = produced
            memberEnded = true
        } else {
            inflater?.reset()
        }
        return true
    }

    /// Goes on at another place of the file, where a member begins.
    mutating func move(to offset: Int64) throws(WARCReadError) {
        (start, end, inputStart, inputEnd, memberEnded) = (0, 0, 0, 0, true)
        fileOffset = offset
        if layout != .plain { memberStart = offset }
        do throws(FileError) { try source.move(to: offset) } catch { throw failure(.file(error)) }
    }

    /// Leaves the rest of the file unread.
    mutating func abandon() {
        (start, end, inputStart, inputEnd, memberEnded) = (0, 0, 0, 0, true)
        source.abandon()
    }

    func failure(_ problem: WARCReadError.Problem) -> WARCReadError {
        WARCReadError(path: path, offset: layout == .plain ? offset : memberStart, problem: problem)
    }

    private mutating func nextFrame() throws(WARCReadError) -> Bool {
        while true {
            if inputEnd - inputStart < input.count / 2 { try refillInput() }
            guard inputStart < inputEnd else { return false }
            memberStart = offset
            switch ZstdFrame(at: input[inputStart..<inputEnd]) {
            case .data(let header)?:
                memberEnded = false
                frameFault = fault(of: header)
                zstd?.reset()
                return true
            case .skippable(_, let count)?:
                inputStart += 8
                try skipInput(count)
            case nil:
                let rest = inputEnd - inputStart
                // The file may end within a frame's first bytes.
                let isTorn = rest < ZstdFrame.longestHeader
                    && ZstdFrame.magics.contains { $0.starts(with: input[inputStart..<(inputStart + min(rest, 4))]) }
                throw failure(isTorn ? .tornFrame : .notAFrame)
            }
        }
    }

    private func fault(of header: ZstdFrame.Header) -> String? {
        if !header.hasContentSize { return "the frame does not say how long its content is" }
        if !header.hasChecksum { return "the frame has no checksum" }
        if header.dictionaryID != dictionaryID {
            return "the frame names the dictionary \(header.dictionaryID), the file's is \(dictionaryID)"
        }
        return nil
    }

    private mutating func decompress() -> (consumed: Int, produced: Int, status: Inflater.Status) {
        let result = layout == .gzip
            ? inflater?.inflate(input[inputStart..<inputEnd], into: &buffer)
            : zstd?.decode(input[inputStart..<inputEnd], into: &buffer)
        return result ?? (0, 0, .damaged("no decompressor"))
    }

    /// Reads more behind what is left of the input.
    private mutating func refillInput() throws(WARCReadError) {
        if inputStart > 0 {
            input.replaceSubrange(0..<(inputEnd - inputStart), with: Array(input[inputStart..<inputEnd]))
            inputEnd -= inputStart
            inputStart = 0
        }
        while inputEnd < input.count {
            let count: Int
            do throws(FileError) {
                count = try source.read(into: &input, from: inputEnd)
            } catch {
                throw failure(.file(error))
            }
            if count == 0 { return }
            inputEnd += count
            fileOffset += Int64(count)
        }
    }

    private mutating func skipInput(_ count: Int64) throws(WARCReadError) {
        var left = count
        while left > 0 {
            if inputStart == inputEnd { try refillInput() }
            guard inputStart < inputEnd else { throw failure(.tornFrame) }
            let taken = Int(min(left, Int64(inputEnd - inputStart)))
            inputStart += taken
            left -= Int64(taken)
        }
    }

    /// Reads the first bytes into `input`, `count` of them; a pipe may give them one by one.
    private static func begin(
        _ source: consuming ByteSource, _ path: String, at offset: Int64, into input: inout [UInt8], count: inout Int
    ) throws(WARCReadError) -> ByteSource {
        do throws(FileError) {
            while count < ZstdFrame.longestHeader {
                let read = try source.read(into: &input, from: count)
                if read == 0 { break }
                count += read
            }
            return source
        } catch {
            throw WARCReadError(path: path, offset: offset, problem: .file(error))
        }
    }

    /// The dictionary with which a zstd file begins, wherever in it reading begins.
    static func dictionary(
        _ path: String, _ stretch: ByteSource.Stretch?
    ) throws(WARCReadError) -> ZstdDictionary? {
        let start = stretch?.start ?? 0
        var head = [UInt8](repeating: 0, count: 8)
        var data: [UInt8] = []
        do throws(FileError) {
            let file = try OpenFile(path, .reading)
            let found = try file.read(into: &head, at: start)
            guard case .skippable(ZstdFrame.dictionaryDigit, let count)? = ZstdFrame(at: head[..<found]) else { return nil }
            data = [UInt8](repeating: 0, count: Int(min(count, Int64(ZstdDictionary.limit) + 1)))
            let length = try file.read(into: &data, at: start + 8)
            data.removeLast(data.count - length)
        } catch {
            throw WARCReadError(path: path, offset: 0, problem: .file(error))
        }
        do throws(ZstdDictionary.Problem) {
            return try ZstdDictionary(userData: data)
        } catch {
            throw WARCReadError(path: path, offset: 0, problem: .unusableDictionary(error.description))
        }
    }
}
