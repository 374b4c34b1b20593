// `shilu export wacz`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Web
import WebArchive

struct ExportWACZ: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wacz",
        abstract: "Writes captures to a WACZ file, which opens in ReplayWeb.page.",
        discussion: """
            One file (WACZ 1.1.1) with the records as `shilu export warc` copies them, their index, the articles as pages, lists and \
            other pages as further pages, with titles and texts, a list of all with digests, and the digest of that list, which \
            --sign signs by a key of yours, without a name: hand out the public key by another way.
            """)

    @OptionGroup var captures: ExportedCaptures

    @Option(name: [.short, .long], help: ArgumentHelp("The file, which must not be there.", valueName: "file.wacz"))
    var output: String

    @Option(help: "The title; the names of the portals by default.")
    var title: String?

    @Option(help: ArgumentHelp("A longer description, in Markdown.", valueName: "text"))
    var description: String?

    @Flag(help: "Leave the texts of pages out.")
    var noText = false

    @Option(help: ArgumentHelp("Sign with this private key: PEM, ECDSA on the curve P-384.", valueName: "key.pem"))
    var sign: String?

    @Option(help: "Pages read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard output.hasSuffix(".wacz") else { throw ValidationError("the name of the output must end with .wacz") }
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run() throws {
        let key = try sign.map { path in
            do { return try WACZSigningKey(path: path) } catch { throw InputError(path: "--sign", cause: "\(error)") }
        }
        let (portals, withheld) = try captures.folders()
        let seed = try portals.first.map { try PortalSource.held(in: $0).portal.seeds.first } ?? nil
        let export = WACZExport(
            of: portals, withheld: withheld, selection: try captures.selection(),
            description: .init(title: title ?? portals.map(\.name).joined(separator: ", "), description: description, mainPage: seed),
            withText: !noText, jobs: jobs
        ) { try StateReading(of: $0) } complain: { Console.say("shilu: \($0)") }
        try ExportedCaptures.end(try export.write(to: output, date: .now(), signedBy: key), output)
    }
}
