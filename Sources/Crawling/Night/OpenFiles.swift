// The process's limit of open files, raised so that many portals can be crawled at a time.

import Glibc

enum OpenFiles {
    /// Files and sockets that the crawl of a portal holds open at most, at one connection a host and some hosts.
    private static let ofAPortal = 32
    /// Those of the process itself.
    private static let ofTheProcess = 64

    /// Raises the soft limit as far as needed and allowed.
    ///
    /// - Returns: how many of so many portals can be crawled at a time, one at least.
    static func portalsAtATime(_ wanted: Int) -> Int {
        let needed = rlim_t(wanted * ofAPortal + ofTheProcess)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wanted }
        if limit.rlim_cur < needed {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        guard limit.rlim_cur < needed else { return wanted }
        return max(1, (Int(limit.rlim_cur) - ofTheProcess) / ofAPortal)
    }
}
