// A JSON body as arguments of a URL: each leaf by the name next above it, as pywb writes them.

/// The leaves of a JSON value in their order. A name that comes again gets a number: `a`, `a.2_`, `a.3_`.
struct JSONArguments {
    private(set) var arguments: [(name: [UInt8], value: [UInt8])] = []
    private var counts: [String: Int] = [:]

    /// So deep may values lie in each other.
    private static let depthLimit = 200

    /// nil where the body is no JSON, nor lines of it.
    init?(_ body: [UInt8]) {
        if add(body[...], name: "", depth: 0) { return }
        (arguments, counts) = ([], [:])
        let lines = body.split(separator: LF)
        guard lines.count > 1 else { return nil }
        for line in lines where !add(line, name: "", depth: 0) { return nil }
    }

    private mutating func add(_ text: ArraySlice<UInt8>, name: String, depth: Int) -> Bool {
        guard depth < Self.depthLimit, let first = text.first(where: { $0 > SPACE }) else { return false }
        switch first {
        case UInt8(ascii: "{"):
            guard let members = JSONText.members(of: text) else { return false }
            // Of two members with one name the second counts, in the first one's place.
            var places: [String: Int] = [:]
            var last: [(name: String, value: JSONText.Value)] = []
            for member in members {
                if let place = places[member.name] { last[place] = member } else {
                    places[member.name] = last.count
                    last.append(member)
                }
            }
            for member in last where !add(member.value, name: member.name, depth) { return false }
            return true
        case UInt8(ascii: "["):
            guard let elements = JSONText.elements(of: text) else { return false }
            for element in elements where !add(element, name: name, depth) { return false }
            return true
        default:
            // A string or a number is the only element of an array around it.
            guard let value = JSONText.elements(of: [UInt8(ascii: "[")] + text + [UInt8(ascii: "]")]), value.count == 1 else { return false }
            return add(value[0], name: name, depth)
        }
    }

    private mutating func add(_ value: JSONText.Value, name: String, _ depth: Int) -> Bool {
        switch value {
        case .string(let text): add(leaf: text, name)
        case .other(let text):
            if text.hasPrefix("{") || text.hasPrefix("[") { return add(Array(text.utf8)[...], name: name, depth: depth + 1) }
            guard let leaf = Self.leaf(text) else { return false }
            add(leaf: leaf, name)
        }
        return true
    }

    private mutating func add(leaf: String, _ name: String) {
        guard !name.isEmpty else { return }
        let count = counts[name, default: 0] + 1
        counts[name] = count
        arguments.append((Array((count == 1 ? name : "\(name).\(count)_").utf8), Array(leaf.utf8)))
    }

    /// A literal or number as JavaScript writes it; nil where it is none.
    private static func leaf(_ text: String) -> String? {
        if ["true", "false", "null"].contains(text) { return text }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard let first = digits.first, first >= 0x30, first <= 0x39 else { return nil }
        if digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return text }
        guard let number = Double(text) else { return nil }
        return Int64(exactly: number).map { String($0) } ?? "\(number)"
    }
}
