// How long the machine has been running: what tells a clock that was set from time that went by.

import Foundation
import Web

/// Time that no setting of the clock changes, within one start of the machine.
struct MachineTime: Sendable, Equatable {
    /// Tells one start of the machine from another; `nil` where the system does not say.
    var start: String?
    /// Seconds since then, sleep included.
    var seconds: Int64

    static func now() -> MachineTime {
        let start = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return MachineTime(start: start?.trimmingCharacters(in: .whitespacesAndNewlines), seconds: Int64(MonotonicClock.now()))
    }
}

/// A clock that was set between two runs.
struct ClockShift: Sendable, Equatable {
    /// Seconds by which it was set ahead; below zero, back.
    let seconds: Int64

    /// Less than this many seconds is no shift that matters.
    private static let least: Int64 = 3600

    /// `nil` if it was not set, or nobody can tell, for the machine was started anew.
    init?(from last: (clock: Timestamp, machine: MachineTime), to now: (clock: Timestamp, machine: MachineTime)) {
        guard let start = now.machine.start, start == last.machine.start else { return nil }
        seconds = (now.clock - last.clock) - (now.machine.seconds - last.machine.seconds)
        guard abs(seconds) >= Self.least else { return nil }
    }
}
