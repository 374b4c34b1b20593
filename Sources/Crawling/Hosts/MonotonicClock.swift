// The clock that pauses are measured by.

import Glibc

/// Seconds since the machine was started, the time that it slept among them; the same in all its processes, and never set back.
enum MonotonicClock {
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
