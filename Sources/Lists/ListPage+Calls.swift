// Finds the calls for data in the scripts of a page.

import Web

extension ListPage {
    /// The calls in scripts to addresses that hold a string, each address with the same literals once.
    public func dataCalls(_ path: String) -> [DataCall] {
        let word = Array(path.utf8)
        var found: [DataCall] = []
        var looked = 0
        for script in scripts {
            var from = script.lowerBound
            while looked < Self.mostCalls, let at = tree.text.find(word, in: from..<script.upperBound) {
                from = at + word.count
                looked += 1
                guard let call = call(around: at, in: script), !found.contains(call) else { continue }
                found.append(call)
            }
        }
        return found
    }

    /// Places of one address that are looked at.
    private static let mostCalls = 200
    /// An address longer than this is none.
    private static let longestAddress = 2_000
    /// How far from the address its object may begin.
    private static let reach = 800

    private func call(around at: Int, in script: Range<Int>) -> DataCall? {
        let text = tree.text
        var open = at - 1
        while open >= script.lowerBound, at - open < Self.longestAddress, !isQuote(text[open]) {
            if text[open] == 0x0A { return nil }
            open -= 1
        }
        guard open >= script.lowerBound, isQuote(text[open]) else { return nil }
        var close = at
        while close < script.upperBound, close - open < Self.longestAddress, text[close] != text[open], text[close] != 0x0A { close += 1 }
        guard close < script.upperBound, text[close] == text[open],
            let expression = TextExpression(text, at: open, in: script, value: { variable($0) })
        else { return nil }
        let written = expression.whole.replacing("&amp;", with: "&")
        guard let url = address(written), url.path.contains(path(of: text[at..<close])), !url.path.contains(TextExpression.unknownInURL)
        else { return nil }

        let inAddress = Set(url.fields.keys)
        var fields: [String: String?] = url.fields.mapValues { $0.contains(TextExpression.unknown) ? nil : $0 }
        let statement = statement(around: open..<expression.end, in: script)
        for (name, value) in object(behind: expression.end, before: open, in: script) where fields[name] == nil { fields[name] = value }
        let method = isPost(statement) ? DataCall.Method.post : .get
        return DataCall(url: url.withoutQuery, method: method, fields: fields, inAddress: method == .post ? inAddress : [])
    }

    private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") }

