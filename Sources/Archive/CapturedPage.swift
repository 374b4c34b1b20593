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
        page(at: place, withLinks: false).map { $0.page.record(at: $0.place) }
    }

    /// The page at a place, read as the crawl reads it if with its links; `nil` if there is no response with a page, or it cannot be read.
    public func page(at place: CapturePlace, withLinks: Bool) -> (page: ExtractedPage, place: WARCPlace)? {
        guard var reader = try? WARCReader(path: folder.warc(place.warc), at: Int64(place.offset)),
              let entry = try? reader.next(), entry.type == .response, entry.holdsHTTP,
              var response = try? ArchivedResponse(entry, &reader, file: place.warc, limit: Self.blockLimit), response.block.count <= Self.blockLimit
        else { return nil }
        // The request and the metadata record follow their response.
        for _ in 0..<2 {
            guard let next = try? reader.next(), next.type == .request || next.type == .metadata else { break }
            if next.type == .metadata, response.isDescribed(by: next), let block = try? reader.block(limit: 1 << 20) {
                response.metadata = HeaderFields(parsing: block[...])
            }
        }
        return response.page(withLinks: withLinks).map { ($0, response.place) }
    }
}
