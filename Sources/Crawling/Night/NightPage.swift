// The night's report as one HTML page: what it came to, and a table of the portals, those in trouble first. It stands alone.

/// `nights/<night>/report.html`.
struct NightPage {
    private let report: NightReport
    /// A night is over many portals; its hours are those of where portals are.
    private let zone: String
    private let time: LocalTime

    /// Portals named beside an outcome.
    private static let mostNamed = 4

    init(report: NightReport, zone: String = Portal.defaultTimeZone.identifier) {
        self.report = report
        self.zone = zone
        time = LocalTime(zone: zone)
    }

    var html: String {
        HTML.document(
            title: "Night of \(day) · shilu report", top: top, main: "<section id=\"portals\">\n\(portals)</section>\n",
            foot: """
                <p>Night \(HTML.text(report.night)), times in \(HTML.text(zone)). Files: \(HTML.file("report.json", "report.json")),
                \(HTML.file("../../log.jsonl", "log.jsonl")).</p>
                """)
    }

    private var day: String { time.day(report.startedAt.iso8601) }

    private var top: String {
        let start = report.startedAt.iso8601
        let span = report.endedAt.map { time.span(start, $0.iso8601) } ?? "since \(time.minute(start))"
        let ending = switch report.ending {
        case .running: " · still running, or killed"
        case .finished: ""
        default: " · \(report.ending.rawValue)"
        }
        return """
            <p class="when">\(HTML.text("\(span) (\(time.zoneName))\(ending)"))</p>
            <h1>Night of \(day)</h1>
            <div class="day">
            <ul class="headline">
            \(outcomes)</ul>
            <nav aria-label="Counts"><ul class="tiles">
            \(tiles)</ul></nav>
            </div>
            """
    }

    /// How many portals came to what, the gravest first, with their names.
    private var outcomes: String {
        report.outcomes.map { outcome, count in
            let names = report.turns.filter { $0.outcome == outcome }.map { HTML.text($0.portal) }
            let some = names.prefix(Self.mostNamed).joined(separator: ", ")
            let rest = names.count > Self.mostNamed ? " and \(names.count - Self.mostNamed) more" : ""
            let portals = Headline.count(count, "portal")
            let words = outcome == .allWell
                ? "\(Headline.grouped(count)) of \(Headline.count(report.turns.count, "portal")): all well"
                : "\(portals): \(outcome.rawValue) <small>\(some)\(rest)</small>"
            let mood = Self.mood(outcome)
            return "<li class=\"\(mood.rawValue)\">\(HTML.mark(mood))<span>\(words)</span></li>\n"
        }.joined()
    }

    private var tiles: String {
        func count(_ names: String...) -> String {
            Headline.grouped(report.tally.reduce(0) { $0 + (names.contains($1.name) ? $1.count : 0) })
        }
        let tiles = [
            (count("new"), "new", "新增"), (count("changed"), "changed", "变更"), (count("missing"), "missing", "消失"),
            (count("unchanged", "same text"), "same", "未变"), (count("turned away"), "turned away", "拒绝"),
            (count("failed"), "failed", "失败"),
            (Headline.grouped(report.answers), "answers", "应答"), (ByteCount.text(report.bytes), "received", "流量"),
        ]
        return tiles.map { number, label, chinese in
            let style = number == "0" ? "zero" : "zero full"
            return "<li><span class=\"\(style)\">\(HTML.tile(number, label, chinese))</span></li>\n"
        }.joined()
    }

    /// The figures of a portal, by the names of the tally.
    private static let figures: [(title: String, names: [String])] = [
        ("New", ["new"]), ("Changed", ["changed"]), ("Same", ["unchanged", "same text"]), ("Missing", ["missing"]),
        ("Refused", ["turned away"]), ("Failed", ["failed"]),
    ]

    /// The gravest first, then by name.
    private var portals: String {
        let head = [HTML.Column(name: "Portal"), .text("Outcome")] + (Self.figures.map(\.title) + ["Left", "Time"]).map(HTML.Column.number)
        let rows = report.turns.sorted { ($1.outcome, $0.portal) < ($0.outcome, $1.portal) }.map { turn in
            let page = turn.report.map { "../../\(turn.portal)/runs/\($0.run)/report.html" }
            let name = page.map { HTML.file($0, turn.portal) } ?? HTML.text(turn.portal)
            let why = [turn.message].compactMap { $0 } + (turn.report?.warnings ?? [])
            let words = why.map { "<small>\(HTML.text($0))</small>" }.joined()
            let outcome = "\(HTML.mark(Self.mood(turn.outcome))) \(HTML.text(turn.outcome.rawValue))\(words)"
            let counts = Self.figures.map { figure in
                (turn.report?.tally.lines ?? []).reduce(0) { $0 + (figure.names.contains($1.name) ? $1.count : 0) }
            }
            return [name, outcome] + (counts + [turn.report?.left ?? 0]).map { $0 == 0 ? "" : Headline.grouped($0) }
                + [turn.startedAt == nil ? "" : Self.duration(turn.seconds)]
        }
        return HTML.heading("Portals", "门户", count: rows.count)
            + HTML.table(caption: "The gravest outcome first; each name leads to the report of the portal's run", head, rows)
    }

    private static func mood(_ outcome: CrawlOutcome) -> ReportSentence.Mood {
        switch outcome {
        case .allWell: .good
        case .columnsShort, .someFailed, .outOfTime, .notReached, .alreadyRunning: .note
        default: .bad
        }
    }

    private static func duration(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        return seconds < 60 ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}
