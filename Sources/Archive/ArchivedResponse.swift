// A response in a WARC file, with what the metadata record beside it says: all that its record is made of.

import Records
import Web
import WebArchive

/// A response that may be a page, or an answer to a list request.
struct ArchivedResponse: Sendable {
    let block: [UInt8]
    let place: WARCPlace
    /// The fields of the metadata record that was written with it.
    var metadata: HeaderFields?
    private let url: String
    private let fetchedAt: Timestamp?
    private let truncated: String?
    private let mayBePage: Bool

    /// Reads a response at whose header the reader stands; nil where its head says that it is neither page nor list: its body is then passed over.
    init?(_ entry: WARCEntry, _ reader: inout WARCReader, file: String, limit: Int) throws(WARCReadError) {
        guard let url = entry.targetURI else { return nil }
        var block = try reader.readBlock()
        while HTTPMessage.headLength(in: block[...]) == nil, block.count < HTTPMessage.headLimit {
            let more = try reader.readBlock()
            if more.isEmpty { break }
            block += more
        }
        guard let head = try? HTTPMessage(parsing: block[...]) else { return nil }
        mayBePage = PageExtraction.mayBePage(head, url: url)
        guard mayBePage || PageExtraction.mayBeList(head) else { return nil }
        var truncated = entry.fields["WARC-Truncated"]
        while block.count <= limit {
            let more = try reader.readBlock()
            if more.isEmpty { break }
            block += more
        }
        if block.count > limit { truncated = truncated ?? "length" }
        let length = try reader.finish()
        self.block = block
        self.url = url
        self.truncated = truncated
        fetchedAt = entry.date.flatMap { Timestamp(iso8601: $0) }
        place = WARCPlace(
            file: file, offset: Int(entry.offset), length: Int(length ?? 0), recordID: entry.recordID?.uri ?? "",
            payloadDigest: entry.fields["WARC-Payload-Digest"])
    }

    /// A response whose block was read; nil where its head says that it is neither page nor list.
    init?(_ entry: WARCEntry, block: [UInt8], place: WARCPlace) {
        guard let url = entry.targetURI, let head = try? HTTPMessage(parsing: block[...]) else { return nil }
        mayBePage = PageExtraction.mayBePage(head, url: url)
        guard mayBePage || PageExtraction.mayBeList(head) else { return nil }
        self.block = block
        self.place = place
        self.url = url
        truncated = entry.fields["WARC-Truncated"]
        fetchedAt = entry.timestamp
    }

    /// Whether a metadata record speaks of this response.
    func isDescribed(by entry: WARCEntry) -> Bool {
        entry.fields["WARC-Concurrent-To"].map { WARCRecordID(fieldValue: $0).uri } == place.recordID && !place.recordID.isEmpty
    }

    private var list: ListPlace? { metadata.flatMap { ListPlace(metadata: $0.all) } }

    /// Whether a record may be made of it.
    var isRead: Bool { mayBePage || list != nil }

    /// The record; nil where it is neither a page nor a good answer to a list request.
    var record: Record? { page(withLinks: false)?.record(at: place) }

    /// What the record is made of, read as the crawl reads it if with its links.
    func page(withLinks: Bool) -> ExtractedPage? {
        guard let head = try? HTTPMessage(parsing: block[...]) else { return nil }
        let (payload, transfer) = head.transferDecoded(block[head.headLength...])
        guard let list else {
            return PageExtraction.page(
                head: head, payload: payload, transfer: transfer, url: url, fetchedAt: fetchedAt, truncated: truncated, withLinks: withLinks,
                row: metadata.flatMap { $0[RowEvidence.field] }.flatMap { RowEvidence(parsing: $0) })
        }
        return try? PageExtraction.list(
            head: head, payload: payload, transfer: transfer, place: list, url: url, fetchedAt: fetchedAt, truncated: truncated)
    }
}
