// Asks a time stamping authority over HTTP (RFC 3161, section 3.4).

import Archive
import Fetching
import Foundation
import Web
import WebArchive

/// A time stamping authority that the operator named.
struct TimestampAuthority {
    let url: WebURL
    let proxy: String?

    /// Why no time stamp came.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The answer in DER, with a time stamp of the digest; it was checked.
    func stamp(_ digest: SHA256Digest) throws -> [UInt8] {
        let request = try TimestampRequest(for: digest)
        let answer = try post(request.der)
        try request.check(answer: answer)
        return answer
    }

    private func post(_ body: [UInt8]) throws -> [UInt8] {
        let fetcher = try Fetcher(FetcherConfiguration(spoolFolder: NSTemporaryDirectory(), proxy: proxy))
        var limits = FetchLimits(connectSeconds: 10, totalSeconds: 20)
        limits.bodyBytes = 1 << 18
        // As with a proxy, the operator chose the address.
        var request = FetchRequest(
            id: 0, url: url, fields: [("Content-Type", "application/timestamp-query"), ("Accept", "application/timestamp-reply")], limits: limits,
            addresses: .any)
        request.postBody = body
        fetcher.add(request)
        while true {
            guard let result = try fetcher.poll(timeout: 1).first else { continue }
            switch result {
            case .failure(let failure): throw Failure(description: "\(failure.reason.name): \(failure.message)")
            case .exchange(let exchange):
                guard exchange.status == 200 else { throw Failure(description: "it answers with HTTP \(exchange.status)") }
                guard case .memory(let bytes) = exchange.body else { throw Failure(description: "its answer is too long") }
                let head = try HTTPMessage(parsing: exchange.responseHead[...])
                return Array(head.transferDecoded(bytes[...]).0)
            }
        }
    }
}
