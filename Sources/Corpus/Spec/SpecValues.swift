// The values of a spec: texts, numbers, sizes, dates, lists. Each is right, or a mistake with its line.

import Web
import Yams

extension SpecReader {
    /// The keys and values of a mapping whose keys are known.
    mutating func entries(of node: Node, _ key: String?, _ names: [String]) -> [(key: String, value: Node)] {
        guard let mapping = node.mapping else {
            note(node, "\(key ?? "the spec"): must hold keys and values")
            return []
        }
        var entries: [(key: String, value: Node)] = []
        for (name, value) in mapping {
            if let text = name.string, names.contains(text) {
                entries.append((text, value))
            } else {
                note(name, "\(key.map { $0 + ": " } ?? "")the key “\(name.string ?? "?")” is not known; \(Self.hint(name.string, names))")
            }
        }
        return entries
    }

    private static func hint(_ word: String?, _ names: [String]) -> String {
        word.flatMap { NearestWord.to($0, among: names) }.map { "did you mean “\($0)”?" } ?? "known are \(names.joined(separator: ", "))"
    }

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

    /// A list of texts, or one text.
    mutating func texts(_ node: Node, _ key: String) -> [String] {
        guard let sequence = node.sequence else {
            if node.mapping != nil {
                note(node, "\(key): must be a text or a list of texts")
                return []
            }
            return text(node, key).map { [$0] } ?? []
        }
        var texts: [String] = []
        for item in sequence { if let text = text(item, key) { texts.append(text) } }
        return texts
    }

    /// One of some words, in quotes or not: YAML takes a bare `off` for false.
    mutating func choice(_ node: Node, _ key: String, _ choices: [String]) -> String? {
        let word = node.scalar?.string
        if let word, choices.contains(word) { return word }
        let meant = word.flatMap { NearestWord.to($0, among: choices) }.map { "; did you mean “\($0)”?" } ?? ""
        note(node, "\(key): “\(word ?? "…")” is not one of \(choices.joined(separator: ", "))\(meant)")
        return nil
    }

    mutating func choices(_ node: Node, _ key: String, _ choices: [String]) -> [String] {
        guard let sequence = node.sequence else { return choice(node, key, choices).map { [$0] } ?? [] }
        var found: [String] = []
        for item in sequence { if let word = choice(item, key, choices) { found.append(word) } }
        return found
    }

    mutating func truth(_ node: Node, _ key: String) -> Bool? {
        if node.tag.description == Tag.Name.bool.rawValue, let value = node.bool { return value }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is neither true nor false")
        return nil
    }

    mutating func whole(_ node: Node, _ key: String, _ range: ClosedRange<Int>) -> Int? {
        if node.tag.description == Tag.Name.int.rawValue, let number = node.int, range.contains(number) { return number }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    mutating func number(_ node: Node, _ key: String, _ range: ClosedRange<Double>) -> Double? {
        let isNumber = [Tag.Name.int.rawValue, Tag.Name.float.rawValue].contains(node.tag.description)
        if isNumber, let number = node.int.map(Double.init) ?? node.float, range.contains(number) { return number }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is not a number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// A year, a month or a day: 2016, 2016-03, 2016-03-29; in quotes or not.
    mutating func date(_ node: Node, _ key: String) -> String? {
        let text = node.scalar?.string ?? "…"
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        let isShaped = (1...3).contains(parts.count) && zip(parts, widths).allSatisfy { $0.utf8.count == $1 && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }
        let numbers = parts.compactMap { Int($0) }
        if isShaped, numbers.count == parts.count,
           Timestamp(year: numbers[0], month: numbers.count > 1 ? numbers[1] : 1, day: numbers.count > 2 ? numbers[2] : 1) != nil {
            return text
        }
        note(node, "\(key): “\(text)” is no date; write 2016, 2016-03 or 2016-03-29")
        return nil
    }

    /// Bytes: a whole number, or one with B, KB, MB or GB, which are powers of 1024.
    mutating func size(_ node: Node, _ key: String, from least: Int) -> Int? {
        if let size = ByteCount.parse(node.scalar?.string ?? ""), size >= least { return size }
        note(node, "\(key): “\(node.scalar?.string ?? "…")” is no size from \(least) bytes on; write bytes, or as 256 MB")
        return nil
    }

    mutating func webAddress(_ node: Node, _ key: String) -> String? {
        guard let text = text(node, key) else { return nil }
        if text.hasPrefix("http://") || text.hasPrefix("https://"), !text.contains(where: \.isWhitespace) { return text }
        note(node, "\(key): “\(text)” is no http or https URL")
        return nil
    }
}
