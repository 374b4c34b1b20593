// A visible line of a page with what was found in it, for showing the page to people.

/// One line of text as a reader sees it, and the parts of the record that stand in it.
public struct PageLine: Sendable, Equatable {
    /// What the line is in the page's own structure.
    public enum Shape: Sendable, Equatable {
        /// `<h1>` to `<h6>`.
        case heading(Int)
        /// An item of a list.
        case item
        /// In a cell of a table of data.
        case cell(Cell)
        case plain
    }

    /// A cell; lines in the same cell have the same.
    public struct Cell: Sendable, Equatable {
        /// Numbers that tell tables, rows and cells apart.
        public var table, row, cell: Int
        /// The columns and rows that it covers, 1 to 1,000.
        public var columns, rows: Int
        /// Cells without text between the one before it and this.
        public var emptyBefore: Int
    }

    /// A part of the record in a line.
    public struct Mark: Sendable, Equatable {
        /// The record's key, as `byline`, `published`, `document.number`.
        public var field: String
        /// UTF-8 offsets in the line's text.
        public var range: Range<Int>
    }

    /// White space collapsed, none at its ends.
    public var text: String
    public var shape: Shape
    /// Block elements that end or begin between the line before and this one.
    public var distance: Int
    /// The links in it, as UTF-8 offsets, in order, without overlap.
    public var links: [Range<Int>]
    /// The parts in it. A part can lie inside another, none crosses another's border.
    public var marks: [Mark]
}

/// An image where the page shows it.
public struct PageImage: Sendable, Equatable {
    /// The line before which it stands.
    public var line: Int
    public var alt: String?
    /// Whether it is an image of the body.
    public var isBody: Bool
}
