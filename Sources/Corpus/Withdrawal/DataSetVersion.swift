// Versions of a data set: MAJOR.MINOR.PATCH, a MAJOR step when anything is taken out (Semantic Versioning 2.0.0).

enum DataSetVersion {
    /// The later of two versions.
    static func later(of version: String, _ other: String?) -> String {
        guard let other, numbers(version).lexicographicallyPrecedes(numbers(other)) else { return version }
        return other
    }

    /// The next MAJOR version.
    static func nextMajor(after version: String) -> String { "\((numbers(version).first ?? 0) + 1).0.0" }

    private static func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }
}
