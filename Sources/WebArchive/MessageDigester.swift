// Owns a digest context of libcrypto: SHA-256 for what Shilu writes, SHA-1 for what other archives hold.
import CCrypto

/// A running digest.
struct MessageDigester: ~Copyable {
    enum Algorithm { case sha1, sha256 }

    private let context: OpaquePointer
    private let algorithm: Algorithm

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

    /// The digest of all bytes so far; the digester begins anew.
    mutating func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: algorithm == .sha1 ? 20 : 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        begin()
        return digest
    }

    private func begin() {
        // A build of libcrypto without SHA-1 or SHA-256 does not exist; a policy that forbids one would make digests lie.
        guard EVP_DigestInit_ex(context, algorithm == .sha1 ? EVP_sha1() : EVP_sha256(), nil) == 1 else {
            fatalError("libcrypto refuses \(algorithm)")
        }
    }
}
