// What is done with each record by itself, on any thread: select, normalize, measure, find personal data, sign.

import Foundation
import Records
import Web
import WebArchive

/// A record that was looked at.
struct Prepared: Sendable {
    var entry: Entry
    var host: String
    var head: [UInt8]
    var body: [UInt8]
    var sign: [UInt8]
    var keys: [UInt64]
    /// Hashes of its different lines.
    var lines: [UInt64]
}

/// Prepares records; keep one a thread.
struct Preparation {
    private let spec: CorpusSpec
    private let rules: [Rule]
    /// Lines to cut, by portal.
    private let boilerplate: Set<PortalLine>
    private let withheld: WithheldPages
    private var signals = SignalReader()
    private var sketcher: Sketcher
    private let bands: Int

    init(_ spec: CorpusSpec, rules: [Rule], boilerplate: Set<PortalLine> = [], withheld: WithheldPages = WithheldPages()) {
        self.spec = spec
        self.rules = rules
        self.boilerplate = boilerplate
        self.withheld = withheld
        let banding = Banding(threshold: spec.duplicates.threshold)
        sketcher = Sketcher(banding)
        bands = banding.bands
    }

    /// Prepares the record of a line.
    mutating func prepare(_ line: [UInt8]) throws(SourceRecord.Refusal) -> Prepared {
        let record = try SourceRecord(line: line)
        let host = record.host.map(JSONScanner.text) ?? ""
        var entry = Self.entry(of: record)
        if let (rule, value) = refusal(of: record, host: host) {
            entry.rule = UInt16(rule + 1)
            // Of a page that is withheld nothing is told but that it is.
            let head = rules[rule].stage == .withhold
                ? Self.head(of: record, title: nil, published: nil) : Self.head(of: record, title: record.title, published: record.published)
            return Prepared(entry: entry, host: host, head: head, body: value, sign: [], keys: noKeys, lines: [])
        }
        let read = Scalars.decode(record.text)
        var scalars = Self.normalized(read, spec.normalize)
        var lines: [UInt64] = []
        if !boilerplate.isEmpty {
            lines = Set(Self.lineHashes(scalars)).sorted()
            scalars = cut(scalars, host: host)
        }

        let finds = PersonalData.finds(in: scalars)
        let title = masked(record.title)
        let signoff = masked(record.signoff)
        let values = signals.values(of: scalars)
        if boilerplate.isEmpty { lines = signals.differentLines.sorted() }
        entry.characters = UInt32(clamping: Int(values[.characters]))
        // Most texts are in their form already.
        let original = scalars == read ? record.text : Scalars.encode(scalars)
        entry.text = Digest128(SHA256Digest(of: original))
        let head = Self.head(of: record, title: title.token, published: record.published)
        if let (rule, value) = refusal(by: values) {
            entry.rule = UInt16(rule + 1)
            return Prepared(entry: entry, host: host, head: head, body: Decimal4.text(value), sign: [], keys: noKeys, lines: lines)
        }
        var sign: [UInt32] = []
        SignText.append(scalars, to: &sign)
        let isMasked = finds.contains { spec.mask.contains($0.kind) }
        let text = isMasked ? Scalars.encode(PersonalData.masking(scalars, finds, kinds: spec.mask)) : original
        let body = Document.beginning(
            of: record, page: entry.page, texts: PublishedTexts(title: title.token, signoff: signoff.token, text: text),
            script: Script.of(scalars), signals: values, personal: finds + title.finds + signoff.finds)
        return Prepared(
            entry: entry, host: host, head: head, body: body, sign: SignText.encode(sign), keys: sketcher.keys(of: sign) ?? noKeys, lines: lines)
    }

    private var noKeys: [UInt64] { [UInt64](repeating: 0, count: bands) }

    /// The hashes of a record's different lines, for counting before lines are cut.
    static func lines(of line: [UInt8], _ form: CorpusSpec.TextForm) throws(SourceRecord.Refusal) -> (host: String, lines: [UInt64]) {
        let record = try SourceRecord(line: line)
        var scalars = Scalars.decode(record.text)
        scalars = normalized(scalars, form)
        return (record.host.map(JSONScanner.text) ?? "", Set(lineHashes(scalars)).sorted())
    }

    private static func lineHashes(_ scalars: [UInt32]) -> [UInt64] {
        var hashes: [UInt64] = []
        TextLines.forEach(in: scalars) { hashes.append(TextLines.hash(scalars[$0])) }
        return hashes
    }

    static func entry(of record: SourceRecord) -> Entry {
        var id: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for digit in record.id.utf8 {
            id.0 = id.0 << 4 | id.1 >> 60
            id.1 = id.1 << 4 | id.2 >> 60
            id.2 = id.2 << 4 | id.3 >> 60
            id.3 = id.3 << 4 | UInt64(digit < 0x3A ? digit - 0x30 : digit - 0x57)
        }
        let (high, low) = (Digest128(high: id.0, low: id.1), Digest128(high: id.2, low: id.3))
        let fetched = record.capture.fetchedAt.flatMap { Timestamp(iso8601: JSONScanner.text(of: $0)) }?.secondsSince1970
        return Entry(
            idHigh: high, idLow: low,
            // A page without URL is a page of its own.
            page: record.url.map { Digest128(SHA256Digest(of: Array(JSONScanner.text(of: $0).utf8))) } ?? high,
            text: Digest128(high: 0, low: 0), fetched: fetched ?? Entry.unknown,
            published: record.published.flatMap { LocalTime.seconds(JSONScanner.text(of: $0)) } ?? Entry.unknown,
            rule: 0, official: Officialness.of(record).rawValue, portal: 0, characters: 0, headOffset: 0, headLength: 0, bodyOffset: 0,
            bodyLength: 0, signOffset: 0, signLength: 0)
    }

