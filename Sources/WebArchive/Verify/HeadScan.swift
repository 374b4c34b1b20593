// The strict reading of a record header's lines (WARC/1.1 §4): what each breaks, and the defined fields' values.

/// The defined fields of a header, and what its lines break.
struct HeadScan {
    /// What is wrong with the lines.
    private(set) var faults: [(rule: ArchiveRule, message: String)] = []
    /// Fields that may stand once and stand more often.
    private(set) var repeated: [WARCField] = []
    /// All values of WARC-Concurrent-To.
    private(set) var concurrent: [ArraySlice<UInt8>] = []
    /// Which fields are there, as bits by the cases' raw values.
    private(set) var present: UInt32 = 0
    private var values = [ArraySlice<UInt8>?](repeating: nil, count: WARCField.allCases.count)

    /// The first value of a field, without blanks around it, continuation lines joined by one blank.
    subscript(field: WARCField) -> ArraySlice<UInt8>? { values[field.rawValue] }

    /// Reads the lines after the version line, with the empty line that ends them.
    init(_ bytes: ArraySlice<UInt8>) {
        var place = bytes.startIndex
        var current: WARCField?
        var isFirst = true
        // Nearly all heads are; then nothing but a CR is to be looked for in each line.
        let isPlain = bytes.isPlainText
        while place < bytes.endIndex {
            let feed = bytes.place(of: LF, from: place) ?? bytes.endIndex
            var end = feed
            if end > place, feed < bytes.endIndex, bytes[end - 1] == CR { end -= 1 } else { fault(.lineEnds, bytes[place..<end]) }
            if end > place, bytes[end - 1] == CR {
                fault(.lineEnds, bytes[place..<end])
                while end > place, bytes[end - 1] == CR { end -= 1 }
            }
            let line = bytes[place..<end]
            place = feed + 1
            if line.isEmpty { break }
            defer { isFirst = false }
            if isBlank(line[line.startIndex]) {
                if isFirst { fault(.strayLine, line) } else { extend(current, by: FieldGrammar.trimmed(line)) }
                if !isPlain || line.place(of: CR, from: line.startIndex) != nil { checkContent(line) }
                continue
            }
            guard let colon = line.place(of: UInt8(ascii: ":"), from: line.startIndex) else {
                fault(.strayLine, line)
                current = nil
                continue
            }
            let name = FieldGrammar.trimmed(line[..<colon])
            let field = WARCField(name: name)
            if field == nil || name.endIndex < colon, !FieldGrammar.isToken(line[..<colon]) { fault(.fieldName, line[..<colon]) }
            if !isPlain || line.place(of: CR, from: colon) != nil { checkContent(line[(colon + 1)...]) }
            current = add(field, FieldGrammar.trimmed(line[(colon + 1)...]))
        }
        if !isPlain, bytes.contains(where: { $0 >= 0x80 }), String(validating: bytes, as: UTF8.self) == nil {
            faults.append((.notUTF8, "a header field holds bytes that are not UTF-8"))
        }
    }

    /// Keeps a value; gives the field that continuation lines belong to, nil where the value is not kept.
    private mutating func add(_ field: WARCField?, _ value: ArraySlice<UInt8>) -> WARCField? {
        guard let field else { return nil }
        if field == .concurrentTo {
            concurrent.append(value)
        } else if values[field.rawValue] != nil {
            if !repeated.contains(field) { repeated.append(field) }
            return nil
        }
        values[field.rawValue] = value
        present |= field.bit
        return field
    }

    private mutating func extend(_ field: WARCField?, by more: ArraySlice<UInt8>) {
        guard let field, let value = values[field.rawValue] else { return }
        let joined = value.isEmpty ? more : (Array(value) + [SPACE] + more)[...]
        values[field.rawValue] = joined
        if field == .concurrentTo { concurrent[concurrent.count - 1] = joined }
    }

    /// TEXT: any octet but controls, and the blanks of LWS.
    private mutating func checkContent(_ content: ArraySlice<UInt8>) {
        if content.contains(where: { $0 < SPACE && $0 != TAB || $0 == 0x7F }) { fault(.controlCharacter, content) }
    }

    private mutating func fault(_ rule: ArchiveRule, _ bytes: ArraySlice<UInt8>) {
        guard !faults.contains(where: { $0.rule == rule }) else { return }
        faults.append((rule, "\(rule.meaning): “\(FieldGrammar.shown(bytes))”"))
    }
}
