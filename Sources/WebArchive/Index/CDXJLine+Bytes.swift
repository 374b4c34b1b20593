// An index line made of a record's bytes as they stand: an index holds millions of lines.
import Web

extension CDXJLine {
    /// The line of a record, without its line feed; equal to that of the line's parts (`bytes`).
    /// - Parameter filename: as JSON, with its quotation marks.
    static func bytes(
        _ entry: WARCEntry, _ message: HTTPMessage?, date: ArraySlice<UInt8>, digest: ArraySlice<UInt8>?, length: Int64, filename: [UInt8]
    ) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(512)
        let url = url(of: entry)
        WebURL.appendSURTKey(of: url, to: &line)
        line.append(SPACE)
        appendTimestamp(date, to: &line)
        line += " {\"url\": ".utf8
        append(url, to: &line)
        if entry.type == .revisit {
            line += ", \"mime\": \"warc/revisit\"".utf8
        } else if let type = (entry.type == .response ? message?.fields : entry.fields)?.rawValue(of: "Content-Type") {
            line += ", \"mime\": ".utf8
            if type.isPlainText {
                append(type.prefix { $0 != UInt8(ascii: ";") && $0 > SPACE }, to: &line)
            } else {
                JSONText.appendString(mime(entry.type, message: message, contentType: entry.contentType) ?? "", to: &line)
            }
        }
        if case .status(_, let code, _)? = message?.startLine {
            line += ", \"status\": ".utf8
            JSONText.appendString(code, to: &line)
        }
        if let digest {
            line += ", \"digest\": ".utf8
            append(digest, to: &line)
        }
        line += ", \"length\": \"".utf8
        append(length, to: &line)
        line += "\", \"offset\": \"".utf8
        append(entry.offset, to: &line)
        line += "\", \"filename\": ".utf8
        line += filename
        line.append(UInt8(ascii: "}"))
        return line
    }

    /// The line of a response with what its request says: another key, and the members `requestBody` and `method`.
    static func bytes(_ line: [UInt8], of response: WARCEntry, with query: RequestQuery) -> [UInt8] {
        var result: [UInt8] = []
        let url = query.url(String(decoding: url(of: response), as: UTF8.self))
        WebURL.appendSURTKey(of: Array(url.utf8)[...], to: &result)
        result += line.drop { $0 != SPACE }.dropLast()
        result += ", \"requestBody\": ".utf8
        JSONText.appendString(query.query, to: &result)
        result += ", \"method\": ".utf8
        JSONText.appendString(query.method, to: &result)
        result.append(UInt8(ascii: "}"))
        return result
    }

    /// The target URI without wget's angle brackets, blanks encoded: UTF-8.
    private static func url(of entry: WARCEntry) -> ArraySlice<UInt8> {
        if let raw = entry.fields.rawValue(of: "WARC-Target-URI"), isPlain(raw), raw.first != UInt8(ascii: "<") { return raw }
        return Array(WARCFieldText.blanksEncoded(entry.targetURI ?? "").utf8)[...]
    }

    private static func appendTimestamp(_ date: ArraySlice<UInt8>, to line: inout [UInt8]) {
        let start = line.count
        for byte in date where byte &- 0x30 < 10 && line.count - start < 14 { line.append(byte) }
        line += "00000101000000".utf8.dropFirst(line.count - start)
    }

    private static func append(_ text: ArraySlice<UInt8>, to line: inout [UInt8]) {
        guard isPlain(text) else { return JSONText.appendString(decodeHeaderText(text), to: &line) }
        line.append(UInt8(ascii: "\""))
        line += text
        line.append(UInt8(ascii: "\""))
    }

    /// Whether JSON has the bytes as they stand, and no blank is among them.
    private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
        for byte in text where byte <= SPACE || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        return true
    }

    private static func append(_ number: Int64, to line: inout [UInt8]) { line += String(number).utf8 }
}
