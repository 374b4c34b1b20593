// The files of a data set that are no lines of documents: what it says of itself. Written by the build, and anew after a withdrawal.

import WebArchive

/// Writes data card, Croissant, schema, funnel, plots, spec, tombstones, and last of all the checksums.
enum DataSetTexts {
    /// - Parameters:
    ///   - spec: the spec file as it was written.
    ///   - others: files that are there already and are no lines of JSON.
    static func write(
        _ facts: DataSetFacts, _ funnel: FunnelFile, spec: [UInt8], tombstones: [Withdrawal], others: [DataFile], to folder: String
    ) throws(CorpusError) {
        var schema = DocumentSchema.json
        schema.endLine()
        var texts: [(String, [UInt8])] = [
            ("README.md", Array(DataCard.text(facts).utf8)), ("croissant.json", Croissant.json(facts).bytes),
            ("CITATION.cff", Array(CitationFile.text(facts).utf8)), ("schema.json", schema.bytes), (FunnelFile.name, funnel.bytes),
            ("spec.yaml", spec),
        ]
        texts += Plots.files(of: facts.funnel).map { ($0.name, Array($0.svg.utf8)) }
        if !tombstones.isEmpty { texts.append((Withdrawal.file, tombstones.flatMap(\.line))) }
        var files = facts.files + others
        try DataSetFolder.make(folder + "/plots")
        for (name, bytes) in texts { files.append(try DataSetFolder.write(bytes, as: name, in: folder)) }
        try DataSetFolder.seal(folder, files)
    }
}
