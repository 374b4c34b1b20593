// `shilu status`

import Archive
import ArgumentParser
import Crawling

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what runs, waits or hangs, what is due tonight, and what room the disk has.",
        discussion: "With --reason, the addresses that have it: challenged, refused, robots, “soft 404” … Waits for no crawl, and disturbs none.")

    @OptionGroup var choice: PortalChoice

    @Option(help: ArgumentHelp("List the URLs that have this reason.", valueName: "reason"))
    var reason: URLReason?

    @Flag(help: "One line of JSON a portal.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        for folder in try choice.folders() {
            if let reason {
                try PortalStatus.forEachURL(with: reason, in: folder) { url, state, detail in
                    try output.write("\(url)\t\(state)\t\(detail.map(SafeText.terminal) ?? "")\n")
                }
                continue
            }
            let status = try PortalStatus(folder)
            try output.write(json ? String(decoding: try status.jsonLine(), as: UTF8.self) : StatusText(status).text)
        }
        if reason == nil, !json, let free = DiskSpace.free(at: choice.archive) { try output.write("disk: \(ByteCount.text(free)) free\n") }
        try output.flush()
    }
}

extension URLReason: ExpressibleByArgument {}
