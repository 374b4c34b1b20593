// The turns of earlier nights, read from their reports.

import Archive
import Foundation
import Web

enum NightMemory {
    /// So many nights are looked back at.
    private static let depth = 60

    /// What an earlier night's report holds, as far as it is needed here.
    private struct PastNight: Decodable {
        struct Turn: Decodable {
            let portal: String
            let started_at: String?
            let seconds: Double
            let complete: Bool
            let tally: [String: Int]?
        }

        let time_budget: Double?
        let portals: [Turn]
    }

    /// The turns of the last nights. A report that cannot be read is passed over, for it only bears on the order of portals.
    static func history(of archive: ArchiveFolder) -> TurnHistory {
        var history = TurnHistory()
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: archive.nightsFolder)) ?? []).sorted().suffix(depth) {
            guard let data = FileManager.default.contents(atPath: archive.nightReport(name)),
                  let night = try? JSONDecoder().decode(PastNight.self, from: data) else { continue }
            for turn in night.portals {
                guard let start = turn.started_at.flatMap({ Timestamp(iso8601: $0) }) else { continue }
                history.add(
                    .init(
                        startedAt: start, seconds: turn.seconds, isComplete: turn.complete,
                        finds: (turn.tally?["new"] ?? 0) + (turn.tally?["changed"] ?? 0), nightSeconds: night.time_budget),
                    of: turn.portal)
            }
        }
        return history
    }
}
