// The form in which texts are searched: letters of one width and one case, brackets and quotation marks of one kind.

import Foundation

/// A text as it is searched, with the way back to where each of its characters stood.
struct FoldedText {
    /// Unicode scalars; ``TextFolding/gap`` where no word may reach across.
    private(set) var scalars: [UInt32] = []
    /// For each of `scalars`, which scalar of the text it came from.
    private(set) var places: [Int32] = []
    private var pendingSpace: Int32?

    /// Folds a text.
    init(_ text: String) {
        let count = text.utf8.count / 2
        scalars.reserveCapacity(count)
        places.reserveCapacity(count)
        for (place, scalar) in text.unicodeScalars.enumerated() { take(scalar, Int32(place)) }
    }

    /// The scalars of the text between two of the folded ones.
    func source(of range: Range<Int>) -> Range<Int> {
        guard let last = range.last else { return 0..<0 }
        return Int(places[range.lowerBound])..<(Int(places[last]) + 1)
    }

    private mutating func take(_ scalar: Unicode.Scalar, _ place: Int32) {
        switch TextFolding.form(of: scalar) {
        case .one(let folded): append(folded, place)
        case .space: pendingSpace = pendingSpace ?? place
        case .gap: append(TextFolding.gap, place)
        case .nothing: break
        case .several:
            for part in TextFolding.compatibilityForm(of: scalar) {
                switch TextFolding.form(of: part) {
                case .one(let folded): append(folded, place)
                case .space: pendingSpace = pendingSpace ?? place
                case .several: append(part.value, place)  // it is its own compatible form
                case .gap, .nothing: break
                }
            }
        }
    }

    /// White space counts only between two Latin letters or digits: elsewhere it is layout (张　三).
    private mutating func append(_ scalar: UInt32, _ place: Int32) {
        if let space = pendingSpace {
            pendingSpace = nil
            if let last = scalars.last, TextFolding.isLatinOrDigit(last), TextFolding.isLatinOrDigit(scalar) {
                scalars.append(TextFolding.space)
                places.append(space)
            }
        }
        scalars.append(scalar)
        places.append(place)
    }
}

/// Which characters are the same to a search.
///
/// One are: full-width and half-width forms, capital and small letters, the brackets 〔〕［］[]【】﹝﹞（）(), the quotation marks “”「」『』",
/// dashes, middle dots, and what Unicode calls compatible (㎡ and m2, 契 U+F909 and U+5951). Simplified and traditional characters
/// are two. ASCII punctuation takes its full-width form, so that a tokenizer of SQLite which parts words at ASCII takes all as they are.
enum TextFolding {
    /// Raise it with any change here: an index folded otherwise would not find what it holds.
    static let version = 1

    /// Parts paragraphs and cells.
    static let gap: UInt32 = 0x0A
    static let space: UInt32 = 0x3000

    enum Form {
        case one(UInt32)
        case space
        case gap
        case nothing
        /// ``compatibilityForm(of:)`` tells.
        case several
    }

    static func form(of scalar: Unicode.Scalar) -> Form {
        let value = scalar.value
        switch value {
        case 0x3400...0x9FFF, 0x20000...0x2F7FF, 0x30000...0x3FFFD: return .one(value)
        case 0..<0x80: return ascii(value)
        case 0xFF01...0xFF5E: return ascii(value - 0xFEE0)
        case 0x3000, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: return .space
        case 0x85, 0x2028, 0x2029: return .gap
        case 0x80..<0xA0, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF, 0xE0100...0xE01EF: return .nothing
        case 0x3014, 0x3010, 0x3016, 0xFE5D, 0xFE59: return .one(0xFF08)
        case 0x3015, 0x3011, 0x3017, 0xFE5E, 0xFE5A: return .one(0xFF09)
        case 0x201C...0x201F, 0x300C...0x300F, 0x301D...0x301F, 0xFF62, 0xFF63: return .one(0xFF02)
        case 0x2018...0x201B: return .one(0xFF07)
        case 0x2010...0x2015, 0x2212, 0x2500, 0xFE58, 0xFE63: return .one(0xFF0D)
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0xFF65: return .one(0xB7)
        case 0x301C, 0x223C: return .one(0xFF5E)
        case 0xFF61: return .one(0x3002)
        case 0xFF64: return .one(0x3001)
        case 0x2026, 0x22EF: return .one(0x2026)
        case 0x3001...0x303F, 0x3041...0x30FF, 0x3105...0x312F, 0x31A0...0x31BF, 0xAC00...0xD7A3: return .one(value)
        default: return .several
        }
    }

    /// NFKC (UAX #15) in small letters, character by character.
    static func compatibilityForm(of scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        String(scalar).precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
    }

    static func isLatinOrDigit(_ scalar: UInt32) -> Bool {
        (0x30...0x39).contains(scalar) || (0x61...0x7A).contains(scalar)
    }

    private static func ascii(_ value: UInt32) -> Form {
        switch value {
        case 0x30...0x39, 0x61...0x7A: .one(value)
        case 0x41...0x5A: .one(value + 0x20)
        case 0x20, 0x0B, 0x0C: .space
        case 0x09, 0x0A, 0x0D: .gap
        case 0x28, 0x5B: .one(0xFF08)
        case 0x29, 0x5D: .one(0xFF09)
        case 0x21...0x7E: .one(value + 0xFEE0)
        default: .nothing
        }
    }
}
