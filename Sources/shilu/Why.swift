// `shilu why`

import Archive
import ArgumentParser
import Crawling
import Web

struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells the story of one URL.",
        discussion: """
            Who linked it, each visit with its status and its place in a WARC file, why it was not taken, and when it is due; \
            captures in imported files, too. Times are in the portal's time zone.
            """)

    @Argument(help: "The URL, as a browser shows it.")
    var url: String

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    func run() throws {
        guard let address = try? WebURL(url), address.isHTTP else { throw ValidationError("“\(url)” is no http or https URL") }
        var output = StandardOutput()
        var isKnown = false
        for folder in try ArchiveFolder(existing: archive).portals() {
            guard let story = try URLStory(of: address, in: folder) else { continue }
            isKnown = true
            try output.write(story.text())
        }
        try output.flush()
        if !isKnown { throw InputError(path: url, cause: "is known to no portal of \(archive): no page that was read links to it, and no imported file holds it") }
    }
}
