// A page read again from its place in a WARC file.

import Records
import Web
import WebArchive

/// Where a response was stored.
public struct CapturePlace: Sendable, Hashable {
    /// The WARC file's base name.
    public var warc: String
    /// In bytes of the file.
    public var offset: Int

    public init(warc: String, offset: Int) {
        self.warc = warc
        self.offset = offset
    }
}

/// Reads captures again: the same bytes give the same record on any day.
public struct CapturedPage: Sendable {
    private let folder: PortalFolder

    /// A longer response is not read again, in bytes.
    private static let blockLimit = 32 << 20

    public init(in folder: PortalFolder) {
        self.folder = folder
    }

    /// The record of the page at a place; `nil` if there is no response with a page, or it cannot be read.
    public func record(at place: CapturePlace) -> Record? {
        guard var reader = try? WARCReader(path: folder.warc(place.warc), at: Int64(place.offset)),
              let entry = try? reader.next(), entry.type == .response, entry.holdsHTTP, let url = entry.targetURI,
              let block = try? reader.block(limit: Self.blockLimit), let head = try? HTTPMessage(parsing: block[...]) else { return nil }
        let length = try? reader.finish()
        let (payload, transfer) = head.transferDecoded(block[head.headLength...])
        return PageExtraction.page(
            head: head, payload: payload, transfer: transfer, url: url, fetchedAt: entry.date.flatMap { Timestamp(iso8601: $0) },
            truncated: entry.fields["WARC-Truncated"], withLinks: false
        )?.record(at: WARCPlace(
            file: place.warc, offset: place.offset, length: Int(length.flatMap { $0 } ?? 0), recordID: entry.recordID?.uri ?? "",
            payloadDigest: entry.fields["WARC-Payload-Digest"]))
    }
}
