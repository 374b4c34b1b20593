// A page as a dialect sees it: its literals, in scripts, attributes and comments. No script is run.

import Markup
import Reading
import Web

/// A fetched page, and the literals in it.
public struct ListPage: Sendable {
    public let url: WebURL
    /// What the reader saw.
    public let page: Page
    public let tree: PageTree
    /// Against which relative addresses are resolved.
    public let base: WebURL
    /// Where texts of scripts and comments lie in the tree's text, in document order.
    let scripts: [Range<Int>]

    public init(_ html: HTMLPage, page: Page, url: WebURL) {
        self.url = url
        self.page = page
        tree = html.tree
        var scripts: [Range<Int>] = []
        var base: WebURL?
        for i in tree.nodes.indices {
            let node = tree.nodes[i]
            switch node.kind {
            case .comment: scripts.append(Int(node.textStart)..<Int(node.textStart + node.textLength))
            case .text where node.parent >= 0 && tree.nodes[Int(node.parent)].tag == .script:
                scripts.append(Int(node.textStart)..<Int(node.textStart + node.textLength))
            case .element where node.tag == .base && base == nil:
                base = tree.attribute(.href, of: i).flatMap { try? WebURL(utf8: $0, base: url) }
            default: break
            }
        }
        self.scripts = scripts
        self.base = base ?? url
    }

    /// Whether a string stands anywhere in the page's texts, scripts, comments and attribute values.
    public func holds(_ text: String) -> Bool {
        tree.text.find(Array(text.utf8), in: 0..<tree.text.count) != nil
    }

    /// The URL of an address that the page gives; `nil` for what is no http or https.
    public func address(_ text: String) -> WebURL? {
        guard let url = try? WebURL(text, base: base), url.isHTTP else { return nil }
        return url
    }

    // MARK: Scripts

    /// The arguments of each call of a function in scripts and comments, in their order; its definition is no call.
    public func calls(_ name: String) -> [[ScriptValue]] {
        let word = Array(name.utf8)
        var found: [[ScriptValue]] = []
        for script in scripts {
            var from = script.lowerBound
            while let at = tree.text.find(word, in: from..<script.upperBound) {
                from = at + word.count
                let open = tree.text.skipBlanks(from, end: script.upperBound)
                guard open < script.upperBound, tree.text[open] == UInt8(ascii: "("), at == script.lowerBound || !tree.text[at - 1].isWordByte,
                      !isDefinition(before: at, from: script.lowerBound) else { continue }
                if let arguments = ScriptValue.arguments(in: tree.text, from: open + 1, end: script.upperBound) {
                    found.append(arguments.map(resolved))
                }
            }
        }
        return found
    }

    /// The literal that a script gives to a variable (`var page = 1`), where there is one; any other value as it is.
    func resolved(_ value: ScriptValue) -> ScriptValue {
        guard case .variable(let path) = value, let name = path.split(separator: ".").last else { return value }
        return variable(String(name)).map { .string($0) } ?? value
    }

    /// What a script assigns to a variable, `name = "x"`: the first literal.
    func variable(_ name: String) -> String? { assigned(name, by: [UInt8(ascii: "=")]).first }

    private func isDefinition(before at: Int, from start: Int) -> Bool {
        var end = at
        while end > start, tree.text[end - 1] <= 0x20 { end -= 1 }
        let word = Array("function".utf8)
        return end < at && tree.text.has(word, at: end - word.count, end: end)
    }

    /// The value that a script gives to a name: `name = "x"`, `name: 'x'`, `"name": 12`, `name=12;`. The first that is a literal.
    public func literal(_ name: String) -> String? { literals(name).first }

    /// All such values in their order.
    public func literals(_ name: String) -> [String] { assigned(name, by: [UInt8(ascii: "="), UInt8(ascii: ":")]) }

    private func assigned(_ name: String, by signs: [UInt8]) -> [String] {
        let word = Array(name.utf8)
        var found: [String] = []
        for script in scripts {
            var from = script.lowerBound
            while let at = tree.text.find(word, in: from..<script.upperBound) {
                from = at + word.count
                guard at == script.lowerBound || !tree.text[at - 1].isWordByte else { continue }
                var i = from
                if i < script.upperBound, tree.text[i] == UInt8(ascii: "\"") || tree.text[i] == UInt8(ascii: "'") { i += 1 }
                i = tree.text.skipBlanks(i, end: script.upperBound)
                guard i < script.upperBound, signs.contains(tree.text[i]) else { continue }
                i = tree.text.skipBlanks(i + 1, end: script.upperBound)
                guard let (value, _) = ScriptValue.read(in: tree.text, at: i, end: script.upperBound) else { continue }
                switch value {
                case .string(let text), .number(let text): found.append(text)
                case .variable, .other: continue
                }
            }
        }
        return found
    }

