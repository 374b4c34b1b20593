// How much room there is for an archive.

import Glibc

public enum DiskSpace {
    /// Bytes that may still be written on the file system of a path; `nil` if it does not tell.
    public static func free(at path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (bytes, overflows) = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
        return overflows ? .max : bytes
    }
}
