// A piece of data (JSON) that says no: what interfaces answer, with 200, instead of what they were asked for.

import Foundation

/// What a JSON object says of itself, apart from what it holds.
struct DataAnswer: Sendable, Equatable {
    /// The number in `code`, `status` and the like.
    var code: Int?
    /// The word in `success` and the like.
    var success: Bool?
    /// The text in `msg`, `message` and the like.
    var message = ""
    /// Whether it holds anything beside these: a list or an object that is not empty, or a text.
    var holdsData = false

    /// A longer body holds more than a refusal.
    static let longest = 16_384

    private static let codes = ["code", "status", "statuscode", "errcode", "errorcode", "resultcode", "ret"]
    private static let successes = ["success", "issuccess", "succeed", "ok"]
    private static let messages = ["msg", "message", "errmsg", "errormsg", "error", "info", "desc"]
    /// What may stand beside them and is no answer either: the time of an error, the address that was asked for.
    private static let addresses = ["timestamp", "time", "path", "url", "requestid", "traceid", "exception", "trace"]

    /// `nil` if the body is no JSON object.
    init?(_ body: [UInt8]) {
        guard body.count <= Self.longest, body.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{"),
              let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else { return nil }
        for (key, value) in object {
            let key = key.lowercased().replacing("_", with: "")
            if Self.codes.contains(key), let number = Self.number(value) {
                code = number
            } else if Self.successes.contains(key), let word = Self.truth(value) {
                success = word
            } else if Self.messages.contains(key), let text = value as? String {
                if message.count < text.count { message = text }
            } else if !Self.addresses.contains(key) {
                holdsData = holdsData || Self.isSomething(value)
            }
        }
    }

    private static func number(_ value: Any) -> Int? { (value as? NSNumber)?.intValue ?? (value as? String).flatMap { Int($0) } }

    private static func truth(_ value: Any) -> Bool? {
        guard let text = value as? String else { return (value as? NSNumber)?.boolValue }
        return switch text.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    private static func isSomething(_ value: Any) -> Bool {
        switch value {
        case let list as [Any]: !list.isEmpty
        case let object as [String: Any]: !object.isEmpty
        case let text as String: !text.isEmpty
        default: false
        }
    }
}
