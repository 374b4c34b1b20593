// Pages that may not go into a data set: those that their archive withholds, and those that were withdrawn from the set before.

import Archive
import Foundation
import WebArchive

/// Tells which records must stay out, and why.
struct WithheldPages: Sendable {
    private let lists: [WithheldList]
    private let withdrawn: [String: String]
    /// Of all orders that stand: equal input is withheld from equally.
    let digest: String

    /// The orders of every archive that a file of the input lies in (the folders above it that hold `withheld.jsonl`), and what was
    /// withdrawn from the data set at `target`.
    init(of inputs: [String], target: String) throws(CorpusError) {
        var folders: Set<String> = []
        for input in inputs {
            for path in [input, URL(fileURLWithPath: input).resolvingSymlinksInPath().path] { folders.formUnion(Self.archives(above: path)) }
        }
        var lists: [WithheldList] = []
        for folder in folders.sorted() {
            do { lists.append(try WithheldList(of: ArchiveFolder(existing: folder))) } catch {
                // Nothing may be shown while a list cannot be read.
                throw .damaged(path: folder + "/withheld.jsonl", cause: (error as? InputError)?.cause ?? "\(error)")
            }
        }
        let withdrawals = try Withdrawal.all(in: target)
        let text = lists.flatMap(\.orders).flatMap(\.json) + withdrawals.flatMap { Array("\($0.id)\n".utf8) }
        self.lists = lists
        withdrawn = Dictionary(withdrawals.map { ($0.id, $0.reason) }) { first, _ in first }
        digest = SHA256Digest(of: text).hex
    }

    /// Nothing is withheld.
    init() { (lists, withdrawn, digest) = ([], [:], "") }

    /// Why the archive withholds a page; nil where it does not.
    func reason(forURL url: String) -> String? {
        for list in lists { if let order = list.order(for: url) { return order.reason } }
        return nil
    }

    /// Why a record was withdrawn; nil where it was not.
    func reason(forID id: String) -> String? { withdrawn[id] }

    private static func archives(above path: String) -> [String] {
        var folder = URL(fileURLWithPath: path).standardizedFileURL
        var found: [String] = []
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if OpenFile.exists(folder.appendingPathComponent("withheld.jsonl").path) { found.append(folder.path) }
        }
        return found
    }
}
