// A time stamping authority on loopback: `openssl ts` with a certificate made for the test.
import Foundation
import LoopbackServer

/// Makes a root and a signer's certificate in a folder, and stamps what is posted to ``base``.
final class TimestampAuthorityServer: Sendable {
    static let openssl = "/usr/bin/openssl"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

    /// The root's certificate.
    let root: String
    let server: LoopbackServer
    var url: String { server.base + "/tsa" }

    init(in folder: TemporaryFolder) throws {
        let path = folder.file("authority")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        root = path + "/root.pem"
        try """
            [ca]
            basicConstraints = critical,CA:true
            [signer]
            extendedKeyUsage = critical,timeStamping
            [tsa]
            default_tsa = here
            [here]
            serial = \(path)/serial
            signer_cert = \(path)/signer.pem
            signer_key = \(path)/signer.key
            certs = \(path)/root.pem
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            ess_cert_id_alg = sha256
            """.write(toFile: path + "/conf", atomically: false, encoding: .utf8)
        try "01".write(toFile: path + "/serial", atomically: false, encoding: .utf8)
        func openssl(_ words: String) throws {
            let ended = try RunningProgram(Self.openssl, words.split(separator: " ").map(String.init), in: path).end()
            guard ended.status == 0 else { throw Failure(errors: ended.errors) }
        }
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
        try openssl("req -x509 \(key) -keyout root.key -out root.pem -subj /CN=Root -days 3650 -config conf -extensions ca")
        try openssl("req -new \(key) -keyout signer.key -out signer.csr -subj /CN=Signer -config conf")
        try openssl("x509 -req -in signer.csr -CA root.pem -CAkey root.key -CAcreateserial -out signer.pem -days 3650 -extfile conf -extensions signer")
        server = try LoopbackServer(otherwise: { request in
            let id = UUID().uuidString
            try? Data(request.body).write(to: URL(fileURLWithPath: "\(path)/\(id).tsq"))
            _ = try? RunningProgram(
                Self.openssl, ["ts", "-reply", "-config", "conf", "-section", "here", "-queryfile", "\(id).tsq", "-out", "\(id).tsr"], in: path).end()
            let answer = FileManager.default.contents(atPath: "\(path)/\(id).tsr") ?? Data()
            return ScriptedExchange.response(200, fields: [("Content-Type", "application/timestamp-reply")], body: [UInt8](answer))
        })
    }

    struct Failure: Error {
        let errors: String
    }
}
