// The plots of a data card, made of the funnel's counts.

/// Files of plots.
enum Plots {
    /// Names from the data set's folder on, with what each shows, in the order of the data card.
    static func files(of funnel: Funnel) -> [(name: String, alternative: String, svg: String)] {
        [
            ("plots/years.svg", "Documents a year, by portal", years(funnel).svg),
            ("plots/lengths.svg", "Documents by their length", lengths(funnel).svg),
            ("plots/funnel.svg", "What came through each stage", stages(funnel).svg),
            ("plots/duplicates.svg", "Clusters of copies by their size", duplicates(funnel).svg),
        ]
    }

    /// So many portals have a colour of their own; the rest is one.
    private static let named = 7

    private static func years(_ funnel: Funnel) -> Chart {
        let portals = funnel.portals.filter { $0.value.kept > 0 }.sorted { ($1.value.kept, $0.key) < ($0.value.kept, $1.key) }
        let rest = portals.dropFirst(named)
        var series = portals.prefix(named).map { $0.key.isEmpty ? "(no host)" : $0.key }
        if !rest.isEmpty { series.append("\(rest.count) more") }
        let bars = labels(of: funnel.years.keys.sorted()).map { year in
            var values = portals.prefix(named).map { $0.value.years[year] ?? 0 }
            if !rest.isEmpty { values.append(rest.reduce(0) { $0 + ($1.value.years[year] ?? 0) }) }
            return Chart.Bar(label: year, values: values)
        }
        return Chart(title: "Documents a year, by portal", series: series, bars: bars)
    }

    /// The years between the first and the last too: a hole shows as one. Where a wrong date makes a century of them, those that have texts.
    private static func labels(of years: [String]) -> [String] {
        let numbers = years.compactMap { Int($0) }
        guard let first = numbers.min(), let last = numbers.max(), last - first < 80 else { return years }
        return (first...last).map(String.init) + years.filter { Int($0) == nil }
    }

    private static func lengths(_ funnel: Funnel) -> Chart {
        let bounds = funnel.lengths.keys.sorted()
        var bars: [Chart.Bar] = []
        var bound = bounds.first ?? 0
        while bound <= bounds.last ?? -1 {
            bars.append(.init(label: bound == 0 ? "0" : "\(bound)–\(bound * 2 - 1)", values: [funnel.lengths[bound] ?? 0]))
            bound = max(1, bound * 2)
        }
        return Chart(title: "Documents by their length in characters", bars: bars)
    }

    private static func stages(_ funnel: Funnel) -> Chart {
        var bars = [Chart.Bar(label: "read", values: [funnel.read])]
        for step in funnel.steps {
            bars.append(.init(label: "after \(step.name)", values: [step.into - step.leftOut], note: step.leftOut == 0 ? "" : "−" + Chart.grouped(step.leftOut)))
        }
        return Chart(title: "Records that came through each stage", bars: bars)
    }

    private static func duplicates(_ funnel: Funnel) -> Chart {
        let groups: [(label: String, range: ClosedRange<Int>)] = [
            ("2 copies", 2...2), ("3", 3...3), ("4", 4...4), ("5–9", 5...9), ("10–99", 10...99), ("100 and more", 100...Int.max),
        ]
        let bars = groups.map { group in
            Chart.Bar(label: group.label, values: [funnel.clusterSizes.reduce(0) { group.range.contains($1.key) ? $0 + $1.value : $0 }])
        }
        return Chart(
            title: "Clusters of copies and excerpts by their size", bars: bars.allSatisfy { $0.total == 0 } ? [] : bars,
            nothing: "No text is a copy or an excerpt of another.")
    }
}
