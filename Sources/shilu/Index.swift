// `shilu index`

import Archive
import ArgumentParser
import Crawling
import Foundation

struct Index: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the sorted CDXJ index of WARC and ARC files, or a portal's index anew.",
        discussion: """
            Lines are those of cdxj-indexer and pywb, with SURT keys, sorted by bytes; POST and PUT requests have keys of their own \
            (__wb_method=POST&…). Of files, and of folders of files, one index is made on standard output or in FILE; of a \
            portal's folder its index.cdxj is made anew, unless -o is said. A damaged stretch of a file is told, and what lies behind it \
            is indexed.
            """)

    @Argument(help: ArgumentHelp("WARC and ARC files, folders of such, or portals' folders.", valueName: "path"))
    var paths: [String]

    @Option(name: [.short, .long], help: ArgumentHelp("The index to write; an old one is replaced.", valueName: "file"))
    var output: String?

    @Option(help: "Files read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("Memory for lines in MB; more lines wait in temporary files.", valueName: "mb"))
    var memory = 24

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
        guard (1...65_536).contains(memory) else { throw ValidationError("--memory must be from 1 to 65536") }
    }

    func run() throws {
        let indexing = Indexing(jobs: jobs, memory: memory << 20)
        var (files, portals): ([String], [PortalFolder]) = ([], [])
        for path in paths {
            if output == nil, let portal = try? PortalFolder(existing: path) { portals.append(portal) } else { files += try Indexing.files(at: path) }
        }
        var unreadable = 0
        func take(_ summary: Indexing.Summary) {
            unreadable += summary.unreadable
            if summary.skipped > 0 { Console.say("\(summary.skipped) records have no line: they share a gzip member, or lack a URI or date") }
        }
        func complain(_ error: InputError) { Console.say("shilu: \(error)") }
        for portal in portals {
            let lock = try FolderLock(portal, rewrites: true)
            defer { withExtendedLifetime(lock) {} }
            take(try indexing.rebuild(portal, complain: complain))
        }
        if !files.isEmpty, let output {
            let file = try ReplacedFile(output)
            take(try indexing.index(files, to: file.write, complain: complain))
            try file.commit()
        } else if !files.isEmpty {
            var standard = StandardOutput()
            take(try indexing.index(files, to: { try standard.write($0) }, complain: complain))
            try standard.flush()
        }
        if unreadable > 0 { throw ExitCode(Outcome.unreadableInput.rawValue) }
    }
}
