// Takes content codings off a body in memory, with a bound on what comes out (RFC 9110 §8.4.1).

/// A content coding by its name in Content-Encoding.
public enum ContentCoding: Sendable, Equatable {
    case identity
    /// `gzip` and its old name `x-gzip`; several members one after the other count as one body.
    case gzip
    /// `deflate`: the zlib format, or the raw one that old servers send.
    case deflate
    /// `br`: Brotli, which Shilu cannot decode.
    case brotli
    /// `zstd`: Zstandard, which Shilu cannot decode yet.
    case zstandard
    /// Any other name.
    case unknown(String)

    /// The coding of that name, without regard to case.
    public init(name: String) {
        switch name.lowercased() {
        case "", "identity", "none": self = .identity
        case "gzip", "x-gzip": self = .gzip
        case "deflate": self = .deflate
        case "br": self = .brotli
        case "zstd": self = .zstandard
        default: self = .unknown(name)
        }
    }

    /// The name in Content-Encoding.
    public var name: String {
        switch self {
        case .identity: "identity"
        case .gzip: "gzip"
        case .deflate: "deflate"
        case .brotli: "br"
        case .zstandard: "zstd"
        case .unknown(let name): name
        }
    }

    /// How a decoding went.
    public enum Verdict: Sendable, Equatable {
        /// All was decoded; `trailing` bytes after the end were dropped, as browsers do.
        case complete(trailing: Int)
        /// The coded data end too early; what was decoded stands.
        case incomplete
        /// Near `position` of the coded data stands what they may not hold; what was decoded before stands.
        case damaged(position: Int, reason: String)
        /// More than `limit` bytes would come out: the first `limit` stand (a gzip bomb, or a large body).
        case overLimit(Int)
        /// The data are not in the coding that they are labelled with (others' archives hold such): they stand as they are.
        case notCoded
        /// Shilu has no decoder for it; the data stand as they are.
        case undecodable(String)
    }

    /// How many bytes a body may decode to where the caller does not say: 128 MiB.
    public static let defaultLimit = 128 << 20

    /// Decodes `body`; at most `limit` bytes come out.
    public func decode(_ body: ArraySlice<UInt8>, limit: Int = defaultLimit) -> (bytes: [UInt8], verdict: Verdict) {
        switch self {
        case .identity: return (Array(body), .complete(trailing: 0))
        case .brotli, .zstandard, .unknown: return (Array(body), .undecodable(name))
        case .gzip, .deflate: break
        }
        if body.isEmpty { return ([], .complete(trailing: 0)) }
        if self == .deflate {
            // RFC 1950 §2.2: method 8 and a check of the first two bytes; else it is raw deflate.
            let head = body.prefix(2).reduce(0) { $0 << 8 | Int($1) }
            let isZlib = body.count >= 2 && head >> 8 & 0x0F == 8 && head % 31 == 0
            let decoded = Self.inflate(body, as: isZlib ? .zlib : .raw, limit: limit)
            if isZlib, case .damaged = decoded.verdict, decoded.bytes.isEmpty {
                return Self.inflate(body, as: .raw, limit: limit)
            }
            return decoded
        }
        return Self.inflate(body, as: .gzip, limit: limit)
    }

    private static func inflate(
        _ body: ArraySlice<UInt8>, as format: Inflater.Format, limit: Int
    ) -> (bytes: [UInt8], verdict: Verdict) {
        var inflater = Inflater(format)
        var decoded: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var rest = body
        while true {
            let (consumed, produced, status) = inflater.inflate(rest, into: &buffer)
            rest = rest.dropFirst(consumed)
            if decoded.count + produced > limit {
                decoded += buffer[..<(limit - decoded.count)]
                return (decoded, .overLimit(limit))
            }
            decoded += buffer[..<produced]
            switch status {
            case .running:
                if consumed == 0 && produced == 0 { return (decoded, .incomplete) }
            case .ended:
                guard format == .gzip, rest.starts(with: [0x1F, 0x8B]) else {
                    return (decoded, .complete(trailing: rest.count))
                }
                inflater.reset()
            case .damaged(let reason):
                if decoded.isEmpty { return (Array(body), .notCoded) }
                return (decoded, .damaged(position: rest.startIndex - body.startIndex, reason: reason))
            }
        }
    }
}
