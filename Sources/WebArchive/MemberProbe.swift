// Tells whether a gzip member or zstd frame that may begin somewhere holds a record's header.

/// Decodes the beginnings of what may be members, one after the other, with one decoder.
struct MemberProbe: ~Copyable {
    private var inflater: Inflater?
    private var zstd: ZstdDecompressor?
    private var output = [UInt8](repeating: 0, count: 1 << 11)

    /// So much of a file is looked at at a time.
    static let windowSize = 1 << 18
    /// So many bytes decide: a zstd block comes out as a whole.
    static let reach = 1 << 17 + 1 << 10
    /// A head behind damage may take so many bytes; it is far more than any takes.
    static let headLimit = 1 << 16

    init(isZstd: Bool, dictionary: [UInt8]?) {
        inflater = isZstd ? nil : Inflater(.gzip)
        zstd = isZstd ? ZstdDecompressor(dictionary: dictionary) : nil
    }

    /// With which a member begins.
    var mark: [UInt8] { inflater != nil ? [0x1F, 0x8B, 0x08] : [0x28, 0xB5, 0x2F, 0xFD] }

    /// Whether a record's header stands at the beginning: it must be whole and say how long the block is. Says how many bytes that took.
    mutating func beginsRecord(_ bytes: ArraySlice<UInt8>, isARC: Bool, headLimit: Int) -> (isRecord: Bool, effort: Int) {
        // A head does not grow when it is compressed, but for the member's own header.
        var rest = bytes.prefix(zstd == nil ? headLimit + 512 : Self.reach)
        if zstd != nil {
            // RFC 8878 §3.1.1.1.1.4: the reserved bit of a frame's descriptor is zero.
            guard case .data? = ZstdFrame(at: bytes), bytes[bytes.startIndex + 4] & 8 == 0 else { return (false, 0) }
            zstd?.reset()
        } else {
            inflater?.reset()
        }
        var head: [UInt8] = []
        var scanner = HeadScanner()
        func effort() -> Int { rest.startIndex - bytes.startIndex + head.count }
        while head.count < headLimit {
            guard let (consumed, produced, status) = decode(rest) else { break }
            rest = rest.dropFirst(consumed)
            let piece = output[..<produced]
            let end = isARC ? piece.place(of: LF, from: 0) : scanner.end(in: piece)
            head += piece[..<(end ?? produced)]
            if !isARC, !head.prefix(5).elementsEqual("WARC/".utf8.prefix(head.count)) { break }
            if end != nil { return (isARC ? ARCHead(line: head[...]) != nil : Self.isHead(head[...]), effort()) }
            guard status == .running, consumed + produced > 0 else { break }
        }
        return (false, effort())
    }

    private mutating func decode(_ input: ArraySlice<UInt8>) -> (consumed: Int, produced: Int, status: Inflater.Status)? {
        inflater != nil ? inflater?.inflate(input, into: &output) : zstd?.decode(input, into: &output)
    }

    /// Whether a header begins with a version's number and says how long the block is.
    private static func isHead(_ head: ArraySlice<UInt8>) -> Bool {
        guard head.dropFirst(5).first.map({ $0 &- 0x30 < 10 }) ?? false else { return false }
        guard let feed = head.place(of: LF, from: head.startIndex) else { return false }
        return HeaderFields(parsing: head[(feed + 1)...])["Content-Length"].flatMap { Int64($0) } ?? -1 >= 0
    }
}
