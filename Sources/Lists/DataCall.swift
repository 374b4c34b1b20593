// A call for data that stands in a script of the page: its address and the fields beside it, as far as they are literals.

import Web

/// `$.ajax({url: "/x/search?code=1", data: {page: page}})`, taken apart; nothing of it is run.
public struct DataCall: Sendable, Equatable {
    public enum Method: String, Sendable { case get, post }

    /// The address without its query.
    public var url: WebURL
    public var method: Method
    /// The fields of the query and of the object beside the address; `nil` for what the script computes.
    public var fields: [String: String?]

    /// Whether a field stands there, computed or not.
    public func has(_ name: String) -> Bool { fields.keys.contains(name) }

    /// The literal of a field.
    public subscript(_ name: String) -> String? { fields[name] ?? nil }

    /// For ``ListColumn/parameters``: what ``ListColumn/call(_:)`` makes requests of.
    public var parameters: [String: String] {
        var parameters = ["url": url.href, "method": method.rawValue]
        for (name, value) in fields { if let value { parameters["field.\(name)"] = value } }
        return parameters
    }
}

extension ListColumn {
    /// The literal of a field of the call from which the column was made.
    func field(_ name: String) -> String? { parameters["field.\(name)"] }

    /// The call with some fields set: the page's number, and what the script would compute. Fields go by their names.
    func call(_ set: [(name: String, value: String)]) -> ListRequest? {
        guard let url = parameters["url"].flatMap({ try? WebURL($0) }) else { return nil }
        let own = parameters.filter { $0.key.hasPrefix("field.") }.map { (name: String($0.key.dropFirst(6)), value: $0.value) }
            .filter { field in !set.contains { $0.name == field.name } }
        let fields = own.sorted { $0.name < $1.name } + set
        if parameters["method"] == DataCall.Method.post.rawValue { return .form(url, fields) }
        return (try? WebURL("?" + FormText.encode(fields), base: url)).map { .get($0) }
    }
}

extension WebURL {
    /// The URL with one field of its query set, the others as they are.
    func setting(_ name: String, _ value: String) -> WebURL? {
        let kept = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("\(name)=") && $0 != name }
        return try? WebURL("?" + (kept.map(String.init) + ["\(name)=\(FormText.encode(value))"]).joined(separator: "&"), base: self)
    }

    /// The URL without its query.
    var withoutQuery: WebURL { query == nil ? self : (try? WebURL(String(withoutFragment.href.prefix { $0 != "?" }))) ?? self }
}

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
        guard close < script.upperBound, text[close] == text[open] else { return nil }
        let written = String(decoding: text[(open + 1)..<close], as: UTF8.self).replacing("&amp;", with: "&")
        guard let url = address(written), url.path.contains(path(of: text[at..<close])) else { return nil }

        var fields: [String: String?] = url.fields.mapValues { $0 }
        // "…&page=" + page
        let next = text.skipBlanks(close + 1, end: script.upperBound)
        if next < script.upperBound, text[next] == UInt8(ascii: "+"), let last = written.split(separator: "&").last, last.hasSuffix("="),
            let name = last.split(separator: "?").last?.dropLast(), !name.isEmpty {
            fields[String(name)] = .some(nil)
        }
        let statement = statement(around: open..<close, in: script)
        for (name, value) in object(behind: close + 1, before: open, in: script) where fields[name] == nil { fields[name] = value }
        return DataCall(url: url.withoutQuery, method: isPost(statement) ? .post : .get, fields: fields)
    }

    private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") }

    /// What was looked for up to where a query or the end begins.
    private func path(of found: ArraySlice<UInt8>) -> String {
        String(decoding: found.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "&") }.prefix(6), as: UTF8.self)
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

    /// The object with the call's fields: the next argument, the `data` or `params` of the same options, or the same before the address.
    private func object(behind end: Int, before start: Int, in script: Range<Int>) -> [(name: String, value: String?)] {
        let text = tree.text
        var i = text.skipBlanks(end, end: script.upperBound)
        if i < script.upperBound, text[i] == UInt8(ascii: ",") {
            i = text.skipBlanks(i + 1, end: script.upperBound)
            if i < script.upperBound, text[i] == UInt8(ascii: "{") {
                return inner(i, in: script).map { members($0, end: script.upperBound) } ?? members(i, end: script.upperBound)
            }
        }
        if let behind = inner(end - 1, in: script) { return members(behind, end: script.upperBound) }
        // {data: {…}, url: "…"}
        let earliest = max(script.lowerBound, start - Self.reach)
        var found: Int?
        var from = earliest
        while let at = memberObject(in: from..<start) { (found, from) = (at, at + 1) }
        return found.map { members($0, end: script.upperBound) } ?? []
    }

    /// Where the object of `data` or `params` begins behind a place, before the statement ends.
    private func inner(_ start: Int, in script: Range<Int>) -> Int? {
        var end = start
        while end < script.upperBound, end - start < Self.reach, tree.text[end] != UInt8(ascii: ";") { end += 1 }
        return memberObject(in: start..<end)
    }

    private func memberObject(in range: Range<Int>) -> Int? {
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
                if i < range.upperBound, tree.text[i] == UInt8(ascii: "{") { return i }
            }
            return nil
        }.min()
    }

    /// The members of the object literal that begins at a place: literals as they are, all else as `nil`.
    func members(_ open: Int, end: Int) -> [(name: String, value: String?)] {
        let text = tree.text
        var members: [(name: String, value: String?)] = []
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
            members.append((name, value.text))
            i = text.skipBlanks(next, end: end)
            if i < end, text[i] == UInt8(ascii: ",") { i = text.skipBlanks(i + 1, end: end) } else { return members }
        }
        return members
    }
}

extension ListAnswer {
    /// The same answer, its relative addresses resolved as on the column's page: scripts put rows into it.
    func asShown(by column: ListColumn) -> ListAnswer {
        (try? WebURL(column.page)).map { ListAnswer(url: $0, bytes: bytes, charset: charset) } ?? self
    }
}

extension ListReading {
    /// The pages that so many rows make.
    static func pages(_ total: Int?, of size: Int?) -> Int? {
        guard let total, let size, size > 0, total >= 0 else { return nil }
        return max(1, (total + size - 1) / size)
    }
}
