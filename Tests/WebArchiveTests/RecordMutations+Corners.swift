// Breaches that look nearly right: numbers, dates, places and digests at the edges of their grammars, and records mixed up.
@testable import WebArchive

extension RecordMutation {
    static let numbers: [RecordMutation] = [
        field(.response, "Content-Length", "0x40", .contentLength), field(.response, "Content-Length", "1 2", .contentLength),
        field(.response, "Content-Length", "12,000", .contentLength), field(.response, "Content-Length", "1e2", .contentLength),
        field(.response, "Content-Length", "１２", .contentLength), field(.response, "Content-Length", "", .contentLength),
        field(.response, "Content-Length", "99999999999999999999", .contentLength), field(.response, "Content-Length", "12.0", .contentLength),
        record(.response, "two lengths that differ", .repeatedField) { $0.fields.append(("Content-Length", "3")) },
        field(.resource, "WARC-Date", "2026-11-24T05:00:61Z", .date), field(.resource, "WARC-Date", "2026-11-24T05:60:00Z", .date),
        field(.resource, "WARC-Date", "2026-11-24T05:00:00z", .date), field(.resource, "WARC-Date", "2026-11-24t05:00:00Z", .date),
        field(.resource, "WARC-Date", "2026-11-24T05:00:00,5Z", .date), field(.resource, "WARC-Date", "2026-11-24T05:00:00.Z", .date),
        field(.resource, "WARC-Date", "2026-11-24T05:00:00+00:00", .date), field(.resource, "WARC-Date", "26-11-24T05:00:00Z", .date),
        field(.resource, "WARC-Date", "2026-11-24Z", .date), field(.resource, "WARC-Date", "", .date),
        field(.resource, "WARC-Date", "2027-02-29T05:00:00Z", .date), field(.resource, "WARC-Date", "2026-11-31T05:00:00Z", .date),
        field(.resource, "WARC-Date", "2026-11-24T05:00:00Z 2026-11-24T05:00:01Z", .date), field(.resource, "WARC-Date", "2026-1-24T05:00:00Z", .date),
        record(.resource, "a fraction of a second in version 1.0", .date) { $0.version = "WARC/1.0"; $0["WARC-Date"] = "2026-11-24T05:00:00.5Z" },
        field(.continuation, "WARC-Segment-Number", "0", .segment), field(.continuation, "WARC-Segment-Number", "-2", .segment),
        field(.continuation, "WARC-Segment-Number", "2.0", .segment), field(.continuation, "WARC-Segment-Total-Length", "+120", .segment),
        field(.resource, "WARC-Segment-Number", "3", .segment),
    ]

    static let places: [RecordMutation] = [
        field(.resource, "WARC-Record-ID", "<>", .recordID), field(.resource, "WARC-Record-ID", "<urn:uuid:1> more", .recordID),
        field(.resource, "WARC-Record-ID", "", .recordID), field(.resource, "WARC-Record-ID", "<urn:uuid:{1}>", .recordID),
        field(.response, "WARC-Target-URI", "http://a.example:80a/", .uri), field(.response, "WARC-Target-URI", "http://a.example:80:81/", .uri),
        field(.response, "WARC-Target-URI", "http://a@b@c.example/", .uri), field(.response, "WARC-Target-URI", "http://[1::2/", .uri),
        field(.response, "WARC-Target-URI", "http://[example]/", .uri), field(.response, "WARC-Target-URI", "http://a[1]/", .uri),
        field(.response, "WARC-Target-URI", "http:///a", .uri), field(.response, "WARC-Target-URI", "https:", .uri),
        field(.response, "WARC-Target-URI", "1http://a.example/", .uri), field(.response, "WARC-Target-URI", "http://a.example/%zz", .uri),
        field(.response, "WARC-Target-URI", "http://a.example/\"", .uri), field(.response, "WARC-Target-URI", "//a.example/", .uri),
        field(.response, "WARC-Target-URI", "http://a.example/a^b`", .uri), field(.response, "WARC-Target-URI", "http://a.example/\ta", .uri),
        field(.response, "WARC-IP-Address", "[2001:db8::1]", .ipAddress), field(.response, "WARC-IP-Address", "10.0.0", .ipAddress),
        field(.response, "WARC-IP-Address", "10.0.0.1, 10.0.0.2", .ipAddress), field(.response, "WARC-IP-Address", "fe80::1%eth0", .ipAddress),
        field(.response, "WARC-IP-Address", "", .ipAddress),
        field(.response, "Content-Type", "application/http; msgtype=\"response", .mediaType), field(.response, "Content-Type", "application /http", .mediaType),
        field(.response, "Content-Type", "/http", .mediaType), field(.response, "Content-Type", "", .mediaType),
        field(.response, "WARC-Identified-Payload-Type", "text/html; charset", .mediaType),
        field(.revisit, "WARC-Profile", "", .profile), field(.revisit, "WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical payload", .profile),
        field(.revisit, "WARC-Refers-To-Date", "20261124050000", .date), field(.revisit, "WARC-Refers-To-Target-URI", "a.example", .uri),
        field(.response, "WARC-Truncated", "length, time", .truncation), field(.response, "WARC-Type", "", .typeName),
        field(.response, "WARC-Type", "response;", .typeName),
    ]

