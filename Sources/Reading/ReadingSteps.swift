// What the steps of one reading found, kept for whoever asks why the page reads as it does.

/// The finds of one reading, in the order of its steps.
struct ReadingSteps {
    let marks: BylineMarks
    let crumbs: Breadcrumb?
    let table: DocumentTable?
    let headline: Headline
    let byline: Byline
    /// The byline below the body; looked for on articles and documents only.
    let below: Byline?
    /// The first line that can be body.
    let start: Int
    /// The lines between byline and end mark.
    let span: Range<Int>
    /// Lines of breadcrumb, headline, byline and table: no body.
    let excluded: Set<Int>
    let body: Body?
    /// The first line behind the body.
    let bodyEnd: Int
    let neighbors: Neighbors
    let signOff: SignOff
    let rows: ListRows
    let store: ListStore?
    let files: [FileLink]
    /// The nodes of the body's images.
    let images: [Int]
    let signals: Page.Kind.Signals
}
