// Finds the empty line that ends a head, in bytes that may come in pieces.

/// Looks for the first empty line; an empty line holds nothing but CR before its LF.
struct HeadScanner: Sendable {
    private var lineHasContent: Bool

    /// `afterLine`: whether the first byte to come begins a line, so that an empty first line ends the head at once.
    init(afterLine: Bool = false) { lineHasContent = !afterLine }

    /// The index after the empty line, or nil where `bytes` end before it.
    mutating func end(in bytes: ArraySlice<UInt8>) -> Int? {
        for index in bytes.indices {
            switch bytes[index] {
            case LF:
                if !lineHasContent { return index + 1 }
                lineHasContent = false
            case CR: break
            default: lineHasContent = true
            }
        }
        return nil
    }
}
