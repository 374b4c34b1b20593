// A visual line, a link's part in it, an image beside it: what the visible text is made of.

/// One visual line: text that a browser would set in one go, between two blocks or breaks.
struct Line {
    /// The line in ``VisibleText/text``: white space collapsed, none at its ends.
    var start: Int32
    var end: Int32
    /// The line in ``VisibleText/folded``.
    var foldedStart: Int32 = 0
    var foldedEnd: Int32 = 0
    /// The first and the last text node of the line.
    var firstNode: Int32
    var lastNode: Int32
    /// The innermost block element that holds the line.
    var block: Int32
    /// Characters that are not white space, and how many of these stand in links.
    var solid: Int32 = 0
    var linked: Int32 = 0
    /// How many sentence marks (，。；、！？, half-width , ; too) it has.
    var marks: Int32 = 0
    /// The line stands in an element that names itself the foot of the page.
    var inFoot = false
    /// The line's links in ``VisibleText/links``.
    var firstLink: Int32
    var linkEnd: Int32

    var range: Range<Int> { Int(start)..<Int(end) }
    var foldedRange: Range<Int> { Int(foldedStart)..<Int(foldedEnd) }
    var linkRange: Range<Int> { Int(firstLink)..<Int(linkEnd) }
    /// The share of its characters that stand in links.
    var linkShare: Double { solid == 0 ? 0 : Double(linked) / Double(solid) }
}

/// The part of a link that stands in one line.
struct LinkRun {
    /// The element `<a>`.
    var node: Int32
    /// Its text in ``VisibleText/text``.
    var start: Int32
    var end: Int32
    /// The line that it stands in.
    var line: Int32

    var range: Range<Int> { Int(start)..<Int(end) }
}

/// An image, and the line that it stands in or before.
struct ImageMark {
    /// The element `<img>`.
    var node: Int32
    var line: Int32
}
