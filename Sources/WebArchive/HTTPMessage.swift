// One HTTP/1.x message as captured: the start line and fields of its head, and how its body is framed and coded.

/// Why bytes are not the head of an HTTP message.
public enum HTTPMessageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are no bytes.
    case empty
    /// The first line, cut to 80 bytes, is neither a request line nor a status line.
    case notHTTP(firstLine: String)

    public var description: String {
        switch self {
        case .empty: "no HTTP message: no bytes"
        case .notHTTP(let firstLine): "no HTTP message: it begins with \"\(firstLine)\""
        }
    }
}

/// The head of an HTTP/1.x request or response (RFC 9112), read tolerantly: bare LF, folded lines, bytes above 127.
public struct HTTPMessage: Sendable, Equatable {
    /// The first line of a head.
    public enum StartLine: Sendable, Equatable {
        /// RFC 9112 §3; `version` is nil where the line has none (HTTP/0.9).
        case request(method: String, target: String, version: String?)
        /// RFC 9112 §4; `code` is the second word as it stands, empty where there is none.
        case status(version: String, code: String, reason: String)
    }

    /// How the end of a body is known (RFC 9112 §6.3).
    public enum BodyFraming: Sendable, Equatable {
        /// The message has no body: 1xx, 204, 304, and requests without length.
        case none
        /// Exactly so many bytes.
        case length(Int64)
        /// `Transfer-Encoding: chunked`.
        case chunked
        /// All bytes until the connection closed.
        case untilEnd
    }

    /// The first line.
    public let startLine: StartLine
    /// The header fields.
    public let fields: HeaderFields
    /// How many bytes the head takes, with its empty line.
    public let headLength: Int
    /// How the body's end is known (RFC 9112 §6.3); the answer to a HEAD request is the caller's to know.
    public var bodyFraming: BodyFraming { Self.bodyFraming(startLine, fields) }
    /// False where the bytes, or the head's first `headLimit` bytes, ended before the empty line.
    public let headIsComplete: Bool

    /// A head is taken to end after so many bytes, 1 MiB, where its empty line has not come by then.
    public static let headLimit = 1 << 20

    /// Reads the head at the beginning of `message`; what follows its empty line is the body.
    public init(parsing message: ArraySlice<UInt8>) throws(HTTPMessageError) {
        let bytes = message.prefix(Self.headLimit)
        guard let first = bytes.firstIndex(where: { $0 != CR && $0 != LF }) else { throw .empty }
        let lineEnd = bytes.place(of: LF, from: first) ?? bytes.endIndex
        var scanner = HeadScanner()
        let headEnd = scanner.end(in: bytes[first...])
        let line = trimmed(bytes[first..<lineEnd])
        guard let startLine = Self.statusLine(line) ?? Self.startLine(decodeHeaderText(line)) else {
            throw .notHTTP(firstLine: String(decodeHeaderText(line).prefix(80)))
        }
        let fields = HeaderFields(parsing: bytes[min(lineEnd + 1, bytes.endIndex)..<(headEnd ?? bytes.endIndex)])
        self.startLine = startLine
        self.fields = fields
        headLength = (headEnd ?? bytes.endIndex) - bytes.startIndex
        headIsComplete = headEnd != nil
    }

    /// Where the body begins in `message`, or nil where it ends, or reaches `headLimit`, within the head.
    public static func headLength(in message: ArraySlice<UInt8>) -> Int? {
        let bytes = message.prefix(headLimit)
        guard let first = bytes.firstIndex(where: { $0 != CR && $0 != LF }) else { return nil }
        var scanner = HeadScanner()
        return scanner.end(in: bytes[first...]).map { $0 - bytes.startIndex }
    }

    /// The status code of a response, where it is a number.
    public var status: Int? {
        if case .status(_, let code, _) = startLine { Int(code) } else { nil }
    }

    /// The Content-Type field's value.
    public var contentType: String? { fields["Content-Type"] }

