// What the loopback server answers to which request, and how it misbehaves while doing so.

/// One scripted answer. Files hold them as text (``ExchangeFile``); tests may also build them in Swift.
public struct ScriptedExchange: Sendable, Equatable, CustomStringConvertible {
    /// The file's base name without `.exchange`, for messages.
    public var name: String
    /// Request targets that it answers, query included; a final `*` stands for any rest.
    public var paths: [String]
    /// All must hold for it to answer.
    public var conditions: [Condition]
    /// What a client is expected to make of it, in the test's own words; the server does not read it.
    public var expectations: [String]
    /// What the server does, in order.
    public var steps: [Step]

    public var description: String { name }

    public init(name: String, paths: [String], conditions: [Condition] = [], expectations: [String] = [], steps: [Step]) {
        self.name = name
        self.paths = paths
        self.conditions = conditions
        self.expectations = expectations
        self.steps = steps
    }

    /// A condition on the request.
    public enum Condition: Sendable, Equatable {
        /// The field is there; with this value, if one is given.
        case field(name: String, value: String?)
        /// The field is not there, or not with this value.
        case noField(name: String, value: String?)
        /// It is the n-th request for this target, counted from 1.
        case turn(Int)
    }

    /// One thing that the server does.
    public enum Step: Sendable, Equatable {
        /// Sends bytes as they are.
        case send([UInt8])
        /// Sends bytes after `${host}` (the request's Host), `${target}` and `${turn}` are filled in.
        case sendFilledIn([UInt8])
        /// Waits so many seconds.
        case sleep(Double)
        /// Sends from now on in pieces of so many bytes with so many seconds between them; 0 bytes: all at once again.
        case pace(bytes: Int, seconds: Double)
        /// Does the steps so many times; nil: until the client is gone.
        case repeated(Int?, [Step])
        /// Closes the connection.
        case close
        /// Ends it with RST, dropping what the client has not read.
        case reset
        /// Sends FIN, then waits for the client to close, at most so many seconds.
        case halfClose(Double)
        /// Sends nothing more and waits for the client to close, at most so many seconds.
        case hold(Double)
    }

    /// A plain answer: status line, fields, `Content-Length`, body.
    public static func response(
        _ status: Int, _ reason: String = "OK", fields: [(name: String, value: String)] = [], body: [UInt8] = []
    ) -> [Step] {
        var head = "HTTP/1.1 \(status) \(reason)\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        head += "Content-Length: \(body.count)\r\n\r\n"
        return [.send(Array(head.utf8) + body)]
    }

    func answers(_ request: ReceivedRequest, turn: Int) -> Bool {
        paths.contains { $0.hasSuffix("*") ? request.target.hasPrefix($0.dropLast()) : request.target == $0 }
            && conditions.allSatisfy { condition in
                switch condition {
                case .field(let name, let value): request.has(name, value)
                case .noField(let name, let value): !request.has(name, value)
                case .turn(let number): number == turn
                }
            }
    }
}
