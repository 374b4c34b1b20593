// `shilu reextract`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Records

struct ReextractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reextract",
        abstract: "Makes all records anew with today's reader, offline, and shows what changes.",
        discussion: """
            Of each portal it shows how many records differ in which field, with samples, and then asks before it replaces any. The \
            old records stay under records/old/; state, manifest and the archive's log follow. Where the answer is no, or there is \
            nobody to ask, nothing is changed, and the exit code is that of records that differ.
            """)

    @OptionGroup var choice: PortalChoice

    @Flag(help: "Do not ask.")
    var yes = false

    @Option(help: "Pages read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "A line of JSON a portal.")
    var json = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run() throws {
        var output = StandardOutput()
        var declined = false
        for folder in try choice.folders() {
            let work = try Reextraction(folder, jobs: jobs)
            try work.compare()
            try output.write(json ? Self.line(work, folder) : Array(Self.text(work, folder).utf8))
            try output.flush()
            if work.changes.isEmpty && !work.isInterrupted { continue }
            if work.changes.isEmpty || yes || isConfirmed("Replace the records of \(folder.name)? [y/N] ") {
                try work.replace()
            } else {
                work.discard()
                declined = true
            }
        }
        if declined { throw ExitCode(Outcome.differs.rawValue) }
    }

    private func isConfirmed(_ question: String) -> Bool {
        Console.write(question)
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }

    private static func text(_ work: Reextraction, _ folder: PortalFolder) -> String {
        let changes = work.changes
        var lines = ["\(folder.name): \(changes.records) records of \(work.compared.count) runs; \(changes.differing) differ"
            + (changes.added > 0 ? ", \(changes.added) came" : "") + (changes.removed > 0 ? ", \(changes.removed) went" : "")]
        lines += work.unfinished.map { "  \($0) has not ended, and is left out" }
        for (name, field) in changes.fields.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(name): \(field.changed) changed, \(field.came) came, \(field.went) went")
            lines += field.samples.map { "    \($0.url ?? "?")\n      before \(shortened($0.before))\n      after  \(shortened($0.after))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func shortened(_ text: String) -> String { text.count > 160 ? text.prefix(160) + "…" : text }

    private static func line(_ work: Reextraction, _ folder: PortalFolder) -> [UInt8] {
        let changes = work.changes
        var json = JSONLine()
        json.object { json in
            json.key("portal"); json.value(folder.name)
            json.key("runs"); json.value(work.compared.count)
            json.key("differing_runs"); json.array { json in for name in work.differing { json.value(name) } }
            json.key("unfinished_runs"); json.array { json in for name in work.unfinished { json.value(name) } }
            json.key("records"); json.value(changes.records)
            json.key("differ"); json.value(changes.differing)
            json.key("came"); json.value(changes.added)
            json.key("went"); json.value(changes.removed)
            json.key("fields")
            json.object { json in
                for (name, field) in changes.fields.sorted(by: { $0.key < $1.key }) {
                    json.key(named: name)
                    json.object { json in
                        json.key("changed"); json.value(field.changed)
                        json.key("came"); json.value(field.came)
                        json.key("went"); json.value(field.went)
                        json.key("samples")
                        json.array { json in
                            for sample in field.samples {
                                json.object { json in
                                    json.key("url"); json.value(sample.url)
                                    json.key("before"); json.value(sample.before)
                                    json.key("after"); json.value(sample.after)
                                }
                            }
                        }
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }
}
