// The second half of a build, second step: documents, what was left out, and clusters are written, in the order of the input.

import Records
import WebArchive

/// Writes the files of lines.
struct Writing: ~Copyable {
    private let spec: CorpusSpec
    private let rules: [Rule]
    private let place: Workplace
    private let target: String
    private let portals: [String]
    private let settings: BuildSettings
    private var entries: RowTable<Entry>
    private let heads: ByteTable
    private var bodies: ByteReader

    init(_ spec: CorpusSpec, rules: [Rule], in place: Workplace, target: String, portals: [String], settings: BuildSettings) throws(CorpusError) {
        let entries = try RowTable<Entry>(place.path("entries"))
        let heads = try ByteTable(place.path("heads"))
        let bodies = try ByteReader(place.path("bodies"))
        (self.spec, self.rules, self.place, self.target) = (spec, rules, place, target)
        (self.portals, self.settings) = (portals, settings)
        self.entries = entries
        self.heads = heads
        self.bodies = bodies
    }

    /// Writes shards and `left-out.jsonl.gz`, and the digests of the documents' lines.
    mutating func writeDocuments(count: Int, into funnel: inout Funnel) throws(CorpusError) -> (lines: [DataFile], digests: DataFile) {
        var splitting = try Splitting(spec, count: count, portals: portals, in: place)
        var train = Shards(.train, of: spec, folder: target, jobs: settings.jobs)
        var validation = Shards(.validation, of: spec, folder: target, jobs: settings.jobs)
        var test = Shards(.test, of: spec, folder: target, jobs: settings.jobs)
        var digests = try CompressedLines(target + "/" + DocumentDigests.file, jobs: settings.jobs)
        var leftOut = try CompressedLines(target + "/left-out.jsonl.gz", jobs: settings.jobs)
        var reader = try RowReader<Entry>(place.path("entries"))
        var versions = try RowReader<Version>(place.path("versions"))
        var fates = OrderedFates(try RowReader(place.path("fates")), try RowReader(place.path("counts")))
        var ordinal: UInt32 = 0
        while let entry = try reader.next(), let version = try versions.next() {
            defer { ordinal += 1 }
            if ordinal % 4096 == 0 {
                try place.checkCancelled()
                settings.report(.writing(documents: Int(ordinal)))
            }
            let host = portals[Int(entry.portal)]
            funnel.readOne(of: host)
            let fate = try fates.next(ordinal)
            if let reason = try reason(entry, version, fate) {
                funnel.leaveOut(reason.stage, reason.rule)
                try leftOut.append(line(of: entry, reason))
                continue
            }
            let part = try splitting.part(of: ordinal)
            funnel.keep(host: host, published: entry.published, characters: Int(entry.characters), part: part)
            funnel.see(version.lastSeen)
            var cluster: String?
            if let copy = fate.copy { cluster = try id(of: copy.kept) } else if fate.copies > 0 { cluster = entry.id }
            let excerptOf = try fate.excerpt.map { whole throws(CorpusError) in try id(of: whole.kept) }
            let pieces = [
                try bodies.bytes(at: Int64(entry.bodyOffset), count: Int(entry.bodyLength)),
                Document.end(version, cluster: cluster, copies: fate.copies, excerptOf: excerptOf),
            ]
            try digests.append(DocumentDigests.line(id: entry.id, Self.digest(of: pieces)))
            switch part {
            case .train: try train.append(pieces)
            case .validation: try validation.append(pieces)
            case .test: try test.append(pieces)
            }
        }
        let shards = try train.finish() + validation.finish() + test.finish()
        return (shards + [try leftOut.finish(as: "left-out.jsonl.gz")], try digests.finish(as: DocumentDigests.file))
    }

    /// Of a line in pieces, without its line feed.
    private static func digest(of pieces: [[UInt8]]) -> SHA256Digest {
        var hasher = SHA256Hasher()
        for (index, piece) in pieces.enumerated() { hasher.update(index == pieces.count - 1 ? piece.dropLast() : piece[...]) }
        return hasher.finish()
    }

