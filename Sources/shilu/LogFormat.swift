// How events are written to standard error where nobody looks on: a line of text or of JSON each.

import ArgumentParser
import Crawling
import Foundation
import Records

/// The format of log lines.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    /// A line without its end.
    func line(_ event: RunEvent, portal: String?, at time: Date = Date()) -> String {
        let stamp = ISO8601DateFormatter().string(from: time)
        guard self == .json else {
            return "\(stamp) \(event.level.rawValue) \(portal.map { "\($0): " } ?? "")\(Self.words(event))"
        }
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(stamp)
            json.key("level"); json.value(event.level.rawValue)
            json.key("portal"); json.value(portal)
            json.key("message"); json.value(event.message)
            json.key("url"); json.value(event.url)
            json.key("state"); json.value(event.state?.rawValue)
            json.key("reason"); json.value(event.reason?.rawValue)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The event in words.
    static func words(_ event: RunEvent) -> String {
        let state = event.state.map { "\($0.rawValue)\(event.reason.map { " (\($0.rawValue))" } ?? ""): " } ?? ""
        return (event.url.map { "\($0) " } ?? "") + state + event.message
    }
}
