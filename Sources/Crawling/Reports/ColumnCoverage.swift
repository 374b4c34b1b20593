// What a column's lists and the sitemaps name, and what of it is captured.

/// A column (栏目) of a portal. What is named is captured or stands in ``uncaptured``: the numbers sum to ``named``.
public struct ColumnCoverage: Sendable, Codable, Equatable {
    /// With the columns above it; empty for what sitemaps name and no column is known of.
    public var name: String
    /// Its first list page; `nil` where only sitemaps name its articles.
    public var url: String?
    public var listPages: Int
    /// The total that its list announces, as read last.
    public var announced: Int?
    /// By which dialect its list is read, where the total stands, and, where the walk through the list did not come to its end, why.
    public var dialect: String?
    public var announcedIn: String?
    public var cutShort: String?
    /// URLs that its lists or the sitemaps name, or have named: articles, as far as sitemaps go.
    public var named: Int
    /// Of these, those that its lists name, and those that sitemaps and feeds name.
    public var listed: Int?
    public var inSitemaps: Int?
    /// Of all that is named, that with a good copy.
    public var captured: Int
    /// The rest, by what became of it: waiting, gone, redirected, or the reason.
    public var uncaptured: [String: Int]?
    /// How much of the rest files of others hold; `nil` where that was not asked, or nothing was imported.
    public var imported: Int?
    /// Entries that its list pages show, to be held against ``announced``: what they name, or named and is not gone, and rows that lead out
    /// of the portal.
    public var reached: Int?
    /// By so many entries ``reached`` is short of ``announced`` though nothing of the list is left to be asked for.
    public var shortBy: Int?
    /// When it was first seen, and when it last had a new entry; UTC.
    public var since: String
    public var lastGrowth: String?
    /// New entries of this run.
    public var new: Int
    /// Why its list was not looked at in this run; `nil` if it was.
    public var notLooked: String?

    /// As a line of JSON, with the portal's name.
    public func jsonLine(portal: String) throws -> [UInt8] {
        struct Line: Encodable {
            var portal: String
            var column: ColumnCoverage
        }
        return Array(try ReportJSON.encoder.encode(Line(portal: portal, column: self))) + [0x0A]
    }
}

extension ColumnCoverage {
    /// Words for what is named and not captured, the most first: `8 refused, 4 waiting`.
    public var uncapturedWords: String {
        (uncaptured ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(Headline.grouped($0.value)) \($0.key)" }
            .joined(separator: ", ") + (imported.map { $0 > 0 ? " (\(Headline.grouped($0)) held from imports)" : "" } ?? "")
    }

    /// Named and not captured although it could be: what failed, was refused or cut, and not what waits, is gone or is out of the scope.
    var outstanding: [String: Int] {
        let settled: Set<String> = ["waiting", "gone", "missing once", "redirected", URLReason.scope.rawValue, URLReason.depth.rawValue]
        return (uncaptured ?? [:]).filter { !settled.contains($0.key) }
    }
}
