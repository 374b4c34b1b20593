// Finds where a chunked body ends, without decoding it (RFC 9112, section 7.1).

/// libcurl follows the chunks too, but hands over whatever else stood in the same read: the exact end must be found here.
/// What it takes and refuses is therefore what libcurl 7.88 takes and refuses (a bare LF for CR LF, extensions of any form).
struct ChunkScanner {
    /// Whether the last chunk and its trailers have come.
    var isFinished: Bool { state == .finished }
    /// Where in the body the framing breaks, or nil.
    private(set) var brokenAt: Int?

    private enum State { case size, sizeLine, data, dataEnd, trailer, trailerEnd, lineStart, lastLF, finished, broken }
    private var state = State.size
    private var digits = 0
    private var left: UInt64 = 0
    private var trailerLength = 0
    private var position = 0

    /// Takes the next bytes of the body and tells how many of them belong to it: all, unless it ends among them.
    mutating func scan<Bytes: RandomAccessCollection>(_ bytes: Bytes) -> Int where Bytes.Element == UInt8, Bytes.Index == Int {
        var index = bytes.startIndex
        while index < bytes.endIndex, state != .finished, state != .broken {
            if state == .data {
                let count = Int(min(left, UInt64(bytes.endIndex - index)))
                left -= UInt64(count)
                index += count
                if left == 0 { state = .dataEnd }
            } else if step(bytes[index]) {
                index += 1
            }
        }
        let taken = index - bytes.startIndex
        if state == .broken {
            if brokenAt == nil { brokenAt = position + taken }
            return bytes.count
        }
        position += taken
        return taken
    }

    /// One byte of framing; false if the new state must look at it again.
    private mutating func step(_ byte: UInt8) -> Bool {
        switch state {
        case .size:
            if let digit = Self.hexValue(byte) {
                guard digits < 16 else { return breakOff() }
                left = left << 4 | UInt64(digit)
                digits += 1
                return true
            }
            guard digits > 0, left <= UInt64(Int64.max) else { return breakOff() }
            state = .sizeLine
            return false
        case .sizeLine:
            if byte == 0x0A { state = left == 0 ? .trailer : .data }
            return true
        case .dataEnd:
            if byte == 0x0A {
                state = .size
                digits = 0
            } else if byte != 0x0D {
                return breakOff()
            }
            return true
        case .trailer:
            if byte == 0x0D || byte == 0x0A {
                state = trailerLength > 0 ? .trailerEnd : .lineStart
                return state == .trailerEnd && byte == 0x0D
            }
            trailerLength += 1
            return true
        case .trailerEnd:
            guard byte == 0x0A else { return breakOff() }
            state = .lineStart
            trailerLength = 0
            return true
        case .lineStart:
            if byte != 0x0D, byte != 0x0A {
                state = .trailer
                return false
            }
            state = .lastLF
            return byte == 0x0D
        case .lastLF:
            guard byte == 0x0A else { return breakOff() }
            state = .finished
            return true
        case .data, .finished, .broken:
            return true
        }
    }

    private mutating func breakOff() -> Bool {
        state = .broken
        return false
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
