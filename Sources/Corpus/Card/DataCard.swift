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
        text += "## How it was made\n\n" + making(spec)
        text += "\n## What came through\n\n| stage | in | left out | out |\n|---|---:|---:|---:|\n"
        for step in funnel.steps { text += "| \(step.name) | \(Chart.grouped(step.into)) | \(Chart.grouped(step.leftOut)) | \(Chart.grouped(step.into - step.leftOut)) |\n" }
        text += "\n`left-out.jsonl.gz` has a line for each text that was left out: stage, rule, measured value, threshold, and the twin that stays. "
        text += "`clusters.jsonl.gz` has \(funnel.clusters) clusters of copies with the earliest and the most official one of each; `funnel.json` has the counts.\n\n"
        if funnel.withdrawn > 0 {
            text += "Records were withdrawn after publication: `\(Withdrawal.file)` says which and why. The lines of all others are as they were; "
            text += "the lists in `history/` verify what was cited from earlier versions.\n\n"
        }
        for plot in Plots.files(of: funnel) { text += "![\(plot.alternative)](\(plot.name))\n\n" }
        text += "| part | documents | characters |\n|---|---:|---:|\n"
        for part in facts.parts {
            let total = funnel.parts[part] ?? .init()
            text += "| \(part.rawValue) | \(Chart.grouped(total.documents)) | \(Chart.grouped(total.characters)) |\n"
        }
        text += "\n## Portals\n\n| host | read | kept |\n|---|---:|---:|\n"
        let portals = funnel.portals.sorted { ($1.value.kept, $0.key) < ($0.value.kept, $1.key) }
        for (host, count) in portals.prefix(50) { text += "| \(host.isEmpty ? "(none)" : host) | \(Chart.grouped(count.read)) | \(Chart.grouped(count.kept)) |\n" }
        if portals.count > 50 { text += "| \(portals.count - 50) more | | |\n" }
        text += "\n## Fields\n\n| field | |\n|---|---|\n"
        for field in FieldTable.documents {
            text += "| `\(field.name)` | \(field.meaning) |\n"
            guard case .object(let members) = field.kind else { continue }
            for member in members where !member.meaning.isEmpty { text += "| `\(field.name).\(member.name)` | \(member.meaning) |\n" }
        }
        text += "\n## Personal data\n\n"
        text += spec.mask.isEmpty
            ? "Found and counted for each document (`personal_data`), not masked.\n"
            : "Found and counted for each document (`personal_data`); masked in text, title and signoff: "
                + PersonalData.Kind.allCases.filter(spec.mask.contains).map { "`\($0.rawValue)` as `\($0.mask)`" }.joined(separator: ", ") + ".\n"
        text += "\n## Loading\n\n" + loading(facts)
        return text + "\n## Back to the page\n\n" + wayBack + "\n## Citation\n\n" + citation(facts)
    }

    /// What the spec says, in words.
    private static func making(_ spec: CorpusSpec) -> String {
        let select = spec.select
        var lines = ["kinds of page: \(select.kinds.joined(separator: ", "))"]
        if !select.portals.isEmpty { lines.append("portals: \(select.portals.joined(separator: ", "))") }
        if !select.columns.isEmpty { lines.append("columns: \(select.columns.joined(separator: ", "))") }
        if select.since != nil || select.until != nil { lines.append("published: \(select.since ?? "…") to \(select.until ?? "…")") }
        lines.append("texts in \(spec.normalize.rawValue.uppercased()); simplified and traditional characters as on the page (`script`)")
        lines.append(spec.boilerplate.cut ? "lines that recur on \(spec.boilerplate.pages) pages of a portal or more were cut" : "nothing was cut out of a text")
        let origins = spec.filters.reduce(into: [String]()) { if !$0.contains($1.origin) { $0.append($1.origin) } }
        let sources = origins.map { origin in RuleSet.all.first { $0.name == origin }.map { "`\($0.name)`: \($0.source)" } ?? "rules of the spec" }
        lines.append(sources.isEmpty ? "no filter by quality: `signals` are for filters of your own" : "filters by quality: \(sources.joined(separator: "; "))")
        func action(_ action: CorpusSpec.Duplicates.Action) -> String {
            switch action {
            case .leaveOut: "left out but for one"
            case .mark: "marked"
            case .off: "not looked for"
            }
        }
        let duplicates = spec.duplicates
        lines.append("equal texts: \(action(duplicates.exact)); near-duplicates (Jaccard similarity of character 5-grams ≥ \(duplicates.threshold)): \(action(duplicates.near))")
        if duplicates.exact == .leaveOut || duplicates.near == .leaveOut {
            lines.append("of copies \(duplicates.keep == .official ? "the most official stays, of these the earliest" : "the \(duplicates.keep.rawValue) stays")")
        }
        if duplicates.excerpts { lines.append("excerpts (≥ \(duplicates.containment) of the shorter text in the longer): marked, in `excerpt_of` and `clusters.jsonl.gz`") }
        lines.append("versions of a page over time are kept as versions (`page`, `version`), and are no duplicates")
        switch spec.split {
        case .none: break
        case .portal: lines.append("split by portal: no page, marked copy or excerpt stands in two parts")
        case .time: lines.append("split by the date of a page's first version: no page, marked copy or excerpt stands in two parts")
        }
        return lines.map { "- \($0)\n" }.joined()
    }

    private static let wayBack = """
        `capture` says where a document's bytes are: the WARC file, and offset and length of its record there. With the archive at hand,

        ```sh
        shilu get URL --at FETCHED_AT --archive ARCHIVE                        # the page, by url and capture.fetched_at
        tail -c +$((OFFSET + 1)) WARC | head -c LENGTH | zcat                  # the record itself, by capture.offset and capture.length (.warc.gz)
        ```

        """

    private static func citation(_ facts: DataSetFacts) -> String {
        func braced(_ text: String) -> String { "{" + text.filter { !"{}\\".contains($0) } + "}" }
        return """
                \(facts.citation)

            ```bibtex
            @misc{\(facts.spec.name),
              author = {\(facts.creators.map(braced).joined(separator: " and "))},
              title = \(braced(facts.title)),
              version = {\(facts.version)},
              year = {\(facts.date.prefix(4))},
              note = {sha256:\(facts.digest)}\(facts.spec.url.map { ",\n  url = {\($0)}" } ?? "")
            }
            ```

            One document is cited by its `id` and the set's version; `\(DocumentDigests.file)` has the SHA-256 of its line, which stays
            as it is when others are withdrawn.

            """
    }

    private static func loading(_ facts: DataSetFacts) -> String {
        let columns = FieldTable.documents.map { "    '\($0.name)': '\(duckType($0.kind))'" }.joined(separator: ",\n")
        let end = facts.spec.compression.fileExtension
        let first = facts.files.first { $0.name.hasPrefix("data/") }?.name ?? "data/train-00000-of-00001.\(end)"
        return """
            Dates are texts at the precision of the page; these lines keep them so (`datasets` gives a year that stands alone as a number).

            ```python
            import glob, pandas
            documents = pandas.concat([
                pandas.read_json(shard, lines=True, dtype=False, precise_float=True)
                for shard in sorted(glob.glob("data/*.\(end)"))
            ], ignore_index=True)
            ```

            ```python
            import polars
            documents = polars.read_ndjson("\(first)", infer_schema_length=None)  # one shard
            ```

            ```python
            import os, datasets  # 5; it takes the folder's name, not "."
            documents = datasets.load_dataset(os.path.abspath("."), "default")  # "left_out" and "clusters" likewise
            ```

            Parquet with exact texts, by DuckDB:

            ```sql
            COPY (SELECT * FROM read_json('data/*.\(end)', format='newline_delimited', columns={
            \(columns)
            }))
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
