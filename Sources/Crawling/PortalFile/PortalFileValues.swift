// The values of a portal file: texts, numbers, sizes, times, lists. Each is right, or a mistake with its line.

import Yams

extension PortalFileReader {
    /// A text; what YAML reads as a number, a date or a truth value is none without quotes.
    mutating func text(_ node: Node, _ key: String) -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty, node.tag.description != Tag.Name.null.rawValue else {
            note(node, "\(key): must be a text")
            return nil
        }
        guard node.tag.description == Tag.Name.str.rawValue else {
            note(node, "\(key): “\(scalar.string)” is no text to YAML; write it in quotes")
            return nil
        }
        return scalar.string
    }

    /// A value that goes into a header line.
    mutating func line(_ node: Node, _ key: String) -> String? {
        guard let text = text(node, key) else { return nil }
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            note(node, "\(key): must be printable ASCII")
            return nil
        }
        return text
    }

    mutating func choice(_ node: Node, _ key: String, _ choices: [String], orElse more: String? = nil) -> String? {
        if node.tag.description == Tag.Name.str.rawValue, let text = node.string, choices.contains(text) { return text }
        let all = choices.joined(separator: ", ") + (more.map { ", \($0)" } ?? "")
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is not one of \(all)")
        return nil
    }

    mutating func whole(_ node: Node, _ key: String, _ range: ClosedRange<Int>) -> Int? {
        if let number = Self.integer(node), range.contains(number) { return number }
        let words = range.upperBound == .max ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is not a whole number \(words)")
        return nil
    }

    mutating func number(_ node: Node, _ key: String, _ range: ClosedRange<Double>, _ unit: String) -> Double? {
        if let number = Self.number(node), range.contains(number) { return number }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is not a number of \(unit) from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))")
        return nil
    }

    /// Bytes: a whole number, or one with B, KB, MB, GB or TB, which are powers of 1024.
    mutating func size(_ node: Node, _ key: String, from least: Int) -> Int? {
        if let number = Self.integer(node), number >= least { return number }
        let units = ["b": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40]
        if let (count, unit) = Self.measure(node), let factor = units[unit], count * factor >= least { return count * factor }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is no size; write bytes, or as 512 MB")
        return nil
    }

    /// Seconds: a number, or a whole number with s, min or h.
    mutating func duration(_ node: Node, _ key: String) -> Double? {
        if let number = Self.number(node), (1...1e9).contains(number) { return number }
        let units = ["s": 1, "min": 60, "h": 3600]
        if let (count, unit) = Self.measure(node), let factor = units[unit], count > 0 { return Double(count * factor) }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is no time; write seconds, or as 90 min or 6 h")
        return nil
    }

    /// The values of a list of texts that are right; each other is a mistake of its own.
    mutating func list<Value>(_ node: Node, _ key: String, _ parse: (String) -> ParsedText<Value>) -> [Value] {
        guard let sequence = node.sequence else {
            note(node, "\(key): must be a list")
            return []
        }
        var values: [Value] = []
        for item in sequence {
            guard let text = text(item, key) else { continue }
            switch parse(text) {
            case .value(let value): values.append(value)
            case .mistake(let why): note(item, "\(key): “\(text)” \(why)")
            }
        }
        return values
    }

    /// The same for a list that may be written as its only item.
    mutating func oneOrMore<Value>(_ node: Node, _ key: String, _ parse: (String) -> ParsedText<Value>) -> [Value] {
        node.sequence == nil ? list(Node([node]), key, parse) : list(node, key, parse)
    }

    /// The keys and values of a mapping whose keys are known.
    mutating func entries(_ node: Node, _ key: String, _ names: [String]) -> [(key: String, value: Node)] {
        guard let mapping = node.mapping else {
            note(node, "\(key): must hold keys and values")
            return []
        }
        var entries: [(key: String, value: Node)] = []
        for (name, value) in mapping {
            if let name = known(name, in: names, of: key) { entries.append((name, value)) }
        }
        return entries
    }

    /// A number as YAML means it; one in quotes is a text.
    private static func number(_ node: Node) -> Double? {
        switch node.tag.description {
        case Tag.Name.int.rawValue: node.int.map(Double.init)
        case Tag.Name.float.rawValue: node.float
        default: nil
        }
    }

    private static func integer(_ node: Node) -> Int? {
        if node.tag.description == Tag.Name.int.rawValue { return node.int }
        return number(node).flatMap { Int(exactly: $0) }
    }

    /// At most nine digits and a unit, in lower case; so no unit makes it overflow.
    private static func measure(_ node: Node) -> (count: Int, unit: String)? {
        guard node.tag.description == Tag.Name.str.rawValue, let text = node.string else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(digits.count), let count = Int(digits) else { return nil }
        return (count, text.dropFirst(digits.count).drop { $0 == " " }.lowercased())
    }

    private static func plain(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
}
