// Reads numbers of fixed width and single marks, from left to right.

struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Exactly `width` ASCII digits.
    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let byte = rest.first, byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte - 0x30)
            rest.removeFirst()
        }
        return value
    }

    /// One to `width` ASCII digits.
    mutating func number(upTo width: Int) -> Int? {
        guard var value = number(1) else { return nil }
        for _ in 1..<width {
            guard let digit = number(1) else { break }
            value = value * 10 + digit
        }
        return value
    }

    mutating func skip(_ mark: UInt8) -> Bool {
        guard rest.first == mark else { return false }
        rest.removeFirst()
        return true
    }

    /// How many digits stood there.
    mutating func skipDigits() -> Int {
        var count = 0
        while let byte = rest.first, byte &- 0x30 < 10 {
            rest.removeFirst()
            count += 1
        }
        return count
    }

    /// How many spaces and tabs stood there.
    @discardableResult
    mutating func skipBlanks() -> Int {
        var count = 0
        while let byte = rest.first, byte == 0x20 || byte == 0x09 {
            rest.removeFirst()
            count += 1
        }
        return count
    }

    /// ASCII letters in lower case.
    mutating func word() -> String {
        var letters: [UInt8] = []
        while let byte = rest.first, (byte | 0x20) &- 0x61 < 26 {
            letters.append(byte | 0x20)
            rest.removeFirst()
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
