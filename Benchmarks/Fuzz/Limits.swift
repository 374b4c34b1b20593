// How long and how much a page may take, in proportion to its bytes.

enum Limits {
    /// CPU time of the reading thread, in nanoseconds: 100 ms and 2 µs a byte.
    ///
    /// A usual page takes 10 to 20 ns a byte, the worst linear one (a tag every 3 bytes) some 300; a busy machine may double that.
    /// What is quadratic goes far beyond: 200,000 siblings would take minutes where 2 s are allowed.
    static func nanoseconds(bytes: Int) -> Int { 100_000_000 + 2_000 * bytes }

    /// Resident memory of the process above what it was before the first page, in bytes: 64 MB and 20 times the page.
    static func memory(bytes: Int) -> Int { 64 << 20 + 20 * bytes }

    /// A page that takes no CPU time but never ends: a lock that nobody opens.
    static let wallSeconds = 1_800
}
