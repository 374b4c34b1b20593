// Each exchange file brings the outcome it names, and what is kept is what the server says it sent.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct ScriptedExchangeTests {
    static let all = (try? ExchangeFile.read(folder: Loopback.folder)) ?? []
    static let expecting = all.filter { !$0.expectations.isEmpty }

    @Test func allExchangeFilesAreUnderstood() throws {
        #expect(try ExchangeFile.read(folder: Loopback.folder).count > 50)
    }

    @Test(arguments: expecting) func outcomeAndWireBytesAreAsTheFileSays(_ scripted: ScriptedExchange) throws {
        let server = try LoopbackServer(exchanges: Self.all)
        defer { server.stop() }
        let folder = try Loopback.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fetcher = try Fetcher(FetcherConfiguration(spoolFolder: folder))
        let expected = try Expected(scripted)
        let target = try #require(scripted.paths.first)
        let request = try Loopback.request(1, server.base + target, fields: expected.fields, limits: expected.limits)
        let result = try #require(try Loopback.fetch(fetcher, [request])[1])
        server.waitUntilQuiet()
        let logged = try #require(server.log.exchanges.last)
        #expect(logged.name == scripted.name)
        switch result {
        case .exchange(let exchange):
            #expect(expected.outcome == Expected.describe(exchange), "\(scripted.name)")
            #expect(exchange.requestHead == logged.request.head)
            let received = try exchange.wireBytes
            if exchange.truncated == nil, exchange.faults.isEmpty {
                // What comes after the end is nobody's answer.
                #expect(received == logged.sent || scripted.name == "lying-length-late")
            }
            #expect(logged.sent.starts(with: received.prefix(LoopbackServer.loggedBytes)))
            #expect(exchange.remoteAddress == "127.0.0.1" && exchange.remotePort == server.port)
            #expect(exchange.tls == nil)
            if exchange.truncated == .length { #expect(exchange.body.count == expected.limits.bodyBytes) }
        case .failure(let failure):
            #expect(expected.outcome == "failure \(failure.reason.name)", "\(scripted.name): \(failure.curlCode) \(failure.message)")
            #expect(logged.sent.starts(with: failure.receivedLines))
            #expect(failure.requestHead == logged.request.head)
            #expect(!failure.message.isEmpty)
        }
    }

    /// The `expect` lines of a file.
    struct Expected {
        var outcome = ""
        var limits = Loopback.quick
        var fields: [(name: String, value: String)] = []

        init(_ scripted: ScriptedExchange) throws {
            for line in scripted.expectations {
                let words = line.split(separator: " ", maxSplits: 1).map(String.init)
                let parts = words[1].split(separator: words[0] == "limit" ? "=" : ":", maxSplits: 1).map(String.init)
                switch words[0] {
                case "with": fields.append((parts[0], parts[1].trimmingCharacters(in: .whitespaces)))
                case "limit":
                    let value = try #require(Double(parts[1]))
                    switch parts[0] {
                    case "totalSeconds": limits.totalSeconds = value
                    case "stallSeconds": limits.stallSeconds = Int(value)
                    case "bodyBytes": limits.bodyBytes = Int(value)
                    default: Issue.record("unknown limit \(parts[0])")
                    }
                default: outcome = line
                }
            }
        }

        static func describe(_ exchange: Exchange) -> String {
            var words = ["exchange \(exchange.status)"]
            if let cut = exchange.truncated { words.append("truncated=\(cut.rawValue)") }
            for fault in exchange.faults {
                switch fault {
                case .excessBytes: words.append("fault=excess")
                case .badChunk: words.append("fault=bad-chunk")
                }
            }
            if !exchange.interimHeads.isEmpty { words.append("interim=\(exchange.interimHeads.count)") }
            return words.joined(separator: " ")
        }
    }
}
