// All dialects, by name and by the order in which they are tried.

/// The dialects that Shilu reads.
public enum Dialects {
    /// Within one attempt the first that finds a column wins.
    public static let all: [any Dialect] = [
        // The page spells or links its pages.
        TRSStatic(), TRSCountPage(), ScriptPager(), TaggedPager(), LinkedPager.vsb, LinkedPager.webPlus, LinkedPager.dedeCMS, LinkedPager.jeeCMS,
        LinkedPager.any,
        HanwebPage(),
        // The page names a call, posts itself, or lies beside its rows.
        MoreInfo(), TrueCMS(), InlineRows(), HanwebDisclosure(), Jpaas(), JpaasPolicy(), Gkmlpt(), Postmeta(), UCAP(), StateTax(), Lonsun(), Intertid(), NFRA(), GovLibrary(), OfficeList.cac,
        OfficeList.suzhou, ExportControl(), LawLibrary(), EWB(), TRSSearch(), SiblingFile(),
        // The site's own search.
        TRSFrontSearch(), TRSPortalSearch(), JpaasSearch(), Search5(),
    ]

    /// The dialect of a name, `nil` where none has it (an archive of a newer version).
    public static func named(_ name: String) -> (any Dialect)? { all.first { $0.name == name } }
}
