// `shilu export bag`

import Archive
import ArgumentParser
import Crawling

struct ExportBag: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bag",
        abstract: "Makes a bag (BagIt 1.0) of a portal's folder, to hand over or to store elsewhere.",
        discussion: """
            The payload is the folder as it lies there: WARC files, index, records, reports, manifests and portal file, without \
            state.sqlite, which shilu rebuild makes again. Files are compared with the manifest while they are copied. A bag holds \
            whole WARC files, and these cannot hide a page: a portal of which something is withheld is refused, unless \
            --include-withheld says that the bag may hold it; the orders then lie in it.
            """)

    @Argument(help: ArgumentHelp("A portal's folder.", valueName: "portal"))
    var portal: String

    @Option(name: [.short, .long], help: ArgumentHelp("The folder of the bag, which must not be there or be empty.", valueName: "folder"))
    var output: String

    @Flag(help: "Put in what is withheld, too.")
    var includeWithheld = false

    func run() throws {
        let folder = try PortalFolder(existing: portal)
        let source = try PortalSource.held(in: folder).portal
        let info = source.seeds.map { ("Seed", $0.href) } + (source.contact.map { [("Contact", $0)] } ?? [])
        let summary = try BagExport(of: folder, includesWithheld: includeWithheld, moreInfo: info).write(to: output)
        Console.say("\(output): \(summary.files) files, \(summary.bytes) bytes; \(summary.captures) captures, \(summary.records) records"
            + (summary.withheld > 0 ? ", \(summary.withheld) of them withheld" : ""))
    }
}
