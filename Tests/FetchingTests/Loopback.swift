// What the tests of this module share: the exchange files, a fetch of one request, a free folder.
import Fetching
import Foundation
import LoopbackServer
import Web

enum Loopback {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../LoopbackServer/Exchanges").standardizedFileURL

    static func request(_ id: Int64 = 1, _ url: String, fields: [(name: String, value: String)] = [], limits: FetchLimits = quick)
        throws -> FetchRequest
    {
        FetchRequest(id: id, url: try WebURL(url), fields: fields, limits: limits, addresses: .any)
    }

    /// Nothing on loopback may take long.
    static let quick = FetchLimits(connectSeconds: 5, totalSeconds: 20)

    /// The results of all requests, by number.
    static func fetch(_ fetcher: Fetcher, _ requests: [FetchRequest]) throws -> [Int64: FetchResult] {
        for request in requests { fetcher.add(request) }
        var results: [Int64: FetchResult] = [:]
        while fetcher.inFlight > 0 {
            for result in try fetcher.poll(timeout: 1) { results[result.id] = result }
        }
        return results
    }

    /// The only exchange of one request; throws the failure.
    static func exchange(_ fetcher: Fetcher, _ request: FetchRequest) throws -> Exchange {
        switch try fetch(fetcher, [request])[request.id] {
        case .exchange(let exchange): return exchange
        case .failure(let failure): throw failure
        case nil: throw NoResult()
        }
    }

    static func failure(_ fetcher: Fetcher, _ request: FetchRequest) throws -> FetchFailure {
        guard case .failure(let failure) = try fetch(fetcher, [request])[request.id] else { throw NoResult() }
        return failure
    }

    /// A new empty folder.
    static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fetching-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    struct NoResult: Error {}
}

extension Exchange {
    /// The whole body.
    var bodyBytes: [UInt8] {
        get throws {
            switch body {
            case .memory(let bytes): bytes
            case .file(let file): Array(try Data(contentsOf: URL(fileURLWithPath: file.path)))
            }
        }
    }

    /// All that came over the wire.
    var wireBytes: [UInt8] { get throws { interimHeads.reduce([], +) + responseHead + (try bodyBytes) } }
}
