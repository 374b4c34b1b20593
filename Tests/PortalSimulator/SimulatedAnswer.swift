// What the simulated portal answers.
import LoopbackServer

/// One answer.
public struct SimulatedAnswer: Sendable {
    public var status = 200
    public var type: String
    public var body: [UInt8]
    /// Sent as gzip, whether it was asked for or not.
    public var isGzip = false

    public init(status: Int = 200, type: String, _ body: String) {
        self.status = status
        self.type = type
        self.body = Array(body.utf8)
    }

    public static func html(_ text: String, status: Int = 200) -> SimulatedAnswer { SimulatedAnswer(status: status, type: "text/html; charset=utf-8", text) }
    public static func json(_ value: JSON, type: String = "application/json;charset=UTF-8") -> SimulatedAnswer { SimulatedAnswer(type: type, value.text) }
    /// `callback({…});`
    public static func jsonp(_ callback: String, _ value: JSON) -> SimulatedAnswer {
        SimulatedAnswer(type: "text/javascript;charset=UTF-8", "\(callback)(\(value.text));")
    }
    public static func xml(_ text: String) -> SimulatedAnswer { SimulatedAnswer(type: "text/xml;charset=UTF-8", text) }
    public static let missing = html("<html><head><title>404</title></head><body><h1>您访问的页面不存在</h1></body></html>", status: 404)

    func gzipped(_ isGzip: Bool = true) -> SimulatedAnswer {
        var copy = self
        copy.isGzip = isGzip
        return copy
    }

    var steps: [ScriptedExchange.Step] {
        let fields = [(name: "Content-Type", value: type)] + (isGzip ? [(name: "Content-Encoding", value: "gzip")] : [])
        return ScriptedExchange.response(status, status == 200 ? "OK" : "Failed", fields: fields, body: isGzip ? Gzip.member(body) : body)
    }
}

/// A JSON value to be written.
public indirect enum JSON: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case string(String), number(Int), bool(Bool), null, array([JSON]), object([(String, JSON)])

    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }

    /// RFC 8259, with `/` escaped as many Java libraries do.
    public var text: String {
        switch self {
        case .string(let value): Self.quoted(value)
        case .number(let value): "\(value)"
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members): "{" + members.map { "\(Self.quoted($0.0)):\($0.1.text)" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "/": text += "\\/"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
