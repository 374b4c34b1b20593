// Check digits, by which numbers of persons and cards are told apart from all other long numbers.

enum CheckDigits {
    /// Whether 18 characters are an ID number: province, day of birth and check character (GB 11643-1999, ISO 7064 MOD 11-2).
    static func isIDNumber(_ characters: [UInt32]) -> Bool {
        guard characters.count == 18 else { return false }
        let digits = characters.prefix(17).map { Int($0) - 0x30 }
        guard digits.allSatisfy((0...9).contains), isProvince(digits[0] * 10 + digits[1]) else { return false }
        let year = digits[6...9].reduce(0) { $0 * 10 + $1 }
        guard (1900...2100).contains(year), isDay(year, digits[10] * 10 + digits[11], digits[12] * 10 + digits[13]) else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let expected = Array("10X98765432".unicodeScalars)[sum % 11].value
        return characters[17] == expected || (characters[17] == 0x78 && expected == 0x58)
    }

    /// Whether 15 digits are an ID number of before 1999; these have no check digit.
    static func isOldIDNumber(_ characters: [UInt32]) -> Bool {
        guard characters.count == 15 else { return false }
        let digits = characters.map { Int($0) - 0x30 }
        return digits.allSatisfy((0...9).contains) && isProvince(digits[0] * 10 + digits[1])
            && isDay(1900 + digits[6] * 10 + digits[7], digits[8] * 10 + digits[9], digits[10] * 10 + digits[11])
    }

    /// Luhn's check (ISO/IEC 7812-1, annex B).
    static func isLuhn(_ characters: [UInt32]) -> Bool {
        var sum = 0
        for (index, character) in characters.reversed().enumerated() {
            var digit = Int(character) - 0x30
            if index % 2 == 1 { digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2 }
            sum += digit
        }
        return sum % 10 == 0
    }

    /// Whether the number begins as a card's: 62 UnionPay, 4 Visa, 51–55 MasterCard, 35 JCB, 9558 and 6013 of old bank cards.
    static func isCardPrefix(_ characters: [UInt32]) -> Bool {
        let first = characters.prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 }
        switch characters.count {
        case 16: return first / 100 == 62 || first / 1000 == 4 || (51...55).contains(first / 100) || first / 100 == 35
        case 17, 18: return first / 100 == 62
        case 19: return first / 100 == 62 || first == 9558 || first == 6013 || first == 6011
        default: return false
        }
    }

    /// The first two digits of GB/T 2260.
    private static func isProvince(_ code: Int) -> Bool {
        switch code {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: true
        default: false
        }
    }

    private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
