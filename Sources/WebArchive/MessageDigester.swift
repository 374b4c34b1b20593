// Owns a digest context of libcrypto: SHA-256 for what Shilu writes, others for what other archives hold.
import CCrypto

/// A running digest.
struct MessageDigester: ~Copyable {
    enum Algorithm: UInt8, Sendable, CaseIterable {
        case md5, sha1, sha256, sha384, sha512

        /// How many bytes a digest has.
        var length: Int {
            switch self {
            case .md5: 16
            case .sha1: 20
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        }
    }

    private let context: OpaquePointer
    private(set) var algorithm: Algorithm

    init(_ algorithm: Algorithm) {
        // EVP_MD_CTX_new fails only where memory is exhausted; Swift's own allocations stop there as well.
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto: out of memory") }
        self.context = context
        self.algorithm = algorithm
        begin()
    }

    deinit { EVP_MD_CTX_free(context) }

    mutating func update(_ bytes: some Collection<UInt8>) {
        // The pointer only lives for the call.
        let done: Void? = bytes.withContiguousStorageIfAvailable { storage in
            _ = EVP_DigestUpdate(context, storage.baseAddress, storage.count)
        }
        if done == nil { update(Array(bytes)) }
    }

    /// Begins anew, with another algorithm.
    mutating func restart(_ algorithm: Algorithm) {
        self.algorithm = algorithm
        begin()
    }

    /// The digest of all bytes so far; the digester begins anew.
    mutating func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: algorithm.length)
        EVP_DigestFinal_ex(context, &digest, nil)
        begin()
        return digest
    }

    private func begin() {
        // A build of libcrypto without these does not exist; a policy that forbids one would make digests lie.
        guard EVP_DigestInit_ex(context, Self.methods[Int(algorithm.rawValue)], nil) == 1 else { fatalError("libcrypto refuses \(algorithm)") }
    }

    /// Looked up once: libcrypto does so at each beginning where it is given the constant methods. They are never changed or freed.
    nonisolated(unsafe) private static let methods: [OpaquePointer?] = Algorithm.allCases.map { EVP_MD_fetch(nil, $0.name, nil) }
}

private extension MessageDigester.Algorithm {
    var name: String {
        switch self {
        case .md5: "MD5"
        case .sha1: "SHA1"
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        }
    }
}

/// A digester that a closure can hold.
final class PieceDigester {
    private var digester: MessageDigester
    init(_ algorithm: MessageDigester.Algorithm) { digester = MessageDigester(algorithm) }
    func update(_ bytes: ArraySlice<UInt8>) { digester.update(bytes) }
    func finish() -> [UInt8] { digester.finish() }
}
