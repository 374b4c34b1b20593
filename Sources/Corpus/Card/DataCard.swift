// The data set's README.md: the YAML head that loaders read, and what a person wants to know.

import Records

/// A data card in the form of the Hugging Face hub.
enum DataCard {
    static func text(_ facts: DataSetFacts) -> String {
        "---\n" + head(facts) + "---\n\n" + body(facts)
    }

    // MARK: Head

    private static func head(_ facts: DataSetFacts) -> String {
        let spec = facts.spec
        var yaml = "language:\n- zh\nlicense: \(quoted(spec.license))\n"
        if spec.license == "other" {
            yaml += "license_name: \"see rights\"\n"
            if let link = spec.licenseLink { yaml += "license_link: \(quoted(link))\n" }
        }
        yaml += "pretty_name: \(quoted(facts.title))\n"
        yaml += "size_categories:\n- \(sizeCategory(facts.funnel.kept))\n"
        yaml += "task_categories:\n- text-generation\ntags:\n- government\n- croissant\n"
        // The loader's cache is by version and description of a configuration: the digest keeps a set that was rebuilt apart.
        yaml += "configs:\n"
        yaml += config("default", facts, facts.parts.map { ($0.rawValue, "data/\($0.rawValue)-*.\(spec.compression.fileExtension)") }, isDefault: true)
        yaml += config("left_out", facts, [("train", "left-out.jsonl.gz")])
        yaml += config("clusters", facts, [("train", "clusters.jsonl.gz")])
        yaml += "dataset_info:\n"
        yaml += info("default", FieldTable.documents) + info("left_out", FieldTable.leftOut) + info("clusters", FieldTable.clusters)
        return yaml
    }

    private static func config(_ name: String, _ facts: DataSetFacts, _ files: [(split: String, path: String)], isDefault: Bool = false) -> String {
        var yaml = "- config_name: \(name)\n  description: \(quoted("\(facts.spec.name) \(facts.version) sha256:\(facts.digest)"))\n"
        if isDefault { yaml += "  default: true\n" }
        yaml += "  data_files:\n"
        for file in files { yaml += "  - split: \(file.split)\n    path: \(quoted(file.path))\n" }
        return yaml
    }

    private static func info(_ name: String, _ fields: [DataField]) -> String {
        "- config_name: \(name)\n  features:\n" + features(fields, indent: "  ")
    }

    private static func features(_ fields: [DataField], indent: String) -> String {
        fields.map { "\(indent)- name: \($0.name)\n" + type($0.kind, indent: indent + "  ") }.joined()
    }

    private static func type(_ kind: DataField.Kind, indent: String) -> String {
        switch kind {
        case .text: "\(indent)dtype: string\n"
        // The loader takes texts that look like times for timestamps, whatever type is asked for, but not what it reads as JSON.
        case .date: "\(indent)dtype: json\n"
        case .integer: "\(indent)dtype: int64\n"
        case .number: "\(indent)dtype: float64\n"
        case .list(.text): "\(indent)list: string\n"
        case .list(.object(let fields)): "\(indent)list:\n" + features(fields, indent: indent)
        case .list(let element): "\(indent)list:\n" + type(element, indent: indent + "  ")
        case .object(let fields): "\(indent)struct:\n" + features(fields, indent: indent)
        }
    }

    private static func sizeCategory(_ count: Int) -> String {
        switch count {
        case ..<1000: "n<1K"
        case ..<10_000: "1K<n<10K"
        case ..<100_000: "10K<n<100K"
        case ..<1_000_000: "100K<n<1M"
        case ..<10_000_000: "1M<n<10M"
        case ..<100_000_000: "10M<n<100M"
        default: "100M<n<1B"
        }
    }