    private static func head(of record: SourceRecord, title: ArraySlice<UInt8>?, published: ArraySlice<UInt8>?) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.key("url"); json.token(record.url)
            json.key("host"); json.token(record.host)
            json.key("title"); json.token(title)
            json.key("published"); json.token(published)
        }
        return Array(json.bytes.dropFirst().dropLast())
    }

    // MARK: Rules

    /// The first rule of selection that leaves a record out, and the value that it saw, as JSON.
    private func refusal(of record: SourceRecord, host: String) -> (Int, [UInt8])? {
        var published: String? { record.published.map(JSONScanner.text) }
        for (index, rule) in rules.enumerated() {
            let isTaken: Bool
            let value: ArraySlice<UInt8>?
            switch rule.test {
            case .withheld:
                let reason = record.url.flatMap { withheld.reason(forURL: JSONScanner.text(of: $0)) }
                isTaken = reason == nil
                value = reason.map { Self.token($0)[...] }
            case .withdrawn:
                let reason = withheld.reason(forID: record.id)
                isTaken = reason == nil
                value = reason.map { Self.token($0)[...] }
            case .portals:
                isTaken = spec.select.portals.contains { $0.hasPrefix("*.") ? host.hasSuffix($0.dropFirst()) : host == $0 }
                value = record.host
            case .kinds:
                isTaken = spec.select.kinds.contains(record.kind)
                value = Array("\"\(record.kind)\"".utf8)[...]
            case .since:
                isTaken = published.map { $0 >= spec.select.since ?? "" } ?? false
                value = record.published
            case .until:
                let bound = spec.select.until ?? ""
                isTaken = published.map { String($0.prefix(bound.utf8.count)) <= bound } ?? false
                value = record.published
            case .columns:
                isTaken = record.column.map { spec.select.columns.contains(JSONScanner.text(of: $0)) } ?? false
                value = record.column
            case .field(let field):
                isTaken = record.has(field)
                value = nil
            case .minimum, .maximum: continue
            }
            if !isTaken { return (index, value.map(Array.init) ?? Array("null".utf8)) }
        }
        return nil
    }

    private func refusal(by values: SignalValues) -> (Int, Double)? {
        for (index, rule) in rules.enumerated() {
            switch rule.test {
            case .minimum(let signal, let bound) where values[signal] < bound: return (index, values[signal])
            case .maximum(let signal, let bound) where values[signal] > bound: return (index, values[signal])
            default: continue
            }
        }
        return nil
    }

    private static func token(_ text: String) -> [UInt8] {
        var json = JSONText()
        json.value(text)
        return json.bytes
    }

    // MARK: Texts

    /// A record's text in a form.
    static func normalized(_ scalars: [UInt32], _ form: CorpusSpec.TextForm) -> [UInt32] {
        switch form {
        case .nfc: scalars
        case .nfkc: compatible(scalars)
        }
    }

    private static func compatible(_ scalars: [UInt32]) -> [UInt32] {
        guard scalars.contains(where: { $0 > 0x7F && !(0x4E00...0x9FFF).contains($0) }) else { return scalars }
        let text = String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
        return Scalars.decode(text.precomposedStringWithCompatibilityMapping)
    }

    private func masked(_ token: ArraySlice<UInt8>?) -> (token: ArraySlice<UInt8>?, finds: [PersonalData.Find]) {
        guard let token else { return (nil, []) }
        var text: [UInt8] = []
        JSONScanner.appendText(of: token, to: &text)
        let scalars = Scalars.decode(text)
        let finds = PersonalData.finds(in: scalars)
        guard finds.contains(where: { spec.mask.contains($0.kind) }) else { return (token, finds) }
        var json = JSONText()
        json.value(utf8: Scalars.encode(PersonalData.masking(scalars, finds, kinds: spec.mask)))
        return (json.bytes[...], finds)
    }

    private func cut(_ scalars: [UInt32], host: String) -> [UInt32] {
        let portal = PortalLine.portal(host)
        var result: [UInt32] = []
        TextLines.forEach(in: scalars) { line in
            guard !boilerplate.contains(PortalLine(portal: portal, line: TextLines.hash(scalars[line]))) else { return }
            if !result.isEmpty { result.append(0x0A) }
            result += scalars[line]
        }
        return result
    }
}

extension SourceRecord {
    /// Whether a field is not empty.
    func has(_ field: CorpusSpec.Field) -> Bool {
        func isFilled(_ token: Token?) -> Bool { token.map { $0.count > 2 } ?? false }
        return switch field {
        case .text: !text.isEmpty
        case .title: isFilled(title)
        case .published: isFilled(published)
        case .source: isFilled(source)
        case .author: isFilled(author)
        case .column: isFilled(column)
        case .url: isFilled(url)
        case .signoff: isFilled(signoff)
        case .issuer: isFilled(document?.issuer)
        case .number: isFilled(document?.number)
        }
    }
}
