// What a held capture gives: its bytes, its record, its text.

import Records
import Web
import WebArchive

extension HeldCapture {
    /// Hands on the body as the server meant it, without transfer and content codings, in pieces.
    ///
    /// - Returns: what is to be said of a body that is not whole.
    public func forEachPieceOfBody(_ body: ([UInt8]) throws -> Void) throws -> String? {
        var capture = try opened()
        return try capture.forEachPieceOfBody(body)
    }

    /// The record of the page, byte for byte that of `records/RUN.jsonl`: of a revisit, its original's. nil where it is no page.
    public func record() throws -> Record? {
        var capture = try opened()
        guard let head = capture.message, let url = capture.entry.targetURI, PageExtraction.mayBePage(head, url: url) else { return nil }
        let entry = capture.entry
        let (payload, transfer) = head.transferDecoded(try capture.block()[head.headLength...])
        return PageExtraction.page(
            head: head, payload: payload, transfer: transfer, url: url, fetchedAt: entry.timestamp,
            truncated: entry.fields["WARC-Truncated"], withLinks: false
        )?.record(at: WARCPlace(
            file: source.filename, offset: Int(source.offset), length: Int(source.length), recordID: entry.recordID?.uri ?? "",
            payloadDigest: entry.fields["WARC-Payload-Digest"]))
    }

    private func opened() throws(InputError) -> OpenCapture {
        if let block { return OpenCapture(source, block) }
        return try OpenCapture.open(source, in: portal)
    }

    /// The type of the bytes, as the server named it, without parameters.
    public var mime: String? { source.mime }
}

extension Record {
    /// The page to be read: its title, its paragraphs a line each, its sign-off; of a list, the titles of its rows.
    public var text: String {
        let lines = [kicker, title, subtitle].compactMap { $0 } + paragraphs + [signoff].compactMap { $0 }
        let rows = paragraphs.isEmpty ? links.compactMap(\.title) : []
        return (lines + rows).joined(separator: "\n")
    }
}
