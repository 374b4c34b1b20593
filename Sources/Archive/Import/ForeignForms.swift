// What programs other than Shilu write in their own way, recognised in a file of theirs.

import Records
import Web
import WebArchive

/// Counts what is peculiar in the records of a file.
struct ForeignForms {
    private(set) var records = 0
    /// What wrote it, as its first warcinfo record says.
    private(set) var software: String?
    private(set) var isARC = false
    private var brackets = 0
    private var crawlMetadata = 0
    private var conversions = 0
    private var resources = 0
    private var pageInfos = 0
    private var decodedContent = 0
    private var decodedTransfer = 0
    private var revisits = 0
    private var noDigest = 0
    private var responses = 0

    /// So much of a block is looked at, in bytes.
    private static let lookLimit = 1 << 16

    /// Reads the file to its end.
    ///
    /// - Throws: ``InputError`` where that cannot be, or where records cannot be found by their offsets, so that no index could
    ///   lead to them.
    init(reading path: String, source: String) throws {
        do {
            var reader = try WARCReader(path: path)
            while let entry = try reader.next() {
                records += 1
                isARC = isARC || entry.isARC
                var block: [UInt8] = []
                while block.count < Self.lookLimit {
                    let piece = try reader.readBlock()
                    if piece.isEmpty { break }
                    block += piece
                }
                look(at: entry, block)
                guard try reader.finish() != nil else {
                    throw InputError(path: source, cause: "several records share a gzip member at \(entry.offset), and cannot be found by their offsets; shilu repair lays them out anew")
                }
            }
        } catch let error as WARCReadError {
            throw InputError(path: source, cause: "offset \(error.offset): \(error.problem); shilu repair takes out what is sound")
        }
        if records == 0 { throw InputError(path: source, cause: "holds no record") }
    }

    private mutating func look(at entry: WARCEntry, _ block: [UInt8]) {
        if entry.fields["WARC-Target-URI"]?.hasPrefix("<") ?? false { brackets += 1 }
        switch entry.type {
        case .warcinfo:
            software = software ?? HeaderFields(parsing: block[...])["software"]
        case .metadata:
            let fields = HeaderFields(parsing: block[...])
            if fields["hopsFromSeed"] != nil || fields["via"] != nil || fields["fetchTimeMs"] != nil { crawlMetadata += 1 }
        case .conversion: conversions += 1
        case .revisit: revisits += 1
        case .resource:
            resources += 1
            if entry.targetURI?.hasPrefix("urn:") ?? false { pageInfos += 1 }
        case .response:
            responses += 1
            if entry.fields["WARC-Payload-Digest"] == nil { noDigest += 1 }
            guard entry.holdsHTTP, let head = try? HTTPMessage(parsing: block[...]) else { break }
            let (payload, transfer) = head.transferDecoded(block[head.headLength...])
            if transfer == .notChunked, !payload.isEmpty { decodedTransfer += 1 }
            if let coding = head.contentCodings.last, coding != .identity, !payload.isEmpty,
               coding.decode(payload, limit: 1 << 12).verdict == .notCoded { decodedContent += 1 }
        default: break
        }
    }

    /// A sentence each.
    var sentences: [String] {
        var sentences: [String] = []
        func say(_ count: Int, _ text: String) { if count > 0 { sentences.append("\(count) \(text)") } }
        if isARC { sentences.append("an ARC file: its records are read as WARC records, and have no IDs") }
        say(brackets, "URIs in angle brackets, as wget writes them; the URI is what stands between")
        if software?.hasPrefix("HTTrack") ?? false {
            say(responses, "responses with heads that HTTrack changed: Transfer-Encoding is taken out, and Content-Length is that of the body as it is stored")
        }
        say(crawlMetadata, "metadata records of a crawler (via, hopsFromSeed), as Heritrix writes them; they are no captures")
        say(pageInfos, "resource records named urn:…, as Browsertrix writes texts, screenshots and page lists; they are no answers of a site")
        say(resources - pageInfos, "resource records: files without an HTTP head, of which no records are made")
        say(conversions, "conversion records, made of other records by a program; they are neither indexed nor read")
        say(decodedContent, "bodies stored decoded though their heads say they are coded (Content-Encoding); they are read as they stand")
        say(decodedTransfer, "bodies stored without their chunks though their heads say they are chunked; they are read as they stand")
        say(revisits, "revisits, whose bodies lie in other records")
        say(noDigest, "responses without a payload digest; the index has a SHA-1 made here")
        return sentences
    }
}
