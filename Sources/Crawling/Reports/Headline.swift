// The day in plain sentences: is all in the archive, what is new, what changed, what vanished, who turned us away, was a server hurt.

/// Writes the first lines of a report.
public enum Headline {
    static func sentences(of report: MorningReport) -> [ReportSentence] {
        guard report.answers > 0 else {
            return [ReportSentence(.bad, "Nobody answered: the portal could not be looked at. Nothing is known of what is new or gone.")]
        }
        return [completeness(report), news(report), changes(report), losses(report), refusals(report), servers(report)] + findings(report)
    }

    private static func completeness(_ report: MorningReport) -> ReportSentence {
        let failed = report.tally["failed"] ?? 0, refused = report.tally["turned away"] ?? 0
        var missing: [String] = []
        if failed > 0 { missing.append("\(count(failed, "URL")) failed") }
        if refused > 0 { missing.append("\(count(refused, "URL")) refused us") }
        if report.left > 0 { missing.append("\(count(report.left, "URL")) \(report.left == 1 ? "was" : "were") not reached") }
        let stray = report.straySeeds.count
        if stray > 0 {
            let (leads, are) = stray == 1 ? ("leads", "is") : ("lead", "are")
            missing.append("\(count(stray, "seed")) \(leads) out of the portal or \(are) not there")
        }
        if report.ending == RunReport.Ending.interrupted.rawValue {
            return ReportSentence(.bad, "The run was interrupted: \(missing.isEmpty ? "the rest is still to come" : joined(missing)).")
        }
        let short = shortage(report)
        guard !missing.isEmpty || short != nil else {
            return ReportSentence(.good, "All that could be had is in the archive: \(count(report.answers, "answer")), nothing failed.")
        }
        let hasRest = failed + refused + report.left > 0
        let again = missing.isEmpty ? nil : "\(joined(missing))\(hasRest ? "; tried again the next time" : "")"
        return ReportSentence(
            failed + refused + stray > 0 ? .bad : .note, "Not all is in the archive: \([again, short].compactMap { $0 }.joined(separator: ". ")).")
    }

    /// What columns announce and do not show.
    private static func shortage(_ report: MorningReport) -> String? {
        let short = report.columns.compactMap(\.shortBy)
        guard !short.isEmpty else { return nil }
        let entries = count(short.reduce(0, +), "entry", "entries")
        return short.count == 1 ? "1 column announces \(entries) more than its list shows"
            : "\(count(short.count, "column")) announce \(entries) more than their lists show"
    }

    private static func news(_ report: MorningReport) -> ReportSentence {
        let articles = report.count(.new, of: [.article]), pages = report.count(.new, of: [.list, .page])
        let files = report.count(.new, of: [.attachment, .embed])
        var parts: [String] = []
        if articles > 0 { parts.append(count(articles, "new article")) }
        if pages > 0 { parts.append(count(pages, parts.isEmpty ? "new page" : "other new page")) }
        if files > 0 { parts.append(count(files, "new file")) }
        let blind = report.columns.count { $0.notLooked != nil }
        let where_ = blind == 0 ? "" : "; \(count(blind, "column")) could not be looked at"
        guard parts.isEmpty else { return ReportSentence(blind == 0 ? .good : .note, joined(parts) + where_ + ".") }
        return ReportSentence(.note, blind == 0 ? "Nothing is new." : "Nothing is new where we could look\(where_).")
    }

    private static func changes(_ report: MorningReport) -> ReportSentence {
        let articles = report.count(.changed, of: [.article]), others = report.count(.changed, of: [.page])
        let lists = report.count(.changed, of: [.list])
        let files = report.count(.changed, of: [.attachment, .embed])
        let shared = report.sharedChanges.count
        var parts: [String] = []
        if articles > 0 { parts.append("\(count(articles, "article")) changed") }
        if others > 0 { parts.append("\(count(others, articles > 0 ? "other page" : "page")) changed") }
        if lists > 0 { parts.append("\(count(lists, "list")) changed") }
        if files > 0 { parts.append("\(count(files, "file")) changed") }
        if shared > 0 { parts.append("\(count(shared, "change")) \(shared == 1 ? "stands" : "stand") on several pages") }
        return parts.isEmpty ? ReportSentence(.good, "No text changed.") : ReportSentence(.note, joined(parts) + ".")
    }

