// Header fields as received: the common syntax of WARC record headers, HTTP heads and application/warc-fields blocks.

/// Named fields in the order and with the bytes in which they were received. Names compare without case; a field may repeat.
///
/// Lines end with LF or CRLF; lines that begin with a space or tab continue the one before (WARC/1.1 §4, RFC 9112 §5.2).
public struct HeaderFields: Sendable, Equatable {
    /// What the fields were read from; their lines begin at `start`.
    private let storage: [UInt8]
    private let start: Int
    /// How many lines are neither a field, nor a continuation of one, nor empty.
    public let strayLines: Int
    private let places: [Place]

    /// So many bytes a header may take; it is far more than any needs.
    static let lengthLimit = 1 << 20

    private struct Place: Sendable, Equatable {
        var nameStart, nameEnd, valueStart, valueEnd: Int32
        var folded: Bool
    }

    /// Reads the fields of `bytes` up to its end or its first empty line. Never fails: lines that are no fields are counted.
    public init(parsing bytes: ArraySlice<UInt8>) {
        self.init(head: Array(bytes.prefix(Int(Int32.max))), from: 0)  // places are 32 bits wide; callers' limits are far lower
    }

    /// Reads the fields of a head that begins with another line, without a copy.
    init(head bytes: [UInt8], from first: Int) {
        var places: [Place] = []
        places.reserveCapacity(16)
        var strayLines = 0
        var start = first
        let all = bytes[...]
        while start < bytes.count {
            let end = all.place(of: LF, from: start) ?? bytes.count
            var contentEnd = end
            while contentEnd > start, bytes[contentEnd - 1] <= SPACE { contentEnd -= 1 }
            if isBlank(bytes[start]) {
                if contentEnd > start {
                    if let last = places.indices.last {
                        places[last].valueEnd = Int32(contentEnd)
                        places[last].folded = true
                    } else {
                        strayLines += 1
                    }
                }
            } else if contentEnd == start {
                break
            } else if let colon = all.place(of: UInt8(ascii: ":"), from: start), colon < contentEnd {
                var nameEnd = colon
                while nameEnd > start, isBlank(bytes[nameEnd - 1]) { nameEnd -= 1 }
                var valueStart = colon + 1
                while valueStart < contentEnd, isBlank(bytes[valueStart]) { valueStart += 1 }
                places.append(Place(nameStart: Int32(start), nameEnd: Int32(nameEnd),
                                    valueStart: Int32(valueStart), valueEnd: Int32(contentEnd), folded: false))
            } else {
                strayLines += 1
            }
            start = end + 1
        }
        storage = bytes
        self.start = first
        self.places = places
        self.strayLines = strayLines
    }

    /// The fields' lines as received.
    public var bytes: [UInt8] { start == 0 ? storage : Array(lines) }
    /// As `bytes`, without a copy.
    var lines: ArraySlice<UInt8> { storage[start...] }
    /// The lines with what stood before them.
    var head: [UInt8] { storage }

    public static func == (left: HeaderFields, right: HeaderFields) -> Bool { left.lines == right.lines }

    /// How many fields there are.
    public var count: Int { places.count }

    /// All fields in order.
    public var all: [(name: String, value: String)] {
        places.map { (text(Int($0.nameStart), Int($0.nameEnd)), value(of: $0)) }
    }

    /// The value of the first field of that name: without surrounding white space, continuation lines joined by one space;
    /// UTF-8, or ISO 8859-1 where it is not valid UTF-8.
    public subscript(name: StaticString) -> String? {
        for place in places where has(place, name: name) { return value(of: place) }
        return nil
    }

    /// The values of all fields of that name.
    public func values(of name: StaticString) -> [String] {
        places.filter { has($0, name: name) }.map { value(of: $0) }
    }

    /// How many fields have that name.
    func count(of name: StaticString) -> Int {
        var count = 0
        for place in places where has(place, name: name) { count += 1 }
        return count
    }

    /// The bytes of the first field of that name as they stand between its colon and its last visible character.
    public func rawValue(of name: StaticString) -> ArraySlice<UInt8>? {
        for place in places where has(place, name: name) { return storage[Int(place.valueStart)..<Int(place.valueEnd)] }
        return nil
    }

    private func has(_ place: Place, name: StaticString) -> Bool {
        let length = Int(place.nameEnd - place.nameStart)
        guard length == name.utf8CodeUnitCount else { return false }
        // A static string's bytes live as long as the program.
        return name.withUTF8Buffer { wanted in
            for offset in 0..<length where lowerCase(storage[Int(place.nameStart) + offset]) != lowerCase(wanted[offset]) {
                return false
            }
            return true
        }
    }

    private func value(of place: Place) -> String {
        guard place.folded else { return text(Int(place.valueStart), Int(place.valueEnd)) }
        var unfolded: [UInt8] = []
        for line in storage[Int(place.valueStart)..<Int(place.valueEnd)].split(separator: LF) {
            let content = line.drop { $0 <= SPACE }
            guard let last = content.lastIndex(where: { $0 > SPACE }) else { continue }
            if !unfolded.isEmpty { unfolded.append(SPACE) }
            unfolded += content[...last]
        }
        return decodeHeaderText(unfolded[...])
    }

    private func text(_ start: Int, _ end: Int) -> String { decodeHeaderText(storage[start..<end]) }
}
