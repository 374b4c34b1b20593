// Where the files of the repository lie that the tests read.
import Foundation
import LoopbackServer

enum Repository {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The repository's root, found from this file's place.
    static let root = tests.deletingLastPathComponent()
    static let fixtures = root.appendingPathComponent("fixtures/portal").path
    static let snapshots = tests.appendingPathComponent("EndToEnd/Snapshots")

    /// A program of ours for the peers' Python.
    static func peerProgram(_ name: String) -> String { tests.appendingPathComponent("EndToEnd/Peers/\(name)").path }

    /// The exchanges that misbehave in every way that the server knows.
    static func serverExchanges() throws -> [ScriptedExchange] {
        try ExchangeFile.read(folder: tests.appendingPathComponent("LoopbackServer/Exchanges"))
    }

    /// The exchanges of a site of these tests.
    static func exchanges(_ site: String) throws -> [ScriptedExchange] {
        try ExchangeFile.read(folder: tests.appendingPathComponent("EndToEnd/Exchanges/\(site)"))
    }
}
