// The decompressed bytes of a .warc or .warc.gz file, member by member, through two buffers of fixed size.

/// Unread bytes of a file, or of one gzip member of it. The window `buffer[start..<end]` is what is at hand.
struct ArchiveBytes: ~Copyable {
    enum Layout { case plain, gzip }

    let layout: Layout
    /// What is at hand.
    private(set) var buffer: [UInt8]
    private(set) var start = 0
    private(set) var end = 0
    /// Where the current gzip member begins in the file; 0 in a plain file.
    private(set) var memberStart: Int64
    /// Whether the current member has ended, its checksum right.
    private(set) var memberEnded = true
    private let file: OpenFile
    private var inflater: Inflater
    private var input: [UInt8]
    private var inputStart = 0
    private var inputEnd: Int
    /// The file offset of `input`'s end, and in a plain file of `buffer`'s.
    private var fileOffset: Int64

    /// Opens the file at `offset` and tells its format by its first bytes.
    init(path: String, at offset: Int64, bufferSize: Int = 1 << 16) throws(WARCReadError) {
        var input = [UInt8](repeating: 0, count: bufferSize)
        var count = 0
        let opened = try Self.open(path, at: offset, into: &input, count: &count)
        if let format = Self.foreignFormat(input[..<count]) {
            throw WARCReadError(path: path, offset: offset, problem: .unsupported(format: format))
        }
        file = opened
        layout = input[..<count].starts(with: [0x1F, 0x8B]) ? .gzip : .plain
        inflater = Inflater(.gzip)
        fileOffset = offset + Int64(count)
        memberStart = layout == .gzip ? offset : 0
        if layout == .gzip {
            buffer = [UInt8](repeating: 0, count: bufferSize)
            self.input = input
            inputEnd = count
        } else {
            buffer = input
            end = count
            self.input = []
            inputEnd = 0
        }
    }

    /// In a plain file, the file offset of the next unread byte; in a gzip file, of the next byte to inflate.
    var offset: Int64 { layout == .plain ? fileOffset - Int64(end - start) : fileOffset - Int64(inputEnd - inputStart) }

    /// Counts `count` bytes of the window as read.
    mutating func consume(_ count: Int) { start += count }

    /// Sees to it that the window is not empty; false at the end of the file or of the member.
    mutating func fill() throws(WARCReadError) -> Bool {
        if start < end { return true }
        guard layout == .gzip else {
            let place = offset
            start = 0
            end = 0
            do throws(FileError) {
                end = try file.read(into: &buffer)
            } catch {
                throw WARCReadError(path: file.path, offset: place, problem: .file(error))
            }
            fileOffset += Int64(end)
            return end > 0
        }
        while !memberEnded {
            if inputStart == inputEnd {
                try refillInput()
                if inputEnd == 0 { throw failure(.tornMember) }
            }
            let (consumed, produced, status) = inflater.inflate(input[inputStart..<inputEnd], into: &buffer)
            inputStart += consumed
            start = 0
            end = produced
            switch status {
            case .running: break
            case .ended: memberEnded = true
            case .damaged(let reason):
                guard produced == 0 else { break }  // what came before the damage is read first; the next call meets it again
                throw failure(.damagedMember(reason))
            }
            if produced > 0 { return true }
        }
        return false
    }

    /// In a gzip file whose member has ended: begins the next one; false at the end of the file.
    mutating func nextMember() throws(WARCReadError) -> Bool {
        if inputStart == inputEnd { try refillInput() }
        guard inputStart < inputEnd else { return false }
        memberStart = offset
        guard input[inputStart] == 0x1F else { throw failure(.notAMember) }
        inflater.reset()
        memberEnded = false
        return true
    }

    func failure(_ problem: WARCReadError.Problem) -> WARCReadError {
        WARCReadError(path: file.path, offset: layout == .gzip ? memberStart : offset, problem: problem)
    }

    private mutating func refillInput() throws(WARCReadError) {
        inputStart = 0
        inputEnd = 0
        do throws(FileError) {
            inputEnd = try file.read(into: &input)
        } catch {
            throw failure(.file(error))
        }
        fileOffset += Int64(inputEnd)
    }

    /// The file, with its first bytes in `input`, `count` of them; a pipe may give them one by one.
    private static func open(
        _ path: String, at offset: Int64, into input: inout [UInt8], count: inout Int
    ) throws(WARCReadError) -> OpenFile {
        do throws(FileError) {
            let file = try OpenFile(path, .reading)
            if offset > 0 { try file.seek(to: offset) }
            while count < 10 {
                let read = try file.read(into: &input, from: count)
                if read == 0 { break }
                count += read
            }
            return file
        } catch {
            throw WARCReadError(path: path, offset: offset, problem: .file(error))
        }
    }

    private static func foreignFormat(_ bytes: ArraySlice<UInt8>) -> String? {
        // RFC 8878 §3.1: a frame, and a skippable frame, in which .warc.zst files carry their dictionary.
        let isSkippable = bytes.count >= 4 && bytes[0] & 0xF0 == 0x50 && bytes[1...3] == [0x2A, 0x4D, 0x18]
        if isSkippable || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "WARC in zstd" }
        if bytes.starts(with: Array("filedesc:".utf8)) { return "ARC" }
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) { return "ZIP (WACZ)" }
        return nil
    }
}