    /// A text in quotation marks, as YAML and JSON both read it.
    static func quoted(_ text: String) -> String {
        var json = JSONText()
        json.value(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    // MARK: Body

    private static func body(_ facts: DataSetFacts) -> String {
        let (spec, funnel) = (facts.spec, facts.funnel)
        var text = "# \(facts.title)\n\n\(facts.description)\n\n"
        text += "Version \(facts.version), built by \(ShiluVersion.product) from `spec.yaml`; the digest of spec, program and input is `\(facts.digest)`. "
        text += "The same spec, program and input give the same bytes; `sha256sum --check checksums-sha256.txt` checks them.\n\n"
        text += "## What came through\n\n| stage | in | left out | out |\n|---|---:|---:|---:|\n"
        for step in funnel.steps { text += "| \(step.name) | \(step.into) | \(step.leftOut) | \(step.into - step.leftOut) |\n" }
        text += "\n`left-out.jsonl.gz` has a line for each text that was left out: stage, rule, measured value, threshold, and the twin that stays. "
        text += "`clusters.jsonl.gz` has \(funnel.clusters) clusters of copies with the earliest and the most official one of each; `funnel.json` has the counts.\n\n"
        if funnel.withdrawn > 0 {
            text += "Records were withdrawn after publication: `\(Withdrawal.file)` says which and why. The lines of all others are as they were; "
            text += "the lists in `history/` verify what was cited from earlier versions.\n\n"
        }
        text += "`\(DocumentDigests.file)` has the SHA-256 of each document's line.\n\n"
        for plot in Plots.files(of: funnel) { text += "![\(plot.alternative)](\(plot.name))\n" }
        text += "\n"
        text += "| part | documents | characters |\n|---|---:|---:|\n"
        for part in facts.parts {
            let total = funnel.parts[part] ?? .init()
            text += "| \(part.rawValue) | \(total.documents) | \(total.characters) |\n"
        }
        text += "\n## Portals\n\n| host | read | kept |\n|---|---:|---:|\n"
        let portals = funnel.portals.sorted { ($1.value.kept, $0.key) < ($0.value.kept, $1.key) }
        for (host, count) in portals.prefix(50) { text += "| \(host.isEmpty ? "(none)" : host) | \(count.read) | \(count.kept) |\n" }
        if portals.count > 50 { text += "| \(portals.count - 50) more | | |\n" }
        text += "\n## Fields\n\n| field | |\n|---|---|\n"
        for field in FieldTable.documents { text += "| `\(field.name)` | \(field.meaning) |\n" }
        text += "\n## Personal data\n\n"
        text += spec.mask.isEmpty
            ? "Found and counted for each document (`personal_data`), not masked.\n"
            : "Found and counted for each document (`personal_data`); masked in text, title and signoff: "
                + PersonalData.Kind.allCases.filter(spec.mask.contains).map { "`\($0.rawValue)` as `\($0.mask)`" }.joined(separator: ", ") + ".\n"
        text += "\n## Loading\n\n" + loading(facts)
        text += "\n## Citation\n\n    \(facts.citation)\n"
        return text
    }

    private static func loading(_ facts: DataSetFacts) -> String {
        let columns = FieldTable.documents.map { "'\($0.name)': '\(duckType($0.kind))'" }.joined(separator: ", ")
        let end = facts.spec.compression.fileExtension
        return """
            Dates are texts at the precision of the page; these lines keep them so (`datasets` gives a year that stands alone as a number).

            ```python
            pandas.read_json("data/train-00000-of-00001.\(end)", lines=True, dtype=False, convert_dates=False, precise_float=True)
            polars.read_ndjson("data/train-00000-of-00001.\(end)")
            datasets.load_dataset(".", "default")  # datasets 5
            ```

            Parquet with exact texts, by DuckDB:

            ```sql
            COPY (SELECT * FROM read_json('data/*.\(end)', format='newline_delimited', columns={\(columns)}))
            TO 'documents.parquet' (FORMAT parquet);
            ```

            """
    }

    static func duckType(_ kind: DataField.Kind) -> String {
        switch kind {
        case .text, .date: "VARCHAR"
        case .integer: "BIGINT"
        case .number: "DOUBLE"
        case .list(let element): duckType(element) + "[]"
        case .object(let fields): "STRUCT(" + fields.map { "\"\($0.name)\" \(duckType($0.kind))" }.joined(separator: ", ") + ")"
        }
    }
}
