// When a site may be asked: the hours of a portal file in its time zone.

import Foundation
import Web

/// The hours of a portal file, as times.
struct AskingHours: Sendable {
    let hours: [DailyHours]
    let timeZone: TimeZone

    /// Whether the site may be asked at a time; always, where the file names no hours.
    func contains(_ time: Timestamp) -> Bool {
        guard !hours.isEmpty else { return true }
        let local = time.secondsSince1970 + Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.secondsSince1970))))
        let minute = Int((local % 86_400 + 86_400) % 86_400) / 60
        return hours.contains { $0.contains(minute: minute) }
    }

    /// The stretch in which it may be asked now, or, outside of it, the next one: from when, and until when. Where the file names no hours,
    /// or all hours of the day, a day from now.
    func next(from now: Timestamp) -> (start: Timestamp, end: Timestamp) {
        let day: Int64 = 86_400
        guard !hours.isEmpty else { return (now, now + day) }
        // By the minute, so that a day on which the clocks are changed is right as well.
        let minutes = (0...2 * 1440).lazy.map { minute in
            minute == 0 ? now : Timestamp(secondsSince1970: now.secondsSince1970 / 60 * 60 + Int64(minute) * 60)
        }
        let start = minutes.first { contains($0) } ?? now
        let end = minutes.first { $0 > start && !contains($0) } ?? start + day
        return (start, min(end, start + day))
    }
}

extension Portal {
    /// When it may be asked.
    var askingHours: AskingHours { AskingHours(hours: hours, timeZone: timeZone) }
}
