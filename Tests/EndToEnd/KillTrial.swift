// Crawls that are killed at random instants, night after night, end with the archive of crawls that nobody disturbed.
import Foundation
import Testing
import WebArchive

@Suite struct KillTrial {
    /// Kills in all, and what the instants follow from; `scripts/trials` asks for more, and for others.
    private static let kills = number("SHILU_TRIAL_KILLS") ?? 10
    private static let seed = number("SHILU_TRIAL_SEED") ?? 2016
    /// A night has its share of the kills, or all crawls would die in the first.
    private static let nights = max(3, kills / 20)

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    @Test func crawlsKilledAtAnyInstantLoseNothingAndStoreNothingTwice() throws {
        let folder = try TemporaryFolder()
        let portal = try ChangingPortal(count: 50, pace: 0.006)
        defer { portal.server.stop() }
        func command(_ archive: String) -> [String] { ["crawl", portal.base + "/", "--all", "--archive", folder.file(archive), "--delay", "0.001"] }
        var chance = UInt64(Self.seed)
        var killed = 0
        var nights = 0
        while killed < Self.kills || nights < Self.nights {
            if nights > 0 {
                portal.change()
                Thread.sleep(forTimeInterval: 1.1)  // replay tools cannot tell captures of one second apart
            }
            nights += 1
            let share = min(killed + (Self.kills + Self.nights - 1) / Self.nights, Self.kills)
            let runsBefore = nights == 1 ? 0 : try PortalArchive(of: folder.file("killed")).runs.count
            while true {
                let session = try ShiluCommand.start(command("killed"))
                if killed < share {
                    chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    Thread.sleep(forTimeInterval: 0.01 + Double(chance >> 40) / Double(1 << 24) * 0.6)
                    kill(session.pid, SIGKILL)
                }
                let ended = try session.end()
                if ended.status == 0 { break }
                try #require(ended.status == -SIGKILL, "\(ended.errors.suffix(1000))")
                killed += 1
            }
            try #require(try ShiluCommand.run(command("undisturbed")).status == 0)

            let archive = try PortalArchive(of: folder.file("killed"))
            let other = try PortalArchive(of: folder.file("undisturbed"))
            // A session that was killed after it had ended its run is followed by another run of the same night, which finds nothing new.
            let runs = try archive.runs.dropFirst(runsBefore)
            let otherRun = try #require(try other.runs.last)
            for run in runs { try archive.expectEachOnce(run: run, pages: portal.pages, base: portal.base) }
            #expect(try runs.flatMap { try archive.bareRecords(run: $0) } == other.bareRecords(run: otherRun), "night \(nights)")
            let (outcomes, others) = (try archive.outcomes(run: try #require(runs.first)), try other.outcomes(run: otherRun))
            #expect(outcomes == others, "night \(nights): \(outcomes.difference(from: others))")
        }
        let archive = try PortalArchive(of: folder.file("killed"))
        let other = try PortalArchive(of: folder.file("undisturbed"))
        try archive.expectSound()
        try other.expectSound()
        // Each version of each page is stored once.
        func versions(_ archive: PortalArchive) throws -> [String] {
            try archive.pageCaptures().filter { $0.type == .response }.map { "\($0.url) \($0.fields["WARC-Payload-Digest"] ?? "")" }.sorted()
        }
        let stored = try versions(archive)
        #expect(Set(stored).count == stored.count)
        #expect(try stored == versions(other))
        print("\(killed) kills over \(nights) nights, \(try archive.runs.count) runs, \(stored.count) versions of pages")
    }
}
