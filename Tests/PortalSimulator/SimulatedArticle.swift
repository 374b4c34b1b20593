// An article of the simulated portal: all of it follows from its number and its day.

/// One article, document or notice.
public struct SimulatedArticle: Sendable, Hashable {
    /// Unlike that of any other article of the portal.
    public var number: Int
    public var year: Int
    public var month: Int
    public var day: Int
    /// How often its text was edited.
    public var edition = 0

    /// - Parameter day: days since 2008-01-01, each month taken as 28 days long.
    public init(number: Int, day: Int) {
        self.number = number
        year = 2008 + day / 336
        month = 1 + day % 336 / 28
        self.day = 1 + day % 28
    }

    private static let matters = ["安全生产", "农村饮水", "义务教育", "医疗保障", "森林防火", "防汛抗旱", "招商引资", "市场监管", "道路交通", "就业创业"]
    private static let acts = ["专项整治", "督查检查", "示范创建", "补助发放", "考核评价", "业务培训", "信息报送", "项目申报"]

    public var title: String {
        "关于做好第\(number)批\(Self.matters[number % 10])\(Self.acts[number / 10 % 8])工作的通知"
    }

    /// As `2016-03-29`.
    public var date: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
    /// As `20160329`.
    public var compactDate: String { "\(year)\(Self.two(month))\(Self.two(day))" }
    /// As `201603`.
    public var yearMonth: String { "\(year)\(Self.two(month))" }
    public var monthText: String { Self.two(month) }
    public var dayText: String { Self.two(day) }
    /// Seconds since 1970 at the day's noon in China (days by the proleptic Gregorian calendar).
    public var seconds: Int {
        let y = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
        return days * 86_400 + 4 * 3_600
    }

    /// 文号.
    public var documentNumber: String { "清政办发〔\(year)〕\(number)号" }
    /// 索引号.
    public var indexNumber: String { "629931-\(yearMonth)-\(number)" }
    public var issuer: String { ["清溪县人民政府", "清溪县财政局", "清溪县教育局"][number % 3] }
    public var validity: String { number % 7 == 0 ? "失效" : "有效" }

    /// 32 hexadecimal digits.
    public var hex: String { Self.hex(of: number) }

    static func hex(of number: Int) -> String {
        var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
        return (0..<4).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let digits = String(UInt32(truncatingIfNeeded: state >> 32), radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// In the form of a UUID.
    static func uuid(of number: Int) -> String {
        let h = Array(hex(of: number))
        return [h[0..<8], h[8..<12], h[12..<16], h[16..<20], h[20..<32]].map { String($0) }.joined(separator: "-")
    }

    /// Three paragraphs, unlike those of all other articles.
    public var paragraphs: [String] {
        var state = UInt64(number * 64 + edition)
        return (0..<3).map { _ in
            let words = (0..<24).map { _ -> Character in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Self.characters[Int((state >> 40) % UInt64(Self.characters.count))]
            }
            return "第\(number)批：" + String(words) + "。各乡镇人民政府要加强组织领导，确保各项措施落到实处。"
        }
    }

    private static let characters = Array("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔")

    private static func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
}
