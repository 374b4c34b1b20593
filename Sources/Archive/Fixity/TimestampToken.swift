// Time stamps by RFC 3161, made and checked with libcrypto.
//
// Unsafe, because libcrypto's structures are C memory: made and freed in these functions, and seen nowhere else.
import CCrypto
import Foundation
import Web
import WebArchive

/// A request to a time stamping authority (RFC 3161, section 2.4.1): for a SHA-256, with a nonce, asking for certificates.
public struct TimestampRequest: Sendable {
    /// The request in DER.
    public let der: [UInt8]
    let digest: SHA256Digest
    let nonce: UInt64

    public init(for digest: SHA256Digest) throws(TimestampError) {
        self.init(nonce: UInt64.random(in: 1...(.max / 2)), digest: digest, der: [])
        guard let request = CRequest(self) else { throw TimestampError("the request cannot be made: \(lastCryptoError())") }
        self.init(nonce: nonce, digest: digest, der: request.der)
    }

    private init(nonce: UInt64, digest: SHA256Digest, der: [UInt8]) {
        self.nonce = nonce
        self.digest = digest
        self.der = der
    }

    /// Whether an answer in DER is one to this request, with a time stamp whose signature is right.
    ///
    /// - Throws: ``TimestampError`` saying why it is not.
    public func check(answer der: [UInt8]) throws(TimestampError) { _ = try TimestampToken(der).check(self, authorities: nil) }
}

/// Why an answer is no time stamp.
public struct TimestampError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// An authority's answer as it came, in DER (RFC 3161, section 2.4.2): what `openssl ts -reply -in FILE -text` shows.
struct TimestampToken {
    /// What a time stamp proves.
    struct Proof {
        var time: Timestamp
        /// Whether a certificate that this machine trusts vouches for the signer.
        var isTrusted: Bool
    }

    private let der: [UInt8]

    init(_ der: [UInt8]) { self.der = der }

    /// Checks it against what was to be stamped.
    ///
    /// - Parameter authorities: a PEM file of certificates trusted besides the system's.
    func check(_ digest: SHA256Digest, authorities: String?) throws(TimestampError) -> Proof {
        try check(TimestampRequest(expecting: digest), authorities: authorities)
    }

    fileprivate func check(_ request: TimestampRequest, authorities: String?) throws(TimestampError) -> Proof {
        let parsed = der.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return d2i_TS_RESP(nil, &start, bytes.count)
        }
        guard let response = parsed else { throw TimestampError("it is no time stamp response") }
        defer { TS_RESP_free(response) }
        guard let expected = CRequest(request) else { throw TimestampError(lastCryptoError()) }
        let facts = TS_VFY_VERSION | TS_VFY_IMPRINT | (request.nonce == 0 ? 0 : TS_VFY_NONCE)
        guard verify(response, expected, flags: facts, store: nil) else { throw TimestampError(lastCryptoError()) }
        guard let info = TS_RESP_get_tst_info(response), let token = TS_RESP_get_token(response), let time = Self.time(of: info) else {
            throw TimestampError("it holds no time")
        }
        guard PKCS7_verify(token, nil, nil, nil, nil, PKCS7_NOVERIFY) == 1 else {
            throw TimestampError("its signature is wrong: \(lastCryptoError())")
        }
        let isTrusted = Self.store(authorities, at: time).map { verify(response, expected, flags: facts | TS_VFY_SIGNATURE, store: $0) } ?? false
        ERR_clear_error()
        return Proof(time: time, isTrusted: isTrusted)
    }

    /// - Parameter store: is freed.
    private func verify(_ response: OpaquePointer, _ request: CRequest, flags: UInt32, store: OpaquePointer?) -> Bool {
        ERR_clear_error()
        guard let context = TS_REQ_to_TS_VERIFY_CTX(request.pointer, nil) else {
            X509_STORE_free(store)
            return false
        }
        defer { TS_VERIFY_CTX_free(context) }
        TS_VERIFY_CTX_set_flags(context, Int32(bitPattern: flags))
        if let store { TS_VERIFY_CTX_set_store(context, store) }  // the context owns it now
        return TS_RESP_verify_response(context, response) == 1
    }

    /// The certificates that are trusted, judged by the time of the stamp: they expire, what they signed does not.
    private static func store(_ authorities: String?, at time: Timestamp) -> OpaquePointer? {
        guard let store = X509_STORE_new() else { return nil }
        X509_STORE_set_default_paths(store)
        if let authorities { X509_STORE_load_file(store, authorities) }
        X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), time_t(time.secondsSince1970))
        return store
    }

    private static func time(of info: OpaquePointer) -> Timestamp? {
        var parts = tm()
        guard ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) == 1 else { return nil }
        return Timestamp(secondsSince1970: Int64(timegm(&parts)))
    }
}

extension TimestampRequest {
    /// What a stored answer is compared with: its nonce is not known any more.
    fileprivate init(expecting digest: SHA256Digest) { self.init(nonce: 0, digest: digest, der: []) }
}

/// Owns a `TS_REQ`.
private final class CRequest {
    let pointer: OpaquePointer

    init?(_ request: TimestampRequest) {
        guard let pointer = TS_REQ_new() else { return nil }
        self.pointer = pointer
        guard TS_REQ_set_version(pointer, 1) == 1, TS_REQ_set_cert_req(pointer, 1) == 1, Self.setImprint(pointer, request.digest.bytes) else { return nil }
        guard request.nonce != 0 else { return }
        let nonce = ASN1_INTEGER_new()
        defer { ASN1_INTEGER_free(nonce) }
        guard ASN1_INTEGER_set_uint64(nonce, request.nonce) == 1, TS_REQ_set_nonce(pointer, nonce) == 1 else { return nil }
    }

    deinit { TS_REQ_free(pointer) }

    private static func setImprint(_ request: OpaquePointer, _ digest: [UInt8]) -> Bool {
        let imprint = TS_MSG_IMPRINT_new()
        let algorithm = X509_ALGOR_new()
        defer {
            TS_MSG_IMPRINT_free(imprint)
            X509_ALGOR_free(algorithm)
        }
        var digest = digest
        return X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nil) == 1
            && TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1
            && TS_MSG_IMPRINT_set_msg(imprint, &digest, Int32(digest.count)) == 1
            && TS_REQ_set_msg_imprint(request, imprint) == 1
    }

    var der: [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = i2d_TS_REQ(pointer, &bytes)
        defer { CRYPTO_free(bytes, "", 0) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(max(0, count))))
    }
}

/// What libcrypto said last.
private func lastCryptoError() -> String {
    let code = ERR_peek_last_error()
    ERR_clear_error()
    return ERR_reason_error_string(code).map { String(cString: $0) } ?? "libcrypto does not say why"
}
