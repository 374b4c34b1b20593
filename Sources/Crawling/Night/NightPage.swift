// The night's report as one HTML page: a table of the portals, those in trouble first. It stands alone.

import Web

/// `nights/<night>/report.html`.
struct NightPage {
    let report: NightReport

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Night \(report.night)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <header>
        <h1>Night of \(report.startedAt.iso8601.prefix(10))</h1>
        <p>\(Self.escaped(span)) · \(report.turns.count) portals · \(report.answers) answers · \(Self.size(report.bytes))</p>
        <ul class="outcomes">\(report.outcomes.map { "<li class=\"\(Self.tone($0.outcome))\"><b>\($0.count)</b> \($0.outcome.rawValue)</li>" }.joined())</ul>
        <p>\(report.tally.filter { $0.count > 0 }.map { "<b>\($0.count)</b> \($0.name)" }.joined(separator: " · "))</p>
        </header>
        <div class="wide"><table>
        <thead><tr><th>portal</th><th>outcome</th>\(Self.columns.map { "<th class=\"n\">\($0.title)</th>" }.joined())<th class="n">left</th><th class="n">time</th></tr></thead>
        <tbody>
        \(rows.joined(separator: "\n"))
        </tbody>
        </table></div>
        </body>
        </html>

        """
    }

    /// The columns that count, by the names of the tally.
    private static let columns: [(title: String, names: [String])] = [
        ("new", ["new"]), ("changed", ["changed"]), ("unchanged", ["unchanged", "same text"]), ("gone", ["missing", "gone"]),
        ("blocked", ["turned away"]), ("failed", ["failed"]),
    ]

    private var span: String {
        let end = switch (report.ending, report.endedAt) {
        case (.running, _), (_, nil): "still running, or killed"
        case (let ending, let end?): "to \(end.iso8601), \(ending.rawValue)"
        }
        return "\(report.startedAt.iso8601) \(end)"
    }

    /// The gravest first, then by name.
    private var rows: [String] {
        report.turns.sorted { ($1.outcome, $0.portal) < ($0.outcome, $1.portal) }.map { turn in
            let name = Self.escaped(turn.portal)
            let link = turn.report.map { "<a href=\"../../\(name)/runs/\($0.run)/report.html\">\(name)</a>" } ?? name
            let counts = turn.report.map { report in
                Self.columns.map { column in report.tally.lines.filter { column.names.contains($0.name) }.reduce(0) { $0 + $1.count } }
            }
            let cells = Self.columns.indices.map { i in "<td class=\"n\">\(counts.map { $0[i] == 0 ? "" : String($0[i]) } ?? "")</td>" }
            let why = turn.message.map { "<small>\(Self.escaped($0))</small>" } ?? ""
            return """
                <tr><td>\(link)</td><td class="\(Self.tone(turn.outcome))">\(turn.outcome.rawValue)\(why)</td>\(cells.joined())\
                <td class="n">\(turn.report.map { $0.left == 0 ? "" : String($0.left) } ?? "")</td>\
                <td class="n">\(turn.startedAt == nil ? "" : Self.duration(turn.seconds))</td></tr>
                """
        }
    }

    private static func tone(_ outcome: CrawlOutcome) -> String {
        switch outcome {
        case .allWell: "well"
        case .columnsShort, .someFailed, .outOfTime, .notReached, .alreadyRunning: "partly"
        default: "bad"
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\(bytes / 1000) KB" : "\(bytes / 1_000_000) MB"
    }

    private static func duration(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        return seconds < 60 ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }

    /// Text that is no markup.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    private static let style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem;color:#1c1c1c;background:#fff}
        h1{font-size:1.3rem;margin:0 0 .3rem}p{margin:.3rem 0}
        .outcomes{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;margin:.6rem 0;padding:0}
        .outcomes li{border:1px solid;border-radius:.3rem;padding:.1rem .5rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #ddd;vertical-align:top}
        th{font-weight:600;position:sticky;top:0;background:#fff}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        small{display:block;color:#555;overflow-wrap:anywhere}.well{color:#1b6b34}.partly{color:#8a5a00}.bad{color:#a3171d}
        """
}
