// A raw-socket HTTP server on loopback that answers by script and logs every byte.
import Foundation
import Synchronization

/// Answers each request by the first scripted exchange that fits (those with conditions before those without), one thread a
/// connection, until ``stop()``.
///
///     let server = try LoopbackServer(exchanges: folder)
///     defer { server.stop() }
///     … fetch http://127.0.0.1:\(server.port)/slow-head …
///     server.log.exchanges(target: "/slow-head").first?.sent
public final class LoopbackServer: Sendable {
    /// Bytes kept of one answer in the log.
    public static let loggedBytes = 8 << 20

    /// A program that answers what no scripted exchange does; nil: 404.
    public typealias Answer = @Sendable (ReceivedRequest) -> [ScriptedExchange.Step]?

    /// The port it listens on.
    public let port: Int
    /// The address it listens on.
    public let address: String

    private struct State {
        var exchanges: [ScriptedExchange]
        var log = ServerLog()
        var open: [Int: ServerSocket] = [:]
        var answering: [String: Int] = [:]
        var isStopped = false
    }

    private let listener: ServerSocket
    private let answer: Answer?
    private let state: Mutex<State>

    /// Answers by the files of a folder.
    public convenience init(exchanges folder: URL, address: String = "127.0.0.1", port: Int = 0, otherwise: Answer? = nil) throws {
        try self.init(exchanges: ExchangeFile.read(folder: folder), address: address, port: port, otherwise: otherwise)
    }

    /// Answers by exchanges made in Swift.
    public init(exchanges: [ScriptedExchange] = [], address: String = "127.0.0.1", port: Int = 0, otherwise: Answer? = nil) throws {
        listener = try ServerSocket.listen(address: address, port: port)
        self.address = address
        self.port = listener.port
        answer = otherwise
        state = Mutex(State(exchanges: exchanges))
        let listener = listener
        Thread { [weak self] in
            while let connection = listener.accept() {
                guard let self else {
                    connection.close()
                    break
                }
                serve(connection)
            }
            listener.close()
        }.start()
    }

    deinit { stop() }

    /// What was received and sent so far.
    public var log: ServerLog { state.withLock { $0.log } }

    /// The start of its URLs, without a slash at the end.
    public var base: String { "http://\(address):\(port)" }

    /// Answers by other exchanges from now on; the log goes on.
    public func replaceExchanges(_ exchanges: [ScriptedExchange]) { state.withLock { $0.exchanges = exchanges } }

    /// Waits until no answer is under way, at most so many seconds. True if so.
    @discardableResult
    public func waitUntilQuiet(seconds: Double = 5) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while state.withLock({ state in state.log.exchanges.contains { !$0.isDone } }) {
            if Date() > end { return false }
            Thread.sleep(forTimeInterval: 0.002)
        }
        return true
    }

    /// Accepts nothing more and ends all connections.
    public func stop() {
        let open = state.withLock { state -> [ServerSocket] in
            if state.isStopped { return [] }
            state.isStopped = true
            return Array(state.open.values) + [listener]
        }
        for socket in open { socket.shutDown() }
    }

    private func serve(_ socket: ServerSocket) {
        let number = state.withLock { state -> Int? in
            if state.isStopped { return nil }
            state.log.connections += 1
            state.open[state.log.connections] = socket
            return state.log.connections
        }
        guard let number else { return socket.close() }
        Thread { [self] in
            var reader = RequestReader(socket: socket)
            while let request = reader.next(), respond(to: request, socket, number) {}
            // Out of the table before it is closed: stop() must not shut down a descriptor that is another's by then.
            state.withLock { $0.open[number] = nil }
            socket.close()
        }.start()
    }

    /// True if the connection is kept.
    private func respond(to request: ReceivedRequest, _ socket: ServerSocket, _ connection: Int) -> Bool {
        let host = request.value("host") ?? ""
        let (scripted, entry, turn) = state.withLock { state -> (ScriptedExchange?, Int, Int) in
            let turn = state.log.requestsByTarget[request.target, default: 0] + 1
            state.log.requestsByTarget[request.target] = turn
            // Those with conditions before those without; among equals the first.
            let fitting = state.exchanges.filter { $0.answers(request, turn: turn) }
            let scripted = fitting.first { !$0.conditions.isEmpty } ?? fitting.first
            state.log.exchanges.append(LoggedExchange(
                request: request, name: scripted?.name, connection: connection, receivedAt: .now))
            let answering = state.answering[host, default: 0] + 1
            state.answering[host] = answering
            state.log.peakConcurrency[host] = max(answering, state.log.peakConcurrency[host, default: 0])
            return (scripted, state.log.exchanges.count - 1, turn)
        }
        let steps = scripted?.steps ?? answer?(request) ?? ScriptedExchange.response(404, "Not Found", body: Array("no such page\n".utf8))
        var playback = Playback(socket: socket, request: request, turn: turn) { [self] bytes in
            state.withLock { state in
                let room = Self.loggedBytes - state.log.exchanges[entry].sent.count
                state.log.exchanges[entry].sent += bytes.prefix(max(0, room))
                state.log.exchanges[entry].sentCount += bytes.count
            }
        }
        let keeps = playback.play(steps)
        state.withLock { state in
            state.log.exchanges[entry].isDone = true
            state.answering[host, default: 1] -= 1
        }
        return keeps && request.keepsConnection
    }
}
