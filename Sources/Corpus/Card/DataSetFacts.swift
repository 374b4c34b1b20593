// What data card, Croissant and citation say of a data set.

import Records

/// The facts of a finished build. All follow from spec and input, so that equal builds give equal files.
struct DataSetFacts: Sendable {
    let spec: CorpusSpec
    let digest: String
    let funnel: Funnel
    /// The files of lines.
    let files: [DataFile]
    /// Of the data set: the spec's, or a later one where records were withdrawn.
    let version: String

    var parts: [Part] { Part.allCases.filter { part in files.contains { $0.name.hasPrefix("data/\(part.rawValue)-") } } }
    var title: String { spec.title ?? spec.name }
    var creators: [String] { spec.creators.isEmpty ? ["unknown"] : spec.creators }
    var url: String { spec.url ?? "urn:sha256:\(digest)" }

    /// The day of the last capture; the first day of 1970 where no capture has a time.
    var date: String { String((Version(firstSeen: funnel.lastSeen).firstSeenText ?? "1970-01-01T00:00:00Z").prefix(10)) }

    var description: String {
        spec.description ?? "\(funnel.kept) texts of \(funnel.portals.values.count { $0.kept > 0 }) Chinese government and Party portals, each with the way back to its bytes."
    }

    var citation: String { "\(creators.joined(separator: ", ")): \(title), version \(version), \(date), sha256:\(digest)" }
}
