// SHA-256 digests (libcrypto), at once or in pieces, and their spelling in WARC header fields.

/// A SHA-256 digest; written `sha256:<hex>` in WARC digest fields.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `bytes`.
    public init(of bytes: some Collection<UInt8>) {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        self = hasher.finish()
    }

    /// A digest from its 64 hexadecimal digits, in either case; nil where they are none.
    public init?(hex: some StringProtocol) {
        let digits = hex.utf8.map { Hexadecimal.value(of: $0) }
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { (digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0) }
    }

    fileprivate init(raw: [UInt8]) { bytes = raw }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.text(of: bytes) }

    /// The labelled form of WARC/1.1 §5.8 and §5.9: `sha256:<hex>`.
    public var labelled: String { "sha256:" + hex }

    public var description: String { labelled }
}

/// Makes a SHA-256 digest of bytes that come in pieces.
public struct SHA256Hasher: ~Copyable {
    private var digester = MessageDigester(.sha256)

    /// The hasher of no bytes yet.
    public init() {}

    /// Takes the next bytes.
    public mutating func update(_ bytes: some Collection<UInt8>) { digester.update(bytes) }

    /// The digest of all bytes so far; the hasher begins anew.
    public mutating func finish() -> SHA256Digest { SHA256Digest(raw: digester.finish()) }
}
