// The answers that a WARC file holds, each with what the records beside it say.

import Web
import WebArchive

/// A response or a revisit, as a WARC file has it.
struct ArchivedAnswer {
    let url: WebURL
    let date: Timestamp
    let recordID: String
    let payloadDigest: String
    let isRevisit: Bool
    let truncated: String?
    /// Where it lies, in bytes.
    let offset: Int
    let length: Int
    /// The block: of a revisit the head, if that was kept.
    let block: [UInt8]
    /// The fields of the metadata record that was written with it.
    var metadata: [(name: String, value: String)] = []

    /// So much of a block is read: attachments are larger, and nothing but their heads is looked at.
    static let blockLimit = 64 << 20

    func metadata(_ name: String) -> String? { metadata.first { $0.name == name }?.value }

    /// What it was found to be when it came, if that was not the page asked for.
    var judgement: Judgement? {
        guard let reason = metadata("judgement").flatMap(URLReason.init) else { return nil }
        return Judgement(
            reason == .softNotFound ? .missingOnce : .turnedAway, reason, detail: metadata("judgementMark"),
            effectiveStatus: metadata("effectiveStatus").flatMap { Int($0) })
    }

    /// Seconds that it took.
    var seconds: Double { metadata("fetchTimeMs").flatMap { Double($0) }.map { $0 / 1000 } ?? 0 }

    /// The answer as it came, its head at least: in the block, or, of a 304, in the metadata.
    var message: [UInt8] { metadata("httpResponseHead").map { PercentEncodedBytes(decoding: $0).bytes } ?? block }
}

extension ArchivedAnswer {
    /// Hands on the answers of a file in their order.
    ///
    /// - Returns: how far the file holds whole answers with their requests and metadata, in bytes, and what is wrong behind that.
    static func forEach(in path: String, _ body: (ArchivedAnswer) throws -> Void) throws -> (whole: Int, fault: String?) {
        var whole = 0
        var open: ArchivedAnswer?
        do {
            var reader = try WARCReader(path: path)
            while let entry = try reader.next() {
                switch entry.type {
                case .response, .revisit:
                    if let answer = open { try body(answer) }
                    open = try answer(entry, &reader)
                case .metadata:
                    let block = try reader.block(limit: 1 << 20)
                    if var answer = open, entry.fields["WARC-Concurrent-To"].map({ WARCRecordID(fieldValue: $0).uri }) == answer.recordID {
                        answer.metadata = HeaderFields(parsing: block[...]).all
                        open = nil
                        try body(answer)
                    }
                default: break
                }
                let end = Int(entry.offset) + Int(try reader.finish() ?? 0)
                if open == nil, entry.type != .request { whole = end }
            }
            if let answer = open {  // not written by a crawl of ours, or the rest is lost
                try body(answer)
                whole = answer.offset + answer.length
            }
            return (whole, nil)
        } catch let error as WARCReadError {
            return (whole, "offset \(error.offset): \(error.problem)")
        }
    }

    private static func answer(_ entry: WARCEntry, _ reader: inout WARCReader) throws -> ArchivedAnswer? {
        guard let target = entry.targetURI, let url = try? WebURL(target), url.isHTTP, let date = entry.timestamp else { return nil }
        var block: [UInt8] = []
        while block.count < blockLimit {
            let piece = try reader.readBlock()
            if piece.isEmpty { break }
            block += piece
        }
        let length = try reader.finish()
        return ArchivedAnswer(
            url: url, date: date, recordID: entry.recordID?.uri ?? "", payloadDigest: entry.fields["WARC-Payload-Digest"] ?? "",
            isRevisit: entry.type == .revisit, truncated: entry.fields["WARC-Truncated"], offset: Int(entry.offset), length: Int(length ?? 0),
            block: block)
    }
}
