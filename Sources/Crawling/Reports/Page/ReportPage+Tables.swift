// The sections of a report's page that are figures: columns, servers, the last nights, the ledger.

extension ReportPage {
    var columns: String? {
        guard !report.columns.isEmpty else { return nil }
        let rows = report.columns.map { column in
            let short = column.shortBy.map { "<small>\(HTML.mark(.note)) short by \(Headline.grouped($0))</small>" } ?? ""
            let name = column.name.isEmpty ? "no column" : column.name
            let blind = column.notLooked.map { "<small>\(HTML.mark(.bad)) not looked at: \(HTML.text($0))</small>" } ?? ""
            return [
                (column.name.isEmpty ? name : HTML.link(column.url ?? "", name)) + blind,
                column.announced.map { Headline.grouped($0) + short } ?? "",
                Headline.grouped(column.listed ?? column.named), column.inSitemaps.map(Headline.grouped) ?? "",
                Headline.grouped(column.captured), HTML.text(column.uncapturedWords),
                column.new > 0 ? "+\(Headline.grouped(column.new))" : "",
                column.since.isEmpty ? "" : time.day(column.since), column.lastGrowth.map(time.day) ?? "",
            ]
        }
        return section(
            "columns",
            HTML.heading("Columns", "栏目", count: rows.count)
                + HTML.table(
                    caption: "What the lists of each column announce, what they and the sitemaps name, and what of it is captured",
                    [.init(name: "Column"), .number("Announced"), .number("Lists name"), .number("Sitemaps"), .number("Captured"),
                     .text("Not captured"), .number("New"), .init(name: "Since"), .init(name: "Last new")], rows))
    }

    var servers: String? {
        guard !report.servers.isEmpty else { return nil }
        let rows = report.servers.map { server in
            [HTML.text(server.host), Headline.grouped(server.requests), Self.milliseconds(server.mean), Self.milliseconds(server.median),
             Self.milliseconds(server.slowest5), server.mostAtOnce > 1 ? "" : server.smallestGap.map(Headline.seconds) ?? "",
             String(server.mostAtOnce), Headline.grouped(server.errors), Headline.grouped(server.busy),
             server.askedToWait == 0 ? "" : server.tooEarly == 0 ? "obeyed" : "\(server.tooEarly) too early"]
        }
        return section(
            "servers",
            HTML.heading("Servers", "服务器")
                + HTML.table(
                    caption: "Answer times in milliseconds: the mean, the median, what 95 % did not exceed; the shortest pause between requests",
                    [.init(name: "Host"), .number("Requests"), .number("Mean"), .number("Median"), .number("95 %"), .number("Pause"),
                     .number("At once"), .number("Errors"), .number("Busy"), .init(name: "Retry-After")], rows))
    }

    private static func milliseconds(_ seconds: Double?) -> String {
        seconds.map { $0 > 0 && $0 < 0.001 ? "< 1" : Headline.grouped(Int(($0 * 1000).rounded())) } ?? ""
    }

    var nights: String? {
        let nights = report.nights
        guard nights.count > 1 else { return nil }
        let labels = nights.map { time.day($0.startedAt) }
        func known(_ value: (NightFigures) -> Double?) -> [Double?] { nights.map { $0.answers > 0 ? value($0) : nil } }
        let plots = [
            NightPlot(
                title: "Answers", chinese: "应答", values: known { Double($0.answers) },
                highlighted: nights.map { Double($0.new + $0.changed) }, highlight: "new and changed", labels: labels) { Headline.grouped(Int($0)) },
            NightPlot(title: "Received", chinese: "流量", values: known { Double($0.bytes) }, labels: labels) { ByteCount.text(Int($0)) },
            NightPlot(title: "Errors", chinese: "错误", values: known { Double($0.errors) }, labels: labels) { Headline.grouped(Int($0)) },
            NightPlot(title: "Answer time", chinese: "响应时间", values: known { $0.answerTime.map { $0 * 1000 } }, labels: labels) {
                $0 > 0 && $0 < 10 ? "\(($0 * 10).rounded() / 10) ms" : "\(Headline.grouped(Int($0.rounded()))) ms"
            },
        ]
        return section(
            "nights",
            HTML.heading("Last nights", "历次", count: nights.count) + "<div class=\"plots\">\n" + plots.map(\.html).joined() + "</div>\n"
                + "<details class=\"figures\"><summary>The figures</summary>\n\(figures(labels))</details>\n")
    }

    /// The plots in numbers, the last night first.
    private func figures(_ labels: [String]) -> String {
        let rows = zip(labels, report.nights).reversed().map { day, night in
            [day, Headline.grouped(night.answers), Headline.grouped(night.new), Headline.grouped(night.changed),
             ByteCount.text(night.bytes), Headline.grouped(night.errors), night.answerTime.map { "\(Headline.grouped(Int(($0 * 1000).rounded()))) ms" } ?? ""]
        }
        return HTML.table(
            caption: "Errors are URLs that failed or were turned away; the answer time is the median",
            [.init(name: "Night"), .number("Answers"), .number("New"), .number("Changed"), .number("Received"), .number("Errors"),
             .number("Answer time")], rows)
    }

    var ledger: String? {
        let states = URLState.allCases.compactMap { state in report.states[state.rawValue].map { (state.rawValue, $0) } }
        let rows = states.map { state, count in
            let reasons = report.reasons.filter { $0.state == state }.map { "\(Headline.grouped($0.count)) \(HTML.text($0.reason))" }
            return [HTML.text(state), Headline.grouped(count), reasons.joined(separator: ", ")]
        } + [["<b>all</b>", "<b>\(Headline.grouped(report.known))</b>", ""]]
        return section(
            "ledger",
            HTML.heading("Every URL known", "台账")
                + HTML.table(
                    caption: "Each URL stands in one state; of some the reason is told",
                    [.init(name: "State"), .number("URLs"), .text("Of these")], rows))
    }
}
