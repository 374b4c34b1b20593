// Certificates: valid ones of a named authority pass, others fail with the reason or pass with the verdict.
import Fetching
import Foundation
import Testing
import Web

@Suite(.serialized) struct TLSTests {
    @Test func anUnknownCertificateFailsByName() throws {
        try TLSServer.run { server in
            let failure = try Loopback.failure(try Fetcher(), try Loopback.request(1, server.url("127.0.0.1")))
            #expect(failure.reason == .tls)
            #expect(failure.message.contains("self-signed") || failure.message.contains("self signed"))
            #expect(failure.requestHead.isEmpty)
        }
    }

    @Test func anExtraAuthorityIsTrusted() throws {
        try TLSServer.run { server in
            let fetcher = try Fetcher(FetcherConfiguration(extraCAFile: server.certificate))
            let exchange = try Loopback.exchange(fetcher, try Loopback.request(1, server.url("127.0.0.1")))
            #expect(exchange.status == 200)
            #expect(exchange.tls == TLSInfo(required: true, verifyResult: 0, verifyText: nil))
            #expect(exchange.timings.tlsHandshake > 0)
        }
    }

    @Test func anotherHostNameFails() throws {
        try TLSServer.run { server in
            let fetcher = try Fetcher(FetcherConfiguration(
                extraCAFile: server.certificate, fixedAddresses: ["portal.example:\(server.port):127.0.0.1"]))
            let failure = try Loopback.failure(fetcher, try Loopback.request(1, server.url("portal.example")))
            #expect(failure.reason == .tls && failure.message.contains("portal.example"))
        }
    }

    @Test func aBadCertificateThatIsAllowedIsNoted() throws {
        try TLSServer.run { server in
            var request = try Loopback.request(1, server.url("127.0.0.1"))
            request.verifiesTLS = false
            let fetcher = try Fetcher()
            for _ in 0..<2 {
                let exchange = try Loopback.exchange(fetcher, request)
                #expect(exchange.status == 200)
                #expect(exchange.tls == TLSInfo(required: false, verifyResult: 18, verifyText: "self-signed certificate"))
            }
            // What a lenient request opened must not serve a strict one.
            request.verifiesTLS = true
            #expect(try Loopback.failure(fetcher, request).reason == .tls)
        }
    }
}

/// `openssl s_server` with a certificate made on the spot.
struct TLSServer {
    let port: Int
    let certificate: String

    func url(_ host: String) -> String { "https://\(host):\(port)/" }

    /// Starts one, or says why not and does nothing.
    static func run(_ body: (TLSServer) throws -> Void) throws {
        guard let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first(where: FileManager.default.isExecutableFile) else {
            print("skipped: no openssl command")
            return
        }
        let folder = try Loopback.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = Process()
        made.executableURL = URL(fileURLWithPath: openssl)
        made.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out", folder + "/certificate.pem",
        ]
        made.standardError = FileHandle.nullDevice
        try made.run()
        made.waitUntilExit()
        let server = Process()
        server.executableURL = URL(fileURLWithPath: openssl)
        server.arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-key", folder + "/key.pem", "-cert", folder + "/certificate.pem", "-www",
        ]
        let output = Pipe()
        server.standardOutput = output
        server.standardError = FileHandle.nullDevice
        server.standardInput = FileHandle.nullDevice
        try server.run()
        defer {
            kill(server.processIdentifier, SIGKILL)  // it inherits a mask that holds SIGTERM back
            server.waitUntilExit()
        }
        var text = ""
        while !text.contains("ACCEPT 127.0.0.1:") || !text.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { throw Loopback.NoResult() }
            text += String(decoding: data, as: UTF8.self)
        }
        let port = text.split(separator: "ACCEPT 127.0.0.1:")[1].prefix { $0.isNumber }
        guard let port = Int(port) else { throw Loopback.NoResult() }
        try body(TLSServer(port: port, certificate: folder + "/certificate.pem"))
    }
}
