// Makes the index lines of a WARC file: those that cdxj-indexer makes, in the file's order.

/// An index of one WARC file, line by line, in constant memory.
///
///     var indexer = try CDXJIndexer(path: "a.warc.gz")
///     while let line = try indexer.next() { print(line.text) }
public struct CDXJIndexer: ~Copyable {
    /// How many records no line could be made of: they share a gzip member with others, or lack a URI or date.
    public private(set) var skippedCount = 0
    private var reader: WARCReader
    private let filename: String

    /// Opens the file; `filename` is what the lines name, else its base name.
    public init(path: String, filename: String? = nil) throws(WARCReadError) {
        reader = try WARCReader(path: path)
        self.filename = filename ?? OpenFile.name(of: path)
    }

    /// The next record's line; nil at the end of the file. Records that an index leaves out are passed over.
    public mutating func next() throws(WARCReadError) -> CDXJLine? {
        while let entry = try reader.next() {
            let type = entry.type
            guard CDXJLine.isIndexed(type, contentType: entry.contentType) else { continue }
            // cdxj-indexer replaces blanks and takes off wget's angle brackets.
            guard let url = entry.targetURI.map({ WARCFieldText.blanksEncoded($0) }), !url.isEmpty, let date = entry.date else {
                skippedCount += 1
                continue
            }
            var message: HTTPMessage?
            var bodyStart: [UInt8] = []
            if entry.holdsHTTP {
                let (head, rest) = try readHead()
                message = try? HTTPMessage(parsing: head[...])
                bodyStart = rest
            }
            var digest = entry.fields["WARC-Payload-Digest"]
            if digest?.isEmpty ?? true, type != .revisit { digest = try sha1OfRest(after: bodyStart) }
            guard let length = try reader.finish() else {
                skippedCount += 1
                continue
            }
            return CDXJLine(
                key: CDXJLine.key(of: url), timestamp: CDXJLine.timestamp(from: date), url: url,
                mime: CDXJLine.mime(type, message: message, contentType: entry.contentType),
                status: CDXJLine.status(of: message), digest: digest,
                length: length, offset: entry.offset, filename: filename)
        }
        return nil
    }

    /// The block up to the end of its HTTP head, and what was read of the body.
    private mutating func readHead() throws(WARCReadError) -> (head: [UInt8], rest: [UInt8]) {
        var block: [UInt8] = []
        while block.count < WARCReader.headLimit {
            let piece = try reader.readBlock()
            if piece.isEmpty { break }
            block += piece
            if let length = HTTPMessage.headLength(in: block[...]) {
                return (Array(block[..<length]), Array(block[length...]))
            }
        }
        return (block, [])
    }

    /// Where a record has no payload digest, cdxj-indexer writes the SHA-1 of what follows the HTTP head, as it stands.
    private mutating func sha1OfRest(after start: [UInt8]) throws(WARCReadError) -> String {
        var digester = MessageDigester(.sha1)
        digester.update(start)
        while true {
            let piece = try reader.readBlock()
            if piece.isEmpty { break }
            digester.update(piece)
        }
        return "sha1:" + Base32.text(of: digester.finish())
    }
}
