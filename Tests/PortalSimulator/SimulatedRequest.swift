// A request to the simulated portal, its query and form taken apart.
import Foundation
import LoopbackServer

/// What a dialect needs to see of a request.
public struct SimulatedRequest: Sendable {
    public let received: ReceivedRequest
    /// The path, percent-escapes decoded.
    public let path: String
    /// The query's parameters.
    public let query: [String: String]
    /// The parameters of a body of type `application/x-www-form-urlencoded`; empty for other bodies.
    public let form: [String: String]

    public init(_ received: ReceivedRequest) {
        self.received = received
        let parts = received.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = (parts.first ?? "").removingPercentEncoding ?? String(parts.first ?? "")
        query = parts.count > 1 ? Self.parameters(parts[1]) : [:]
        let isForm = received.value("Content-Type")?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false
        form = isForm ? Self.parameters(Substring(String(decoding: received.body, as: UTF8.self))) : [:]
    }

    public var target: String { received.target }
    public var method: String { received.method }
    public var isPost: Bool { received.method == "POST" }
    public var referer: String? { received.value("Referer") }
    /// Parameters of the form, else of the query.
    public func parameter(_ name: String) -> String? { form[name] ?? query[name] }
    /// A number among the parameters.
    public func number(_ name: String) -> Int? { parameter(name).flatMap { Int($0) } }

    /// The body as a JSON object; nil if it is none, or is not said to be one.
    public var json: [String: String]? {
        guard received.value("Content-Type")?.lowercased().hasPrefix("application/json") ?? false,
            let object = try? JSONSerialization.jsonObject(with: Data(received.body)) as? [String: Any]
        else { return nil }
        return object.mapValues { "\($0)" }
    }

    /// Whether the request says that it was made from this page of the portal.
    func comes(from target: String) -> Bool { referer?.hasSuffix(target) ?? false }

    private static func parameters(_ text: Substring) -> [String: String] {
        var result: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? parts[1].replacing("+", with: " ") : ""
            result[String(parts[0]).removingPercentEncoding ?? String(parts[0])] = value.removingPercentEncoding ?? String(value)
        }
        return result
    }
}
