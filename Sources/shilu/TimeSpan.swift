// A length of time as people type it.

import ArgumentParser

/// `6h`, `90m`, `1h30m`, `45s`.
struct TimeSpan: ExpressibleByArgument {
    /// Above 0.
    let seconds: Double

    init?(argument: String) {
        var seconds = 0
        var number: Int?
        var units = "hms"[...]  // each once at most, the larger first
        for character in argument {
            if let digit = character.isASCII ? character.wholeNumberValue : nil {
                let (product, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
                guard !isTooLarge, product < 1_000_000_000 else { return nil }
                number = product + digit
            } else {
                guard let count = number, let place = units.firstIndex(of: character) else { return nil }
                seconds += count * (character == "h" ? 3600 : character == "m" ? 60 : 1)
                units = units[units.index(after: place)...]
                number = nil
            }
        }
        guard number == nil, seconds > 0 else { return nil }
        self.seconds = Double(seconds)
    }
}
