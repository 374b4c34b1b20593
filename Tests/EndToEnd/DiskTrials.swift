// A disk that fills up, and one that becomes read-only: small file systems in memory, mounted by root.
import Foundation
import Testing

/// A file system of some size in memory; unmounted with its owner.
final class SmallDisk {
    let path: String

    init(_ path: String, kilobytes: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        self.path = path
        try Self.mount(["-t", "tmpfs", "-o", "size=\(kilobytes)k", "shilu-trial", path])
    }

    deinit { _ = try? RunningProgram("/usr/bin/umount", ["-l", path]).end() }

    func remount(_ options: String) throws { try Self.mount(["-o", "remount,\(options)", path]) }

    private static func mount(_ arguments: [String]) throws {
        let ended = try RunningProgram("/usr/bin/mount", arguments).end()
        try #require(ended.status == 0, "\(ended.errors)")
    }

    /// Whether this process may mount.
    static let isPermitted: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
        return (try? SmallDisk(folder.file("disk"), kilobytes: 64)) != nil
    }()
}

@Suite(.enabled(if: SmallDisk.isPermitted, "mounting is not permitted here; run as root"))
struct DiskTrials {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aFullDiskEndsACrawlWithItsOwnCodeAndItGoesOnWhenThereIsRoom() throws {
        let portal = try ChangingPortal(count: 60, pace: 0, paragraphs: 60)
        defer { portal.server.stop() }
        let disk = try SmallDisk(folder.file("disk"), kilobytes: 1500)
        let file = try folder.write("name: a\nseeds: [\(portal.base)/]\ndelay: 0.001\nmin_free: 0\n", "a.yaml")
        let command = ["crawl", file, "--archive", disk.path + "/archive"]
        var sizes = [1500]
        var codes: [Int32] = []
        while codes.last != 0, sizes.count < 20 {
            codes.append(try ShiluCommand.run(command).status)
            sizes.append(sizes[sizes.count - 1] + 1000)
            try disk.remount("size=\(sizes[sizes.count - 1])k")
        }
        #expect(codes.count >= 3 && codes.dropLast().allSatisfy { $0 == 12 } && codes.last == 0, "\(codes)")
        let archive = try PortalArchive(of: disk.path + "/archive")
        #expect(try archive.runs.count == 1)
        try archive.expectEachOnce(run: try archive.runs[0], pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    @Test func theFullDiskIsNamed() throws {
        let portal = try ChangingPortal(count: 60, pace: 0, paragraphs: 60)
        defer { portal.server.stop() }
        let disk = try SmallDisk(folder.file("disk"), kilobytes: 800)
        let file = try folder.write("name: a\nseeds: [\(portal.base)/]\ndelay: 0.001\nmin_free: 0\n", "a.yaml")
        let ended = try ShiluCommand.run(["crawl", file, "--archive", disk.path + "/archive"])
        #expect(ended.status == 12)
        #expect(ended.errorLines.last?.hasPrefix("shilu: \(disk.path)/archive/a") == true, "\(ended.errors)")
    }

    @Test func aFolderOfWARCFilesThatBecomesReadOnlyEndsACrawlAndItGoesOnLater() throws {
        let portal = try ChangingPortal(count: 30, pace: 0.02)
        defer { portal.server.stop() }
        let disk = try SmallDisk(folder.file("archive/a/warc"), kilobytes: 50_000)
        let file = try folder.write("name: a\nseeds: [\(portal.base)/]\ndelay: 0.001\n", "a.yaml")
        let command = ["crawl", file, "--archive", folder.file("archive")]
        let first = try ShiluCommand.start(command)
        while portal.server.log.exchanges.count < 12 { Thread.sleep(forTimeInterval: 0.005) }
        kill(first.pid, SIGKILL)
        _ = try first.end()
        try disk.remount("ro")
        let refused = try ShiluCommand.run(command)
        #expect(refused.status == 7 && refused.errors.contains("Read-only file system"), "\(refused.errors)")
        try disk.remount("rw")
        #expect(try ShiluCommand.run(command).status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        try archive.expectEachOnce(run: try #require(try archive.runs.last), pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    /// An archive on a medium that may not be written, after a crawl that ended and after one that was killed.
    @Test(arguments: [false, true]) func whoReadsNeedNotWrite(_ isKilled: Bool) throws {
        let portal = try ChangingPortal(count: 30, pace: 0.01)
        defer { portal.server.stop() }
        let disk = try SmallDisk(folder.file("disk"), kilobytes: 50_000)
        let archive = disk.path + "/archive"
        let file = try folder.write("name: a\nseeds: [\(portal.base)/]\ndelay: 0.001\nmin_free: 0\n", "a.yaml")
        let command = ["crawl", file, "--archive", archive, "--all"]
        #expect(try ShiluCommand.run(command).status == 0)
        if isKilled {
            Thread.sleep(forTimeInterval: 1.1)
            let asked = portal.server.log.exchanges.count
            let crawl = try ShiluCommand.start(command)
            while portal.server.log.exchanges.count < asked + 12 { Thread.sleep(forTimeInterval: 0.005) }
            kill(crawl.pid, SIGKILL)
            _ = try crawl.end()
        }
        let readers = StateTrials.readers(archive, url: portal.base + "/page/1").filter { !isKilled || $0[0] != "verify" }
        let before = try readers.map { try ShiluCommand.run($0) }
        try disk.remount("ro")
        for (reader, writable) in zip(readers, before) {
            let ended = try ShiluCommand.run(reader)
            #expect(ended.status == 0, "\(reader[0]): \(ended.errors)")
            #expect(ended.text.replacing(/disk: .*/, with: "") == writable.text.replacing(/disk: .*/, with: ""), "\(reader[0])")
        }
        try disk.remount("rw")
    }
}
