// Walks over XML that is often none: tags, their attributes, and the text between them.
//
// Not libxml2: its recovery drops `b=2` from an address with a bare ampersand (`?a=1&b=2`), which portals write, and ends at the
// first byte of another encoding. What is needed of XML here is little, and what is dangerous in it is not there: a document type
// is skipped, nothing is loaded, and no entity is expanded but the five of XML and character numbers.

/// Hands out tags and text, in the order of the document. Never fails; every call moves on, so a document is walked once.
struct XMLScanner {
    enum Token: Equatable {
        case start(XMLTag)
        /// `</name>`, or the end of a `<name/>`.
        case end(XMLName)
        /// Text with its references resolved, or a CDATA section.
        case text([UInt8])
    }

    private let bytes: [UInt8]
    private var index = 0
    /// The end tag of `<name/>`, which comes next.
    private var pendingEnd: XMLName?

    /// - Parameter bytes: UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else { return text() }
            if has("<!--") {
                skip(past: "-->", from: index + 4)
            } else if has("<![CDATA[") {
                let start = index + 9
                let end = find("]]>", from: start)
                index = end.map { $0 + 3 } ?? bytes.count
                return .text(Array(bytes[start..<(end ?? bytes.count)]))
            } else if has("<?") {
                skip(past: "?>", from: index + 2)
            } else if has("<!") {
                skipDeclaration()
            } else if let token = tag() {
                return token
            }
        }
        return nil
    }

    // MARK: Tags

    /// A tag; a `<` that begins none is text, and is passed over with what follows it by the next call.
    private mutating func tag() -> Token? {
        let isEnd = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
        var at = index + (isEnd ? 2 : 1)
        guard at < bytes.count, Self.isNameStart(bytes[at]) else {
            index += 1
            return .text([UInt8(ascii: "<")])
        }
        let name = XMLName(bytes[readName(&at)])
        var attributes: [(name: XMLName, value: String)] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "<") {
            guard Self.isNameStart(bytes[at]) else {
                at += 1
                continue
            }
            let attribute = readName(&at)
            if let value = readValue(&at), attributes.count < Self.attributeLimit { attributes.append((XMLName(bytes[attribute]), value)) }
        }
        let isEmpty = at > 0 && bytes[at - 1] == UInt8(ascii: "/")
        index = at < bytes.count && bytes[at] == UInt8(ascii: ">") ? at + 1 : at
        if isEnd { return .end(name) }
        if isEmpty { pendingEnd = name }
        return .start(XMLTag(name: name, attributes: attributes))
    }

    /// More attributes than these are passed over.
    private static let attributeLimit = 64

    private mutating func readName(_ at: inout Int) -> Range<Int> {
        let start = at
        while at < bytes.count, Self.isNameStart(bytes[at]) || bytes[at] &- 0x30 < 10 || bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: ".") {
            at += 1
        }
        return start..<at
    }

    /// The value behind an attribute's name; nil where there is none.
    private func readValue(_ at: inout Int) -> String? {
        var next = at
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else { return nil }
        next += 1
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        guard next < bytes.count else { return nil }
        let quote = bytes[next]
        let start: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            start = next + 1
            next = start
            while next < bytes.count, bytes[next] != quote { next += 1 }
            at = min(next + 1, bytes.count)
        } else {
            start = next
            while next < bytes.count, bytes[next] > 0x20, bytes[next] != UInt8(ascii: ">") { next += 1 }
            at = next
        }
        return String(decoding: XMLReference.resolved(bytes[start..<next]), as: UTF8.self)
    }

    // MARK: Text and what is passed over

    private mutating func text() -> Token {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return .text(XMLReference.resolved(bytes[start..<index]))
    }

    /// `<!DOCTYPE … [ … ]>`: all that it declares is passed over.
    private mutating func skipDeclaration() {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0:
                index += 1
                return
            default: break
            }
            index += 1
        }
    }

    private mutating func skip(past end: String, from start: Int) {
        index = find(end, from: start).map { $0 + end.utf8.count } ?? bytes.count
    }

    private func has(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + count)]) }
    }

    private func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var at = start
        while at + wanted.count <= bytes.count {
            if bytes[at] == wanted[0], bytes[at..<(at + wanted.count)].elementsEqual(wanted) { return at }
            at += 1
        }
        return nil
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    }
}

/// The name of an element or an attribute, in lower case.
struct XMLName: Equatable {
    /// Empty where there is none.
    let prefix: String
    let local: String

    init(_ bytes: ArraySlice<UInt8>) {
        let name = bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        let colon = name.firstIndex(of: UInt8(ascii: ":"))
        prefix = String(decoding: name[..<(colon ?? 0)], as: UTF8.self)
        local = String(decoding: name[(colon.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    }
}

/// A start tag.
struct XMLTag: Equatable {
    let name: XMLName
    private let attributes: [(name: XMLName, value: String)]

    init(name: XMLName, attributes: [(name: XMLName, value: String)]) {
        self.name = name
        self.attributes = attributes
    }

    /// The first attribute of that name, whatever its prefix.
    subscript(local: String) -> String? { attributes.first { $0.name.local == local }?.value }

    static func == (left: XMLTag, right: XMLTag) -> Bool {
        left.name == right.name && left.attributes.elementsEqual(right.attributes, by: ==)
    }
}

/// `&amp;`, `&#38;`, `&#x26;`; everything else behind an ampersand stands as it is.
enum XMLReference {
    private static let names: [(name: [UInt8], character: UInt8)] = [
        ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27),
    ].map { (Array($0.0.utf8), $0.1) }

    static func resolved(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(0x26) else { return Array(text) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index] == 0x26, let (bytes, next) = reference(text, index + 1) else {
                result.append(text[index])
                index += 1
                continue
            }
            result += bytes
            index = next
        }
        return result
    }

    private static func reference(_ text: ArraySlice<UInt8>, _ start: Int) -> (bytes: [UInt8], next: Int)? {
        guard let end = text[start..<min(start + 10, text.endIndex)].firstIndex(of: 0x3B) else { return nil }
        let name = text[start..<end]
        if name.first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self)
            let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
            guard let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits), number > 0, let scalar = Unicode.Scalar(number)
            else { return nil }
            return (Array(String(scalar).utf8), end + 1)
        }
        return names.first { name.elementsEqual($0.name) }.map { ([$0.character], end + 1) }
    }
}
