// What kind of character a scalar is, by one look into a table.

/// The classes that shares are counted by.
enum CharacterClass: UInt8 {
    case whiteSpace, han, digit, latin, otherLetter, punctuation, symbol, unreadable

    /// The class of a scalar value.
    static func of(_ scalar: UInt32) -> CharacterClass { of(scalar, in: plane) }

    /// The same for loops, which take the table out once.
    @inline(__always)
    static func of(_ scalar: UInt32, in plane: [CharacterClass]) -> CharacterClass {
        scalar < 0x10000 ? plane[Int(scalar)] : beyond(scalar)
    }

    private static func beyond(_ scalar: UInt32) -> CharacterClass {
        (0x20000..<0x40000).contains(scalar) ? .han : Unicode.Scalar(scalar).map(classify) ?? .unreadable
    }

    /// The classes of the basic plane.
    static let plane: [CharacterClass] = (0..<0x10000).map { Unicode.Scalar(UInt32($0)).map(classify) ?? .unreadable }

    private static func classify(_ scalar: Unicode.Scalar) -> CharacterClass {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3007: return .han
        case 0xFFFD: return .unreadable
        default: break
        }
        if scalar.properties.isWhitespace { return .whiteSpace }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter: return scalar.value < 0x250 || scalar.value >= 0xFF00 ? .latin : .otherLetter
        case .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark: return .otherLetter
        case .decimalNumber, .letterNumber, .otherNumber: return .digit
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation: return .punctuation
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return .symbol
        default: return .unreadable  // controls, private use, unassigned
        }
    }
}
