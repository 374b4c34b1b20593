// `shilu convert`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Web
import WebArchive

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes WARC files anew with another compression: the same records, to the byte.",
        discussion: """
            In an archive the new files take the place of the old ones, and state, index, records, ledgers and manifest follow: \
            records differ in capture.warc, offset and length alone. Each new file is read back before; a killed command goes on \
            when it is given again; files of a run that has not ended are left. Room is needed for both until all is done. \
            Elsewhere the new file lies beside the old one, which stays. With zstd, files begin with a dictionary that is trained \
            on the records (200 at least). Fewer programs read .warc.zst than .warc.gz.
            """)

    @Argument(help: ArgumentHelp("WARC files, folders of portals or of a whole archive.", valueName: "path"))
    var paths: [String]

    @Option(help: "gzip or zstd.")
    var to: WARCCompression

    func run() throws {
        for input in try VerificationInput.expand(paths) {
            switch input {
            case .portal(let folder): try convert(folder)
            case .warc(let path): try convert(path)
            default: throw InputError(path: paths.joined(separator: " "), cause: "holds what is neither a WARC file nor a portal")
            }
        }
    }

    private func convert(_ folder: PortalFolder, names: Set<String> = []) throws {
        let outcome = try ArchiveConversion(of: folder, to: to, names: names).run()
        guard outcome.files > 0 else { return Console.say("\(folder.path): nothing to convert" + Self.left(outcome)) }
        Console.say("\(folder.path): \(outcome.files) files, \(outcome.before) bytes became \(outcome.after)" + Self.left(outcome))
    }

    private static func left(_ outcome: ArchiveConversion.Outcome) -> String {
        outcome.left > 0 ? "; \(outcome.left) of a run that has not ended are left" : ""
    }

    private func convert(_ path: String) throws {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let folder = url.deletingLastPathComponent()
        if folder.lastPathComponent == "warc", let portal = try? PortalFolder(existing: folder.deletingLastPathComponent().path) {
            return try convert(portal, names: [url.lastPathComponent])
        }
        guard let ending = [".warc.gz", ".warc.zst", ".warc"].first(where: path.hasSuffix), ending != to.nameEnding else {
            throw InputError(path: path, cause: "is named as no WARC file, or as one of that compression")
        }
        let output = path.dropLast(ending.utf8.count) + to.nameEnding
        let coding: WARCCoding = to == .gzip ? .gzip : .zstd(PortalDictionaries.trained(on: [path]).map(PreparedDictionary.init))
        let outcome = try WARCConversion(path: path, output: String(output), coding: coding).run()
        Console.say("\(output): \(outcome.records) records, \(outcome.length) bytes")
    }
}

extension WARCCompression: ExpressibleByArgument {}
