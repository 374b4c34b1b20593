// `shilu withhold`

import Archive
import ArgumentParser
import Web

struct Withhold: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hides pages from get, search, export and corpus; the WARC files stay as they are.",
        discussion: """
            An order covers the URL, as the crawl writes it and without its fragment, with all its captures in all portals of the \
            archive, those to come too. It covers no other spelling: with --twins the URL by http and https, with --prefix \
            all URLs that begin with it (end it with / for a folder). Orders stand in withheld.jsonl of the archive, which only \
            grows: --undo adds a line that takes back all orders for exactly this URL.
            """)

    @Argument(help: ArgumentHelp("URLs, as a browser shows them.", valueName: "url"))
    var urls: [String] = []

    @Option(help: ArgumentHelp("Why; needed, also to undo.", valueName: "text"))
    var reason: String?

    @Option(help: ArgumentHelp("Who ordered it.", valueName: "name"))
    var who: String?

    @Flag(help: "The same URL by http and by https.")
    var twins = false

    @Flag(help: "All URLs that begin with it.")
    var prefix = false

    @Flag(help: "Show it again.")
    var undo = false

    @Flag(help: "List what is withheld.")
    var list = false

    @Flag(help: "With --list: a line of JSON an order.")
    var json = false

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    func validate() throws {
        if list {
            if !urls.isEmpty || undo || reason != nil { throw ValidationError("--list stands alone") }
        } else {
            if urls.isEmpty { throw ValidationError("a URL, or --list") }
            if reason?.allSatisfy(\.isWhitespace) ?? true { throw ValidationError("--reason is needed: it is kept with the URL") }
            if json { throw ValidationError("--json goes with --list") }
        }
        if undo && (twins || prefix) { throw ValidationError("--undo takes back all orders for the URL, whatever they cover") }
    }

    func run() throws {
        let folder = try ArchiveFolder(existing: archive)
        return list ? try show(folder) : try order(in: folder)
    }

    private func show(_ folder: ArchiveFolder) throws {
        var output = StandardOutput()
        for order in try WithheldList(of: folder).orders {
            try output.write(json ? order.json : Array("\(Self.text(order))\n".utf8))
        }
        try output.flush()
    }

    private func order(in folder: ArchiveFolder) throws {
        let portals = try folder.portals()
        if portals.isEmpty { throw InputError(path: archive, cause: "holds no portal") }
        let standing = try WithheldList(of: folder)
        let now = Timestamp.now()
        let orders = try urls.map { text in
            guard let url = try? WebURL(text), url.isHTTP else { throw ValidationError("“\(text)” is no http or https URL") }
            return WithholdingOrder(
                undo ? .release : .withhold, url: url, covers: WithholdingCoverage(withTwins: twins, isPrefix: prefix), reason: reason ?? "",
                who: who, time: now)
        }
        for order in orders where undo && !standing.orders.contains(where: { $0.url == order.url }) {
            throw InputError(path: order.url, cause: "no order was given for exactly this URL; shilu withhold --list shows all")
        }
        try WithheldFile(of: folder).append(orders)
        let after = try WithheldList(of: folder)
        for order in orders {
            if undo {
                let still = after.order(for: order.url)
                Console.say(still.map { "\(order.url): still withheld by the order for \($0.url)" } ?? "\(order.url): shown again")
            } else {
                let counts = try portals.map { try order.coveredCaptures(in: $0) }
                let count = counts.reduce(0) { $0 + $1.count }
                Console.say("\(order.url): withheld; \(count)\(counts.contains(where: \.orMore) ? " or more" : "") captures of it in \(archive)")
            }
        }
    }

    private static func text(_ order: WithholdingOrder) -> String {
        let more = (order.covers.withTwins ? " (http and https)" : "") + (order.covers.isPrefix ? " (and all that begin so)" : "")
        return "\(order.time.iso8601)  \(order.url)\(more)  \(order.reason)" + (order.who.map { "  [\($0)]" } ?? "")
    }
}
