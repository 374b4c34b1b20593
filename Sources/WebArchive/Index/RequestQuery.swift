// What an index adds to the URL of a POST or PUT, so that captures of one URL with different bodies have keys of their own.
import Web

/// The method and body of a request as pywb appends them to its URL: `__wb_method=POST&a=1` (Webrecorder's request body
/// canonicalization). Forms, multipart forms and JSON become arguments, anything else `__wb_post_data=` and base 64.
public struct RequestQuery: Sendable, Equatable {
    /// As the request line has it.
    public let method: String
    /// The body as arguments, at most 4,096 characters; empty where there is none.
    public let query: String

    /// Bodies are read up to here; of a longer one nothing is taken.
    static let bodyLimit = 1 << 20
    private static let lengthLimit = 4096

    /// The query of a captured request; nil where its method needs none.
    /// - Parameter body: the body as it stands behind the head.
    public init?(_ message: HTTPMessage, body: ArraySlice<UInt8>) {
        guard Self.isNeeded(for: message), case .request(let method, _, _) = message.startLine else { return nil }
        self.method = method
        guard body.count <= Self.bodyLimit else {
            query = ""
            return
        }
        let decoded = message.decoded(body).bytes
        let length = message.fields["Content-Length"].map { Int($0) ?? 0 } ?? 8192
        query = Self.text(of: Array(decoded.prefix(max(0, length))), type: message.contentType ?? "")
    }

    /// The query of a request that is not captured yet.
    public init(method: String, contentType: String?, body: [UInt8]) {
        self.method = method
        query = body.count <= Self.bodyLimit ? Self.text(of: body, type: contentType ?? "") : ""
    }

    /// One that was made before.
    public init(method: String, query: String) {
        self.method = method
        self.query = query
    }

    /// The members that an index line has of it.
    public var members: [CDXJLine.Extra] {
        [("requestBody", query), ("method", method)].map { name, value in
            var json: [UInt8] = []
            JSONText.appendString(value, to: &json)
            return CDXJLine.Extra(name: name, json: String(decoding: json, as: UTF8.self))
        }
    }

    /// Whether the request's method is one of those that have a body.
    static func isNeeded(for message: HTTPMessage) -> Bool {
        guard case .request(let method, _, _) = message.startLine else { return false }
        return method == "POST" || method == "PUT"
    }

    /// Whether a block may begin with such a request line.
    static func mayBegin(_ block: ArraySlice<UInt8>) -> Bool { block.first == UInt8(ascii: "P") || block.first == CR || block.first == LF }

    /// The URL with method and body: what the key is made of.
    public func url(_ url: String) -> String {
        url + (url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + "__wb_method=" + method + (query.isEmpty ? "" : "&" + query)
    }

    private static func text(of body: [UInt8], type: String) -> String {
        guard !body.isEmpty else { return "" }
        let text: String
        if type.hasPrefix("application/x-www-form-urlencoded") {
            text = String(validating: body, as: UTF8.self) == nil ? binary(body) : unquoted(body)
        } else if type.hasPrefix("multipart/") {
            text = MultipartForm(body, type: type).map { encoded($0.fields) } ?? binary(body)
        } else if type.hasPrefix("application/json") {
            text = JSONArguments(body).map { encoded($0.arguments) } ?? ""
        } else if type.hasPrefix("text/plain") {
            text = JSONArguments(body).map { encoded($0.arguments) } ?? binary(body)
        } else {
            text = binary(body)
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(lengthLimit)))
    }

    private static func binary(_ body: [UInt8]) -> String { "__wb_post_data=" + Base64.text(of: body[...]) }

    /// Python's `unquote_plus`: what is not UTF-8 once decoded becomes U+FFFD.
    private static func unquoted(_ body: [UInt8]) -> String {
        var bytes: [UInt8] = []
        var index = 0
        while index < body.count {
            if body[index] == UInt8(ascii: "%"), index + 2 < body.count,
               let high = Hexadecimal.value(of: body[index + 1]), let low = Hexadecimal.value(of: body[index + 2]) {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(body[index] == UInt8(ascii: "+") ? SPACE : body[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Python's `urlencode`.
    private static func encoded(_ arguments: [(name: [UInt8], value: [UInt8])]) -> String {
        var text: [UInt8] = []
        for (name, value) in arguments {
            if !text.isEmpty { text.append(UInt8(ascii: "&")) }
            append(name, to: &text)
            text.append(UInt8(ascii: "="))
            append(value, to: &text)
            if text.count > 3 * lengthLimit { break }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                 UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"):
                text.append(byte)
            case SPACE: text.append(UInt8(ascii: "+"))
            default: text += [UInt8(ascii: "%"), Hexadecimal.upperCase[Int(byte >> 4)], Hexadecimal.upperCase[Int(byte & 15)]]
            }
        }
    }
}

/// RFC 4648 §4.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(of bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        var rest = bytes
        while let first = rest.popFirst() {
            let (second, third) = (rest.popFirst(), rest.popFirst())
            let word = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
            for shift in [18, 12, 6, 0] as [UInt32] { text.append(digits[Int(word >> shift & 63)]) }
            if third == nil { text[text.count - 1] = UInt8(ascii: "=") }
            if second == nil { text[text.count - 2] = UInt8(ascii: "=") }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
