// One portal of many systems, as large portals are, and the changes of its second night.

/// Twenty columns, each of another system or form.
public enum MixedPortal {
    private static let dialects: [any SimulatedDialect] = {
        var counting = VSBSite(.descending)
        counting.size = 20
        return [
            TRSStaticSite(.plain), TRSStaticSite(.recordsFirst, rows: .cutTitle), HanwebPageSite(.records), HanwebPageSite(.movedAndGzipped, rows: .brokenDate),
            JpaasSite(), JpaasSite(size: 20, isNested: false), GkmlptSite(), UCAPSite(), StateTaxSite(),
            LonsunSite(), IntertidSite(), IGSSite(), counting, WebPlusSite(), JEECMSSite(), DedeCMSSite(.files), MoreInfoSite(), PostedJSONSite(.cac),
            SiblingFileSite(.govCN), GovLibrarySite(),
        ]
    }()

    /// - Parameter articles: of all columns together.
    public static func columns(articles: Int) -> [SimulatedColumn] {
        dialects.enumerated().map { k, dialect in
            let id = 101 + k, count = articles / dialects.count
            return SimulatedColumn(
                id: id, name: "第\(k + 1)栏目", dialect: dialect,
                articles: (0..<count).map { SimulatedArticle(number: id * 10_000 + count - $0, day: 5_500 - $0 * 5_000 / max(1, count)) })
        }
    }

    /// The change from the first night to the second.
    public struct Change: Sendable {
        /// Addresses that were not there: new articles, and the new places of those that moved.
        public var appeared: [String] = []
        /// Addresses of articles that are no longer listed, nor there.
        public var vanished: [String] = []
    }

    /// 30 articles are new, 5 were removed, 3 moved to another column, where they stand by their dates.
    public static func change(_ portal: SimulatedPortal) -> Change {
        var change = Change()
        portal.change { columns in
            func address(_ article: SimulatedArticle, _ k: Int) -> String { columns[k].dialect.address(article, columns[k]) }
            for n in 0..<30 {
                let k = n % columns.count
                let article = SimulatedArticle(number: columns[k].id * 10_000 + 9_000 + n, day: 5_600 + n)
                columns[k].articles.insert(article, at: 0)
                change.appeared.append(address(article, k))
            }
            for k in [0, 3, 6, 9, 12] {
                let article = columns[k].articles.remove(at: columns[k].articles.count / 2)
                change.vanished.append(address(article, k))
            }
            // From columns to such as announce how many rows they have.
            for (from, to) in [(1, 2), (4, 5), (7, 8)] {
                let article = columns[from].articles.remove(at: columns[from].articles.count / 3)
                change.vanished.append(address(article, from))
                let place =
                    columns[to].articles.firstIndex { ($0.year, $0.month, $0.day) < (article.year, article.month, article.day) } ?? columns[to].articles.count
                columns[to].articles.insert(article, at: place)
                change.appeared.append(address(article, to))
            }
        }
        return change
    }
}
