// Checks the anonymous signature in a WACZ file (WACZ Signing and Verification 0.1.0) by the public key that stands beside it.
import CCrypto
import Foundation

/// `signedData` of datapackage-digest.json: it proves that the file is as whoever holds the key made it, not who that is.
struct WACZSignedData {
    /// What is found of a signature.
    enum Verdict: Equatable {
        case right
        /// Why it is not right.
        case wrong(String)
        /// Why it cannot be told.
        case unchecked(String)
    }

    let value: JSONValue

    /// Checks the signature.
    /// - Parameter hash: of datapackage.json, as datapackage-digest.json says it.
    func check(_ hash: String) -> Verdict {
        guard case .object = value, let signed = value["hash"]?.string, let signature = value["signature"]?.string else {
            return .wrong("signedData lacks hash or signature")
        }
        guard signed == hash else { return .wrong("signedData is of another datapackage.json") }
        guard let publicKey = value["publicKey"]?.string else {
            let domain = value["domain"]?.string.map { " by \($0)" } ?? ""
            return .unchecked("it is signed\(domain) with a certificate, which is not checked here")
        }
        guard let key = Data(base64Encoded: publicKey), let numbers = Data(base64Encoded: signature), numbers.count % 2 == 0, !numbers.isEmpty else {
            return .wrong("publicKey or signature is no Base64 of such")
        }
        guard let isRight = Self.isSignature(numbers, of: Array(signed.utf8), by: key) else {
            return .wrong("publicKey is no key of ECDSA, or signature no signature by one")
        }
        return isRight ? .right : .wrong("the signature is not one of this key for this datapackage.json")
    }

    /// Whether two numbers, as browsers write them, are a signature of a text with SHA-256; nil where there are no such key and numbers.
    private static func isSignature(_ numbers: Data, of text: [UInt8], by key: Data) -> Bool? {
        // libcrypto copies what it reads; all pointers only live for the calls, and what it makes is freed here.
        let opened = key.withUnsafeBytes { bytes -> OpaquePointer? in
            var place = bytes.bindMemory(to: UInt8.self).baseAddress
            return d2i_PUBKEY(nil, &place, bytes.count)
        }
        guard let opened else { return nil }
        defer { EVP_PKEY_free(opened) }
        guard EVP_PKEY_get_base_id(opened) == EVP_PKEY_EC, let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let half = numbers.count / 2
        let halves = [UInt8](numbers)
        guard let first = BN_bin2bn(halves, Int32(half), nil) else { return nil }
        guard let second = BN_bin2bn(Array(halves[half...]), Int32(half), nil) else {
            BN_free(first)
            return nil
        }
        guard ECDSA_SIG_set0(signature, first, second) == 1 else {  // which owns both from here on
            BN_free(first)
            BN_free(second)
            return nil
        }
        var encoded: UnsafeMutablePointer<UInt8>?
        let length = i2d_ECDSA_SIG(signature, &encoded)
        guard length > 0, let encoded else { return nil }
        defer { CRYPTO_free(encoded, nil, 0) }
        // EVP_MD_CTX_new fails only where memory is exhausted; Swift's own allocations stop there as well.
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto: out of memory") }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, opened) == 1 else { return nil }
        return EVP_DigestVerify(context, encoded, Int(length), text, text.count) == 1
    }
}
