// Owns a zlib stream that writes one gzip member piece by piece, for records too large for memory.
import CZlib

/// A running compression to one gzip member (RFC 1952), without time and file name, so that equal input gives equal bytes.
struct GzipStream: ~Copyable {
    // zlib keeps the address of its stream, so it may not lie in a Swift value, which moves.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: 1 << 16)

    init(level: Int32 = 6) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 + 16: the largest window and a gzip wrapper; 8: zlib's default memory. Fails only where memory is exhausted.
        guard deflateInit2_(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY,
                            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            fatalError("zlib: out of memory")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses `input` and hands on what is ready; `last` ends the member.
    mutating func compress<Failure: Error>(
        _ input: ArraySlice<UInt8>, last: Bool = false, to sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = input
        while true {
            // Both pointers only live for the call; zlib writes within avail_out and never into next_in.
            let (result, consumed, produced) = rest.withUnsafeBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                    stream.pointee.avail_in = UInt32(clamping: source.count)
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(clamping: target.count)
                    let given = stream.pointee.avail_in
                    let result = deflate(stream, last ? Z_FINISH : Z_NO_FLUSH)
                    return (result, Int(given - stream.pointee.avail_in), target.count - Int(stream.pointee.avail_out))
                }
            }
            rest = rest.dropFirst(consumed)
            if produced > 0 { try sink(output[..<produced]) }
            if result == Z_STREAM_END { return }
            if !last && rest.isEmpty && produced < output.count { return }
        }
    }
}
