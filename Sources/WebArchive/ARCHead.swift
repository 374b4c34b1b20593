// The header line of an ARC record, read as the header fields of the WARC record that would hold the same.
import Web

/// A URL record of the ARC format, version 1 (Burner and Kahle, 1996), and of version 2 as Heritrix wrote it:
/// `URL IP-address Archive-date Content-type [Result-code Checksum Location Offset Filename] Archive-length`.
struct ARCHead: Equatable {
    let url: String
    let ipAddress: String
    /// As written: 14 digits; files of the nineties have 12.
    let date: String
    let contentType: String
    let length: Int64
    let version: Int

    /// The longest line that can be one.
    static let limit = 1 << 16

    /// Reads a line without its line feed; nil where it is no such line. Blanks in the URL are its own, as old files have them.
    init?(line: ArraySlice<UInt8>) {
        let words = line.last == CR ? line.dropLast() : line
        let fields = words.split(separator: SPACE, omittingEmptySubsequences: false)
        // The date tells the versions apart: it stands third, counted from the end third of five or eighth of ten.
        guard let version = [(1, 3), (2, 8)].first(where: { version in
            fields.count >= version.1 + 2 && Self.isDate(fields[fields.count - version.1])
        }) else { return nil }
        let dateIndex = fields.count - version.1
        guard let last = fields.last, let length = Int64(String(decoding: last, as: UTF8.self)), length >= 0, last.first != UInt8(ascii: "+"),
              dateIndex >= 2 else { return nil }
        url = fields[..<(dateIndex - 1)].map { decodeHeaderText($0) }.joined(separator: " ")
        guard url.contains(":") else { return nil }
        ipAddress = decodeHeaderText(fields[dateIndex - 1])
        date = decodeHeaderText(fields[dateIndex])
        contentType = decodeHeaderText(fields[dateIndex + 1])
        self.length = length
        self.version = version.0
    }

    /// Whether the record describes the file, as the first one does.
    var isFileDescription: Bool { url.hasPrefix("filedesc:") }

    /// The date as WARC writes it.
    var warcDate: String {
        let digits = Array((date + String("00000101000000".dropFirst(date.utf8.count))).utf8.prefix(14))
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    }

    /// The header of the WARC record that would hold the same; ARC records have no ID.
    var fields: HeaderFields {
        let isHTTP = url.lowercased().hasPrefix("http:") || url.lowercased().hasPrefix("https:")
        let type: WARCRecordType = isFileDescription ? .warcinfo : isHTTP ? .response : .resource
        var lines = ["WARC-Type: \(type.name)", "WARC-Date: \(warcDate)"]
        if isFileDescription {
            lines.append("WARC-Filename: \(url.dropFirst("filedesc://".count))")
        } else {
            lines.append("WARC-Target-URI: \(url)")
            if ipAddress != "0.0.0.0" { lines.append("WARC-IP-Address: \(ipAddress)") }
        }
        lines.append("Content-Type: \(isHTTP ? "application/http; msgtype=response" : contentType)")
        lines.append("Content-Length: \(length)")
        return HeaderFields(parsing: Array((lines.joined(separator: "\r\n") + "\r\n").utf8)[...])
    }

    private static func isDate(_ field: ArraySlice<UInt8>) -> Bool {
        (field.count == 14 || field.count == 12) && field.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
