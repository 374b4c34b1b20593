// A saved page and the record expected of it.

import Foundation
import Records

/// A page of a folder of fixtures, replayed.
public struct PageReplay: Sendable {
    /// The path of the saved page.
    public let page: String
    private let recordPath: String

    /// What the machine or the place decides, which an expected record does not hold.
    private static let unstable: Set<String> = ["extractor", "id", "capture"]

    /// The pages of a folder and those below it, byte-sorted; without those whose sidecar tells of a status that is no 2xx, for
    /// a crawl makes no record of them.
    public static func all(in folder: String) throws -> [PageReplay] {
        try ExtractionInput.expand([folder]).compactMap { input in
            guard case .savedPage(let path) = input, (200..<300).contains(try Sidecar(beside: path)?.status ?? 200) else { return nil }
            return PageReplay(page: path, recordPath: String(path.dropLast((path as NSString).pathExtension.count + 1)) + ".record.json")
        }
    }

    /// Where the page's record differs from the one expected, a line a key; what is missing is named.
    public func differences() throws -> [String] {
        guard let data = FileManager.default.contents(atPath: recordPath) else { return ["no record is expected yet (\(recordPath))"] }
        guard let expected = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            return ["the record expected (\(recordPath)) is no JSON object"]
        }
        let got = try JSONSerialization.jsonObject(with: Data(try record().jsonLine())) as? [String: Any] ?? [:]
        return expected.keys.sorted().filter { !Self.unstable.contains($0) }.flatMap { key in
            Self.differences(key, expected[key] ?? NSNull(), got[key] ?? NSNull())
        }
    }

    /// Writes the page's record as the one expected.
    public func accept() throws {
        try FileSystem.write(String(decoding: try record().expectation(), as: UTF8.self), to: recordPath)
    }

    /// The record that the reader makes of the page.
    public func record() throws -> Record {
        guard let data = FileManager.default.contents(atPath: page) else { throw InputError(path: page, cause: "cannot be read") }
        return SavedPage.record(of: Array(data), path: page, sidecar: try Sidecar(beside: page))
    }

    private static func differences(_ path: String, _ expected: Any, _ got: Any) -> [String] {
        switch (expected, got) {
        case (let expected as [String: Any], let got as [String: Any]):
            return Set(expected.keys).union(got.keys).sorted().flatMap { key in
                differences("\(path).\(key)", expected[key] ?? NSNull(), got[key] ?? NSNull())
            }
        case (let expected as [Any], let got as [Any]):
            return (0..<max(expected.count, got.count)).flatMap { index in
                differences(
                    "\(path)[\(index)]", index < expected.count ? expected[index] : NSNull(), index < got.count ? got[index] : NSNull())
            }
        default:
            let (want, have) = (text(expected), text(got))
            return want == have ? [] : ["\(path)\n    expected \(want)\n    got      \(have)"]
        }
    }

    private static func text(_ value: Any) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .withoutEscapingSlashes, .sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }
}
