// The images of the body.

import Markup

/// Finds the images that belong to the text.
enum BodyImages {
    private static let lazy: [AttributeName] = [.dataSrc, .dataOriginal, .dataLazyload, .dataLazySrc, .dataActualsrc, .original, .underscoreSrc, .zoomfile, .file, .lazySrc, .dataUrl, .dataKsLazyload]
    private static let placeholders: [[UInt8]] = ["loading", "blank.", "grey.", "lazy", "placeholder", "transparent", "1x1", "pixel.gif", "spacer", "space.gif", "nopic"].map { Array($0.utf8) }
    private static let icons: [[UInt8]] = ["/icon", "icon_", "fileicon", "/ico/", "filetype", "share", "weixin", "qrcode", "erweima", "/dot", "arrow", "/print", "logo", "btn_", "/button", "/pdf.", "/doc.", "/xls.", "/zip.", "/rar.", "/ppt.", "/txt."].map { Array($0.utf8) }

    /// The images that stand in or between the body's lines, and those between the byline and the body's first line: their
    /// nodes and addresses as written.
    ///
    /// - Parameter container: the body's element, `nil` for a body without text.
    static func find(_ page: VisibleText, container: Int?, span: Range<Int>, firstLine: Int) -> [(node: Int, address: ArraySlice<UInt8>)] {
        var found: [(Int, ArraySlice<UInt8>)] = []
        let last = span.lowerBound == 0 ? -1 : Int(page.lines[span.lowerBound - 1].lastNode)
        let around = container.flatMap { page.tree.parent(of: $0) }
        for mark in page.images where Int(mark.line) <= span.upperBound {
            let node = Int(mark.node)
            if let container, let around {
                // Beside the body, in the element around it, a picture can stand before its first line.
                guard page.isInside(node, container) || page.isInside(node, around) && Int(mark.line) <= firstLine && page.tree.nodes[around].tag != .body else { continue }
                guard Int(mark.line) >= span.lowerBound && node > last || !page.isInside(node, container) else { continue }
            } else if Int(mark.line) < span.lowerBound || node <= last {
                continue
            }
            guard let address = address(page, node), !isIcon(page, node, address) else { continue }
            found.append((node, address))
        }
        return found
    }

    /// Whether an image is a picture and no icon.
    static func isPicture(_ page: VisibleText, _ node: Int) -> Bool {
        address(page, node).map { !isIcon(page, node, $0) } ?? false
    }

    /// The address of the picture itself: `src`, or, where that is a placeholder, what a script would put there.
    static func address(_ page: VisibleText, _ node: Int) -> ArraySlice<UInt8>? {
        let src = page.tree.attribute(.src, of: node)
        if let src, !src.isEmpty, !src.lowercased.starts(with: Array("data:".utf8)), !placeholders.contains(where: { src.holdsCaseless($0) }) { return src }
        for name in lazy {
            if let value = page.tree.attribute(name, of: node), value.count > 3 { return value }
        }
        return nil
    }

    private static func isIcon(_ page: VisibleText, _ node: Int, _ address: ArraySlice<UInt8>) -> Bool {
        if icons.contains(where: { address.holdsCaseless($0) }) { return true }
        for name in [AttributeName.width, .height] {
            if let value = page.tree.attribute(name, of: node), let (n, end) = page.tree.text.number(at: value.startIndex, end: value.endIndex),
               n <= 32, end == value.endIndex || page.tree.text[end] == 0x70 { return true }
        }
        return false
    }
}
