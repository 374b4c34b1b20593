// The fields of a URL's query.

import Web

extension WebURL {
    /// The fields of the query by name, decoded as those of a form (URL Standard, section 5.1); of two of a name the first.
    public var fields: [String: String] {
        var fields: [String: String] = [:]
        for part in (query ?? "").split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = FormText.decode(pair[0])
            if fields[name] == nil { fields[name] = pair.count > 1 ? FormText.decode(pair[1]) : "" }
        }
        return fields
    }
}

extension FormText {
    /// The text of an encoded name or value; a `%` without two digits stands for itself.
    static func decode(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var i = 0
        while i < bytes.count {
            if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.count, let value = UInt8(String(decoding: bytes[(i + 1)...(i + 2)], as: UTF8.self), radix: 16) {
                out.append(value)
                i += 3
            } else {
                out.append(bytes[i] == UInt8(ascii: "+") ? 0x20 : bytes[i])
                i += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