    /// The object or array that a script gives to a name (`var _CONFIG = {…}`), read as a script engine would; variables in it are null.
    ///
    /// - Parameter isPrefix: whether the name may go on, as `sdata1` does for `sdata`.
    public func json(after name: String, isPrefix: Bool = false) -> JSON? {
        let word = Array(name.utf8)
        for script in scripts {
            var from = script.lowerBound
            while let at = tree.text.find(word, in: from..<script.upperBound) {
                from = at + word.count
                guard at == script.lowerBound || !tree.text[at - 1].isWordByte else { continue }
                var i = from
                if isPrefix { while i < script.upperBound, tree.text[i].isWordByte { i += 1 } }
                while i < script.upperBound, tree.text[i] <= 0x20 || "\"'=:".utf8.contains(tree.text[i]) { i += 1 }
                guard i < script.upperBound, tree.text[i] == UInt8(ascii: "{") || tree.text[i] == UInt8(ascii: "[") else { continue }
                var parser = JSONParser(tree.text, i..<script.upperBound, isScript: true)
                if let value = parser.value() { return value }
            }
        }
        return nil
    }

    /// The first object in a script that has one of these members, read as a script engine would; variables in it are null.
    public func object(holding names: [String]) -> JSON? {
        let text = tree.text
        for script in scripts {
            for name in names {
                guard let at = text.find(Array(name.utf8), in: script), let open = text[max(script.lowerBound, at - 2000)..<at].lastIndex(of: UInt8(ascii: "{"))
                else { continue }
                var parser = JSONParser(text, open..<script.upperBound, isScript: true)
                if let object = parser.value(), object[name] != .null { return object }
            }
        }
        return nil
    }

    /// The value of a query parameter in an address that stands anywhere in the page: `…&columnid=42&…`, also with `&amp;`.
    public func parameter(_ name: String) -> String? {
        let word = Array("\(name)=".utf8)
        for node in tree.nodes.indices {
            let own = tree.nodes[node]
            if own.kind == .element {
                for attribute in tree.attributes(of: node) {
                    let value = tree.value(of: attribute)
                    if let found = parameter(word, in: value.startIndex..<value.endIndex) { return found }
                }
            } else if let found = parameter(word, in: Int(own.textStart)..<Int(own.textStart + own.textLength)) {
                return found
            }
        }
        return nil
    }

    private func parameter(_ word: [UInt8], in range: Range<Int>) -> String? {
        let text = tree.text
        var from = range.lowerBound
        while let at = text.find(word, in: from..<range.upperBound) {
            from = at + word.count
            guard at > range.lowerBound, "&?;".utf8.contains(text[at - 1]) else { continue }
            var end = from
            while end < range.upperBound, text[end].isWordByte || "-.%".utf8.contains(text[end]) { end += 1 }
            if end > from { return String(decoding: text[from..<end], as: UTF8.self) }
        }
        return nil
    }

    // MARK: Elements

    /// The content of the first `<meta name=…>`, the case of its name aside.
    public func meta(_ name: String) -> String? {
        let name = name.lowercased()
        return elements(.meta).lazy.filter { attribute("name", of: $0)?.lowercased() == name }.compactMap { attribute("content", of: $0) }
            .first { !$0.isEmpty }
    }

    /// The value of the first `<input>` of that name or id.
    public func input(_ name: String) -> String? {
        elements(.input).lazy.filter { attribute("name", of: $0) == name || attribute("id", of: $0) == name }.compactMap { attribute("value", of: $0) }.first
    }

    /// All elements of a tag, as nodes of the tree.
    public func elements(_ tag: Tag) -> [Int] {
        tree.nodes.indices.filter { tree.nodes[$0].kind == .element && tree.nodes[$0].tag == tag }
    }

    /// The first element with that id.
    public func element(id: String) -> Int? {
        tree.nodes.indices.first { tree.nodes[$0].kind == .element && attribute("id", of: $0) == id }
    }

    /// The value of an attribute, by its name in lower case.
    public func attribute(_ name: String, of node: Int) -> String? {
        for attribute in tree.attributes(of: node) where tree.name(of: attribute) == name {
            return String(decoding: tree.value(of: attribute), as: UTF8.self)
        }
        return nil
    }

    /// The text in an element and below it, without that of scripts; blanks as they stand.
    public func text(of node: Int) -> String {
        var out: [UInt8] = []
        for child in tree.descendants(of: node) where tree.nodes[child].kind == .text {
            let parent = Int(tree.nodes[child].parent)
            if tree.nodes[parent].tag != .script, tree.nodes[parent].tag != .style { out += tree.text(of: child) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Where a mark that is looked for in scripts stands: the bytes from it to the end of its script, at most so many.
    public func script(after mark: String, limit: Int = 1 << 20) -> ArraySlice<UInt8>? {
        let word = Array(mark.utf8)
        for script in scripts {
            if let at = tree.text.find(word, in: script) { return tree.text[(at + word.count)..<min(script.upperBound, at + word.count + limit)] }
        }
        return nil
    }
}
