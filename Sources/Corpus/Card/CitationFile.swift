// The file CITATION.cff (Citation File Format 1.2.0).

enum CitationFile {
    static func text(_ facts: DataSetFacts) -> String {
        let quoted = DataCard.quoted
        var text = "cff-version: 1.2.0\nmessage: \"If you use this data set, please cite it so.\"\ntype: dataset\n"
        text += "title: \(quoted(facts.title))\nversion: \(quoted(facts.version))\ndate-released: \(quoted(facts.date))\nauthors:\n"
        for creator in facts.creators { text += "  - name: \(quoted(creator))\n" }
        text += "identifiers:\n  - type: other\n    value: \(quoted("sha256:" + facts.digest))\n    description: \"The digest of spec, program and input.\"\n"
        if let url = facts.spec.url { text += "url: \(quoted(url))\n" }
        if facts.spec.license != "other" { text += "license: \(quoted(facts.spec.license))\n" }
        return text
    }
}
