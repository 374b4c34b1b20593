// What is to be withdrawn from a data set, and where it is told of.

import Records
import WebArchive

/// Finds the documents and the mentions of what is to be withdrawn.
struct WithdrawalSearch {
    /// Ids and URLs that were asked for.
    private let names: Set<String>
    private var known: Set<String> = []
    /// Documents that go: by their ids the digests of their lines.
    private(set) var documents: [String: String] = [:]
    /// Ids that get a tombstone.
    private(set) var ids: Set<String> = []
    private var inSet: Set<String> = []
    private var relatives: Set<String> = []

    init(_ names: Set<String>) { self.names = names }

    func isKnown(_ name: String) -> Bool { known.contains(name) }

    /// Copies and excerpts that stay in the set.
    var copies: [String] { relatives.intersection(inSet).subtracting(ids).sorted() }

    /// Looks through a shard.
    mutating func scan(_ path: String) throws(CorpusError) {
        var lines = try RecordLines(path)
        while let line = try lines.next() {
            let document = try DocumentLine(line, path: path, number: lines.number)
            guard take(id: document.id, url: document.url) else {
                if document.isRelated { inSet.insert(document.id) }
                continue
            }
            documents[document.id] = SHA256Digest(of: line).hex
        }
    }

    /// Looks through what was left out, or through the clusters.
    mutating func scanMentions(_ path: String) throws(CorpusError) {
        var lines = try RecordLines(path)
        while let line = try lines.next() {
            var found: [(id: String, url: String?)] = []
            do throws(JSONScanner.Mistake) { try Self.members(of: line) { found.append(($0, $1)) } } catch {
                throw .record(path: path, line: lines.number, cause: error.cause)
            }
            let taken = found.filter { take(id: $0.id, url: $0.url) }
            if !taken.isEmpty { relatives.formUnion(found.map(\.id)) }
        }
    }

    private mutating func take(id: String, url: String?) -> Bool {
        let isNamed = names.contains(id) || url.map(names.contains) ?? false
        guard isNamed else { return false }
        if names.contains(id) { known.insert(id) }
        if let url, names.contains(url) { known.insert(url) }
        ids.insert(id)
        return true
    }

    /// Calls `body` with each record that a line of left-out or clusters tells of.
    private static func members(of line: [UInt8], _ body: (String, String?) -> Void) throws(JSONScanner.Mistake) {
        var scanner = JSONScanner(line)
        func record(_ scanner: inout JSONScanner) throws(JSONScanner.Mistake) {
            var id: String?
            var url: String?
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                switch key {
                case "id": id = try scanner.stringOrNull("id").map(JSONScanner.text)
                case "url": url = try scanner.stringOrNull("url").map(JSONScanner.text)
                case "members": try scanner.array { scanner throws(JSONScanner.Mistake) in try record(&scanner) }
                default: try scanner.skipValue()
                }
            }
            if let id { body(id, url) }
        }
        try record(&scanner)
    }

    /// A line of left-out or clusters in which of a record that is withdrawn nothing is told but its id.
    func redacted(_ line: [UInt8]) throws(CorpusError) -> [UInt8] {
        var scanner = JSONScanner(line)
        do throws(JSONScanner.Mistake) { return try redacted(&scanner) } catch {
            throw .damaged(path: "left-out.jsonl.gz or clusters.jsonl.gz", cause: error.cause)
        }
    }

    private func redacted(_ scanner: inout JSONScanner) throws(JSONScanner.Mistake) -> [UInt8] {
        var json = JSONText()
        var isGone = false
        var members: [(key: String, value: [UInt8])] = []
        try scanner.members { key, scanner throws(JSONScanner.Mistake) in
            if key == "members" {
                var list = JSONText()
                var records: [[UInt8]] = []
                try scanner.array { scanner throws(JSONScanner.Mistake) in records.append(try redacted(&scanner)) }
                list.array { json in for record in records { json.value(json: record) } }
                members.append((key, list.bytes))
                return
            }
            let start = scanner.index
            try scanner.skipValue()
            let value = Array(scanner.bytes[start..<scanner.index])
            if key == "id" { isGone = ids.contains(JSONScanner.text(of: value[...])) }
            members.append((key, value))
        }
        json.object { json in
            for (key, value) in members {
                json.key(named: key)
                json.value(json: isGone && ["url", "title", "published"].contains(key) ? Array("null".utf8) : value)
            }
        }
        return json.bytes
    }
}

/// What counts and withdrawal need of a document's line.
struct DocumentLine {
    var id = ""
    var url: String?
    var host = ""
    /// Seconds since 1970, or `Entry.unknown`.
    var published = Entry.unknown
    var characters = 0
    /// Whether it stands in a cluster or is an excerpt.
    var isRelated = false

    init(_ line: [UInt8], path: String, number: Int) throws(CorpusError) {
        var scanner = JSONScanner(line)
        do throws(JSONScanner.Mistake) {
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                switch key {
                case "id": id = try scanner.stringOrNull("id").map(JSONScanner.text) ?? ""
                case "url": url = try scanner.stringOrNull("url").map(JSONScanner.text)
                case "host": host = try scanner.stringOrNull("host").map(JSONScanner.text) ?? ""
                case "published": published = try scanner.stringOrNull("published").map(JSONScanner.text).flatMap(LocalTime.seconds) ?? Entry.unknown
                case "cluster", "excerpt_of": isRelated = try scanner.stringOrNull("cluster") != nil || isRelated
                case "signals":
                    try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                        if key == "characters" { characters = try scanner.integerOrNull("characters") ?? 0 } else { try scanner.skipValue() }
                    }
                default: try scanner.skipValue()
                }
            }
        } catch { throw .record(path: path, line: number, cause: error.cause) }
    }
}
