// Points in time as the report shows them: in the portal's time zone.

import Foundation
import Web

/// Writes UTC times in a zone, and reads days of it.
public struct LocalTime: Sendable {
    private let zone: TimeZone

    /// The zone's name, to be said beside times.
    public var zoneName: String { zone.identifier == "GMT" ? "UTC" : zone.identifier }

    /// By the zone's name, as `Asia/Shanghai`; a name that the system does not know means UTC.
    public init(zone name: String) {
        zone = TimeZone(identifier: name) ?? .gmt
    }

    /// `2026-11-24 16:41` for `2026-11-24T08:41:00Z`.
    public func minute(_ utc: String) -> String { String(shifted(utc).prefix(16)).replacing("T", with: " ") }

    /// `2026-11-24 22:10 – 23:05`, with the day of the end where it is another.
    public func span(_ start: String, _ end: String) -> String {
        let from = minute(start), to = minute(end)
        return "\(from) – \(from.prefix(10) == to.prefix(10) ? String(to.suffix(5)) : to)"
    }

    /// `2026-11-24`.
    public func day(_ utc: String) -> String { String(shifted(utc).prefix(10)) }

    /// The second at which a day begins; `nil` if the text is no day.
    public func start(ofDay text: String) -> Timestamp? {
        guard text.utf8.count == 10, let midnight = Timestamp(iso8601: text) else { return nil }
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(midnight.secondsSince1970)))
        return midnight + Int64(-offset)
    }

    private func shifted(_ utc: String) -> String {
        guard let time = Timestamp(iso8601: utc) else { return utc }
        return (time + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.secondsSince1970))))).iso8601
    }
}