    /// Writes `clusters.jsonl.gz`.
    mutating func writeClusters(into funnel: inout Funnel) throws(CorpusError) -> DataFile {
        var file = try CompressedLines(target + "/clusters.jsonl.gz", jobs: settings.jobs)
        var ranked = try RowTable<RankedText>(place.path("ranked"))
        var rows = try RowReader<CopyRow>(place.path("clusters"))
        var members: [CopyRow] = []
        while true {
            let row = try rows.next()
            if let first = members.first, first.kept != row?.kept {
                try file.append(cluster(of: members, &ranked))
                funnel.clusterSizes[members.count + 1, default: 0] += 1
                members.removeAll(keepingCapacity: true)
            }
            guard let row else { break }
            if row.relation == .excerpt { funnel.excerpts += 1 }
            members.append(row)
        }
        return try file.finish(as: "clusters.jsonl.gz")
    }

    // MARK: Left out

    private struct Reason {
        var stage: Stage
        var rule: String
        /// JSON.
        var value: [UInt8]
        var threshold: [UInt8]?
        var kept: UInt32?
    }

    private mutating func reason(_ entry: Entry, _ version: Version, _ fate: OrderedFates.Fate) throws(CorpusError) -> Reason? {
        let rule = entry.rule == 0 ? nil : rules[Int(entry.rule) - 1]
        func broken(_ rule: Rule) throws(CorpusError) -> Reason {
            let value = try bodies.bytes(at: Int64(entry.bodyOffset), count: Int(entry.bodyLength))
            return Reason(stage: rule.stage, rule: rule.name, value: value, threshold: rule.threshold, kept: nil)
        }
        if let rule, rule.stage.precedesVersions { return try broken(rule) }
        if version.same != .max { return Reason(stage: .versions, rule: "same_text", value: Array("null".utf8), threshold: nil, kept: version.same) }
        if let rule { return try broken(rule) }
        guard let copy = fate.copy else { return nil }
        switch copy.relation {
        case .exact where spec.duplicates.exact == .leaveOut:
            return Reason(stage: .exact, rule: "exact", value: Array("1".utf8), threshold: Array("1".utf8), kept: copy.kept)
        case .near where spec.duplicates.near == .leaveOut:
            return Reason(
                stage: .near, rule: "near", value: Decimal4.text(copy.similarity), threshold: Decimal4.text(spec.duplicates.threshold), kept: copy.kept)
        default: return nil
        }
    }

    /// Value and threshold are texts whatever they measure, so that a column has one type.
    private mutating func line(of entry: Entry, _ reason: Reason) throws(CorpusError) -> [UInt8] {
        let head = try heads.bytes(at: Int64(entry.headOffset), count: Int(entry.headLength))
        var json = JSONText(capacity: head.count + 400)
        json.object { json in
            json.key("stage"); json.value(reason.stage.name)
            json.key("rule"); json.value(reason.rule)
            json.key("value"); json.asText(reason.value)
            json.key("threshold"); json.asText(reason.threshold)
        }
        let kept = try reason.kept.map { ordinal throws(CorpusError) in try id(of: ordinal) }
        var end = JSONText()
        end.object { json in json.key("kept"); json.value(kept) }
        end.endLine()
        let start = Array("{\"id\":\"\(entry.id)\",".utf8)
        return start + head + [0x2C] + Array(json.bytes.dropFirst().dropLast()) + [0x2C] + Array(end.bytes.dropFirst())
    }

    private mutating func id(of ordinal: UInt32) throws(CorpusError) -> String { try entries.row(Int(ordinal)).id }

    // MARK: Clusters

