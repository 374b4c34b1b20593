// One try: a page through decoding, tree, reader, links and record, measured, and the rules checked.

import Archive
import Markup
import Reading

struct Trial {
    /// CPU time from bytes to the line of JSON, in nanoseconds.
    let nanoseconds: Int
    /// What went against the rules; empty as it should be.
    let broken: [String]

    init(_ input: FuzzInput) {
        let start = Usage.ownNanoseconds
        let line = PageExtraction.page(saved: input.bytes, url: input.url, charsetHeader: input.charsetHeader).record(file: "page.html").jsonLine()
        let html = HTMLPage.parse(input.bytes, charsetHeader: input.charsetHeader)
        let links = PageLinks.find(in: html, url: input.url)
        nanoseconds = Usage.ownNanoseconds - start

        var broken = TreeRules.broken(by: html.tree) + RecordRules.broken(by: line)
        // One page in sixteen, for it takes two more trees.
        if line.count % 16 == 0 { broken += MarkRule.broken(by: html, bytes: input.bytes) }
        if links.contains(where: { $0.url.href.utf8.contains { $0 <= 0x20 || $0 >= 0x7F } }) { broken.append("links: a URL that is not ASCII") }
        if nanoseconds > Limits.nanoseconds(bytes: input.bytes.count) { broken.append("slow: \(nanoseconds / 1_000_000) ms for \(input.bytes.count) bytes") }
        self.broken = broken
    }
}
