// Hexadecimal and base32 digits, as digests, chunk sizes and percent-encoding use them.

enum Hexadecimal {
    static let lowerCase = Array("0123456789abcdef".utf8)
    static let upperCase = Array("0123456789ABCDEF".utf8)

    /// The value of one digit in either case.
    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Two lower-case digits a byte.
    static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes { append(byte, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the two digits of a byte.
    static func append(_ byte: UInt8, to text: inout [UInt8]) {
        text.append(lowerCase[Int(byte >> 4)])
        text.append(lowerCase[Int(byte & 15)])
    }
}

enum Base32 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// RFC 4648 §6, without padding for lengths that are multiples of five, such as SHA-1's 20 bytes.
    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits = 0
        var value: UInt32 = 0
        for byte in bytes {
            value = value << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[Int(value >> UInt32(bits)) & 31])
            }
        }
        if bits > 0 { text.append(digits[Int(value << UInt32(5 - bits)) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}
