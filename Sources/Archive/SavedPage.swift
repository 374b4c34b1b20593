// A saved HTML page and the sidecar beside it that tells its URL and header.

import Foundation
import Records
import Web
import WebArchive

/// An input that cannot be read.
public struct InputError: Error, CustomStringConvertible {
    public let path: String
    public let cause: String

    public init(path: String, cause: String) {
        self.path = path
        self.cause = cause
    }

    public var description: String { "\(path): \(cause)" }
}

/// What `NAME.html.json` tells of `NAME.html`: `{"url": …, "header": {"Content-Type": …}, "charset": …, "status": …}`, each key optional.
public struct Sidecar: Sendable {
    public var url: WebURL?
    public var header: [String: String] = [:]
    public var charset: String?
    public var status: Int?

    /// Reads the sidecar of a page, if there is one.
    public init?(beside path: String) throws {
        let sidecarPath = path + ".json"
        guard let data = FileManager.default.contents(atPath: sidecarPath) else { return nil }
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw InputError(path: sidecarPath, cause: "is no JSON object")
        }
        if let text = object["url"] as? String {
            guard let url = try? WebURL(text) else { throw InputError(path: sidecarPath, cause: "url: “\(text)” is no absolute URL") }
            self.url = url
        }
        header = object["header"] as? [String: String] ?? [:]
        charset = object["charset"] as? String
        status = object["status"] as? Int
    }

    /// The value of a header field, whatever the case of its name.
    public func field(_ name: String) -> String? {
        header.first { $0.key.lowercased() == name.lowercased() }?.value
    }
}

/// Reads saved pages.
public enum SavedPage {
    /// The record of a saved page.
    public static func record(of bytes: [UInt8], path: String, sidecar: Sidecar?) -> Record {
        PageExtraction.page(
            saved: decoded(bytes), url: sidecar?.url, charsetHeader: charset(sidecar), status: sidecar?.status
        ).record(file: path)
    }

    /// A page saved with its content coding (GitHub's mirrors and `wget --compression=none` do that), without it.
    static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
        let (decoded, verdict) = ContentCoding.gzip.decode(bytes[...], limit: PageExtraction.bodyLimit)
        if case .complete = verdict { return decoded }
        return bytes
    }

    /// The charset that the sidecar gives, by name or in the header.
    static func charset(_ sidecar: Sidecar?) -> String? {
        sidecar?.charset ?? sidecar?.field("Content-Type").flatMap { ContentType(headerValue: $0)?.charset }
    }
}
