// What to ask a server for, and how long and how much of an answer to take.
import Web

/// One GET request, or one POST.
///
/// Nothing is sent but the request line, `Host` and ``fields``: no cookie, no `Accept`, no user agent of the library's own.
public struct FetchRequest: Sendable {
    /// The caller's own number; comes back in the result.
    public var id: Int64
    /// An http or https URL. Its fragment and user information are not sent.
    public var url: WebURL
    /// Header fields, sent exactly so and in this order, after `Host`. A `Host` among them takes the place of the URL's.
    ///
    /// A name must be a token (RFC 9110, section 5.6.2), a value must hold no CR, LF or NUL; otherwise the request fails as
    /// ``FetchFailure/Reason-swift.enum/badRequest`` and nothing is sent.
    public var fields: [(name: String, value: String)]
    /// What a POST sends, exactly so; nil for GET. Its `Content-Type` is one of ``fields``; its `Content-Length` is added.
    public var postBody: [UInt8]?
    /// Bounds of time and size.
    public var limits: FetchLimits
    /// Which addresses may be spoken to.
    public var addresses: AddressPolicy
    /// Whether a certificate must be valid. False takes any; the verdict stands in ``Exchange/tls`` all the same.
    public var verifiesTLS: Bool

    /// Whether the body behind a whole response head is wanted; nil for always. Where it is not, the transfer ends with its first
    /// byte, and the exchange is marked ``Exchange/Truncation/unspecified``. Called on the fetcher's thread.
    public var wantsBody: (@Sendable (_ head: [UInt8]) -> Bool)?

    public init(
        id: Int64, url: WebURL, fields: [(name: String, value: String)] = [], limits: FetchLimits = FetchLimits(),
        addresses: AddressPolicy = .publicOnly, verifiesTLS: Bool = true
    ) {
        self.id = id
        self.url = url
        self.fields = fields
        self.limits = limits
        self.addresses = addresses
        self.verifiesTLS = verifiesTLS
    }
}

/// Bounds of one exchange.
public struct FetchLimits: Sendable, Equatable {
    /// Seconds until a connection stands, name look-up and TLS handshake included.
    public var connectSeconds: Double
    /// Seconds for the whole exchange.
    public var totalSeconds: Double
    /// A transfer slower than ``stallBytesPerSecond`` for so many whole seconds is stalled.
    public var stallSeconds: Int
    /// Bytes a second below which a transfer counts as stalled; 0 turns the check off.
    public var stallBytesPerSecond: Int
    /// Bytes of body (transfer coding included) that are kept; a longer one is cut there and marked `length`.
    public var bodyBytes: Int
    /// Bytes of response head, interim heads included. libcurl takes no more than 307,200 whatever stands here.
    public var headBytes: Int

    public init(
        connectSeconds: Double = 20, totalSeconds: Double = 1800, stallSeconds: Int = 60, stallBytesPerSecond: Int = 64,
        bodyBytes: Int = 512 << 20, headBytes: Int = 300 << 10
    ) {
        self.connectSeconds = connectSeconds
        self.totalSeconds = totalSeconds
        self.stallSeconds = stallSeconds
        self.stallBytesPerSecond = stallBytesPerSecond
        self.bodyBytes = bodyBytes
        self.headBytes = headBytes
    }
}

extension FetchRequest {
    /// What makes this request impossible to send, or nil.
    var flaw: String? {
        guard url.isHTTP else { return "scheme \(url.scheme) is neither http nor https" }
        guard let host = url.host, !host.isEmpty else { return "URL without host" }
        for (name, value) in fields {
            if name.isEmpty || !name.utf8.allSatisfy(Self.isTokenByte) { return "header name is no token: \(name.debugDescription)" }
            if value.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) { return "line break or NUL in header \(name)" }
        }
        return nil
    }

    /// tchar of RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
