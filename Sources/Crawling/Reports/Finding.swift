// Something about a column or the portal that no single page tells.

/// A line of the report about a portal against its own past.
public struct Finding: Sendable, Codable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A column whose list could not be looked at: whether it has anything new is not known.
        case notLooked = "not looked"
        /// A column whose list announces more entries than it shows, though nothing of it is left to be asked for.
        case short
        /// A column whose list announces more entries than were reached, with pages that are still to be asked for.
        case listUnread = "list unread"
        /// A column whose list was not read to its end, though it does not say that more is there: an answer that cannot be read, pages that repeat.
        case cutShort = "list cut short"
        /// A column of which more is named and not captured than before.
        case uncaptured = "not captured"
        /// A column without a new entry for far longer than ever before.
        case stoppedGrowing = "stopped growing"
        /// A column whose page was built anew, so that its list is read by another dialect, or by none; or whose known pages vanished together.
        case relaunched
        /// A list that lost entries from its middle.
        case lostItems = "lost items"
        /// A list that shows no entries any more.
        case emptied
        /// A list that announces fewer entries than before.
        case totalDropped = "total dropped"
        /// A field that was found on most articles and now on few.
        case fieldLost = "field lost"
        /// Bodies that are empty or very short, where they were not.
        case bodiesShort = "bodies short"
        /// One date on very many articles.
        case oneDate = "one date"
        /// Pages of a run that could not be compared or shown; the rest is counted.
        case notCompared = "not compared"
    }

    public var kind: Kind
    /// The column, or `nil` for the whole portal.
    public var column: String?
    /// A sentence.
    public var text: String
    /// Pages that show it.
    public var urls: [String]
    public var weight: Int

    init(_ kind: Kind, column: String? = nil, _ text: String, urls: [String] = []) {
        self.kind = kind
        self.column = column
        self.text = text
        self.urls = urls
        weight = switch kind {
        case .relaunched: 90
        case .notLooked: 80
        case .emptied: 75
        case .fieldLost, .bodiesShort: 70
        case .short, .cutShort: 65
        case .lostItems, .totalDropped: 60
        case .oneDate: 55
        case .stoppedGrowing: 50
        case .uncaptured: 45
        case .listUnread: 20
        case .notCompared: 10
        }
    }
}
