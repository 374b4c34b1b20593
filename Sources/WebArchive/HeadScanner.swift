// Finds the empty line that ends a head, in bytes that may come in pieces.

/// Looks for the first empty line; an empty line holds nothing but CR before its LF.
struct HeadScanner: Sendable {
    private var lineHasContent: Bool

    /// `afterLine`: whether the first byte to come begins a line, so that an empty first line ends the head at once.
    init(afterLine: Bool = false) { lineHasContent = !afterLine }

    /// The index after the empty line, or nil where `bytes` end before it.
    mutating func end(in bytes: ArraySlice<UInt8>) -> Int? {
        var place = bytes.startIndex
        while let feed = bytes.place(of: LF, from: place) {
            if !lineHasContent, Self.isEmpty(bytes, place, feed) { return feed + 1 }
            lineHasContent = false
            place = feed + 1
        }
        lineHasContent = lineHasContent || !Self.isEmpty(bytes, place, bytes.endIndex)
        return nil
    }

    private static func isEmpty(_ bytes: ArraySlice<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end, bytes[index] == CR { index += 1 }
        return index == end
    }
}