    /// What was looked for up to where a query or the end begins.
    private func path(of found: ArraySlice<UInt8>) -> String {
        String(decoding: found.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "$") }.prefix(6), as: UTF8.self)
    }

    /// The bytes round an address in which its method is told.
    private func statement(around literal: Range<Int>, in script: Range<Int>) -> Range<Int> {
        let text = tree.text
        var start = literal.lowerBound
        while start > script.lowerBound, literal.lowerBound - start < 300, text[start - 1] != UInt8(ascii: ";") { start -= 1 }
        var end = literal.upperBound
        while end < script.upperBound, end - literal.upperBound < Self.reach, text[end] != UInt8(ascii: ";") { end += 1 }
        return start..<end
    }

    private func isPost(_ statement: Range<Int>) -> Bool {
        let bare = tree.text[statement].filter { $0 > 0x20 && !isQuote($0) }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        return [".post(", "type:post", "method:post", "postjson("].contains { bare.find(Array($0.utf8), in: 0..<bare.count) != nil }
    }

    // MARK: The object beside the address

    private typealias Fields = [(name: String, value: String?)]

    /// The call's fields: the next argument, the `data` or `params` of the same options, or the same before the address.
    private func object(behind end: Int, before start: Int, in script: Range<Int>) -> Fields {
        let text = tree.text
        var i = text.skipBlanks(end, end: script.upperBound)
        if i < script.upperBound, text[i] == UInt8(ascii: ",") {
            i = text.skipBlanks(i + 1, end: script.upperBound)
            // Options of the call that hold the data, or the data themselves.
            if i < script.upperBound, text[i] == UInt8(ascii: "{") { return inner(i, in: script).map { fields(at: $0, in: script) } ?? members(i, in: script) }
            let argument = fields(at: i, in: script)
            if !argument.isEmpty { return argument }
        }
        if let behind = inner(end - 1, in: script) { return fields(at: behind, in: script) }
        // {data: {…}, url: "…"}
        var found: Int?
        var from = max(script.lowerBound, start - Self.reach)
        while let at = memberValue(in: from..<start) { (found, from) = (at, at + 1) }
        return found.map { fields(at: $0, in: script) } ?? []
    }

    /// Where the value of `data` or `params` begins behind a place, before the statement ends.
    private func inner(_ start: Int, in script: Range<Int>) -> Int? {
        var end = start
        while end < script.upperBound, end - start < Self.reach, tree.text[end] != UInt8(ascii: ";") { end += 1 }
        return memberValue(in: start..<end)
    }

    private func memberValue(in range: Range<Int>) -> Int? {
        ["data", "params"].compactMap { name -> Int? in
            let word = Array(name.utf8)
            var from = range.lowerBound
            while let at = tree.text.find(word, in: from..<range.upperBound) {
                from = at + word.count
                guard at == 0 || !tree.text[at - 1].isWordByte else { continue }
                var i = from
                if i < range.upperBound, isQuote(tree.text[i]) { i += 1 }
                i = tree.text.skipBlanks(i, end: range.upperBound)
                guard i < range.upperBound, tree.text[i] == UInt8(ascii: ":") else { continue }
                i = tree.text.skipBlanks(i + 1, end: range.upperBound)
                if i < range.upperBound { return i }
            }
            return nil
        }.min()
    }

    /// The fields of data that are an object, an object's JSON, a query as text, or a variable to which one of these is given.
    private func fields(at start: Int, in script: Range<Int>) -> Fields {
        let text = tree.text, end = script.upperBound
        guard start < end else { return [] }
        if text[start] == UInt8(ascii: "{") { return members(start, in: script) }
        if isQuote(text[start]) {
            guard let query = TextExpression(text, at: start, in: script, value: { variable($0) })?.whole, query.contains("="),
                let url = try? WebURL("?" + query, base: base)
            else { return [] }
            return url.fields.map { (name: $0.key, value: $0.value.contains(TextExpression.unknown) ? nil : $0.value) }
        }
        let stringify = Array("JSON.stringify(".utf8)
        if text.has(stringify, at: start, end: end) {
            let inner = text.skipBlanks(start + stringify.count, end: end)
            return inner > start ? fields(at: inner, in: script) : []
        }
        var stop = start
        while stop < end, text[stop].isWordByte { stop += 1 }
        guard stop > start else { return [] }
        return assignedObject(Array(text[start..<stop]), before: start, in: script).map { members($0, in: script) } ?? []
    }

    /// Where the object begins that was given to a variable last before a place.
    private func assignedObject(_ name: [UInt8], before place: Int, in script: Range<Int>) -> Int? {
        let text = tree.text
        var found: Int?
        var from = script.lowerBound
        while let at = text.find(name, in: from..<place) {
            from = at + name.count
            guard at == script.lowerBound || !text[at - 1].isWordByte else { continue }
            var i = text.skipBlanks(from, end: place)
            guard i < place, text[i] == UInt8(ascii: "=") else { continue }
            i = text.skipBlanks(i + 1, end: place)
            if i < place, text[i] == UInt8(ascii: "{") { found = i }
        }
        return found
    }

    /// The members of the object literal that begins at a place: literals and variables whose literal is known, all else as `nil`.
    private func members(_ open: Int, in script: Range<Int>) -> Fields {
        let text = tree.text, end = script.upperBound
        var members: Fields = []
        var i = text.skipBlanks(open + 1, end: end)
        while i < end, text[i] != UInt8(ascii: "}"), members.count < 100 {
            let isQuoted = isQuote(text[i])
            let start = isQuoted ? i + 1 : i
            var stop = start
            while stop < end, isQuoted ? text[stop] != text[i] : text[stop].isWordByte { stop += 1 }
            guard stop > start else { return members }
            let name = String(decoding: text[start..<stop], as: UTF8.self)
            i = text.skipBlanks(isQuoted ? stop + 1 : stop, end: end)
            guard i < end, text[i] == UInt8(ascii: ":") else { return members }
            i = text.skipBlanks(i + 1, end: end)
            guard let (value, next) = ScriptValue.read(in: text, at: i, end: end) else { return members }
            members.append((name, resolved(value).text))
            i = text.skipBlanks(next, end: end)
            if i < end, text[i] == UInt8(ascii: ",") { i = text.skipBlanks(i + 1, end: end) } else { return members }
        }
        return members
    }
}
