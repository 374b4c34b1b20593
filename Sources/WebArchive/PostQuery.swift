// The key under which the answer to a POST is found again: its body as a query behind the URL, as pywb and wabac.js form it.

import Foundation

/// What cdxj-indexer adds to an index line of a request that is no GET: `method`, `requestBody`, and both in the key.
///
/// The rules are those of cdxj-indexer's `postquery.py` (`--post-append`), by which pywb looks up: a form's text with its encoding
/// taken off, the members of JSON by their names at whatever depth, anything else in base64.
public struct PostQuery: Sendable, Equatable {
    /// The request's method.
    public let method: String
    /// The body as a query; empty where it has none.
    public let body: String

    /// Longer queries are cut to so many characters.
    private static let longest = 4096

    /// One that was made before.
    public init(method: String, body: String) {
        self.method = method
        self.body = body
    }

    /// - Parameter contentType: of the body.
    public init(method: String, contentType: String?, body: [UInt8]) {
        self.method = method
        let type = (contentType ?? "").lowercased()
        let query: String
        if type.hasPrefix("application/x-www-form-urlencoded"), let text = String(validating: body, as: UTF8.self) {
            query = Self.unquoted(text)
        } else if type.hasPrefix("application/json") {
            query = Self.members(of: body) ?? ""
        } else if type.hasPrefix("text/plain"), let members = Self.members(of: body) {
            query = members
        } else {
            query = body.isEmpty ? "" : "__wb_post_data=" + Data(body).base64EncodedString()
        }
        self.body = String(String.UnicodeScalarView(query.unicodeScalars.prefix(Self.longest)))
    }

    /// The members of an index line that tell of the request.
    public var members: [CDXJLine.Extra] {
        [("method", method), ("requestBody", body)].map { name, value in
            var json: [UInt8] = []
            JSONText.appendString(value, to: &json)
            return CDXJLine.Extra(name: name, json: String(decoding: json, as: UTF8.self))
        }
    }

    /// The URL under which the answer is filed.
    public func url(of target: String) -> String {
        target + (target.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + "__wb_method=" + method + (body.isEmpty ? "" : "&" + body)
    }

    /// An index line as it follows from the response's record alone, without what the request's adds to it; any other line as it is.
    public static func withoutRequest(_ line: [UInt8]) -> [UInt8] {
        guard line.firstRange(of: Array("\"method\": ".utf8)) != nil, var parsed = try? CDXJLine(parsing: line[...]) else { return line }
        parsed.key = CDXJLine.key(of: parsed.url)
        parsed.more.removeAll { $0.name == "method" || $0.name == "requestBody" }
        return parsed.bytes
    }

    /// Python's `unquote_plus`.
    private static func unquoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var i = 0
        while i < source.count {
            if source[i] == UInt8(ascii: "%"), i + 2 < source.count, let high = Hexadecimal.value(of: source[i + 1]), let low = Hexadecimal.value(of: source[i + 2]) {
                bytes.append(high << 4 | low)
                i += 3
            } else {
                bytes.append(source[i] == UInt8(ascii: "+") ? SPACE : source[i])
                i += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: JSON

    /// `urlencode` of all values that have a name, in their order; a name that comes again has its number behind it: `a.2_`. Nil for what is
    /// no JSON.
    private static func members(of body: [UInt8]) -> String? {
        var fields: [(name: String, value: String)] = []
        guard collect(body[...], name: "", depth: 0, into: &fields) else { return nil }
        var count: [String: Int] = [:]
        return fields.map { name, value in
            count[name, default: 0] += 1
            let key = count[name] == 1 ? name : "\(name).\(count[name] ?? 0)_"
            return "\(quoted(key))=\(quoted(value))"
        }.joined(separator: "&")
    }

    private static let deepest = 32

    /// The values in a JSON text: those of objects under the names of their members, those of arrays under the array's.
    private static func collect(_ json: ArraySlice<UInt8>, name: String, depth: Int, into fields: inout [(name: String, value: String)]) -> Bool {
        let text = json.drop { $0 <= SPACE }
        guard depth < deepest, let first = text.first else { return false }
        switch first {
        case UInt8(ascii: "{"):
            guard let members = JSONText.members(of: text) else { return false }
            return members.allSatisfy { member in
                switch member.value {
                case .string(let value):
                    fields.append((member.name, value))
                    return true
                case .other(let json): return collect(Array(json.utf8)[...], name: member.name, depth: depth + 1, into: &fields)
                }
            }
        case UInt8(ascii: "["):
            guard let elements = elements(of: text) else { return false }
            return elements.allSatisfy { collect($0, name: name, depth: depth + 1, into: &fields) }
        case UInt8(ascii: "\""):
            // A string is a member's value to the reader of objects.
            guard case .string(let value)?? = JSONText.members(of: (Array("{\"a\":".utf8) + text + [UInt8(ascii: "}")])[...])?.first?.value else { return false }
            if !name.isEmpty { fields.append((name, value)) }
            return true
        default:
            let word = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            let value: String? = switch word {  // as Python's str() spells it
            case "true": "True"
            case "false": "False"
            case "null": "None"
            default: Double(word) == nil ? nil : word
            }
            guard let value else { return false }
            if !name.isEmpty { fields.append((name, value)) }
            return true
        }
    }

    /// The elements of the array that is all of `json`; nil where its brackets do not match.
    private static func elements(of json: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var elements: [ArraySlice<UInt8>] = []
        var depth = 0, isInString = false, isEscaped = false
        var start = json.index(after: json.startIndex)
        for i in json.indices {
            let byte = json[i]
            if isInString {
                if isEscaped { isEscaped = false } else if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") { isInString = false }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ","):
                guard depth == 1 else { continue }
                elements.append(json[start..<i])
                start = i + 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                guard depth == 0 else { continue }
                let last = json[start..<i]
                if last.contains(where: { $0 > SPACE }) { elements.append(last) }
                return json[(i + 1)...].allSatisfy { $0 <= SPACE } ? elements : nil
            default: break
            }
        }
        return nil
    }

    /// Python's `quote_plus`.
    private static func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                 UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"): out.append(byte)
            case SPACE: out.append(UInt8(ascii: "+"))
            default: out += [UInt8(ascii: "%"), Hexadecimal.upperCase[Int(byte >> 4)], Hexadecimal.upperCase[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