    /// The transfer codings in the order in which they were applied, in lower case.
    public var transferCodings: [String] { Self.transferCodings(fields) }

    /// The content codings in the order in which they were applied; empty for identity.
    public var contentCodings: [ContentCoding] {
        Self.list(fields.values(of: "Content-Encoding")).map { ContentCoding(name: $0) }.filter { $0 != .identity }
    }

    /// The Content-Length, where all fields of that name agree on one number.
    public var contentLength: Int64? { Self.contentLength(fields) }

    private static func bodyFraming(_ startLine: StartLine, _ fields: HeaderFields) -> BodyFraming {
        if case .status(_, let code, _) = startLine, let status = Int(code), (100..<200).contains(status) || status == 204 || status == 304 {
            return .none
        }
        let codings = transferCodings(fields)
        if codings.last == "chunked" { return .chunked }
        if codings.isEmpty, let length = contentLength(fields) { return .length(length) }
        if case .request = startLine { return .none }
        return .untilEnd
    }

    private static func transferCodings(_ fields: HeaderFields) -> [String] {
        list(fields.values(of: "Transfer-Encoding")).filter { $0 != "identity" }
    }

    private static func contentLength(_ fields: HeaderFields) -> Int64? {
        let values = fields.values(of: "Content-Length")
        if values.count == 1, let value = number(values[0]) { return value }
        let items = Set(list(values))
        return items.count == 1 ? items.first.flatMap(number) : nil
    }

    /// 1*DIGIT.
    private static func number(_ text: String) -> Int64? {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int64(text) : nil
    }

    private static func list(_ values: [String]) -> [String] {
        values.flatMap { $0.utf8.split(separator: UInt8(ascii: ",")) }.compactMap { item in
            let word = trimmed(Array(item.map(lowerCase))[...])
            return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
        }
    }

    /// A status line of plain text, as nearly all are.
    private static func statusLine(_ line: ArraySlice<UInt8>) -> StartLine? {
        guard line.count >= 5, line.isPlainText, line.prefix(5).elementsEqual("HTTP/".utf8, by: { lowerCase($0) == lowerCase($1) }) else { return nil }
        var words: [String] = []
        var rest = line
        while words.count < 2, let end = rest.firstIndex(where: isBlank) {
            words.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[end...].drop(while: isBlank)
        }
        if !rest.isEmpty { words.append(String(decoding: rest, as: UTF8.self)) }
        return .status(version: words[0], code: words.count > 1 ? words[1] : "", reason: words.count > 2 ? words[2] : "")
    }

    private static func startLine(_ line: String) -> StartLine? {
        let words = line.utf8.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: isBlank)
            .map { String(Substring($0)) }
        guard let first = words.first else { return nil }
        if first.utf8.count >= 5, first.utf8.prefix(5).elementsEqual("HTTP/".utf8, by: { lowerCase($0) == lowerCase($1) }) {
            return .status(version: first, code: words.count > 1 ? words[1] : "", reason: words.count > 2 ? words[2] : "")
        }
        guard words.count >= 2, first.utf8.allSatisfy(isTokenByte) else { return nil }
        guard words.count == 3 else { return .request(method: first, target: words[1], version: nil) }
        // The target of a careless client may hold blanks: the version is the last word.
        let rest = line.utf8.drop(while: { !isBlank($0) }).drop(while: isBlank)
        guard let blank = rest.lastIndex(where: isBlank) else { return nil }
        let version = String(Substring(rest[rest.index(after: blank)...]))
        guard version.utf8.prefix(5).elementsEqual("HTTP/".utf8) else { return nil }
        let target = rest[..<blank]
        let end = target.lastIndex(where: { !isBlank($0) }).map { target.index(after: $0) } ?? target.startIndex
        return .request(method: first, target: String(Substring(target[..<end])), version: version)
    }

    /// RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch lowerCase(byte) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = bytes.drop { $0 <= SPACE }
    guard let last = start.lastIndex(where: { $0 > SPACE }) else { return start.prefix(0) }
    return start[...last]
}
