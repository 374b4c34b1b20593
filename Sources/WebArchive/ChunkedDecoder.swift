// Takes the chunked transfer coding off a body that may come in pieces (RFC 9112 §7.1).

/// Decodes a chunked body and says whether it is whole. Tolerates bare LF and blanks around sizes; ignores extensions.
public struct ChunkedDecoder: Sendable {
    /// What is known of the body so far. Positions count its coded bytes from 0.
    public enum Verdict: Sendable, Equatable {
        /// The last chunk and the trailer section came; `end` is the position after them.
        case complete(end: Int64)
        /// All is well so far, but the end has not come.
        case incomplete
        /// At `position` stands what no chunked body may hold.
        case invalid(position: Int64, reason: String)
    }

    /// What is known so far.
    public private(set) var verdict = Verdict.incomplete
    /// The trailer section as received, without its empty line, up to 64 KiB.
    public private(set) var trailers: [UInt8] = []
    /// How many decoded bytes came out.
    public private(set) var decodedCount: Int64 = 0

    private enum State: Sendable {
        case sizeStart, size, afterSize, chunkExtension, afterSizeCR, data, afterData, afterDataCR, trailerStart, trailer
    }
    private var state = State.sizeStart
    private var position: Int64 = 0
    private var remaining: UInt64 = 0
    private var sizeDigits = 0
    private static let trailerLimit = 1 << 16

    /// A decoder at the beginning of a body.
    public init() {}

    /// Takes the next coded bytes and appends what they decode to; after the end or an error it takes no more.
    public mutating func decode(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) {
        decode(input) { output += $0 }
    }

    /// Takes the next coded bytes and hands on each run of decoded ones.
    public mutating func decode(_ input: ArraySlice<UInt8>, to sink: (ArraySlice<UInt8>) -> Void) {
        var index = input.startIndex
        // Invariant: `position` counts the bytes before `index`; `remaining` those of the chunk that are still to come.
        while index < input.endIndex, verdict == .incomplete {
            if state == .data {
                let end = input.index(index, offsetBy: Int(min(remaining, UInt64(input.endIndex - index))))
                sink(input[index..<end])
                let count = end - index
                decodedCount += Int64(count)
                position += Int64(count)
                remaining -= UInt64(count)
                index = end
                if remaining == 0 { state = .afterData }
                continue
            }
            step(input[index])
            index += 1
            position += 1
            if case .incomplete = verdict { continue }
            if case .complete = verdict { verdict = .complete(end: position) }
        }
    }

    private mutating func step(_ byte: UInt8) {
        switch state {
        case .sizeStart:
            if isBlank(byte) { return }
            guard Hexadecimal.value(of: byte) != nil else { return fail("no chunk size") }
            (remaining, sizeDigits, state) = (0, 0, .size)
            step(byte)
        case .size:
            if let digit = Hexadecimal.value(of: byte) {
                sizeDigits += remaining == 0 && digit == 0 ? 0 : 1
                guard sizeDigits <= 15 else { return fail("chunk size over 15 digits") }
                remaining = remaining << 4 | UInt64(digit)
            } else {
                state = .afterSize
                step(byte)
            }
        case .afterSize:
            switch byte {
            case SPACE, TAB: break
            case UInt8(ascii: ";"): state = .chunkExtension
            case CR: state = .afterSizeCR
            case LF: beginChunk()
            default: fail("no chunk size")
            }
        case .chunkExtension:
            if byte == LF { beginChunk() }
        case .afterSizeCR:
            byte == LF ? beginChunk() : fail("CR without LF after the chunk size")
        case .afterData:
            switch byte {
            case CR: state = .afterDataCR
            case LF: state = .sizeStart
            default: fail("chunk longer than its size")
            }
        case .afterDataCR:
            if byte == LF { state = .sizeStart } else { fail("CR without LF after a chunk") }
        case .trailerStart:
            // The empty line ends the body; a CR is only kept once it turns out to belong to a trailer line.
            switch byte {
            case LF: verdict = .complete(end: position)
            case CR: break
            default: state = .trailer; step(byte)
            }
        case .trailer:
            guard trailers.count < Self.trailerLimit else { return fail("trailer section over 64 KiB") }
            trailers.append(byte)
            if byte == LF { state = .trailerStart }
        case .data: break
        }
    }

    private mutating func beginChunk() { state = remaining == 0 ? .trailerStart : .data }

    private mutating func fail(_ reason: String) { verdict = .invalid(position: position, reason: reason) }
}
