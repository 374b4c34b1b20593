// The citations of an archive, or of files of records, written as files.

import Archive

/// Reads the newest record of each page of some portals, or of some files, twice: first for the documents that are held, then for what they cite.
public struct ArchiveCitations {
    private let sources: [NewestRecords]

    /// - Parameter openState: opens the state of a portal for reading, which tells refusals from pages; nil where there is none.
    public init(of portals: [PortalFolder], withheld: WithheldList, openState: (PortalFolder) throws -> (any PortalStateReading)?) throws {
        sources = try portals.map { try NewestRecords(of: $0, withheld: withheld, state: openState($0)) }
    }

    /// - Parameter files: of records, JSON lines.
    public init(ofFiles files: [String]) throws { sources = [try NewestRecords(ofFiles: files)] }

    /// Lines of the archive that are no records.
    public var damaged: Int { sources.reduce(0) { $0 + $1.census.damaged } }

    /// Writes `references.jsonl`, `edges.jsonl`, `missing.jsonl` and `gaps.jsonl` into a folder; each takes its old one's place when it is whole.
    public func write(to folder: String) throws -> CitationGraph.Summary {
        var held = HeldDocuments()
        for source in sources { try source.forEach { held.add($0) } }
        try FileSystem.createFolder(folder)
        var graph = CitationGraph(held)
        let references = try ReplacedFile(folder + "/references.jsonl")
        let edges = try ReplacedFile(folder + "/edges.jsonl")
        for source in sources {
            try source.forEach { record in
                let lines = graph.add(record)
                try references.write(lines.references)
                try edges.write(lines.edges)
            }
        }
        let missing = try ReplacedFile(folder + "/missing.jsonl")
        for document in graph.missingDocuments { try missing.write(document.jsonLine) }
        let gaps = try ReplacedFile(folder + "/gaps.jsonl")
        for series in graph.series { try gaps.write(series.jsonLine) }
        for file in [references, edges, missing, gaps] { try file.commit() }
        return graph.summary
    }
}
