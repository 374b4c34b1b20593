// Small additions to the writer of JSON lines, for documents.

import Records

typealias JSONText = JSONLine

extension JSONLine {
    mutating func strings(_ strings: [String]) {
        array { json in for string in strings { json.value(string) } }
    }

    /// A token that is JSON already, or null.
    mutating func token(_ token: ArraySlice<UInt8>?) { value(json: token) }

    mutating func decimal(_ number: Double) { value(json: Decimal4.text(number)) }
}

/// Numbers with at most four decimals, the same on every machine.
enum Decimal4 {
    static func text(_ number: Double) -> [UInt8] {
        guard abs(number) < 1e13 else { return Array("\(number)".utf8) }
        let scaled = Int((number * 10_000).rounded())
        var (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: 10_000)
        var text: [UInt8] = []
        text.reserveCapacity(8)
        if scaled < 0 { text.append(UInt8(ascii: "-")) }
        var unit: UInt = 1
        while whole / unit >= 10 { unit *= 10 }
        while unit > 0 {
            text.append(0x30 + UInt8(whole / unit))
            whole %= unit
            unit /= 10
        }
        guard rest > 0 else { return text }
        text.append(UInt8(ascii: "."))
        unit = 1000
        while rest > 0 {
            text.append(0x30 + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
        return text
    }
}
