// A digest as it stands in a header: its algorithm and bytes, in whichever base it is written.

/// `algorithm:value` (WARC/1.1 §5.8). The standard leaves label and base open; base 16, base 32 and base 64 are told by length.
enum LabelledDigest: Equatable {
    /// Checkable; `isPlain` where the value is a token, as the grammar asks.
    case known(MessageDigester.Algorithm, [UInt8], isPlain: Bool)
    /// By an algorithm that is not known here.
    case unknown(label: String)
    /// No digest: no label, or a value that is none of the algorithm's.
    case malformed

    init(parsing value: ArraySlice<UInt8>) {
        guard let colon = value.firstIndex(of: UInt8(ascii: ":")), FieldGrammar.isToken(value[..<colon]), colon + 1 < value.endIndex else {
            self = .malformed
            return
        }
        let digits = value[(colon + 1)...]
        guard let algorithm = Self.algorithm(value[..<colon]) else {
            let label = FieldGrammar.text(value[..<colon]).lowercased()
            let isDigest = digits.allSatisfy { FieldGrammar.isTokenByte($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/") }
            self = isDigest ? .unknown(label: label) : .malformed
            return
        }
        let length = algorithm.length
        let bytes = Self.base16(digits, length) ?? Self.base32(digits, length) ?? Self.base64(digits, length)
        self = bytes.map { .known(algorithm, $0, isPlain: FieldGrammar.isToken(digits)) } ?? .malformed
    }

    private static func algorithm(_ label: ArraySlice<UInt8>) -> MessageDigester.Algorithm? {
        for (name, algorithm) in algorithms where name.utf8CodeUnitCount == label.count {
            // A static string's bytes live as long as the program.
            if name.withUTF8Buffer({ label.elementsEqual($0, by: { lowerCase($0) == $1 }) }) { return algorithm }
        }
        return nil
    }

    private static let algorithms: [(StaticString, MessageDigester.Algorithm)] = [
        ("sha1", .sha1), ("sha256", .sha256), ("md5", .md5), ("sha-1", .sha1), ("sha-256", .sha256),
        ("sha384", .sha384), ("sha-384", .sha384), ("sha512", .sha512), ("sha-512", .sha512),
    ]

    private static func base16(_ digits: ArraySlice<UInt8>, _ length: Int) -> [UInt8]? {
        guard digits.count == 2 * length else { return nil }
        return groups(digits, bits: 4, length) { Hexadecimal.value(of: $0) }
    }

    private static func base32(_ digits: ArraySlice<UInt8>, _ length: Int) -> [UInt8]? {
        groups(withoutPadding(digits), bits: 5, length) { digit in
            switch lowerCase(digit) {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): lowerCase(digit) - UInt8(ascii: "a")
            case UInt8(ascii: "2")...UInt8(ascii: "7"): digit - UInt8(ascii: "2") + 26
            default: nil
            }
        }
    }

    private static func base64(_ digits: ArraySlice<UInt8>, _ length: Int) -> [UInt8]? {
        groups(withoutPadding(digits), bits: 6, length) { digit in
            switch digit {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
            default: nil
            }
        }
    }

    private static func withoutPadding(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        digits[..<(digits.lastIndex { $0 != UInt8(ascii: "=") }.map { $0 + 1 } ?? digits.startIndex)]
    }

    /// The bytes that digits of so many bits stand for; nil where they are not exactly `length` bytes.
    private static func groups(
        _ digits: ArraySlice<UInt8>, bits: Int, _ length: Int, _ value: (UInt8) -> UInt8?
    ) -> [UInt8]? {
        guard digits.count == (length * 8 + bits - 1) / bits else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        var (held, count): (UInt32, Int) = (0, 0)
        for digit in digits {
            guard let value = value(digit) else { return nil }
            held = held << UInt32(bits) | UInt32(value)
            count += bits
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(count)))
            }
        }
        // RFC 4648 §3.5: the bits that are left over are zero, or two texts would be one digest.
        guard held & (1 << UInt32(count) - 1) == 0 else { return nil }
        return bytes
    }
}
