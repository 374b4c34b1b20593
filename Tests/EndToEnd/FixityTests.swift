// `shilu fixity`: what changed, vanished or came, the chain of manifests, and time stamps on it.
import Foundation
import LoopbackServer
import Testing

@Suite struct FixityTests {
    /// An archive of two runs, crawled once and copied for each test.
    private static let crawled = Result {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(4))
        defer { server.stop() }
        for _ in 0..<2 { _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        return folder
    }

    private func fixity(_ path: String, _ more: String...) throws -> Ended { try ShiluCommand.run(["fixity", path] + more) }

    /// The archive with one thing changed, and what is said of it.
    private func harmed(_ harm: (PortalArchive) throws -> Void) throws -> Ended {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.crawled.get().file("archive"), toPath: folder.file("archive"))
        try harm(PortalArchive(of: folder.file("archive")))
        return try fixity(folder.file("archive"), "--jobs", "2")
    }

    private func lines(_ path: String) throws -> [String] { try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init) }

    private func write(_ lines: [String], _ path: String) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    }

    @Test func anArchiveThatCrawlsLeftIsAsItWas() throws {
        let ended = try harmed { _ in }
        #expect(ended.status == 0 && ended.text.contains(": sound: "), "\(ended.text)")
        #expect(ended.text.contains(" 0 errors, 0 notes; 2 manifests in the chain, none stamped"), "\(ended.text)")
    }

    @Test func whatChangedVanishedOrCameIsNamed() throws {
        let changed = try harmed { archive in
            let path = try #require(archive.warcFiles.first)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
        }
        #expect(changed.status == 16 && changed.text.hasPrefix("changed: ") && changed.text.contains("1 errors"), "\(changed.text)")
        let vanished = try harmed { try FileManager.default.removeItem(atPath: $0.folder + "/runs/" + $0.runs[0] + "/report.html") }
        #expect(vanished.status == 16 && vanished.text.hasPrefix("vanished: ") && vanished.text.contains("report.html"), "\(vanished.text)")
        let came = try harmed { try "x".write(toFile: $0.folder + "/warc/other.warc", atomically: false, encoding: .utf8) }
        #expect(came.status == 0 && came.text.hasPrefix("came: ") && came.text.contains("other.warc"), "\(came.text)")
    }

    @Test func aFileIsNotHiddenByChangingTheManifestWithIt() throws {
        let ended = try harmed { archive in
            let path = try #require(archive.warcFiles.first)
            try FileManager.default.removeItem(atPath: path)
            let manifest = archive.folder + "/manifest-sha256.txt"
            try write(lines(manifest).filter { !$0.hasSuffix((path as NSString).lastPathComponent) }, manifest)
        }
        #expect(ended.status == 16 && ended.text.contains("manifest-sha256.txt: it is not the one that manifests.jsonl ends with"), "\(ended.text)")
    }

    @Test func aChangeOfAnOlderManifestIsFound() throws {
        for change in [
            { (lines: [String]) in [lines[0].replacing("\"cause\":\"run", with: "\"cause\":\"ran"), lines[1]] },
            { (lines: [String]) in [lines[1]] },
        ] {
            let ended = try harmed { archive in
                let chain = archive.folder + "/manifests.jsonl"
                try write(change(lines(chain)), chain)
            }
            #expect(ended.status == 16 && ended.text.contains("does not follow the line before it"), "\(ended.text)")
        }
        let both = try harmed { archive in
            let chain = archive.folder + "/manifests.jsonl"
            try write(Array(lines(chain).dropLast()), chain)
        }
        #expect(both.status == 16 && both.text.contains("it is not the one that manifests.jsonl ends with"), "\(both.text)")
    }

    @Test func aKillBetweenChainAndManifestIsMadeGoodByTheNextRun() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        func crawl() throws { _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        try crawl()
        let archive = try PortalArchive(of: folder.file("archive"))
        let manifest = try String(contentsOfFile: archive.folder + "/manifest-sha256.txt", encoding: .utf8)
        try crawl()
        try manifest.write(toFile: archive.folder + "/manifest-sha256.txt", atomically: false, encoding: .utf8)
        let between = try fixity(archive.folder)
        #expect(between.status == 0 && between.text.contains("note: "), "\(between.text)")
        try crawl()
        let after = try fixity(archive.folder)
        #expect(after.status == 0 && after.text.contains(" 0 notes; 3 manifests"), "\(after.text)")
        #expect(try archive.manifest.count > manifest.split(separator: "\n").count)
    }

    @Test func aManifestThatIsAnotherIsPutRightAndKept() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        func crawl() throws -> Ended { try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        _ = try crawl()
        let archive = try PortalArchive(of: folder.file("archive"))
        try "nothing\n".write(toFile: archive.folder + "/manifest-sha256.txt", atomically: false, encoding: .utf8)
        #expect(try crawl().status == 0)
        let run = try #require(try archive.runs.last)
        #expect(try archive.log(run: run).contains { $0.level == "warning" && $0.message.contains("is not as it was left") })
        #expect(try String(contentsOfFile: archive.folder + "/manifest-sha256.txt.damaged", encoding: .utf8) == "nothing\n")
        #expect(try fixity(archive.folder).status == 0)
    }

    @Test func ordersToWithholdThatARunSawMustStay() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        func crawl() throws { _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        try crawl()
        _ = try ShiluCommand.run(["withhold", server.base + "/page/1", "--reason", "x", "--archive", folder.file("archive")])
        try crawl()
        #expect(try fixity(folder.file("archive")).status == 0)
        try FileManager.default.removeItem(atPath: folder.file("archive") + "/withheld.jsonl")
        let ended = try fixity(folder.file("archive"))
        #expect(ended.status == 16 && ended.text.contains("withheld.jsonl: it had 1 lines or more"), "\(ended.text)")
    }

    /// Holds the lock of those who read, or of those who rewrite, a portal as a whole.
    private func locked<Value>(_ archive: PortalArchive, _ kind: Int32, _ body: () throws -> Value) throws -> Value {
        let descriptor = open(archive.folder + "/reading.lock", O_RDWR | O_CREAT, 0o644)
        defer { close(descriptor) }
        #expect(flock(descriptor, kind | LOCK_NB) == 0)
        return try body()
    }

    @Test func whileFilesAreMovedNobodyReadsThemAsAWhole() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.crawled.get().file("archive"), toPath: folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        try locked(archive, LOCK_EX) {
            for command in [["verify", archive.folder], ["verify", folder.file("archive"), "--deep"], ["fixity", archive.folder]] {
                let ended = try ShiluCommand.run(command)
                #expect(ended.status == 5 && ended.errors.contains("try again when it has ended"), "\(command): \(ended.status) \(ended.errors)")
            }
        }
        #expect(try fixity(archive.folder).status == 0)
    }

    @Test func whileAllFilesAreReadNobodyMovesThem() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.crawled.get().file("archive"), toPath: folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let warc = try #require(archive.warcFiles.first)
        try locked(archive, LOCK_SH) {
            // Others may read as well.
            #expect(try fixity(archive.folder).status == 0)
            #expect(try ShiluCommand.run(["verify", archive.folder]).status == 0)
            for command in [
                ["convert", archive.folder, "--to", "zstd"], ["reextract", "--archive", folder.file("archive")], ["repair", warc], ["rebuild", archive.folder],
                ["index", archive.folder], ["import", warc, "--portal", (archive.folder as NSString).lastPathComponent, "--archive", folder.file("archive")],
                ["merge", try Self.crawled.get().file("archive"), "--archive", folder.file("archive")],
            ] {
                let ended = try ShiluCommand.run(command)
                #expect(ended.status == 5 && ended.errors.contains("is reading all files of this portal"), "\(command): \(ended.status) \(ended.errors)")
            }
        }
        #expect(try ShiluCommand.run(["convert", archive.folder, "--to", "zstd"]).status == 0)
        #expect(try fixity(archive.folder).status == 0)
    }

    @Test func whatIsNoArchiveIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(try fixity(folder.path).status == 9)
        #expect(try fixity(folder.file("none")).status == 9)
    }
}