    private static func losses(_ report: MorningReport) -> ReportSentence {
        let gone = report.count(.gone), missing = report.count(.missing)
        let moved = report.count(.moved), back = report.count(.back), redirected = report.count(.redirected)
        var parts: [String] = []
        if gone > 0 { parts.append("\(count(gone, "page")) \(gone == 1 ? "is" : "are") gone") }
        if missing > 0 { parts.append("\(missing) missing for the first time") }
        if redirected > 0 { parts.append("\(redirected) now only \(redirected == 1 ? "points" : "point") elsewhere") }
        if moved > 0 { parts.append("\(moved) moved") }
        if back > 0 { parts.append("\(back) \(back == 1 ? "is" : "are") back again") }
        let mood: ReportSentence.Mood = gone > 0 ? .bad : missing + redirected + moved > 0 ? .note : .good
        return parts.isEmpty ? ReportSentence(.good, "Nothing vanished.") : ReportSentence(mood, joined(parts) + ".")
    }

    private static func refusals(_ report: MorningReport) -> ReportSentence {
        let refused = report.count(.turnedAway)
        guard refused > 0 || !report.hostsGivenUp.isEmpty else { return ReportSentence(.good, "Nobody turned us away.") }
        var parts = refused > 0 ? ["\(count(refused, "URL")) turned us away"] : []
        for host in report.hostsGivenUp.prefix(3) { parts.append("\(host.host) was left alone (\(host.why))") }
        return ReportSentence(.bad, joined(parts) + ".")
    }

    private static func servers(_ report: MorningReport) -> ReportSentence {
        let busy = report.servers.reduce(0) { $0 + $1.busy }, early = report.servers.reduce(0) { $0 + $1.tooEarly }
        let most = report.servers.map(\.mostAtOnce).max() ?? 0
        let gap = most > 1 ? nil : report.servers.compactMap(\.smallestGap).min()  // of requests side by side it says nothing
        let pace = "at most \(count(most, "request")) at a time to a host" + (gap.map { ", \(seconds($0)) apart at least" } ?? "")
        if early > 0 {
            return ReportSentence(.bad, "\(count(early, "request")) came before the time that a server had asked us to wait; \(pace).")
        }
        if busy > 0 {
            let said = "Servers said \(count(busy, "time")) that they were busy (429, 503)"
            return ReportSentence(.note, "\(said), and were given the time they asked for; \(pace).")
        }
        return ReportSentence(.good, "No server was hurt: \(pace).")
    }

    private static func findings(_ report: MorningReport) -> [ReportSentence] {
        var sentences: [ReportSentence] = []
        func add(_ mood: ReportSentence.Mood, _ text: String) { sentences.append(ReportSentence(mood, text)) }
        if !report.findings.isEmpty { add(.note, "\(count(report.findings.count, "finding")) about columns and fields.") }
        if !report.ledgerFaults.isEmpty { add(.bad, "The ledger does not add up: \(joined(report.ledgerFaults)).") }
        if !report.portalFileChanges.isEmpty { add(.note, "The portal file was changed during the run: \(joined(report.portalFileChanges)).") }
        return sentences
    }

    /// `0.3 s`, `12 s`; a pause of microseconds is none.
    static func seconds(_ value: Double) -> String {
        value >= 10 ? "\(Int(value.rounded())) s" : "\((value * 10).rounded() / 10) s"
    }

    /// `1 page`, `2 pages`; `things` where the plural has no s.
    static func count(_ count: Int, _ thing: String, _ things: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? thing : things ?? thing + "s")"
    }

    /// `12,345`.
    static func grouped(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var at = digits.count - 3
        while at > 0 {
            digits.insert(",", at: at)
            at -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    private static func joined(_ parts: [String]) -> String { parts.joined(separator: ", ") }
}
