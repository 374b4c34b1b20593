// All systems that the simulator speaks, each in each of its forms: what tests go through.

/// One system in one form, with as many articles as its traps need.
public struct SimulatedSite: Sendable, CustomStringConvertible {
    public var name: String
    public var dialect: any SimulatedDialect
    public var articles: Int

    public var description: String { name }

    init(_ name: String, _ dialect: any SimulatedDialect, _ articles: Int) {
        self.name = name
        self.dialect = dialect
        self.articles = articles
    }

    /// A column of it. Its articles were published one a day, the newest first.
    public func column(id: Int = 101) -> SimulatedColumn {
        SimulatedColumn(
            id: id, name: "政策文件\(id)", dialect: dialect, articles: (0..<articles).map { SimulatedArticle(number: id * 10_000 + articles - $0, day: 5_000 - $0) }
        )
    }

    /// Systems whose later pages are ordinary pages.
    public static let pages: [SimulatedSite] =
        TRSStaticSite.Form.allCases.map { SimulatedSite("TRS static, \($0)", TRSStaticSite($0), 50) }
        + RowStyle.allCases.map { SimulatedSite("rows: \($0)", TRSStaticSite(.plain, rows: $0), 40) }
        + [
            SimulatedSite("TRS static, last pages announced are 404", TRSStaticSite(.setPage, missingPages: 2), 50),
            SimulatedSite("TRS static, stubs beyond the end", TRSStaticSite(.plain, missingPages: 2, hasStubs: true), 50),
            SimulatedSite("TRS static, the last page again beyond the end", TRSStaticSite(.recordsFirst, missingPages: 2, repeatsLast: true), 50),
            SimulatedSite("TRS static, page 1 is the first page once more", TRSStaticSite(.recordsFirst, copiesFirst: true), 80),
            SimulatedSite("TRS static, one folder down", ForwardedListSite(), 50),
            SimulatedSite("year archives", YearArchiveSite(), 800),
            SimulatedSite("year archives in a select, their pagers without names", YearArchiveSite(isSelect: true), 500),
            SimulatedSite("jpaas in a frame", JpaasSite(isFramed: true), 40),
            SimulatedSite("tagged pager", TaggedPagerSite(), 70),
            SimulatedSite("VSB, counting down", VSBSite(.descending), 32), SimulatedSite("VSB, JSP", VSBSite(.dynamic), 32),
            SimulatedSite("WebPlus", WebPlusSite(), 50), SimulatedSite("WebPlus, dynamic", WebPlusSite(isDynamic: true), 50),
            SimulatedSite("JEECMS", JEECMSSite(), 70), SimulatedSite("Hanweb, uid and pageNum alone", HanwebPageSite(.pageNumbers), 50),
        ]
        + [DedeCMSSite.Form.dynamic, .files, .rewritten].map { SimulatedSite("DedeCMS, \($0)", DedeCMSSite($0), 70) }
        + [SimulatedSite("WAS, page", WASSite(.page), 70), SimulatedSite("Lonsun, content", LonsunSite(.content), 50)]

    /// Systems whose rows come as data, or stand in the page unseen.
    public static let data: [SimulatedSite] =
        [
            SimulatedSite("WAS, docs", WASSite(.docs), 70), SimulatedSite("WAS, XML", WASSite(.xml), 70), SimulatedSite("IGS", IGSSite(), 45),
            SimulatedSite("IRS", IRSSite(), 45),
        ]
        + HanwebPageSite.Server.allCases.filter { $0 != .pageNumbers }.map { SimulatedSite("Hanweb jpage, \($0)", HanwebPageSite($0, rows: .brokenDate), 150) }
        + [
            SimulatedSite("Hanweb jpage, more rows than an answer holds", HanwebPageSite(.records), 700),
            SimulatedSite("Hanweb 信息公开", HanwebDisclosureSite(), 50),
        ]
        + TrueCMSSite.Server.allCases.map { SimulatedSite("TrueCMS, \($0)", TrueCMSSite($0), 130) }
        + [
            SimulatedSite("jpaas", JpaasSite(), 50), SimulatedSite("jpaas, 20 rows, a string", JpaasSite(size: 20, isNested: false, rows: .cutTitle), 70),
            SimulatedSite("jpolicy", JpolicySite(), 50),
            SimulatedSite("gkmlpt", GkmlptSite(), 250), SimulatedSite("gkmlpt of a department", GkmlptSite(department: "zqhjj"), 120),
            SimulatedSite("postmeta", PostmetaSite(), 40),
        ]
        + [UCAPSite.Form.searchList, .commonSearch].map { SimulatedSite("UCAP, \($0)", UCAPSite($0), 50) }
        + [
            SimulatedSite("State Tax", StateTaxSite(), 230), SimulatedSite("search5", Search5Site(), 35),
            SimulatedSite("gov.cn library", GovLibrarySite(), 130),
        ]
        + SiblingFileSite.Form.allCases.map { SimulatedSite("sibling file, \($0)", SiblingFileSite($0), 60) }
        + [SimulatedSite("Lonsun", LonsunSite(.disclosure), 50)]
        + IntertidSite.Form.allCases.map { SimulatedSite("intertid, \($0)", IntertidSite($0), 50) }
        + PostedJSONSite.Office.allCases.map { SimulatedSite("\($0)", PostedJSONSite($0), 50) }
        + [
            SimulatedSite("NFRA", NFRASite(), 50), SimulatedSite("NFRA, files", NFRASite(isStatic: true), 50), SimulatedSite("EWB", EWBSite(), 130),
            SimulatedSite("EWB, counting from 1", EWBSite(countsFromOne: true), 130),
        ]
        + InlineRowsSite.Form.allCases.map { SimulatedSite("inline rows, \($0)", InlineRowsSite($0), 60) }
        + [
            SimulatedSite("ASP.NET", MoreInfoSite(), 70), SimulatedSite("ASP.NET without validation", MoreInfoSite(validates: false), 40),
            SimulatedSite("search server", SearchServerSite(), 40),
        ]

    public static let all = pages + data

    /// Lists that show less than they announce.
    public static let pretending: [SimulatedSite] =
        StubbornSite.Pretence.allCases.map { SimulatedSite("pretends: \($0)", StubbornSite($0), 60) }
        + [SimulatedSite("gkmlpt, pages in the middle are 404", GkmlptSite(missingPages: [2, 3, 4]), 700)]
}
