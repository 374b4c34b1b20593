// Owns a zlib stream that inflates gzip, zlib and raw deflate data piece by piece.
import CZlib

/// A running decompression of one gzip member, zlib stream or raw deflate stream.
package struct Inflater: ~Copyable {
    package enum Format: Int32 {
        /// RFC 1952.
        case gzip = 31
        /// RFC 1950.
        case zlib = 15
        /// RFC 1951.
        case raw = -15
    }

    package enum Status: Equatable {
        /// More input or more room is needed.
        case running
        /// The stream ended, with its checksum right.
        case ended
        /// The data are no such stream, in the library's words.
        case damaged(String)
    }

    // zlib keeps the address of its stream, so it may not lie in a Swift value, which moves.
    private let stream: UnsafeMutablePointer<z_stream>
    private let format: Format

    package init(_ format: Format) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        self.format = format
        // Fails only where memory is exhausted; Swift's own allocations stop there as well.
        guard inflateInit2_(stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            fatalError("zlib: out of memory")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Begins a new stream of the same format.
    package mutating func reset() { inflateReset2(stream, format.rawValue) }

    /// Inflates from `input` into `output` from its start on; says how much of each was used.
    /// `output` must not be empty.
    package mutating func inflate(
        _ input: ArraySlice<UInt8>, into output: inout [UInt8]
    ) -> (consumed: Int, produced: Int, status: Status) {
        // Both pointers only live for the call; zlib writes within avail_out and never into next_in.
        let (result, consumed, produced) = input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.pointee.avail_in = UInt32(clamping: source.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(clamping: target.count)
                let (given, room) = (stream.pointee.avail_in, stream.pointee.avail_out)
                let result = CZlib.inflate(stream, Z_NO_FLUSH)
                return (result, Int(given - stream.pointee.avail_in), Int(room - stream.pointee.avail_out))
            }
        }
        switch result {
        case Z_OK, Z_BUF_ERROR: return (consumed, produced, .running)
        case Z_STREAM_END: return (consumed, produced, .ended)
        case Z_NEED_DICT: return (consumed, produced, .damaged("needs a dictionary"))
        default:
            let message = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(result)"
            return (consumed, produced, .damaged(message))
        }
    }
}
