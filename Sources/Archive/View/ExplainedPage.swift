// A saved page with its record and the reasons behind it: what `shilu explain` and `shilu view` show.

import Foundation
import Reading
import Records

/// A page that was read with its reasons.
public struct ExplainedPage: Sendable {
    public let record: Record
    public let explanation: Explanation

    /// Reads a saved page, with the sidecar beside it if there is one; the record is the one that `shilu extract` makes.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw InputError(path: path, cause: "cannot be read") }
        try self.init(bytes: Array(data), path: path, sidecar: Sidecar(beside: path))
    }

    /// Reads the bytes of a saved page.
    public init(bytes: [UInt8], path: String, sidecar: Sidecar?) throws(InputError) {
        let (page, explanation) = PageExtraction.explanation(
            saved: SavedPage.decoded(bytes), url: sidecar?.url, charsetHeader: SavedPage.charset(sidecar), status: sidecar?.status)
        guard let explanation else { throw InputError(path: path, cause: "cannot be read as a page") }
        record = page.record(file: path)
        self.explanation = explanation
    }

    /// Why the page was decoded as it was: `gb18030 by meta (declared gb2312), 1 bad byte`.
    var charset: String {
        let capture = record.capture
        let declared = capture.charsetDeclared.map { " (declared \($0))" } ?? " (none declared)"
        let bad = capture.badBytes == 0 ? "" : ", \(capture.badBytes) bad byte\(capture.badBytes == 1 ? "" : "s")"
        return "\(capture.charset) by \(capture.charsetFrom)\(declared)\(bad)"
    }
}
