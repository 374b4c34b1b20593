// Calendars whose months and days are folders.

import Web

/// A URL below a folder that is named as a calendar, with a year behind it: `/calendar/2026/11/24/`.
struct CalendarPath {
    /// The URL up to the calendar's folder and with it.
    let prefix: String
    private let year: Int

    init?(_ url: WebURL) {
        let path = url.path
        guard path.utf8.count < 500 else { return nil }
        let folders = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let at = folders.firstIndex(where: { Self.names.contains($0) }), at + 1 < folders.count,
              let year = Int(folders[at + 1].prefix(4)), folders[at + 1].prefix(7).allSatisfy({ $0.isNumber || $0 == "-" }),
              folders[at + 1].count == 4 || folders[at + 1].count >= 6, at + 2 < folders.count || folders[at + 1].count >= 6
        else { return nil }
        self.year = year
        prefix = url.origin + "/" + folders[...at].joined(separator: "/") + "/"
    }

    func isFarAway(from time: Timestamp) -> Bool { Self.isFarAway(year, from: time) }

    /// Whether a year is so long ago, or so far ahead, that nothing can have been published for it.
    static func isFarAway(_ year: Int, from time: Timestamp) -> Bool { year < 1800 || year > time.date.year + 2 }

    private static let names: [Substring] = ["calendar", "Calendar", "rili", "events", "event", "schedule"]
}
