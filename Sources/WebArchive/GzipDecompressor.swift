// Owns a libdeflate decompressor that inflates one gzip member whose bytes are all in memory.
import CDeflate

/// Inflates whole gzip members (RFC 1952), about twice as fast as zlib does piece by piece.
struct GzipDecompressor: ~Copyable {
    private let decompressor: OpaquePointer

    init() {
        // nil only where memory is exhausted; Swift's own allocations stop there as well.
        guard let decompressor = libdeflate_alloc_decompressor() else { fatalError("libdeflate: out of memory") }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    /// Inflates the member at the beginning of `input` to the beginning of `output`; checksum and length were right.
    /// nil where the member does not end in `input`, does not fit into `output`, or is damaged: the caller cannot tell
    /// these apart, and inflates it piece by piece.
    mutating func member(at input: ArraySlice<UInt8>, into output: inout [UInt8]) -> (consumed: Int, produced: Int)? {
        // libdeflate passes over a checksum of the header (RFC 1952 §2.3.1, FHCRC), zlib compares it.
        if input.count > 3, input[input.startIndex + 3] & 2 != 0 { return nil }
        // Both pointers only live for the call; libdeflate stays within the lengths that it is given.
        var consumed = 0
        var produced = 0
        let result = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                libdeflate_gzip_decompress_ex(
                    decompressor, source.baseAddress, source.count, target.baseAddress, target.count, &consumed, &produced)
            }
        }
        return result == LIBDEFLATE_SUCCESS ? (consumed, produced) : nil
    }
}
