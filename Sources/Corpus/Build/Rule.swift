// Why a record is left out: the stages in their order, and the rules of each.

/// The stages of a build after reading.
enum Stage: UInt8, CaseIterable, BitwiseCopyable {
    case withhold, select, versions, filter, exact, near

    /// Whether what it leaves out is no version of its page either.
    var precedesVersions: Bool { rawValue < Stage.versions.rawValue }

    var name: String {
        switch self {
        case .withhold: "withhold"
        case .select: "select"
        case .versions: "versions"
        case .filter: "filter"
        case .exact: "exact"
        case .near: "near"
        }
    }
}

/// A rule by which records are left out before they are compared with each other.
struct Rule: Sendable, Equatable {
    let stage: Stage
    let name: String
    /// As JSON.
    let threshold: [UInt8]
    let test: Test

    enum Test: Sendable, Equatable {
        case withheld, withdrawn
        case portals, kinds, since, until, columns
        case field(CorpusSpec.Field)
        case minimum(Signal, Double)
        case maximum(Signal, Double)
    }

    /// The rules of a spec, in the order in which they are asked.
    static func all(of spec: CorpusSpec) -> [Rule] {
        let select = spec.select
        var rules = [("withheld", Test.withheld), ("withdrawn", .withdrawn)].map {
            Rule(stage: .withhold, name: $0, threshold: Array("null".utf8), test: $1)
        }
        func add(_ test: Test, _ name: String, _ threshold: (inout JSONText) -> Void) {
            var json = JSONText()
            threshold(&json)
            rules.append(Rule(stage: .select, name: name, threshold: json.bytes, test: test))
        }
        if !select.portals.isEmpty { add(.portals, "portals") { $0.strings(select.portals) } }
        if !select.kinds.isEmpty { add(.kinds, "kinds") { $0.strings(select.kinds) } }
        if let since = select.since { add(.since, "since") { $0.value(since) } }
        if let until = select.until { add(.until, "until") { $0.value(until) } }
        if !select.columns.isEmpty { add(.columns, "columns") { $0.strings(select.columns) } }
        for field in select.fields { add(.field(field), "fields.\(field.rawValue)") { $0.value("not empty") } }
        for filter in spec.filters {
            func add(_ test: Test, _ side: String, _ bound: Double) {
                let name = "\(filter.origin).\(filter.signal.rawValue).\(side)"
                rules.append(Rule(stage: .filter, name: name, threshold: Decimal4.text(bound), test: test))
            }
            if let min = filter.min { add(.minimum(filter.signal, min), "min", min) }
            if let max = filter.max { add(.maximum(filter.signal, max), "max", max) }
        }
        return rules
    }
}
