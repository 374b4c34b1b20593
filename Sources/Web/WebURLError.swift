// Why an input is no URL.

/// An input that the URL Standard's basic URL parser answers with failure.
public struct WebURLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the parser stumbled over.
    public enum Reason: String, Error, Sendable {
        /// No scheme, and no base URL to resolve against.
        case relativeWithoutBase = "relative URL without a base"
        /// A base with an opaque path (`mailto:`, `javascript:`) resolves fragments only.
        case opaqueBase = "relative to a URL with an opaque path"
        /// No host where the scheme demands one.
        case missingHost = "missing host"
        /// A host with forbidden code points, a bad IP address or a domain that IDNA refuses.
        case invalidHost = "invalid host"
        /// Something other than digits, or a number above 65535.
        case invalidPort = "invalid port"
        /// 4 GiB or more.
        case tooLong = "too long"
    }

    /// What the parser stumbled over.
    public let reason: Reason
    /// The input as given, with U+FFFD for bytes that are not UTF-8; only its first 2,048 bytes.
    public let input: String

    init(_ reason: Reason, input: some Collection<UInt8>) {
        self.reason = reason
        self.input = String(decoding: input.prefix(2048), as: UTF8.self)
    }

    /// The reason and the input, in one line.
    public var description: String { "not a URL (\(reason.rawValue)): \(input)" }
}
