// The end of a run, as its reader will see it in the morning: what changed is compared, judged, and written down.

import Archive
import Foundation
import Web

/// Makes the report of a run.
struct Morning {
    let state: PortalState
    let folder: PortalFolder
    let jobs: Int
    /// Fields that the portal file expects on articles.
    var expect: [ExpectedField] = []
    /// So many changed pages are compared …
    var mostCompared = Morning.mostCompared

    static let mostCompared = 2000
    /// … and so many of those whose text is the same but not what stands around it.
    private static let mostSameText = 300
    /// Nights in the plots.
    private static let nights = 60
    /// Runs over which fields are counted.
    private static let fieldRuns = 120
    /// Changed blocks shown of one page.
    private static let mostBlocks = 12

    /// Makes the report of a run and writes it: `changes.jsonl`, `report.json` and `report.html`.
    func write(_ run: RunReport, row: RunRow, timezone: String) throws -> MorningReport {
        try state.noteMoves(run: run.run)
        var report = MorningReport(run, timezone: timezone)
        var shown = ShownChanges()
        let feed = try ChangeFile(path: folder.changes(run: run.run), portal: run.portal, run: run.run, jobs: jobs)
        var pairs = Pairs(limit: mostCompared)
        try state.forEachNews(run: run.run) { news in
            guard !pairs.take(news) else { return }
            shown.add(news.change)
            try feed.add(news.change)
        }
        var compared = Comparison(folder: folder, jobs: jobs).compare(pairs.changed + pairs.sameText)
        report.sharedChanges = Comparison.shared(&compared)
        for page in compared.prefix(pairs.changed.count) {
            let change = Self.told(page)
            try feed.add(change)
            // What stands on many pages and is all that changed on this one is told once, there.
            let isOwn = change.sharedChanges == nil || change.difference?.isEmpty == false || change.kind == .back
                || change.entriesAdded ?? 0 > 0 || change.entriesLost ?? 0 > 0
            if isOwn { shown.add(change) }
        }
        try feed.close()
        report.changeCounts = shown.counts
        report.changes = shown.weightiest
        report.findings = try findings(&report, compared, uncompared: pairs.left, row: row, endedAt: run.endedAt)
        try measure(&report)
        report.headline = Headline.sentences(of: report)
        try FileSystem.write(String(decoding: try report.json(), as: UTF8.self), to: folder.report(run: run.run))
        try FileSystem.write(ReportPage(report).html, to: folder.reportPage(run: run.run))
        return report
    }

    /// What is to be compared.
    private struct Pairs {
        let limit: Int
        var changed: [Comparison.Pair] = []
        var sameText: [Comparison.Pair] = []
        /// Changed pages that are not compared, because there are too many.
        var left = 0

        /// Takes the news of a page with two versions; false if there is nothing to compare.
        mutating func take(_ news: PortalState.News) -> Bool {
            let isSameText = news.outcome == .sameText && news.change.kind == .changed
            guard news.change.kind == .changed || news.change.kind == .back, !news.change.matter.isFile, let old = news.old,
                  let new = news.new else { return isSameText }
            let pair = Comparison.Pair(change: news.change, old: old, new: new)
            if isSameText {
                if sameText.count < Morning.mostSameText { sameText.append(pair) }
                return true
            }
            guard changed.count < limit else {
                left += 1
                return false
            }
            changed.append(pair)
            return true
        }
    }

    private static func told(_ page: Comparison.Compared) -> PageChange {
        var change = page.change
        change.difference = page.blocks.map { blocks in
            let byWeight = blocks.enumerated()
                .sorted { (ChangeWeight.of($1.element), $0.offset) < (ChangeWeight.of($0.element), $1.offset) }
            return byWeight.prefix(mostBlocks).sorted { $0.offset < $1.offset }.map { $0.element.shown }
        }
        change.blocksLeft = page.blocks.flatMap { $0.count > mostBlocks ? $0.count - mostBlocks : nil }
        if let list = page.list, change.matter == .list {
            change.entriesAdded = list.added.count
            change.entriesLost = list.lost.count
        }
        change.weight = ChangeWeight.of(change)
        return change
    }

    private func findings(
        _ report: inout MorningReport, _ compared: [Comparison.Compared], uncompared: Int, row: RunRow, endedAt: Timestamp
    ) throws -> [Finding] {
        let columns = try state.columns(run: row.name, startedAt: row.startedAt)
        report.columns = columns.map(\.coverage)
        let lists = compared.filter { $0.list != nil }
        var findings = ColumnFindings.notLooked(columns)
        findings += ColumnFindings.relaunched(
            try state.relaunched(in: row.name, since: row.startedAt), of: columns.count { $0.coverage.dialect != nil })
        let vanished = try state.vanished()
        findings += ColumnFindings.vanished(vanished.columns, sites: vanished.sites)
        findings += try ColumnFindings.losses(lists) { try state.isAccountedFor($0) }
        findings += ColumnFindings.short(columns)
        findings += ColumnFindings.uncaptured(columns, before: try PortalReports(folder).lastReport(before: row.name)?.columns ?? [])
        findings += ColumnFindings.stopped(
            columns, at: endedAt.secondsSince1970, runBefore: try state.startOfRun(before: row.name)?.secondsSince1970)
        let counts = try state.fieldCounts(runs: Self.fieldRuns)
        if counts.last?.run == row.name { findings += FieldFindings.findings(counts, columns: try state.columnNames()) }
        if let last = counts.last, last.run == row.name {
            findings += FieldFindings.unmet(expect.map(\.recordKey), in: last, told: findings)
        }
        findings += ColumnFindings.oneDate(try state.articleDates(run: row.name), redated: compared.compactMap(\.redated), at: endedAt)
        if uncompared > 0 {
            let pages = Headline.count(uncompared, "changed page"), first = Headline.grouped(mostCompared)
            findings.append(Finding(.notCompared, "\(pages) beyond the first \(first) were not compared."))
        }
        return findings.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    }

    /// Servers, and the figures of this night and those before.
    private func measure(_ report: inout MorningReport) throws {
        let hosts = try state.hosts(run: report.run)
        report.servers = hosts.map(ServerReport.init)
        report.bytes = hosts.reduce(0) { $0 + $1.measure.bytes }
        let all = hosts.reduce(into: HostMeasure()) { $0.add($1.measure) }
        try state.note(NightFigures(
            run: report.run, startedAt: report.startedAt, answers: report.answers,
            new: report.count(.new, of: [.article, .list, .page]), changed: report.count(.changed, of: [.article, .list, .page]),
            bytes: report.bytes, errors: (report.tally["failed"] ?? 0) + (report.tally["turned away"] ?? 0),
            answerTime: all.times.quantile(0.5).map { ($0 * 10_000).rounded() / 10_000 }))
        report.nights = try state.nights(last: Self.nights)
    }
}
