// Gzip members made without a library, so that the server shares no code with what it tests (RFC 1951, RFC 1952).

public enum Gzip {
    /// A member with the data in stored blocks.
    public static func member(_ data: [UInt8]) -> [UInt8] {
        var deflated: [UInt8] = []
        var rest = data[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            deflated.append(rest.isEmpty ? 1 : 0)
            deflated += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
            deflated += block
        } while !rest.isEmpty
        return wrap(deflated, checksum: checksum(data), size: data.count)
    }

    /// A member that unpacks to so many zero bytes, 159 times its size: one literal, then matches of 258 bytes at distance 1.
    static func zeros(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.put(0b1, 1)  // last block
        bits.put(0b01, 2)  // fixed Huffman codes
        if count > 0 { bits.putCode(0b0011_0000, 8) }  // literal 0
        var left = max(0, count - 1)
        while left >= 258 {
            bits.putCode(0b1100_0101, 8)  // length 258
            bits.putCode(0, 5)  // distance 1
            left -= 258
        }
        for _ in 0..<left { bits.putCode(0b0011_0000, 8) }
        bits.putCode(0, 7)  // end of block
        var crc: UInt32 = 0xFFFF_FFFF
        for _ in 0..<count { crc = table[Int(crc & 255)] ^ (crc >> 8) }
        return wrap(bits.finish(), checksum: ~crc, size: count)
    }

    private static func wrap(_ deflated: [UInt8], checksum: UInt32, size: Int) -> [UInt8] {
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + deflated + littleEndian(checksum) + littleEndian(UInt32(truncatingIfNeeded: size))
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 255) } }

    private static func checksum(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    private struct BitWriter {
        private var bytes: [UInt8] = []
        private var current: UInt8 = 0
        private var used = 0

        /// Plain values go low bit first.
        mutating func put(_ value: Int, _ count: Int) {
            for place in 0..<count { putBit(value >> place & 1) }
        }

        /// Huffman codes go high bit first.
        mutating func putCode(_ code: Int, _ count: Int) {
            for place in (0..<count).reversed() { putBit(code >> place & 1) }
        }

        private mutating func putBit(_ bit: Int) {
            current |= UInt8(bit << used)
            used += 1
            if used == 8 {
                bytes.append(current)
                current = 0
                used = 0
            }
        }

        mutating func finish() -> [UInt8] { used > 0 ? bytes + [current] : bytes }
    }
}
