// One line of a CDXJ index, as cdxj-indexer writes and pywb and wabac.js read it.

/// A capture in an index: `key timestamp {"url": …, "mime": …, "status": …, "digest": …, "length": …, "offset": …, "filename": …}`.
public struct CDXJLine: Sendable, Equatable {
    /// The SURT key, such as `com,example)/path?a&b`.
    public var key: String
    /// The capture's time in UTC, 14 digits.
    public var timestamp: String
    /// The capture's URL.
    public var url: String
    /// The type of the payload, without parameters; `warc/revisit` for revisits.
    public var mime: String?
    /// The HTTP status; nil where there is no HTTP head, as in a revisit with an empty block.
    public var status: String?
    /// The payload digest as in the record, label and all.
    public var digest: String?
    /// How many bytes the record takes on disk.
    public var length: Int64
    /// Where it begins in the file.
    public var offset: Int64
    /// The file's base name.
    public var filename: String
    /// Members that others write, such as `requestBody`, in order: name and JSON value.
    public var more: [Extra]

    /// A member that is none of those above.
    public struct Extra: Sendable, Equatable {
        /// The member's name.
        public var name: String
        /// The value as JSON text.
        public var json: String
    }

    /// A line from its parts.
    public init(
        key: String, timestamp: String, url: String, mime: String?, status: String?, digest: String?,
        length: Int64, offset: Int64, filename: String, more: [Extra] = []
    ) {
        self.key = key
        self.timestamp = timestamp
        self.url = url
        self.mime = mime
        self.status = status
        self.digest = digest
        self.length = length
        self.offset = offset
        self.filename = filename
        self.more = more
    }

    /// The line as bytes, without its line feed.
    public var bytes: [UInt8] {
        var line = Array(key.utf8)
        line.append(SPACE)
        line += timestamp.utf8
        line += " {".utf8
        var isFirst = true
        func append(_ name: String, _ value: String?) {
            guard let value else { return }
            if !isFirst { line += ", ".utf8 }
            isFirst = false
            JSONText.appendString(name, to: &line)
            line += ": ".utf8
            JSONText.appendString(value, to: &line)
        }
        append("url", url)
        append("mime", mime)
        append("status", status)
        append("digest", digest)
        append("length", String(length))
        append("offset", String(offset))
        append("filename", filename)
        for extra in more {
            line += ", ".utf8
            JSONText.appendString(extra.name, to: &line)
            line += ": ".utf8
            line += extra.json.utf8
        }
        line.append(UInt8(ascii: "}"))
        return line
    }

    /// The line as text, without its line feed.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Why bytes are no index line.
    public enum ParseError: Error, Sendable, Equatable, CustomStringConvertible {
        /// Not a key, a timestamp and an object.
        case shape(line: String)
        /// A member that must be there is not, or is of the wrong kind.
        case member(name: String, line: String)

        public var description: String {
            switch self {
            case .shape(let line): "no CDXJ line: \(line)"
            case .member(let name, let line): "CDXJ line without a good \"\(name)\": \(line)"
            }
        }
    }

    /// Reads a line, of whoever's making: numbers as strings or not, members in any order, more members than known.
    public init(parsing line: ArraySlice<UInt8>) throws(ParseError) {
        let shown = { String(decoding: line.prefix(200), as: UTF8.self) }
        guard let first = line.firstIndex(of: SPACE),
              let second = line[(first + 1)...].firstIndex(of: SPACE),
              let members = JSONText.members(of: line[(second + 1)...]) else { throw .shape(line: shown()) }
        var strings: [String: String] = [:]
        more = []
        for (name, value) in members {
            switch (name, value) {
            case ("url", .string(let text)), ("mime", .string(let text)), ("status", .string(let text)), ("status", .other(let text)),
                 ("digest", .string(let text)), ("length", .string(let text)), ("length", .other(let text)),
                 ("offset", .string(let text)), ("offset", .other(let text)), ("filename", .string(let text)):
                strings[name] = text
            case (_, .string(let text)):
                var json: [UInt8] = []
                JSONText.appendString(text, to: &json)
                more.append(Extra(name: name, json: String(decoding: json, as: UTF8.self)))
            case (_, .other(let json)): more.append(Extra(name: name, json: json))
            }
        }
        func required(_ name: String) throws(ParseError) -> String {
            guard let value = strings[name] else { throw .member(name: name, line: shown()) }
            return value
        }
        func number(_ name: String) throws(ParseError) -> Int64 {
            guard let value = Int64(try required(name)), value >= 0 else { throw .member(name: name, line: shown()) }
            return value
        }
        key = String(decoding: line[..<first], as: UTF8.self)
        timestamp = String(decoding: line[(first + 1)..<second], as: UTF8.self)
        url = try required("url")
        mime = strings["mime"]
        status = strings["status"]
        digest = strings["digest"]
        length = try number("length")
        offset = try number("offset")
        filename = try required("filename")
    }
}
