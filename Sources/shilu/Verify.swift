// `shilu verify`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Records
import WebArchive

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judges WARC, ARC, CDXJ and WACZ files, and the folders of an archive, by their standards.",
        discussion: """
            A line a finding: file, offset, rule, section. An error breaks what the standard demands (WARC/1.1, and that each \
            record is a gzip member of its own); a note tells what is allowed and worth knowing. In a portal's folder the \
            index is compared with the WARC files, line by line, and so are the state and the list of files; with --deep \
            records are made again and compared to the byte, and every file of the manifest is read.
            """)

    @Argument(help: ArgumentHelp("Files, folders of files, folders of portals or of a whole archive.", valueName: "path"))
    var paths: [String]

    @Flag(help: "Make the records of a portal again, and read every file of its manifest.")
    var deep = false

    @Option(help: "Files read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "A line of JSON a finding, and one that sums up.")
    var json = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run() throws {
        let inputs = try VerificationInput.expand(paths)
        var output = StandardOutput()
        let verification = Verification(jobs: jobs, isDeep: deep) { try StateReading(of: $0) }
        let summary = try verification.verify(inputs) { finding in
            try output.write(json ? finding.jsonLine : Array("\(finding)\n".utf8))
        } complain: { error in
            Console.say("shilu: \(error)")
        }
        try output.write(json ? Self.line(summary) : Array("\(Self.text(summary))\n".utf8))
        try output.flush()
        if !summary.isSound { throw ExitCode(Outcome.unsound.rawValue) }
        if summary.unreadable > 0 { throw ExitCode(Outcome.unreadableInput.rawValue) }
    }

    private static func text(_ summary: Verification.Summary) -> String {
        let verdict = summary.isSound ? "sound" : "unsound"
        return "\(verdict): \(summary.files) files, \(summary.records) records, \(summary.errors) errors, \(summary.notes) notes"
            + (summary.unreadable > 0 ? ", \(summary.unreadable) unreadable" : "")
    }

    private static func line(_ summary: Verification.Summary) -> [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("verdict"); json.value(summary.isSound ? "sound" : "unsound")
            json.key("files"); json.value(summary.files)
            json.key("records"); json.value(summary.records)
            json.key("errors"); json.value(summary.errors)
            json.key("notes"); json.value(summary.notes)
            json.key("unreadable"); json.value(summary.unreadable)
        }
        json.endLine()
        return json.bytes
    }
}
