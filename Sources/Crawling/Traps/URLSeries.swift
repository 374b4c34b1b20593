// URLs that begin alike, and how many of them show the same.

import Web

/// The known URLs of one path, or below one calendar's folder.
struct URLSeries {
    /// Hashes of the URLs: they are asked about, never listed.
    private var known: Set<Int> = []
    /// URLs that show the same, by what they show.
    private var byCore: [Int: Int] = [:]
    private var byNames: [[String]: Group] = [:]

    /// URLs with the same names of parameters.
    private struct Group {
        var count = 0
        var first: [Substring]
        var varies: [Bool]
    }

    /// URLs of one calendar.
    private static let days = 800
    /// Ways to sort and lay out one page.
    private static let layouts = 10
    /// Combinations of three parameters or more.
    private static let combinations = 1000
    /// URLs of one path that are counted.
    static let limit = 20_000

    init(_ urls: [String]) {
        for url in urls {
            add(url.hashValue, QueryParameters(url.firstIndex(of: "?").map { url[url.index(after: $0)...] } ?? ""))
        }
    }

    /// The trap into which one more URL leads; if none, it is added.
    mutating func trap(_ url: WebURL, _ parameters: QueryParameters, isCalendar: Bool) -> Trap? {
        let hash = url.href.hashValue
        if known.contains(hash) { return nil }
        if byCore[parameters.core.hashValue, default: 0] >= (isCalendar ? Self.days : parameters.isLaidOut ? Self.layouts : .max) {
            return Trap(reason: isCalendar ? .calendar : .queryVariants)
        }
        let (names, values) = parameters.sorted
        if names.count >= 4, let group = byNames[names], group.count >= Self.combinations {
            let varying = zip(group.varies, zip(group.first, values)).count { $0 || $1.0 != $1.1 }
            if varying >= 3 { return Trap(reason: .queryVariants) }
        }
        add(hash, parameters)
        return nil
    }

    private mutating func add(_ hash: Int, _ parameters: QueryParameters) {
        guard known.count < Self.limit, known.insert(hash).inserted else { return }
        byCore[parameters.core.hashValue, default: 0] += 1
        let (names, values) = parameters.sorted
        guard names.count >= 4 else { return }
        var group = byNames[names] ?? Group(first: values, varies: values.map { _ in false })
        group.count += 1
        for (index, value) in values.enumerated() where value != group.first[index] { group.varies[index] = true }
        byNames[names] = group
    }
}
