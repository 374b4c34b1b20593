// Owns the C libraries that pack archive inputs: gzip members, zstd frames, raw deflate, and the ZIP file around them.

import CDeflate
import CZstd

enum Packing {
    // Pointers only live for the calls, which stay within the lengths that they are given.

    static func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] { deflated(bytes, level, libdeflate_gzip_compress, bound: libdeflate_gzip_compress_bound) }

    static func deflate(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, 6, libdeflate_deflate_compress, bound: libdeflate_deflate_compress_bound) }

    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
        return Array(output.prefix(ZSTD_isError(count) == 0 ? count : 0))
    }

    /// A ZIP file of stored, or deflated, entries.
    static func zip(_ entries: [(name: String, bytes: [UInt8], isDeflated: Bool)]) -> [UInt8] {
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        for entry in entries {
            let packed = entry.isDeflated ? deflate(entry.bytes) : entry.bytes
            let name = Array(entry.name.utf8)
            let common = little(entry.isDeflated ? 8 : 0, 2) + little(0, 4) + little(Int(libdeflate_crc32(0, entry.bytes, entry.bytes.count)), 4)
                + little(packed.count, 4) + little(entry.bytes.count, 4) + little(name.count, 2) + little(0, 2)
            directory += Array("PK\u{1}\u{2}".utf8) + little(20, 2) + little(20, 2) + little(0, 2) + common
                + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(file.count, 4) + name
            file += Array("PK\u{3}\u{4}".utf8) + little(20, 2) + little(0, 2) + common + name + packed
        }
        let end = Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
        return file + directory + end
    }

    private static func deflated(
        _ bytes: [UInt8], _ level: Int32,
        _ compress: (OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int, bound: (OpaquePointer?, Int) -> Int
    ) -> [UInt8] {
        let compressor = libdeflate_alloc_compressor(level)
        defer { libdeflate_free_compressor(compressor) }
        var output = [UInt8](repeating: 0, count: bound(compressor, bytes.count))
        let count = compress(compressor, bytes, bytes.count, &output, output.count)
        return Array(output.prefix(count))
    }

    private static func little(_ number: Int, _ bytes: Int) -> [UInt8] { (0 ..< bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
}
