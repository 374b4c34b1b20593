// The text that duplicates are looked for in: NFKC, without white space and punctuation. The document itself is untouched.

import Foundation

/// Makes sign texts.
public enum SignText {
    /// The scalars of a text in NFKC that are no white space, punctuation, control or format character.
    public static func scalars(of text: String) -> [UInt32] {
        var result: [UInt32] = []
        append(Scalars.decode(text), to: &result)
        return result
    }

    /// Appends the sign text of a text.
    static func append(_ text: [UInt32], to result: inout [UInt32]) {
        let start = result.count
        let plane = plane
        result.reserveCapacity(start + text.count)
        for scalar in text {
            let entry = scalar < 0x10000 ? plane[Int(scalar)] : beyond(scalar)
            switch entry {
            case drop: continue
            case several: result += expansions[scalar] ?? []
            case composing:
                // What combines with its neighbours is left to the whole algorithm; it is rare in Chinese text.
                result.removeSubrange(start...)
                let whole = String(String.UnicodeScalarView(text.compactMap(Unicode.Scalar.init))).precomposedStringWithCompatibilityMapping
                result += whole.unicodeScalars.lazy.map(\.value).filter { !isDropped($0) }
                return
            default: result.append(entry)
            }
        }
    }

    private static let drop: UInt32 = 0xFFFF_FFFF
    private static let several: UInt32 = 0xFFFF_FFFE
    private static let composing: UInt32 = 0xFFFF_FFFD

    /// For each scalar of the basic plane what becomes of it: another scalar, or one of the marks above.
    private static let plane: [UInt32] = (0..<0x10000).map { entry(UInt32($0)) }
    private static let expansions: [UInt32: [UInt32]] = {
        var expansions: [UInt32: [UInt32]] = [:]
        for scalar in UInt32(0)..<0x10000 where plane[Int(scalar)] == several { expansions[scalar] = compatible(scalar).filter { !isDropped($0) } }
        return expansions
    }()

    private static func entry(_ scalar: UInt32) -> UInt32 {
        // Unified ideographs and Hangul syllables are what they are.
        if (0x3400...0x4DBF).contains(scalar) || (0x4E00...0x9FFF).contains(scalar) || (0xAC00...0xD7A3).contains(scalar) { return scalar }
        guard let value = Unicode.Scalar(scalar) else { return drop }
        if value.properties.canonicalCombiningClass != .notReordered || isHalfOfSyllable(scalar) { return composing }
        if scalar < 0x80 { return isDropped(scalar) ? drop : scalar }
        let mapped = compatible(scalar)
        if mapped.count > 1 { return several }
        guard let only = mapped.first, !isDropped(only) else { return drop }
        return only
    }

    /// Jamo vowels and finals, and half-width kana, which compose with the sound mark behind them.
    private static func isHalfOfSyllable(_ scalar: UInt32) -> Bool {
        (0x1100...0x11FF).contains(scalar) || (0xFF61...0xFFDC).contains(scalar)
    }

    private static func beyond(_ scalar: UInt32) -> UInt32 {
        if (0x20000...0x2F7FF).contains(scalar) || scalar >= 0x30000 { return isDropped(scalar) ? drop : scalar }
        return isDropped(scalar) ? drop : composing
    }

    private static func compatible(_ scalar: UInt32) -> [UInt32] {
        guard let value = Unicode.Scalar(scalar) else { return [] }
        return String(value).precomposedStringWithCompatibilityMapping.unicodeScalars.map(\.value)
    }

    private static func isDropped(_ scalar: UInt32) -> Bool {
        guard let value = Unicode.Scalar(scalar) else { return true }
        if value.properties.isWhitespace { return true }
        switch value.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .spaceSeparator: return true
        default: return false
        }
    }

    /// As UTF-16, little end first: how sign texts wait on disk.
    static func encode(_ scalars: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count * 2)
        func put(_ unit: UInt32) {
            bytes.append(UInt8(truncatingIfNeeded: unit))
            bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
        }
        for scalar in scalars {
            if scalar < 0x10000 {
                put(scalar)
            } else {
                put(0xD800 + (scalar - 0x10000) >> 10)
                put(0xDC00 + (scalar - 0x10000) & 0x3FF)
            }
        }
        return bytes
    }

    static func decode(_ bytes: [UInt8]) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(bytes.count / 2)
        var high: UInt32 = 0
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let unit = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
            if unit & 0xFC00 == 0xD800 {
                high = unit & 0x3FF
            } else if unit & 0xFC00 == 0xDC00 {
                scalars.append(0x10000 + high << 10 + unit & 0x3FF)
            } else {
                scalars.append(unit)
            }
        }
        return scalars
    }
}
