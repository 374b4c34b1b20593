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
        let (whole, rest) = abs(scaled).quotientAndRemainder(dividingBy: 10_000)
        var text = (scaled < 0 ? "-" : "") + String(whole)
        if rest > 0 {
            var digits = String(rest)
            digits = String(repeating: "0", count: 4 - digits.count) + digits
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return Array(text.utf8)
    }
}
