// Owns a libzstd context that writes one frame piece by piece, for records too large for memory.
import CZstd

/// A running compression to one zstd frame with content size, checksum and dictionary ID.
struct ZstdStream: ~Copyable {
    private let context: OpaquePointer
    /// libzstd reads it until the context is freed.
    private let dictionary: PreparedDictionary?
    private var output = [UInt8](repeating: 0, count: 1 << 17)

    /// - Parameter count: how many bytes the frame will hold; libzstd refuses any other number.
    init(count: Int64, dictionary: PreparedDictionary?) {
        // nil only where memory is exhausted; Swift's own allocations stop there as well.
        guard let context = ZSTD_createCCtx() else { fatalError("libzstd: out of memory") }
        self.context = context
        self.dictionary = dictionary
        ZstdCompressor.prepare(context, level: ZstdCompressor.level)
        ZSTD_CCtx_setPledgedSrcSize(context, UInt64(count))
        if let dictionary { ZSTD_CCtx_refCDict(context, dictionary.prepared) }
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Compresses `input` and hands on what is ready; `last` ends the frame.
    mutating func compress<Failure: Error>(
        _ input: ArraySlice<UInt8>, last: Bool = false, to sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var done = 0
        while true {
            // Both pointers only live for the call; libzstd stays within the lengths that it is given.
            let (consumed, produced, left) = input.withUnsafeBytes { bytes in
                output.withUnsafeMutableBytes { room in
                    var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: done)
                    var target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
                    let left = ZSTD_compressStream2(context, &target, &source, last ? ZSTD_e_end : ZSTD_e_continue)
                    // Only wrong parameters or an exhausted memory end here, never the bytes.
                    guard ZSTD_isError(left) == 0 else { fatalError("libzstd: \(String(cString: ZSTD_getErrorName(left)))") }
                    return (source.pos, target.pos, left)
                }
            }
            done = consumed
            if produced > 0 { try sink(output[..<produced]) }
            if last ? left == 0 : done == input.count { return }
        }
    }
}
