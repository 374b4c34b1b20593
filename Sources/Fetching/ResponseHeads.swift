// Collects the lines of response heads as they come, 1xx heads apart from the final one.

/// Takes a response's head line by line and keeps every byte.
struct ResponseHeads {
    /// Whole 1xx heads.
    private(set) var interim: [[UInt8]] = []
    /// The final head so far; whole if ``isComplete``.
    private(set) var final: [UInt8] = []
    /// Whether the final head's empty line has come.
    private(set) var isComplete = false
    /// The status of the head being read or read last; 0 before any.
    private(set) var status = 0
    /// Whether the final head announces a chunked body.
    private(set) var isChunked = false
    /// Bytes of all heads.
    private(set) var byteCount = 0

    /// All lines as received, in order.
    var receivedLines: [UInt8] { interim.reduce([], +) + final }

    /// Takes the next line with its line end.
    mutating func take(_ line: [UInt8]) {
        byteCount += line.count
        if isComplete, line.starts(with: Array("HTTP/".utf8)) {
            // Another head after a whole one: that was an interim head unknown as such (or a proxy's).
            interim.append(final)
            final = []
            isComplete = false
            isChunked = false
        }
        if final.isEmpty { status = Self.status(ofLine: line) }
        final += line
        if line == [0x0D, 0x0A] || line == [0x0A] {
            if (100..<200).contains(status), status != 101 {
                interim.append(final)
                final = []
            } else {
                isComplete = true
            }
        } else if Self.namesChunked(line) {
            isChunked = true
        }
    }

    /// The three digits after the version (RFC 9112, section 4), or 0.
    private static func status(ofLine line: [UInt8]) -> Int {
        guard let space = line.firstIndex(of: 0x20) else { return 0 }
        let digits = line[space...].drop { $0 == 0x20 }.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return 0 }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `Transfer-Encoding` with `chunked` among its codings, as libcurl judges it.
    private static func namesChunked(_ line: [UInt8]) -> Bool {
        let name = Array("transfer-encoding:".utf8)
        guard line.count > name.count, zip(line, name).allSatisfy({ $0 | 0x20 == $1 || $0 == $1 }) else { return false }
        return line[name.count...].split(separator: 0x2C).contains { coding in
            let word = coding.filter { $0 > 0x20 }.map { $0 | 0x20 }
            return word == Array("chunked".utf8)
        }
    }
}
