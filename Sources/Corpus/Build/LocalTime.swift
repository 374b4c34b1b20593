// Times of records as numbers that can be compared.

import Web

/// Reads the times of records.
enum LocalTime {
    /// Seconds since 1970 of `2016`, `2016-03`, `2016-03-29`, `2016-03-29T10:20` and `…:30`, the first instant that it can mean;
    /// read as UTC. Nil for anything else.
    static func seconds(_ text: String) -> Int64? {
        var parts: [Int] = []
        var isInside = false
        for byte in text.utf8 {
            let digit = Int(byte) - 0x30
            defer { isInside = (0...9).contains(digit) }
            guard (0...9).contains(digit) else { continue }
            guard isInside, let before = parts.last else { parts.append(digit); continue }
            guard before < 100_000 else { return nil }
            parts[parts.count - 1] = before * 10 + digit
        }
        guard (1...6).contains(parts.count), text.utf8.count >= 4 else { return nil }
        func part(_ index: Int, _ instead: Int) -> Int { index < parts.count ? parts[index] : instead }
        return Timestamp(
            year: parts[0], month: part(1, 1), day: part(2, 1), hour: part(3, 0), minute: part(4, 0), second: part(5, 0)
        )?.secondsSince1970
    }

    /// How precise a time of that form is.
    static func precision(_ text: String) -> String? {
        switch text.utf8.count {
        case 4: "year"
        case 7: "month"
        case 10: "day"
        case 13: "hour"
        case 16: "minute"
        case 19...: "second"
        default: nil
        }
    }
}
