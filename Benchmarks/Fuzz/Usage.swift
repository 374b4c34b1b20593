// What a thread and a process have used, from Linux.

import Foundation

enum Usage {
    /// CPU time of a thread by its clock, in nanoseconds.
    static func nanoseconds(of clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// CPU time of this thread, in nanoseconds.
    static var ownNanoseconds: Int { nanoseconds(of: CLOCK_THREAD_CPUTIME_ID) }

    /// The clock of this thread, for other threads to read.
    static var ownClock: clockid_t {
        var clock = clockid_t()
        pthread_getcpuclockid(pthread_self(), &clock)
        return clock
    }

    /// Resident memory of the process, in bytes (proc(5), `VmRSS`).
    static var residentNow: Int { status("VmRSS:") }

    /// The most resident memory since `forgetPeak()`, in bytes (proc(5), `VmHWM`).
    static var residentPeak: Int { status("VmHWM:") }

    private static func status(_ name: String) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
              let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
              let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) }) else { return 0 }
        return kilobytes << 10
    }

    /// Lets the peak begin again at what is resident now (proc(5), `clear_refs`).
    static func forgetPeak() {
        let file = open("/proc/self/clear_refs", O_WRONLY)
        guard file >= 0 else { return }
        _ = write(file, "5", 1)
        close(file)
    }
}
