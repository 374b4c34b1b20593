// The ways in which bytes of an archive, an index or a ZIP file are changed.

enum ArchiveMutation: CaseIterable {
    case flipBits, flipBytes, truncate, removeRange, insertRun, splice, repeatRange, word, number, duplicateLine, dropLine, swapLines, lineEnds, long

    /// What such files are made of, and what stands at their edges.
    private static let words: [[UInt8]] = [
        "WARC/1.1\r\n", "WARC/1.0\n", "\r\n\r\n", "\r\n", "\n", "WARC-Type: response\r\n", "WARC-Type: revisit\r\n", "WARC-Type: continuation\r\n",
        "Content-Length: 0\r\n", "Content-Length: 9223372036854775807\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n",
        "WARC-Target-URI: <http://a/>\r\n", "WARC-Segment-Number: 2\r\n", "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n",
        "ffffffffffffffff\r\n", "7fffffffffffffff\r\n", "0\r\n\r\n", "filedesc://a.arc 0.0.0.0 20200101000000 text/plain 10\n", "POST / HTTP/1.1\r\n",
        "HTTP/1.1 200 OK\r\n", "\"\\ud800\\", "{\"", "[[[[", " {\"url\": ", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}", "党", "%", "\0",
    ].map { Array($0.utf8) } + [
        [0x1F, 0x8B, 0x08], [0x1F, 0x8B, 0x08, 0x04, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF], [0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x2A, 0x4D, 0x18, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x5D, 0x2A, 0x4D, 0x18, 4, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0xFE, 0xFF],
    ]
    private static let numbers = ["0", "1", "-1", "+1", "00", "4294967296", "2147483648", "9223372036854775807", "18446744073709551616", "1e9", "0x10", "", "٣"]

    func apply(to bytes: inout [UInt8], other: [UInt8], _ random: inout SplitMix) {
        let place = random.below(bytes.count + 1)
        switch self {
        case .flipBits:
            guard !bytes.isEmpty else { return }
            for _ in 0 ..< random.size(upTo: 16) { bytes[random.below(bytes.count)] ^= 1 << random.below(8) }
        case .flipBytes:
            guard !bytes.isEmpty else { return }
            for _ in 0 ..< random.size(upTo: 32) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
        case .truncate: bytes.removeSubrange(place...)
        case .removeRange: bytes.removeSubrange(place ..< min(bytes.count, place + random.size(upTo: 2_000)))
        case .insertRun: bytes.insert(contentsOf: (0 ..< random.size(upTo: 300)).map { _ in UInt8(random.below(256)) }, at: place)
        case .splice:
            let start = random.below(other.count + 1)
            bytes.insert(contentsOf: other[start ..< min(other.count, start + random.size(upTo: 4_000))], at: place)
        case .repeatRange:
            let piece = Array(bytes[place ..< min(bytes.count, place + random.size(upTo: 2_000))])
            guard !piece.isEmpty else { return }
            for _ in 0 ..< random.size(upTo: min(2_000, 100_000 / piece.count + 1)) { bytes.insert(contentsOf: piece, at: place) }
        case .word: for _ in 0 ..< random.size(upTo: 8) { bytes.insert(contentsOf: random.pick(Self.words), at: random.below(bytes.count + 1)) }
        case .number:
            guard let start = bytes[place...].firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
            let end = bytes[start...].firstIndex { $0 < 0x30 || $0 > 0x39 } ?? bytes.endIndex
            bytes.replaceSubrange(start ..< end, with: random.pick(Self.numbers).utf8)
        case .duplicateLine, .dropLine, .swapLines: changeLine(of: &bytes, at: place, &random)
        case .lineEnds:
            let end = random.pick([[0x0A], [0x0D], [0x0D, 0x0D, 0x0A], [0x0D, 0x0A, 0x20]] as [[UInt8]])
            guard let feed = bytes[place...].firstIndex(of: 0x0A) else { return }
            bytes.replaceSubrange(feed ... feed, with: end)
        case .long:
            let piece = random.pick(Self.words)
            let count = random.oneIn(50) ? 2_000_000 : random.size(upTo: 60_000)
            bytes.insert(contentsOf: (0 ..< max(1, count / piece.count)).flatMap { _ in piece }, at: place)
        }
    }

    private func changeLine(of bytes: inout [UInt8], at place: Int, _ random: inout SplitMix) {
        let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        guard let end = bytes[start...].firstIndex(of: 0x0A).map({ $0 + 1 }) else { return }
        let line = Array(bytes[start ..< end])
        if self != .duplicateLine { bytes.removeSubrange(start ..< end) }
        guard self != .dropLine else { return }
        let target = random.below(bytes.count + 1)
        bytes.insert(contentsOf: line, at: bytes[..<target].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    }
}
