// The anonymous signature of a WACZ file (WACZ Signing and Verification 0.1.0): by a key of one's own, on ECDSA's curve P-384.
import CCrypto
import Foundation

/// A private key that signs WACZ files.
public final class WACZSigningKey {
    /// Why a file holds no key that can sign.
    public enum Problem: Error, Sendable, Equatable, CustomStringConvertible {
        case unreadable(path: String)
        /// No private key in PEM without a password.
        case noKey(path: String)
        /// A key that replay tools do not take.
        case wrongKind(path: String)
        /// libcrypto refused.
        case refused(path: String)

        public var description: String {
            let way = "; `openssl ecparam -name secp384r1 -genkey -noout -out key.pem` makes one"
            return switch self {
            case .unreadable(let path): "\(path): cannot be read"
            case .noKey(let path): "\(path): holds no private key in PEM without a password" + way
            case .wrongKind(let path): "\(path): the key is not one of ECDSA on the curve P-384, which is what replay tools take" + way
            case .refused(let path): "\(path): libcrypto cannot sign with this key"
            }
        }
    }

    private let path: String
    private let key: OpaquePointer

    /// Reads a private key in PEM.
    public init(path: String) throws(Problem) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path: path) }
        // libcrypto copies what it reads; the pointer only lives for the call.
        let key = data.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let memory = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
            defer { BIO_free(memory) }
            return PEM_read_bio_PrivateKey(memory, nil, { _, _, _, _ in 0 }, nil)  // no password is asked for
        }
        guard let key else { throw .noKey(path: path) }
        var name = [CChar](repeating: 0, count: 64)
        guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1, name.starts(with: "secp384r1".utf8.map { CChar($0) }) else {
            EVP_PKEY_free(key)
            throw .wrongKind(path: path)
        }
        self.key = key
        self.path = path
    }

    deinit { EVP_PKEY_free(key) }

    /// The public key as SubjectPublicKeyInfo in Base64.
    public func publicKey() throws(Problem) -> String {
        var encoded: UnsafeMutablePointer<UInt8>?
        let length = i2d_PUBKEY(key, &encoded)
        guard length > 0, let encoded else { throw .refused(path: path) }
        defer { CRYPTO_free(encoded, nil, 0) }
        return Data(bytes: encoded, count: Int(length)).base64EncodedString()
    }

    /// The signature of a text by ECDSA with SHA-256, in Base64: both numbers one after the other, as browsers write and take it.
    public func signature(of text: String) throws(Problem) -> String {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto: out of memory") }
        defer { EVP_MD_CTX_free(context) }
        let bytes = Array(text.utf8)
        var length = 0
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
              EVP_DigestSign(context, nil, &length, bytes, bytes.count) == 1 else { throw .refused(path: path) }
        var encoded = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &encoded, &length, bytes, bytes.count) == 1 else { throw .refused(path: path) }
        // libcrypto gives both numbers in DER.
        let numbers = encoded.withUnsafeBufferPointer { buffer -> [UInt8]? in
            var place = buffer.baseAddress
            guard let signature = d2i_ECDSA_SIG(nil, &place, length) else { return nil }
            defer { ECDSA_SIG_free(signature) }
            var raw = [UInt8](repeating: 0, count: 2 * Self.numberLength)
            let done = raw.withUnsafeMutableBufferPointer { target -> Bool in
                guard let start = target.baseAddress else { return false }
                return BN_bn2binpad(ECDSA_SIG_get0_r(signature), start, Int32(Self.numberLength)) > 0
                    && BN_bn2binpad(ECDSA_SIG_get0_s(signature), start + Self.numberLength, Int32(Self.numberLength)) > 0
            }
            return done ? raw : nil
        }
        guard let numbers else { throw .refused(path: path) }
        return Data(numbers).base64EncodedString()
    }

    /// Bytes of a number of P-384.
    private static let numberLength = 48
}
