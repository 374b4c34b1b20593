// The files of packaging/: read by the programs that they are for, and their command lines by ours.
import Foundation
import Testing

@Suite struct PackagingTests {
    private static let folder = Repository.root.appendingPathComponent("packaging").path

    private func text(_ name: String) throws -> String { try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8) }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "no systemd-analyze"))
    func systemdTakesServiceAndTimer() throws {
        let folder = try TemporaryFolder()
        // The command that it names must exist; the one that was built stands in its place.
        let service = try text("systemd/shilu-night.service").replacing("ExecStart=/usr/local/bin/shilu", with: "ExecStart=\(ShiluCommand.path)")
        let paths = [
            try folder.write(service, "shilu-night.service"), try folder.write(try text("systemd/shilu-night.timer"), "shilu-night.timer"),
        ]
        let ended = try RunningProgram("/usr/bin/systemd-analyze", ["verify", "--man=no", "--recursive-errors=no"] + paths).end()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.errorLines.allSatisfy { !$0.contains("shilu-night") }, "\(ended.errors)")
        let mistaken = try folder.write(service.replacing("Nice=10", with: "Nices=10"), "shilu-mistaken.service")
        let faulted = try RunningProgram("/usr/bin/systemd-analyze", ["verify", "--man=no", mistaken]).end()
        #expect(faulted.errors.contains("Nices"), "the check finds a mistake: \(faulted.errors)")
    }

    @Test(arguments: ["systemd/shilu-night.service", "cron/shilu"]) func theCommandIsOneThatShiluTakes(_ name: String) throws {
        let folder = try TemporaryFolder()
        let line = try #require(try text(name).firstMatch(of: /\/usr\/local\/bin\/shilu (night [^\n>]*)/)).1
        let arguments = line.split(separator: " ").map { String($0).replacing("/srv/archive", with: folder.file("archive")) }
        let ended = try ShiluCommand.run(arguments)
        #expect(ended.status == 6 && ended.errors.contains("holds no portal"), "\(ended.errors)")
    }

    @Test func theCronLineHasFiveTimesAUserAndSaysOnlyWhatIsWrong() throws {
        let lines = try text("cron/shilu").split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("MAILTO=") }
        #expect(lines.count == 1)
        let match = try #require(lines[0].wholeMatch(of: /30 1 \* \* \*  shilu  (.*)/))
        #expect(!match.1.contains("%"), "cron makes a line feed of it")
        let folder = try TemporaryFolder()
        for (code, says) in [(0, ""), (2, ""), (15, ""), (12, "shilu night ended with 12")] {
            let stub = try folder.write("#!/bin/sh\necho night; exit \(code)\n", "shilu")
            chmod(stub, 0o755)
            let command = String(match.1).replacing("/usr/local/bin/shilu", with: stub).replacing("/var/log/shilu/night.log", with: folder.file("night.log"))
            let ended = try RunningProgram("/bin/sh", ["-c", command]).end()
            #expect(ended.text.hasPrefix(says) && ended.text.isEmpty == says.isEmpty && ended.errors.isEmpty, "\(ended.text)")
        }
        #expect(try String(contentsOfFile: folder.file("night.log"), encoding: .utf8) == "night\nnight\nnight\nnight\n")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/logrotate"), "no logrotate"))
    func logrotateTakesItsFile() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("log"), withIntermediateDirectories: true)
        _ = try folder.write("a line\n", "log/night.log")
        _ = try folder.write("a line\n", "log/log.jsonl")
        let text = try text("logrotate/shilu").replacing("/var/log/shilu", with: folder.file("log"))
            .replacing("/srv/archive", with: folder.file("log")).replacing("su shilu shilu", with: "su root root")
        let file = try folder.write(text, "logrotate.conf")
        let ended = try RunningProgram("/usr/sbin/logrotate", ["--force", "--state", folder.file("state"), file]).end()
        #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("log")).sorted() == ["log.jsonl.1", "night.log.1"])
    }
}
