// The version of Shilu, in the one place where it stands.

/// The program's version.
public enum ShiluVersion {
    /// As in `shilu --version`.
    public static let number = "0.1.0"
    /// As in records, WARC files and the user agent: `shilu/0.1.0`.
    public static let product = "shilu/" + number
}
