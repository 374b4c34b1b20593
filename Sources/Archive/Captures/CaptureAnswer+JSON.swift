// The answer to a question for a URL as a line of JSON, for programs that ask for many.

import Foundation
import Records
import WebArchive

/// What is wanted of a capture.
public enum CaptureForm: String, Sendable, CaseIterable {
    /// The body's bytes, without transfer and content codings.
    case original
    /// The record of the page.
    case record
    /// The text of the page.
    case text
}

extension CaptureAnswer {
    /// One word for what it is: `held`, `redirected`, `turned away`, `missing`, `failed`, `withheld`, `not held`, `no URL`.
    public var name: String {
        switch self {
        case .held: "held"
        case .withheld: "withheld"
        case .notHeld: "not held"
        case .noURL: "no URL"
        case .other(let other):
            switch other.kind {
            case .redirected: "redirected"
            case .turnedAway: "turned away"
            case .missing: "missing"
            case .failed, .originalMissing: "failed"
            }
        }
    }

    /// A line: what was asked for, the answer, where the capture lies, and what is wanted of it: `body` in Base64, `record` or `text`.
    /// The line ends with its line feed; `record` and `text` are null where the capture is no page.
    public func line(asked: String, form: CaptureForm) throws -> [UInt8] {
        var json = JSONLine()
        var body: String?
        var record: Record?
        if case .held(let capture) = self {
            if form == .original {
                var bytes: [UInt8] = []
                _ = try capture.forEachPieceOfBody { bytes += $0 }
                body = Data(bytes).base64EncodedString()
            } else {
                record = try capture.record()
            }
        }
        json.object { json in
            json.key("asked"); json.value(asked)
            json.key("answer"); json.value(name)
            switch self {
            case .held(let capture):
                json.key("url"); json.value(capture.line.url)
                json.key("time"); json.value(capture.time?.iso8601)
                json.key("status"); json.value(capture.source.status.flatMap { Int($0) })
                json.key("type"); json.value(capture.mime)
                json.key("portal"); json.value(capture.portal.name)
                json.key("warc"); json.value(capture.source.filename)
                json.key("offset"); json.value(Int(capture.source.offset))
                json.key("length"); json.value(Int(capture.source.length))
                switch form {
                case .original: json.key("body"); json.value(body)
                case .record:
                    json.key("record")
                    if let record { record.write(to: &json) } else { json.null() }
                case .text: json.key("text"); json.value(record?.text)
                }
            case .other(let other):
                json.key("time"); json.value(other.time?.iso8601)
                json.key("status"); json.value(other.status)
                if case .redirected(let target) = other.kind { json.key("target"); json.value(target) }
                json.key("why"); json.value(other.text)
            case .withheld(let reason): json.key("why"); json.value(reason)
            case .notHeld, .noURL: break
            }
        }
        json.endLine()
        return json.bytes
    }
}
