// Remembers what was found out about the certificates of open connections.
import CCurl

/// libcurl knows the verdict only in the transfer that made the handshake; later ones on the same connection ask here.
struct CertificateVerdicts {
    private var invalid: [Connection: Int] = [:]

    private struct Connection: Hashable {
        let localPort: Int
        let address: String
    }

    /// The verdict on the connection of a transfer.
    mutating func verdict(_ info: TransferInfo, required: Bool) -> TLSInfo {
        let connection = Connection(localPort: info.localPort, address: info.address ?? "")
        if info.openedConnections > 0 {
            invalid[connection] = info.verifyResult == 0 ? nil : info.verifyResult  // ports come back: an old verdict must go
        }
        let result = invalid[connection] ?? 0
        return TLSInfo(required: required, verifyResult: result, verifyText: result == 0 ? nil : Self.words(result))
    }

    /// X509_verify_cert_error_string's words for the verdicts that servers cause.
    private static func words(_ result: Int) -> String {
        switch result {
        case 2, 20: "unable to get local issuer certificate"
        case 9: "certificate is not yet valid"
        case 10: "certificate has expired"
        case 18: "self-signed certificate"
        case 19: "self-signed certificate in certificate chain"
        case 21: "unable to verify the first certificate"
        case 23: "certificate revoked"
        case 24: "invalid CA certificate"
        case 26: "unsupported certificate purpose"
        case 66: "EE certificate key too weak"
        case 67: "CA certificate key too weak"
        case 68: "CA signature digest algorithm too weak"
        default: "X509 verify result \(result)"
        }
    }
}
