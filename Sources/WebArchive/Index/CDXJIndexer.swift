// Makes the index lines of a WARC file: those that cdxj-indexer makes with `--post-append`, in the file's order.

/// An index of one WARC file, line by line, in constant memory.
///
///     var indexer = try CDXJIndexer(path: "a.warc.gz")
///     while let line = try indexer.next() { print(line.text) }
public struct CDXJIndexer: ~Copyable {
    /// How many records no line could be made of: they share a gzip member with others, or lack a URI or date.
    public private(set) var skippedCount = 0
    private var reader: WARCReader
    private let filename: [UInt8]
    private var pairing = ExchangePairing()
    private var failure: WARCReadError?

    /// Opens the file; `filename` is what the lines name, else its base name.
    public init(path: String, filename: String? = nil) throws(WARCReadError) {
        reader = try WARCReader(path: path)
        var name: [UInt8] = []
        JSONText.appendString(filename ?? OpenFile.name(of: path), to: &name)
        self.filename = name
    }

    /// The next record's line; nil at the end of the file. Records that an index leaves out are passed over.
    public mutating func next() throws(WARCReadError) -> CDXJLine? {
        while let bytes = try nextLine() {
            if let line = try? CDXJLine(parsing: bytes[...]) { return line }
        }
        return nil
    }

    /// As `next`, as the bytes of the line without its line feed.
    public mutating func nextLine() throws(WARCReadError) -> [UInt8]? {
        while true {
            if let failure { throw failure }
            do throws(WARCReadError) {
                guard let record = try readRecord() else { return pairing.end() }
                if let line = pairing.take(record) { return line }
            } catch {
                // What was held comes first; the next call meets the error again.
                failure = error
                guard let line = pairing.end() else { throw error }
                return line
            }
        }
    }

    /// Goes on after an error, at the next place where a record begins; false where there is none.
    public mutating func resume() throws(WARCReadError) -> Bool {
        failure = nil
        return try reader.resume() != nil
    }

    private mutating func readRecord() throws(WARCReadError) -> ExchangePairing.Record? {
        while let entry = try reader.next() {
            if entry.type == .request, entry.holdsHTTP {
                let query = try readRequest()
                try reader.finish()
                return ExchangePairing.Record(entry: entry, line: nil, query: query)
            }
            guard CDXJLine.isIndexed(entry.type, contentType: entry.type == .response ? nil : entry.contentType) else { continue }
            guard entry.fields.rawValue(of: "WARC-Target-URI")?.isEmpty == false, let date = entry.fields.rawValue(of: "WARC-Date") else {
                skippedCount += 1
                continue
            }
            var digest = entry.fields.rawValue(of: "WARC-Payload-Digest")
            let isMissing = digest?.isEmpty ?? true && entry.type != .revisit
            let (message, rest) = entry.holdsHTTP ? try readHead(withRest: isMissing) : (nil, [])
            if isMissing { digest = try sha1OfRest(behind: rest) }
            guard let length = try reader.finish() else {
                skippedCount += 1
                continue
            }
            let line = CDXJLine.bytes(entry, message, date: date, digest: digest, length: length, filename: filename)
            return ExchangePairing.Record(entry: entry, line: line, query: nil)
        }
        return nil
    }

    /// Method and body of a request that has a body.
    private mutating func readRequest() throws(WARCReadError) -> RequestQuery? {
        guard try reader.peek({ RequestQuery.mayBegin($0) }) ?? false else { return nil }
        var block: [UInt8] = []
        try reader.forEachPiece { if block.count <= RequestQuery.bodyLimit { block += $0 } }
        guard let message = try? HTTPMessage(parsing: block[...]) else { return nil }
        return RequestQuery(message, body: block[message.headLength...])
    }

    /// The head of an HTTP message, and what was read of its body, if that is wanted.
    private mutating func readHead(withRest: Bool) throws(WARCReadError) -> (message: HTTPMessage?, rest: [UInt8]) {
        var block: [UInt8] = []
        while block.count < WARCReader.headLimit {
            let found = try reader.readPiece { piece -> (message: HTTPMessage?, rest: [UInt8])? in
                // A head that is at hand as a whole is read where it lies.
                if block.isEmpty, let message = try? HTTPMessage(parsing: piece), message.headIsComplete {
                    return (message, withRest ? Array(piece.dropFirst(message.headLength)) : [])
                }
                block += piece
                return HTTPMessage.headLength(in: block[...]).map { (try? HTTPMessage(parsing: block[..<$0]), Array(block[$0...])) }
            }
            guard let found else { break }
            if let found { return found }
        }
        return (try? HTTPMessage(parsing: block[...]), [])
    }

    /// Where a record has no payload digest, cdxj-indexer writes the SHA-1 of what follows the HTTP head, as it stands.
    private mutating func sha1OfRest(behind start: [UInt8]) throws(WARCReadError) -> ArraySlice<UInt8> {
        let digester = PieceDigester(.sha1)
        digester.update(start[...])
        try reader.forEachPiece { digester.update($0) }
        return Array(("sha1:" + Base32.text(of: digester.finish())).utf8)[...]
    }
}
