// Ranges of media types, as `text/*`.

/// A media type or all subtypes of one: `application/pdf`, `image/*`, `*/*` (RFC 9110, section 12.5.1, without parameters).
public struct MediaRange: Sendable, Hashable, CustomStringConvertible {
    /// In lower case.
    public let description: String
    /// Up to the slash and with it; nil for all types.
    private let beginning: String?

    public init?(_ text: String) {
        let range = text.lowercased()
        if range == "*/*" {
            beginning = nil
        } else if range.hasSuffix("/*") {
            let beginning = String(range.dropLast())
            guard !beginning.contains("*"), ContentType(headerValue: beginning + "x")?.essence == beginning + "x" else { return nil }
            self.beginning = beginning
        } else {
            guard !range.contains("*"), ContentType(headerValue: range)?.essence == range else { return nil }
            beginning = range
        }
        description = range
    }

    /// Whether a type is one of them.
    public func contains(_ type: ContentType) -> Bool {
        guard let beginning else { return true }
        return beginning.hasSuffix("/") ? type.essence.hasPrefix(beginning) : type.essence == beginning
    }
}
