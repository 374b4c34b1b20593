// From the YAML of a spec to the spec, one key at a time; a mistake does not hide the next.

import Yams

/// Reads a spec and notes all its mistakes.
struct SpecReader {
    let path: String
    private(set) var mistakes: [CorpusError] = []

    init(path: String) { self.path = path }

    static let keys = [
        "name", "input", "title", "description", "version", "creators", "license", "license_link", "url", "select", "normalize",
        "boilerplate", "filters", "personal_data", "duplicates", "split", "shard", "compression",
    ]

    /// The spec; nil where it is no mapping, or a key that is needed is missing.
    mutating func spec(from text: String) -> CorpusSpec? {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            note(error)
            return nil
        }
        guard let mapping = root?.mapping else {
            mistakes.append(.spec(path: path, line: 1, message: "must hold keys and values, `name` and `input` at least"))
            return nil
        }
        for key in ["name", "input"] where mapping[key] == nil {
            mistakes.append(.spec(path: path, line: nil, message: "the key `\(key)` is missing"))
        }
        var spec = CorpusSpec(name: "", input: [])
        for (key, value) in entries(of: Node.mapping(mapping), nil, Self.keys) { read(key, value, into: &spec) }
        return mistakes.isEmpty ? spec : nil
    }

    mutating func note(_ node: Node, _ message: String) {
        mistakes.append(.spec(path: path, line: node.mark?.line, message: message))
    }

    private mutating func read(_ key: String, _ node: Node, into spec: inout CorpusSpec) {
        switch key {
        case "name":
            guard let name = text(node, key) else { return }
            let isName = name.utf8.first.map { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 } ?? false
                && name.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || "._-".utf8.contains($0) }
            if isName { spec.name = name } else { note(node, "name: must be of a–z, 0–9, ‘.’, ‘_’ and ‘-’ and begin with a letter or a digit") }
        case "input":
            spec.input = texts(node, key)
            if spec.input.isEmpty, node.sequence != nil { note(node, "input: names no file") }
        case "title": spec.title = text(node, key)
        case "description": spec.description = text(node, key)
        case "version":
            guard let version = text(node, key) else { return }
            let parts = version.split(separator: ".", omittingEmptySubsequences: false)
            if parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }) {
                spec.version = version
            } else {
                note(node, "version: “\(version)” is not MAJOR.MINOR.PATCH, as 1.0.0")
            }
        case "creators": spec.creators = texts(node, key)
        case "license": spec.license = text(node, key) ?? spec.license
        case "license_link": spec.licenseLink = webAddress(node, key)
        case "url": spec.url = webAddress(node, key)
        case "select": readSelection(node, into: &spec.select)
        case "normalize":
            spec.normalize = choice(node, key, CorpusSpec.TextForm.allCases.map(\.rawValue)).flatMap(CorpusSpec.TextForm.init) ?? .nfc
        case "boilerplate":
            for (name, value) in entries(of: node, key, ["cut", "pages", "share"]) {
                switch name {
                case "cut": spec.boilerplate.cut = truth(value, "boilerplate.cut") ?? false
                case "pages": spec.boilerplate.pages = whole(value, "boilerplate.pages", 2...1_000_000_000) ?? 20
                default: spec.boilerplate.share = number(value, "boilerplate.share", 0...1) ?? 0.2
                }
            }
        case "filters": spec.filters = filters(node)
        case "personal_data":
            for (_, value) in entries(of: node, key, ["mask"]) { spec.mask = masked(value) }
        case "duplicates": readDuplicates(node, into: &spec.duplicates)
        case "split": spec.split = split(node) ?? .none
        case "compression":
            spec.compression = choice(node, key, CorpusSpec.Compression.allCases.map(\.rawValue)).flatMap(CorpusSpec.Compression.init) ?? .gzip
        case "shard": spec.shardBytes = size(node, key, from: 1 << 10) ?? spec.shardBytes
        default: break
        }
    }

    private mutating func readSelection(_ node: Node, into selection: inout CorpusSpec.Selection) {
        for (name, value) in entries(of: node, "select", ["portals", "kinds", "since", "until", "columns", "fields"]) {
            let key = "select.\(name)"
            switch name {
            case "portals": selection.portals = texts(value, key)
            case "kinds":
                selection.kinds = choices(value, key, ["article", "document", "list", "other"])
            case "since": selection.since = date(value, key)
            case "until": selection.until = date(value, key)
            case "columns": selection.columns = texts(value, key)
            default: selection.fields = choices(value, key, CorpusSpec.Field.allCases.map(\.rawValue)).compactMap(CorpusSpec.Field.init)
            }
        }
    }

    private mutating func readDuplicates(_ node: Node, into duplicates: inout CorpusSpec.Duplicates) {
        typealias Action = CorpusSpec.Duplicates.Action
        let actions = Action.allCases.map(\.rawValue)
        for (name, value) in entries(of: node, "duplicates", ["exact", "near", "threshold", "excerpts", "containment", "keep"]) {
            let key = "duplicates.\(name)"
            switch name {
            case "exact": duplicates.exact = choice(value, key, actions).flatMap(Action.init) ?? .leaveOut
            case "near": duplicates.near = choice(value, key, actions).flatMap(Action.init) ?? .leaveOut
            case "threshold": duplicates.threshold = number(value, key, 0.5...1) ?? 0.8
            case "excerpts": duplicates.excerpts = choice(value, key, ["mark", "off"]) != "off"
            case "containment": duplicates.containment = number(value, key, 0.5...1) ?? 0.9
            default:
                typealias Preference = CorpusSpec.Duplicates.Preference
                duplicates.keep = choice(value, key, Preference.allCases.map(\.rawValue)).flatMap(Preference.init) ?? .official
            }
        }
    }

    private mutating func filters(_ node: Node) -> [CorpusSpec.Filter] {
        guard let sequence = node.sequence else {
            note(node, "filters: must be a list of sets of rules, or of {signal: …, min: …, max: …}")
            return []
        }
        var filters: [CorpusSpec.Filter] = []
        for item in sequence {
            if item.mapping == nil {
                guard let name = choice(item, "filters", RuleSet.all.map(\.name)) else { continue }
                filters += RuleSet.all.first { $0.name == name }?.filters ?? []
                continue
            }
            var signal: Signal?
            var filter = (min: Double?.none, max: Double?.none)
            for (name, value) in entries(of: item, "filters", ["signal", "min", "max"]) {
                switch name {
                case "signal": signal = choice(value, "filters.signal", Signal.allCases.map(\.rawValue)).flatMap(Signal.init)
                case "min": filter.min = number(value, "filters.min", -1e12...1e12)
                default: filter.max = number(value, "filters.max", -1e12...1e12)
                }
            }
            if item.mapping?["signal"] == nil { note(item, "filters: a rule needs the key `signal`") }
            if filter.min == nil, filter.max == nil { note(item, "filters: a rule needs `min` or `max`") }
            if let min = filter.min, let max = filter.max, min > max { note(item, "filters: min is larger than max") }
            if let signal { filters.append(.init(signal: signal, min: filter.min, max: filter.max, origin: "spec")) }
        }
        return filters
    }

    private mutating func masked(_ node: Node) -> Set<PersonalData.Kind> {
        if node.sequence == nil {
            return choice(node, "personal_data.mask", ["none", "all"]) == "all" ? Set(PersonalData.Kind.allCases) : []
        }
        return Set(choices(node, "personal_data.mask", PersonalData.Kind.allCases.map(\.rawValue)).compactMap(PersonalData.Kind.init))
    }

    private mutating func split(_ node: Node) -> CorpusSpec.Split? {
        let entries = entries(of: node, "split", ["by", "validation", "test"])
        func value(_ name: String) -> Node? { entries.first { $0.key == name }?.value }
        guard let by = value("by") else {
            if node.mapping != nil { note(node, "split: the key `by` is missing: portal or time") }
            return nil
        }
        guard let by = choice(by, "split.by", ["portal", "time"]) else { return nil }
        if by == "portal" {
            let validation = value("validation").flatMap { number($0, "split.validation", 0...0.5) } ?? 0
            let test = value("test").flatMap { number($0, "split.test", 0...0.5) } ?? 0
            if validation + test == 0 { note(node, "split: gives no share to `validation` or `test`") }
            return .portal(validation: validation, test: test)
        }
        let validation = value("validation").flatMap { date($0, "split.validation") }
        let test = value("test").flatMap { date($0, "split.test") }
        if value("validation") == nil, value("test") == nil { note(node, "split: gives no date to `validation` or `test`") }
        if let validation, let test, validation >= test { note(node, "split: `validation` must begin before `test`") }
        return .time(validation: validation, test: test)
    }

    private mutating func note(_ error: any Error) {
        let (line, message): (Int?, String) = switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            (mark.line, "is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context): (context.mark.line, "the key “\(duplicates.first ?? "")” stands twice")
        default: (nil, "is no YAML: \("\(error)".split(separator: "\n").first ?? "")")
        }
        mistakes.append(.spec(path: path, line: line, message: message))
    }
}
