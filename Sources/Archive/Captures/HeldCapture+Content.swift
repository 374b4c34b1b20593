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

    /// The record, byte for byte that of `records/RUN.jsonl`: of a revisit, its original's. nil where it is neither a page nor the answer to a list
    /// request.
    public func record() throws -> Record? {
        var capture = try opened()
        guard capture.message != nil else { return nil }
        let block = try capture.block()
        let place = WARCPlace(
            file: source.filename, offset: Int(source.offset), length: Int(source.length), recordID: capture.entry.recordID?.uri ?? "",
            payloadDigest: capture.entry.fields["WARC-Payload-Digest"])
        guard var response = ArchivedResponse(capture.entry, block: block, place: place) else { return nil }
        response.metadata = capture.metadata(in: portal)
        return response.isRead ? response.record : nil
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
