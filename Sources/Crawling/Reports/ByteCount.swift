// A number of bytes as people write it.

import Foundation

public enum ByteCount {
    /// `12 B`, `3.4 MB`; powers of 1000.
    public static func text(_ count: Int) -> String {
        var value = Double(count)
        for unit in ["B", "KB", "MB", "GB"] {
            if value < 1000 { return unit == "B" ? "\(count) B" : String(format: "%.1f %@", value, unit) }
            value /= 1000
        }
        return String(format: "%.1f TB", value)
    }
}