    static let hashes: [RecordMutation] = [
        // The label says one algorithm, the value is by another.
        record(.response, "a digest of SHA-1 called SHA-256", .digestSyntax) { $0["WARC-Payload-Digest"] = "sha256:" + String(repeating: "A", count: 32) },
        record(.response, "a digest of SHA-256 called SHA-1", .digestSyntax) { record in
            record["WARC-Payload-Digest"] = record["WARC-Payload-Digest"]?.replacing("sha256:", with: "sha1:")
        },
        record(.response, "hexadecimal with a digit too many", .digestSyntax) { $0["WARC-Block-Digest"] = ($0["WARC-Block-Digest"] ?? "") + "0" },
        record(.response, "hexadecimal with a digit too few", .digestSyntax) { $0["WARC-Block-Digest"] = ($0["WARC-Block-Digest"]).map { String($0.dropLast()) } },
        record(.response, "hexadecimal with a letter that is no digit", .digestSyntax) { record in
            record["WARC-Block-Digest"] = (record["WARC-Block-Digest"]).map { $0.dropLast() + "g" }
        },
        record(.response, "base 32 with an 8", .digestSyntax) { $0["WARC-Payload-Digest"] = "sha1:" + String(repeating: "A", count: 31) + "8" },
        record(.response, "base 32 with bits that are left over", .digestSyntax) { record in
            // 256 bits are 51 letters and one that stands for a single bit.
            record["WARC-Payload-Digest"] = "sha256:" + Base32.text(of: SHA256Digest(of: RawRecords.page).bytes).dropLast() + "B"
        },
        record(.response, "no label", .digestSyntax) { record in record["WARC-Block-Digest"] = record["WARC-Block-Digest"].map { String($0.dropFirst(7)) } },
        field(.response, "WARC-Block-Digest", "sha256:", .digestSyntax), field(.response, "WARC-Payload-Digest", "", .digestSyntax),
        field(.response, "WARC-Block-Digest", "sha512:" + String(repeating: "0", count: 128), .blockDigest),
        field(.response, "WARC-Payload-Digest", "sha384:" + String(repeating: "f", count: 96), .payloadDigest),
        record(.response, "the digests changed for each other", .blockDigest) { record in
            (record["WARC-Block-Digest"], record["WARC-Payload-Digest"]) = (record["WARC-Payload-Digest"], record["WARC-Block-Digest"])
        },
        record(.response, "no body left, with the digests of before", .blockDigest) { $0.block = RawRecords.responseHead; $0["Content-Length"] = String($0.block.count) },
        record(.response, "a length of none, the block still there", .junk) { $0["Content-Length"] = "0" },
        record(.conversion, "a body cut, marked so, with the digest of before", .blockDigest) { record in
            record["WARC-Truncated"] = "length"
            record.block.removeLast(2)
            record["Content-Length"] = String(record.block.count)
        },
        record(.response, "line feeds of the body made CR LF", .blockDigest) { record in
            record.block = record.block.flatMap { $0 == UInt8(ascii: ">") ? [$0, CR, LF] : [$0] }
            record["Content-Length"] = String(record.block.count)
        },
        record(.chunked, "the chunks taken away, their head left", .blockDigest) { record in
            record.block = Array(record.block.prefix { $0 != UInt8(ascii: "<") }) + RawRecords.page
            record["Content-Length"] = String(record.block.count)
        },
    ]

