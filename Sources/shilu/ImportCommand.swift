// `shilu import`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Web

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes WARC, ARC and WACZ files of others into a portal's archive.",
        discussion: """
            Files come into warc/ byte for byte, the WARC files of a WACZ taken out of it; then they are indexed, and records are made of \
            their pages in records/import-TIME.jsonl. imports.jsonl says where each came from, what wrote it and what is peculiar in it. \
            A file that cannot be read to its end is refused, with the reason. Done twice it is as done once. A portal that is not \
            there is made by --seed.
            """)

    @Argument(help: ArgumentHelp("WARC, ARC and WACZ files, and folders of them.", valueName: "path"))
    var paths: [String]

    @Option(help: ArgumentHelp("The portal, by name.", valueName: "name"))
    var portal: String?

    @Option(help: ArgumentHelp("The URL where crawls of the portal begin, if it is new; without --portal its host is the name.", valueName: "url"))
    var seed: String?

    @Flag(help: "Give the files a second name in the archive instead of copying them; they must lie on its disk, and never change.")
    var link = false

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    @Option(help: "Pages read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
        if portal == nil && seed == nil { throw ValidationError("--portal NAME, or --seed URL for a new one") }
    }

    func run() throws {
        // Before a portal is made for them.
        for path in paths where !FileManager.default.fileExists(atPath: path) { throw InputError(path: path, cause: "no such file or folder") }
        let outcome = try Import(into: try folder(), links: link, jobs: jobs).run(paths)
        for file in outcome.files {
            Console.say("\(file.source): \(file.records) records, \(file.captures) captures" + (file.software.map { ", by \($0)" } ?? "") + " → warc/\(file.warc)")
            for sentence in file.recognised { Console.say("  \(sentence)") }
            if !file.breaches.isEmpty {
                Console.say("  as shilu verify judges it: " + file.breaches.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))
            }
        }
        for (source, warc) in outcome.known { Console.say("\(source): is there already, as warc/\(warc)") }
        for error in outcome.refused { Console.say("shilu: \(error)") }
        Console.say("\(outcome.files.count) files imported, \(outcome.known.count) were there, \(outcome.refused.count) refused; \(outcome.records) records")
        if !outcome.refused.isEmpty { throw ExitCode(Outcome.unreadableInput.rawValue) }
    }

    /// The portal's folder; made where the seed says what it is.
    private func folder() throws -> PortalFolder {
        let archiveFolder = try ArchiveFolder(opening: archive)
        var file = try seed.map { seed in
            guard PortalSource.isURL(seed) else { throw ValidationError("“\(seed)” is no http or https URL") }
            return try PortalSource.read(seed).portal
        }
        if let portal { file?.name = portal }
        guard let name = portal ?? file?.name else { throw ValidationError("--portal NAME, or --seed URL") }
        let folder = try archiveFolder.portal(name)
        guard !FileManager.default.fileExists(atPath: folder.portalFile) else { return folder }
        guard let file else { throw InputError(path: folder.path, cause: "is no portal of the archive yet; --seed URL makes it") }
        try FileSystem.createFolder(folder.path)
        try FileSystem.write(PortalFile.text(for: file), to: folder.portalFile)
        return folder
    }
}
