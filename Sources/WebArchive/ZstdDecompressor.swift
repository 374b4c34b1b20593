// Owns a libzstd decompression context that decodes frames piece by piece, with or without a dictionary.
import CZstd

/// A running decompression of zstd frames (RFC 8878), one after the other.
package struct ZstdDecompressor: ~Copyable {
    private let context: OpaquePointer

    /// A decoder; frames are decoded with `dictionary` where there is one.
    package init(dictionary: [UInt8]? = nil) {
        // nil only where memory is exhausted; Swift's own allocations stop there as well.
        guard let context = ZSTD_createDCtx() else { fatalError("libzstd: out of memory") }
        self.context = context
        // libzstd copies the dictionary; a damaged one shows when a frame needs it.
        if let dictionary { ZSTD_DCtx_loadDictionary(context, dictionary, dictionary.count) }
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Begins a new frame.
    package mutating func reset() { ZSTD_DCtx_reset(context, ZSTD_reset_session_only) }

    /// Decodes from `input` to the beginning of `output`; says how much of each was used. `output` must not be empty.
    package mutating func decode(
        _ input: ArraySlice<UInt8>, into output: inout [UInt8]
    ) -> (consumed: Int, produced: Int, status: Inflater.Status) {
        // Both pointers only live for the call; libzstd stays within the lengths that it is given.
        var source = ZSTD_inBuffer()
        var target = ZSTD_outBuffer()
        let result = input.withUnsafeBytes { bytes in
            output.withUnsafeMutableBytes { room in
                source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
                target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
                return ZSTD_decompressStream(context, &target, &source)
            }
        }
        if ZSTD_isError(result) != 0 { return (source.pos, target.pos, .damaged(String(cString: ZSTD_getErrorName(result)))) }
        return (source.pos, target.pos, result == 0 ? .ended : .running)
    }
}
