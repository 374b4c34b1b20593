// What lies on the disk of one run.

import Archive
import Foundation
import Web
import WebArchive

/// A run as its files tell of it.
struct ArchivedRun {
    let name: String
    let startedAt: Timestamp
    let vantage: String
    /// The WARC files in their order.
    let files: [(name: String, serial: Int)]
    /// Which known URLs it asked for, as its last WARC file says; `nil` if that is not there, or of an older version.
    let mode: RunMode?
    /// The portal as its file stood when the run began; `nil` if that copy is lost.
    let portal: Portal?

    /// All runs of a portal in their order: those with a ledger in `runs/`, those with a file in `warc/`, and the newest folder in `runs/`
    /// whatever it holds, for its run may have been broken off before it committed anything. An older one with neither was no run.
    static func all(of folder: PortalFolder) throws -> [ArchivedRun] {
        var files: [String: [(name: String, serial: Int, vantage: String)]] = [:]
        for name in names(in: folder.warcFolder) {
            guard let place = place(of: name, portal: folder.name) else { continue }
            // A merged run of another vantage that began at the same second has the vantage in its name.
            let long = "\(place.run)-\(place.vantage)"
            let run = FileManager.default.fileExists(atPath: folder.runFolder(long)) ? long : place.run
            files[run, default: []].append((name, place.serial, place.vantage))
        }
        let folders = names(in: folder.path + "/runs").filter { start(of: $0) != nil }.sorted()
        let told = folders.filter { run in
            let ledger = try? FileManager.default.attributesOfItem(atPath: folder.ledger(run: run))
            return run == folders.last || ledger?[.size] as? Int ?? 0 > 0
        }
        let runs = Set(told).union(files.keys)
        return runs.sorted().compactMap { name in
            guard let start = start(of: name) else { return nil }
            let own = (files[name] ?? []).sorted { $0.serial < $1.serial }
            let portal = (try? PortalFile(reading: folder.portalCopy(run: name)))?.portal
            return ArchivedRun(
                name: name, startedAt: start, vantage: own.first?.vantage ?? portal?.vantage ?? "local", files: own.map { ($0.name, $0.serial) },
                mode: own.last.flatMap { mode(in: folder.warc($0.name)) }, portal: portal)
        }
    }

    /// When a run began, by its name: that of a merged one may have its vantage behind the second.
    private static func start(of run: String) -> Timestamp? { Timestamp(compact: String(run.prefix { $0 != "-" })) }

    private static func mode(in path: String) -> RunMode? {
        guard var reader = try? WARCReader(path: path), let first = try? reader.next(), first.type == .warcinfo,
              let block = try? reader.block(limit: 1 << 20) else { return nil }
        return HeaderFields(parsing: block[...])["mode"].flatMap(RunMode.init)
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Reads `<portal>-<run>-<vantage>-<serial>.warc.gz`, or `.warc.zst`; a repair writes `-repaired` behind the serial, and a second one of
    /// the same file `-repaired-2`.
    private static func place(of name: String, portal: String) -> (run: String, vantage: String, serial: Int)? {
        guard name.hasPrefix(portal + "-"), let ending = WARCCompression.allCases.map(\.nameEnding).first(where: name.hasSuffix) else { return nil }
        let parts = name.dropFirst(portal.count + 1).dropLast(ending.count).split(separator: "-")
        guard parts.count >= 3, Timestamp(compact: String(parts[0])) != nil, let serial = Int(parts[2]) else { return nil }
        let isRepaired = parts.count > 3 && parts[3] == "repaired" && parts.dropFirst(4).allSatisfy { $0 == "repaired" || Int($0) != nil }
        guard parts.count == 3 || isRepaired else { return nil }
        return (String(parts[0]), String(parts[1]), serial)
    }
}