@Suite(.enabled(if: TimestampAuthorityServer.isThere, "no openssl")) struct TimestampTests {
    private func crawl(_ base: String, _ archive: String) throws -> Ended { try ShiluCommand.crawl(base + "/", into: archive, ["--delay", "0", "--all"]) }

    /// An archive whose portal file names an authority.
    private func archive(_ base: String, in folder: TemporaryFolder, authority: String) throws -> PortalArchive {
        _ = try crawl(base, folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let file = archive.folder + "/portal.yaml"
        try (String(contentsOfFile: file, encoding: .utf8) + "\ntimestamp: \(authority)\n").write(toFile: file, atomically: false, encoding: .utf8)
        return archive
    }

    @Test func theManifestOfANightIsStampedAndTheStampChecked() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        let authority = try TimestampAuthorityServer(in: folder)
        defer { authority.server.stop() }
        let archive = try archive(server.base, in: folder, authority: authority.url)
        #expect(try ShiluCommand.run(["crawl", archive.folder, "--all", "--archive", folder.file("archive")]).status == 0)
        let stamp = archive.folder + "/timestamps/000002.tsr"
        let trusted = try ShiluCommand.run(["fixity", archive.folder, "--authorities", authority.root])
        #expect(trusted.status == 0 && trusted.text.contains("2 manifests in the chain, stamped to number 2 at 2"), "\(trusted.text)")
        #expect(!trusted.text.contains("note: "), "\(trusted.text)")
        let unknown = try ShiluCommand.run(["fixity", archive.folder])
        #expect(unknown.status == 0 && unknown.text.contains("nobody whom this machine trusts vouches for the signer"), "\(unknown.text)")

        // openssl itself agrees, given the line.
        let line = try String(contentsOfFile: archive.folder + "/manifests.jsonl", encoding: .utf8).split(separator: "\n")[1]
        try String(line).write(toFile: folder.file("line"), atomically: false, encoding: .utf8)
        let judged = try RunningProgram(
            TimestampAuthorityServer.openssl, ["ts", "-verify", "-data", folder.file("line"), "-in", stamp, "-CAfile", authority.root]).end()
        #expect(judged.status == 0, "\(judged.errors)")

        // A flipped byte anywhere in it, or another line's stamp, vouches for nothing.
        let bytes = try Data(contentsOf: URL(fileURLWithPath: stamp))
        for offset in [bytes.count / 3, bytes.count - 5] {
            var harmed = bytes
            harmed[offset] ^= 1
            try harmed.write(to: URL(fileURLWithPath: stamp))
            let ended = try ShiluCommand.run(["fixity", archive.folder, "--authorities", authority.root])
            #expect(ended.status == 16 || ended.text.contains("nobody whom this machine trusts"), "\(offset): \(ended.text)")
        }
        try bytes.write(to: URL(fileURLWithPath: archive.folder + "/timestamps/000001.tsr"))
        let moved = try ShiluCommand.run(["fixity", archive.folder, "--authorities", authority.root])
        #expect(moved.status == 16 && moved.text.contains("line 1 of manifests.jsonl is not what it stamps"), "\(moved.text)")
    }

    @Test func anAuthorityThatGivesNoStampEndsNoNightAndIsAskedAgain() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        let authority = try TimestampAuthorityServer(in: folder)
        defer { authority.server.stop() }
        let archive = try archive(server.base, in: folder, authority: server.base + "/no-authority")
        #expect(try ShiluCommand.run(["crawl", archive.folder, "--all", "--archive", folder.file("archive")]).status == 0)
        let log = try String(contentsOfFile: folder.file("archive") + "/log.jsonl", encoding: .utf8)
        #expect(log.contains("gave no time stamp: it answers with HTTP 404"), "\(log)")
        #expect(!FileManager.default.fileExists(atPath: archive.folder + "/timestamps"))
        let file = archive.folder + "/portal.yaml"
        try String(contentsOfFile: file, encoding: .utf8).replacing(server.base + "/no-authority", with: authority.url)
            .write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try ShiluCommand.run(["crawl", archive.folder, "--all", "--archive", folder.file("archive")]).status == 0)
        let ended = try ShiluCommand.run(["fixity", archive.folder, "--authorities", authority.root])
        #expect(ended.status == 0 && ended.text.contains("stamped to number 3"), "\(ended.text)")
    }
}
