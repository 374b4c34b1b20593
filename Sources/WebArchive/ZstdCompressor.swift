// Owns a libzstd compression context that writes frames as .warc.zst files must hold them.
import CZstd

/// Compresses whole buffers to zstd frames with content size, checksum and, where there is a dictionary, its ID
/// (Zstandard Compression for WARC Files 1.0, “Zstandard frames”). Equal bytes give equal frames.
package struct ZstdCompressor: ~Copyable {
    private let context: OpaquePointer
    /// libzstd reads it until the context is freed.
    private let prepared: PreparedDictionary?

    package static let level = PreparedDictionary.level

    package init(level: Int32 = Self.level, dictionary: [UInt8]? = nil) {
        self.init(level: level, prepared: nil)
        if let dictionary { ZSTD_CCtx_loadDictionary(context, dictionary, dictionary.count) }
    }

    /// With a dictionary that is shared.
    init(level: Int32 = Self.level, prepared: PreparedDictionary?) {
        // nil only where memory is exhausted; Swift's own allocations stop there as well.
        guard let context = ZSTD_createCCtx() else { fatalError("libzstd: out of memory") }
        self.context = context
        self.prepared = prepared
        Self.prepare(context, level: level)
        if let prepared { ZSTD_CCtx_refCDict(context, prepared.prepared) }
    }

    /// What every frame of a WARC file must say of itself.
    static func prepare(_ context: OpaquePointer, level: Int32) {
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1)
        ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 1)
    }

    deinit { ZSTD_freeCCtx(context) }

    /// One frame of all of `bytes`.
    package func frame(of bytes: [UInt8]) -> [UInt8] {
        // libzstd promises that the bound is enough; both pointers only live for the call.
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            let result = bytes.withUnsafeBytes { source in
                ZSTD_compress2(context, target.baseAddress, bound, source.baseAddress, source.count)
            }
            guard ZSTD_isError(result) == 0 else { fatalError("libzstd: \(String(cString: ZSTD_getErrorName(result)))") }
            count = result
        }
    }
}
