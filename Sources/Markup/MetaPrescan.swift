// Finds the encoding that a page declares in a meta tag, before the page is decoded.

/// The prescan of the HTML Standard, section 13.2.3.2 ("prescan a byte stream to determine its encoding").
///
/// It reads further than the Standard's 1,024 bytes, because portals put scripts and comments before the tag, and it goes on after a
/// label that is none, to find one that is.
struct MetaPrescan {
    /// Bytes of a page that are looked at.
    static let limit = 16_384

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes.prefix(Self.limit)
        position = 0
    }

    /// The labels that the page's meta tags declare, as written, in order; `isEnough` says where to stop.
    static func labels(in bytes: [UInt8], until isEnough: (String) -> Bool) -> [String] {
        var scan = MetaPrescan(bytes)
        var labels: [String] = []
        while let label = scan.next() {
            labels.append(label)
            if isEnough(label) { break }
        }
        return labels
    }

    private mutating func next() -> String? {
        while let bracket = bytes[min(position, bytes.endIndex)...].firstIndex(of: UInt8(ascii: "<")) {
            position = bracket
            if starts(with: "<!--") {
                position += 2  // "<!-->" is a whole comment: its dashes may be the opening ones
                position = end(of: "-->")
            } else if starts(with: "<meta"), let after = byte(at: position + 5), Self.isBlank(after) || after == UInt8(ascii: "/") {
                position += 5
                if let label = readMeta() { return label }
            } else if isTag {
                skip { !Self.isBlank($0) && $0 != UInt8(ascii: ">") }
                while readAttribute() != nil {}
            } else if starts(with: "<!") || starts(with: "</") || starts(with: "<?") {
                skip { $0 != UInt8(ascii: ">") }
            } else {
                position += 1
            }
        }
        return nil
    }

    // MARK: meta

    private mutating func readMeta() -> String? {
        var seen: Set<[UInt8]> = []
        var isPragma = false, needsPragma: Bool? = nil, label: String? = nil
        while let (name, value) = readAttribute() {
            guard seen.insert(name).inserted else { continue }
            switch name {
            case Array("http-equiv".utf8):
                if value.map(Self.lowercase) == Array("content-type".utf8) { isPragma = true }
            case Array("content".utf8):
                if label == nil, let found = Self.charset(inContent: value) {
                    label = String(decoding: found, as: UTF8.self)
                    needsPragma = true
                }
            case Array("charset".utf8):
                label = String(decoding: value, as: UTF8.self)
                needsPragma = false
            default: break
            }
        }
        guard let label, let needsPragma, !needsPragma || isPragma, !label.isEmpty else { return nil }
        return label
    }

    /// HTML Standard, "algorithm for extracting a character encoding from a meta element".
    private static func charset(inContent content: [UInt8]) -> [UInt8]? {
        let word = Array("charset".utf8)
        var i = 0
        while true {
            while i + word.count <= content.count, !content[i ..< i + word.count].lazy.map(lowercase).elementsEqual(word) { i += 1 }
            guard i + word.count <= content.count else { return nil }
            i += word.count
            while i < content.count, isBlank(content[i]) { i += 1 }
            if i < content.count, content[i] == UInt8(ascii: "=") { break }
        }
        i += 1
        while i < content.count, isBlank(content[i]) { i += 1 }
        guard i < content.count else { return nil }
        if content[i] == UInt8(ascii: "\"") || content[i] == UInt8(ascii: "'") {
            guard let end = content[(i + 1)...].firstIndex(of: content[i]) else { return nil }
            return Array(content[(i + 1) ..< end])
        }
        return Array(content[i...].prefix { !isBlank($0) && $0 != UInt8(ascii: ";") })
    }

    // MARK: attributes

    /// The Standard's "get an attribute"; names are lower-cased, values are as written. Nil at the tag's end.
    private mutating func readAttribute() -> (name: [UInt8], value: [UInt8])? {
        skip { Self.isBlank($0) || $0 == UInt8(ascii: "/") }
        guard let first = byte(at: position), first != UInt8(ascii: ">") else { return nil }
        var name: [UInt8] = []
        while let byte = byte(at: position), !(byte == UInt8(ascii: "=") && !name.isEmpty), !Self.isBlank(byte),
              byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">") {
            name.append(Self.lowercase(byte))
            position += 1
        }
        skip(Self.isBlank)
        guard byte(at: position) == UInt8(ascii: "=") else { return (name, []) }
        position += 1
        skip(Self.isBlank)
        guard let quote = byte(at: position) else { return nil }
        var value: [UInt8] = []
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            while let byte = byte(at: position), byte != quote {
                value.append(byte)
                position += 1
            }
            guard byte(at: position) != nil else { return nil }
            position += 1
            return (name, value)
        }
        while let byte = byte(at: position), !Self.isBlank(byte), byte != UInt8(ascii: ">") {
            value.append(byte)
            position += 1
        }
        return (name, value)
    }

    // MARK: bytes

    private func byte(at index: Int) -> UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    private var isTag: Bool {
        let letter = byte(at: position + 1) == UInt8(ascii: "/") ? byte(at: position + 2) : byte(at: position + 1)
        return letter.map { UInt8(ascii: "a") ... UInt8(ascii: "z") ~= Self.lowercase($0) } ?? false
    }

    private func starts(with text: StaticString) -> Bool {
        guard position + text.utf8CodeUnitCount <= bytes.endIndex else { return false }
        return text.withUTF8Buffer { bytes[position ..< position + $0.count].lazy.map(Self.lowercase).elementsEqual($0) }
    }

    private func end(of text: String) -> Int {
        let wanted = Array(text.utf8)
        var i = position
        while i + wanted.count <= bytes.endIndex {
            if bytes[i ..< i + wanted.count].elementsEqual(wanted) { return i + wanted.count }
            i += 1
        }
        return bytes.endIndex
    }

    private mutating func skip(_ condition: (UInt8) -> Bool) {
        while let byte = byte(at: position), condition(byte) { position += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D }

    private static func lowercase(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A") ... UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
}