    private mutating func cluster(of members: [CopyRow], _ ranked: inout RowTable<RankedText>) throws(CorpusError) -> [UInt8] {
        let kept = try ranked.row(Int(members[0].kept)).ordinal
        let keptEntry = try entries.row(Int(kept))
        var earliest = keptEntry
        var official = keptEntry
        for member in members {
            let entry = try entries.row(Int(ranked.row(Int(member.copy)).ordinal))
            if Self.time(entry) < Self.time(earliest) { earliest = entry }
            if entry.official > official.official { official = entry }
        }
        var json = JSONText(capacity: 512 + members.count * 300)
        var heads: [(CopyRow?, Entry, [UInt8])] = [(nil, keptEntry, try head(of: keptEntry))]
        for member in members {
            let entry = try entries.row(Int(ranked.row(Int(member.copy)).ordinal))
            heads.append((member, entry, try head(of: entry)))
        }
        let keep = spec.duplicates.keep
        json.object { json in
            json.key("cluster"); json.value(keptEntry.id)
            json.key("size"); json.value(members.count + 1)
            json.key("kept"); json.value(keptEntry.id)
            json.key("kept_by"); json.value(members.allSatisfy { $0.relation == .excerpt } ? "it holds the others, which stay too" : keep == .official ? "the most official, of these the earliest" : "the \(keep.rawValue)")
            json.key("earliest"); json.value(earliest.id)
            json.key("earliest_by"); json.value(
                earliest.published != Entry.unknown ? "published" : earliest.fetched != Entry.unknown ? "first seen" : "no date is known")
            json.key("most_official"); json.value(official.id)
            json.key("most_official_by"); json.value(Officialness(rawValue: official.official)?.reason)
            json.key("members"); json.array { json in
                for (member, entry, head) in heads {
                    var item = JSONText()
                    item.object { item in
                        item.key("relation"); item.value(member?.relation.name ?? "kept")
                        item.key("similarity"); item.decimal(member?.similarity ?? 1)
                    }
                    let id = Array("{\"id\":\"\(entry.id)\",".utf8)
                    json.value(json: id + head + [0x2C] + Array(item.bytes.dropFirst()))
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func head(of entry: Entry) throws(CorpusError) -> [UInt8] {
        try heads.bytes(at: Int64(entry.headOffset), count: Int(entry.headLength))
    }

    private static func time(_ entry: Entry) -> Int64 { entry.published != Entry.unknown ? entry.published : entry.fetched }
}

/// What comparison found for each entry, read along with the entries.
struct OrderedFates: ~Copyable {
    struct Fate {
        var copy: CopyFate?
        var excerpt: CopyFate?
        var copies = 0
    }

    private var fates: RowReader<CopyFate>
    private var counts: RowReader<CopyCount>
    private var nextFate: CopyFate?
    private var nextCount: CopyCount?
    private var hasBegun = false

    init(_ fates: consuming RowReader<CopyFate>, _ counts: consuming RowReader<CopyCount>) {
        self.fates = fates
        self.counts = counts
    }

    mutating func next(_ ordinal: UInt32) throws(CorpusError) -> Fate {
        if !hasBegun {
            hasBegun = true
            nextFate = try fates.next()
            nextCount = try counts.next()
        }
        var fate = Fate()
        while let row = nextFate, row.ordinal <= ordinal {
            if row.relation == .excerpt {
                if fate.excerpt == nil { fate.excerpt = row }
            } else {
                fate.copy = row
            }
            nextFate = try fates.next()
        }
        while let row = nextCount, row.ordinal <= ordinal {
            fate.copies = Int(row.copies)
            nextCount = try counts.next()
        }
        return fate
    }
}

extension JSONLine {
    /// JSON as a text: what is a text stays one, a number is put in quotation marks, null stays.
    fileprivate mutating func asText(_ token: [UInt8]?) {
        guard let token, !token.elementsEqual("null".utf8) else { return null() }
        if token.first == UInt8(ascii: "\"") { value(json: token) } else { value(String(decoding: token, as: UTF8.self)) }
    }
}
