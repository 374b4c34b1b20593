// Which answers are kept whole, by their types.

import Web
import WebArchive

/// The media types that a portal file keeps. Of another type's answer the body is not taken: the archive has its head, marked as
/// cut, and the URL is ``URLState/excluded`` with the reason ``URLReason/type``.
struct KeptTypes: Sendable {
    private let ranges: [MediaRange]

    /// Nil where all are kept.
    init?(_ portal: Portal) {
        guard !portal.types.isEmpty else { return nil }
        ranges = portal.types
    }

    /// Whether the body behind a response head is wanted. What is no 2xx is evidence, HTML and what names no type may be a page:
    /// they are always wanted.
    func wantsBody(_ head: [UInt8]) -> Bool {
        guard let message = try? HTTPMessage(parsing: head[...]), let status = message.status, (200..<300).contains(status),
              let type = message.contentType.flatMap({ ContentType(headerValue: $0) }), !type.isHTML
        else { return true }
        return ranges.contains { $0.contains(type) }
    }
}
