// What is remembered of each record that was read, in a row of its own.

import WebArchive

/// A record in the work folder, by its number in the input.
struct Entry: BitwiseCopyable {
    var idHigh: Digest128
    var idLow: Digest128
    /// Of its URL.
    var page: Digest128
    /// Of its text as it was before masking.
    var text: Digest128
    /// Seconds since 1970; `.max` where it is not known.
    var fetched: Int64
    /// The same for `published`, read as UTC.
    var published: Int64
    /// The rule by which it was left out, from 1; 0 for none.
    var rule: UInt16
    var official: UInt8
    var portal: UInt32
    var characters: UInt32
    /// In `heads`: its members `url`, `host`, `title`, `published`.
    var headOffset: UInt64
    var headLength: UInt32
    /// In `bodies`: the document; of what a rule left out the measured value.
    var bodyOffset: UInt64
    var bodyLength: UInt32
    /// In `signs`: the sign text.
    var signOffset: UInt64
    var signLength: UInt32

    static let unknown = Int64.max

    /// 64 hexadecimal digits.
    var id: String { idHigh.hexadecimal + idLow.hexadecimal }
}

extension Digest128 {
    init(_ digest: SHA256Digest) { self.init(bytes: digest.bytes[...]) }

    /// The first sixteen bytes.
    init(bytes: ArraySlice<UInt8>) {
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for word in [high, low] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
                digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