    static let mixtures: [RecordMutation] = [
        record(.request, "the type twice", .repeatedField) { $0.fields.append(("WARC-Type", "request")) },
        record(.request, "the ID twice", .repeatedField) { $0.fields.append(("WARC-Record-ID", $0["WARC-Record-ID"] ?? "")) },
        record(.response, "a digest twice", .repeatedField) { $0.fields.append(("WARC-Block-Digest", $0["WARC-Block-Digest"] ?? "")) },
        record(.response, "two addresses", .repeatedField) { $0.fields += [("WARC-IP-Address", "10.0.0.1"), ("WARC-IP-Address", "10.0.0.2")] },
        record(.response, "a name cut off", .strayLine) { $0.lastLine = Array("WARC-Ident\r\n".utf8) },
        record(.request, "an empty line within the header", .separator) { $0.firstLine = Array("Content-Length: 5\r\n\r\n".utf8) },
        record(.request, "a byte order mark before the version", .notARecord) { $0.version = "\u{FEFF}WARC/1.1" },
        record(.request, "a blank before the version", .notARecord) { $0.version = " WARC/1.1" },
        record(.request, "a version without its slash", .notARecord) { $0.version = "WARC 1.1" },
        record(.request, "a version of three numbers", .version) { $0.version = "WARC/1.1.1" },
        record(.request, "CR alone at line ends", .missingField) { $0.lineEnd = [CR] },
        record(.request, "a colon of full width", .strayLine) { $0.lastLine = Array("WARC-Extra： x\r\n".utf8) },
        record(.request, "DEL in a value", .controlCharacter) { $0.lastLine = Array("WARC-Extra: a\u{7F}b\r\n".utf8) },
        record(.request, "half a character in a value", .notUTF8) { $0.lastLine = Array("WARC-Extra: ".utf8) + [0xE5, 0x85] + [CR, LF] },
        record(.request, "an overlong slash in a value", .notUTF8) { $0.lastLine = Array("WARC-Extra: ".utf8) + [0xC0, 0xAF] + [CR, LF] },
        record(.request, "half of a surrogate pair in a value", .notUTF8) { $0.lastLine = Array("WARC-Extra: ".utf8) + [0xED, 0xA0, 0x80] + [CR, LF] },
        record(.revisit, "a revisit of itself", .missingOriginal, .note) { $0["WARC-Refers-To"] = $0["WARC-Record-ID"] },
        record(.conversion, "a conversion of itself", .danglingReference, .note) { $0["WARC-Refers-To"] = $0["WARC-Record-ID"] },
        record(.continuation, "a segment of itself", .missingSegment, .note) { $0["WARC-Segment-Origin-ID"] = $0["WARC-Record-ID"] },
        RecordMutation("a request that took the place of the response", .wrongContentType) { records in
            (records[Place.response.rawValue].block, records[Place.request.rawValue].block) = (records[Place.request.rawValue].block, records[Place.response.rawValue].block)
            records[Place.response.rawValue].settle()
            records[Place.request.rawValue].settle()
        },
        RecordMutation("the blocks of two records changed for each other", .blockDigest) { records in
            (records[Place.dns.rawValue].block, records[Place.conversion.rawValue].block) = (records[Place.conversion.rawValue].block, records[Place.dns.rawValue].block)
            for place in [Place.dns.rawValue, Place.conversion.rawValue] { records[place]["Content-Length"] = String(records[place].block.count) }
        },
    ]
}
