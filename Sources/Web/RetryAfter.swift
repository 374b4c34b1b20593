// How long a server asks to be left alone.

/// Retry-After (RFC 9110, section 10.2.3).
public enum RetryAfter {
    /// Seconds to wait from `now`: of `120`, or up to an HTTP-date (0 where it has passed). Nil where the value is neither. At
    /// most 10 years, so that sums do not overflow.
    public static func seconds(_ value: String, now: Timestamp = .now()) -> Int64? {
        let longest: Int64 = 315_360_000
        var reader = DigitReader(value)
        reader.skipBlanks()
        var seconds: Int64 = 0
        var hasDigits = false
        while let digit = reader.number(1) {
            hasDigits = true
            seconds = min(seconds * 10 + Int64(digit), longest)
        }
        // Servers send fractions, which the grammar does not know: rounded up.
        if hasDigits, reader.skip(0x2E), reader.skipDigits() > 0 { seconds += 1 }
        reader.skipBlanks()
        if hasDigits, reader.isAtEnd { return seconds }
        return HTTPDate.parse(value, now: now).map { min(max($0 - now, 0), longest) }
    }
}
