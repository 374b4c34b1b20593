// The parameters of a query: which tell what is shown, which only how.

import Web

/// A query taken apart.
struct QueryParameters {
    private let all: [(name: String, value: Substring)]
    /// Whether a month or a day is among them.
    let hasDay: Bool
    private let year: Int?
    /// Whether some of them only sort, lay out, or make the address new.
    let isLaidOut: Bool

    /// Names of parameters that sort, lay out, or make an address new.
    private static let layout: Set<String> = [
        "sort", "sortby", "sort_by", "sortfield", "sorttype", "sortorder", "order", "orderby", "order_by", "ordertype", "timeorder",
        "direction", "asc", "desc", "layout", "display", "pagesize", "page_size", "perpage", "per_page", "prepage", "numperpage",
        "fontsize", "skin", "theme", "_", "rnd", "rand", "random", "nocache", "timestamp", "spm", "utm_source", "utm_medium",
        "utm_campaign", "isappinstalled",
    ]

    init(_ query: some StringProtocol) {
        all = query.split(whereSeparator: { $0 == "&" || $0 == ";" }).map { parameter in
            let parts = Substring(parameter).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (parts[0].lowercased(), parts.count > 1 ? parts[1] : "")
        }
        let days = all.compactMap { Self.isDateName($0.name) ? QueryDay($0.value) : nil }
        let whole = days.first { $0.month != nil && $0.year != nil }
        let month = days.first { $0.year == nil && $0.month != nil }
        let lone = all.first { ["year", "y", "nian"].contains($0.name) && $0.value.count == 4 }.flatMap { Int($0.value) }
        hasDay = whole != nil || month != nil && lone != nil
        year = whole?.year ?? lone
        isLaidOut = all.contains { Self.layout.contains($0.name) }
    }

    /// The same for parameters that do not matter.
    init(_ none: [String]) {
        all = []
        (hasDay, year, isLaidOut) = (false, nil, false)
    }

    /// Whether it shows a month or day long ago or far ahead.
    func isFarAway(from time: Timestamp) -> Bool { hasDay && year.map { CalendarPath.isFarAway($0, from: time) } == true }

    /// Whether such a URL can be one of very many that show little else.
    var isOfManyVariants: Bool { hasDay || isLaidOut || all.count >= 4 }

    /// What is shown, whatever the order of the parameters, without how and when.
    var core: [String] {
        all.filter { !Self.layout.contains($0.name) && !(hasDay && Self.isDateName($0.name)) }.map { "\($0.name)=\($0.value)" }.sorted()
    }

    /// The names in their order, and the values in the order of the names.
    var sorted: (names: [String], values: [Substring]) {
        let ordered = all.sorted { $0.name < $1.name }
        return (ordered.map(\.name), ordered.map(\.value))
    }

    private static func isDateName(_ name: String) -> Bool {
        ["date", "year", "month", "riqi", "calendar"].contains { name.contains($0) }
            || ["y", "m", "d", "ym", "ymd", "day", "nian", "yue", "ri"].contains(name)
    }
}

/// A month or a day as a parameter's value.
private struct QueryDay {
    var year: Int?
    var month: Int?

    /// `YYYYMM`, `YYYYMMDD`, the same with `-`, `/` or `.` between, or a month alone.
    init?(_ value: Substring) {
        let value = value.replacing("%2F", with: "/").replacing("%2f", with: "/")
        let parts = value.split(whereSeparator: { "-/.".contains($0) })
        guard !parts.isEmpty, parts.allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }) else { return nil }
        let number: (Substring) -> Int? = { Int($0) }
        switch (parts.count, parts[0].count) {
        case (2...3, 4): (year, month) = (number(parts[0]), number(parts[1]))
        case (1, 6), (1, 8): (year, month) = (number(parts[0].prefix(4)), number(parts[0].dropFirst(4).prefix(2)))
        case (1, 1...2): month = number(parts[0])
        default: return nil
        }
        guard let month, (1...12).contains(month) else { return nil }
    }
}
