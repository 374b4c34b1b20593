// `shilu fixity`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Records
import WebArchive

struct FixityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixity",
        abstract: "Reads every file of an archive and tells what changed, vanished or came since it was written.",
        discussion: """
            Each file of a portal is compared with manifest-sha256.txt, the manifest with manifests.jsonl, in which every run's \
            manifest is chained to the one before it, and the chain with the time stamps on it (`timestamp:` of the portal file). What \
            changes by design is in no manifest: portal.yaml, state.sqlite, index.cdxj. A file that came is a note.
            """)

    @Argument(help: ArgumentHelp("Folders of portals, or of a whole archive.", valueName: "path"))
    var paths = ["archive"]

    @Option(help: "Files read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("A PEM file of certificates of time stamping authorities, trusted besides the system's.", valueName: "file"))
    var authorities: String?

    @Flag(help: "A line of JSON a finding, and one a portal that sums up.")
    var json = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run() throws {
        if let authorities, !FileManager.default.isReadableFile(atPath: authorities) { throw InputError(path: authorities, cause: "cannot be read") }
        var output = StandardOutput()
        var errors = 0
        for folder in try PortalFolder.all(at: paths) {
            let summary = try Fixity(jobs: jobs, authorities: authorities).check(folder) {
                try StateReading(of: folder)?.unfinishedRuns() ?? []
            } report: { finding in
                try output.write(json ? finding.jsonLine : Array("\(Self.text(finding))\n".utf8))
            }
            try output.write(json ? Self.line(summary, folder) : Array("\(Self.text(summary, folder))\n".utf8))
            errors += summary.errors
        }
        try output.flush()
        if errors > 0 { throw ExitCode(Outcome.unsound.rawValue) }
    }

    private static func text(_ finding: WebArchive.Finding) -> String {
        let what = switch finding.rule {
        case .fixity: "changed"
        case .fixityMissing: "vanished"
        case .unlistedFile: "came"
        default: finding.severity.rawValue
        }
        return "\(what): \(finding.file): \(finding.message)"
    }

    private static func text(_ summary: Fixity.Summary, _ folder: PortalFolder) -> String {
        "\(folder.path): \(summary.errors == 0 ? "sound" : "unsound"): \(summary.files) files, \(summary.bytes) bytes as they were; "
            + "\(summary.errors) errors, \(summary.notes) notes; \(summary.manifests) manifests in the chain"
            + (summary.stamp.map { ", stamped to number \($0.manifest) at \($0.time)" } ?? ", none stamped")
    }

    private static func line(_ summary: Fixity.Summary, _ folder: PortalFolder) -> [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("folder"); json.value(folder.path)
            json.key("verdict"); json.value(summary.errors == 0 ? "sound" : "unsound")
            json.key("files"); json.value(summary.files)
            json.key("bytes"); json.value(summary.bytes)
            json.key("errors"); json.value(summary.errors)
            json.key("notes"); json.value(summary.notes)
            json.key("manifests"); json.value(summary.manifests)
            json.key("stamped_manifest"); json.value(summary.stamp?.manifest)
            json.key("stamped_at"); json.value(summary.stamp?.time)
        }
        json.endLine()
        return json.bytes
    }
}
