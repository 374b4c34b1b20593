// Personal data in a text: what kinds are known, and where one stands.

/// Finds personal data in Chinese text.
public enum PersonalData {
    /// What is found.
    public enum Kind: String, Sendable, CaseIterable, Hashable {
        /// 居民身份证号, 18 characters with the right check character (GB 11643-1999), or 15 digits behind a label.
        case idNumber = "id_number"
        case mobile
        case landLine = "land_line"
        case email
        /// 16 to 19 digits with the prefix of a card and the right check digit (ISO/IEC 7812-1, Luhn).
        case bankCard = "bank_card"
        /// A dwelling, behind a label such as 住址 or 家住; the address of an office is none.
        case address

        /// What is written in its place.
        public var mask: String {
            switch self {
            case .idNumber: "[身份证号]"
            case .mobile: "[手机号]"
            case .landLine: "[电话号码]"
            case .email: "[电子邮箱]"
            case .bankCard: "[银行卡号]"
            case .address: "[住址]"
            }
        }
    }

    /// One find.
    public struct Find: Sendable, Equatable {
        public let kind: Kind
        /// Where it stands, counted in scalars (code points).
        public let range: Range<Int>
    }

    /// The text with the finds of some kinds replaced by their masks.
    static func masking(_ scalars: [UInt32], _ finds: [Find], kinds: Set<Kind>) -> [UInt32] {
        var result: [UInt32] = []
        var end = 0
        for find in finds where kinds.contains(find.kind) {
            result += scalars[end..<find.range.lowerBound]
            result += Scalars.decode(find.kind.mask)
            end = find.range.upperBound
        }
        return result + scalars[end...]
    }
}
