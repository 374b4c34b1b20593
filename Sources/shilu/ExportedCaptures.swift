// Which captures `shilu export warc` and `shilu export wacz` take, and how they end.

import Archive
import ArgumentParser
import Foundation
import Web

struct ExportedCaptures: ParsableArguments {
    @Option(help: ArgumentHelp("Captures of this URL; with * at its end of all that begin so. May be repeated.", valueName: "url"))
    var url: [String] = []

    @Option(help: ArgumentHelp("Captured on this day or later, by the calendar of China.", valueName: "date"))
    var since: Day?

    @Option(help: ArgumentHelp("Captured on this day or before.", valueName: "date"))
    var until: Day?

    @Option(help: ArgumentHelp("A portal of the archive by name; all if none is named. May be repeated.", valueName: "name"))
    var portal: [String] = []

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    func validate() throws { _ = try selection() }

    func folders() throws -> (portals: [PortalFolder], withheld: WithheldList) {
        let folder = try ArchiveFolder(existing: archive)
        let portals = try portal.isEmpty ? folder.portals() : portal.map { try PortalChoice.folder(of: $0, in: folder) }
        if portals.isEmpty { throw InputError(path: archive, cause: "holds no portal") }
        return (portals, try WithheldList(of: folder))
    }

    func selection() throws -> ExportSelection {
        var selection = ExportSelection()
        for text in url {
            let isPrefix = text.hasSuffix("*")
            guard let address = try? WebURL(isPrefix ? String(text.dropLast()) : text), address.isHTTP else {
                throw ValidationError("“\(text)” is no http or https URL")
            }
            if isPrefix { selection.prefixes.append(address.withoutFragment.href) } else { selection.urls.append(address) }
        }
        // Midnight in China is 16:00 of the day before in UTC.
        selection.since = try since.map { try Self.midnight(of: $0) }
        selection.until = try until.map { try Self.midnight(of: $0) + 86_400 }
        return selection
    }

    private static func midnight(of day: Day) throws -> Timestamp {
        guard let start = Timestamp(iso8601: day.text) else { throw ValidationError("there is no day “\(day.text)”") }
        return start + -8 * 3600
    }

    /// Says what was written, and ends with the exit code that it deserves.
    static func end(_ summary: ExportSummary, _ output: String) throws {
        guard summary.captures > 0 else {
            Console.say("shilu: no capture is held that was asked for, and nothing was written")
            throw ExitCode(Outcome.notHeld.rawValue)
        }
        let originals = summary.originals > 0 ? ", \(summary.originals) originals that revisits refer to" : ""
        Console.say("\(output): \(summary.captures) captures\(originals)" + (summary.lacking > 0 ? "; \(summary.lacking) lacking" : ""))
        if summary.lacking > 0 { throw ExitCode(Outcome.unreadableInput.rawValue) }
    }
}
