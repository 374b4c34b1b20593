// A request as the loopback server received it.

/// Head and body of a request, byte for byte, and what the server needs to read in it.
public struct ReceivedRequest: Sendable, Equatable {
    /// The head as received, empty line included.
    public let head: [UInt8]
    /// The body, as long as its Content-Length says.
    public internal(set) var body: [UInt8]
    /// The method, as written.
    public let method: String
    /// The request target, as written.
    public let target: String
    /// The fields in order, values trimmed.
    public let fields: [(name: String, value: String)]

    /// Whether the connection is to be kept after the answer.
    public var keepsConnection: Bool { isHTTP11 && !has("connection", "close") }

    private let isHTTP11: Bool

    /// - Parameters:
    ///   - head: with its empty line.
    ///   - body: without its codings.
    public init(head: [UInt8], body: [UInt8] = []) {
        self.head = head
        self.body = body
        let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
        let words = (lines.first ?? "").split(separator: " ")
        method = words.first.map(String.init) ?? ""
        target = words.count > 1 ? String(words[1]) : ""
        isHTTP11 = words.last == "HTTP/1.1"
        fields = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...]
            return (String(line[..<colon]), value.trimmingSpaces)
        }
    }

    /// The first value of a field; names without regard to case.
    public func value(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    func has(_ name: String, _ value: String?) -> Bool {
        fields.contains { $0.name.lowercased() == name.lowercased() && (value == nil || $0.value == value) }
    }

    public static func == (left: ReceivedRequest, right: ReceivedRequest) -> Bool {
        left.head == right.head && left.body == right.body
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    var trimmingSpaces: String {
        var text = self[...]
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return String(text.drop { $0 == " " || $0 == "\t" })
    }
}
