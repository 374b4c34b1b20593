// What a list's row adds to the record of an article, and what of it the article's page contradicts.

@testable import Archive
import Reading
import Testing

@Suite("Evidence of a list's row")
struct RowEvidenceTests {
    private func page(title: String? = "关于印发要点的通知", published: String? = nil, number: String? = nil) -> Page {
        var page = Page()
        page.kind = .article
        page.title = title
        page.published = published
        if published != nil { page.evidence.append(Evidence(field: "published", place: "byline")) }
        if let number {
            page.document = DocumentInfo()
            page.document?.number = number
            page.evidence.append(Evidence(field: "document.number", place: "table"))
        }
        return page
    }

    private func row(date: String? = nil, number: String? = nil, validity: String? = nil) throws -> RowEvidence {
        var row = ListRow(title: "关于印发…", url: "http://www.example.gov.cn/1.html", date: date)
        row.number = number
        row.validity = validity
        return try #require(RowEvidence(row))
    }

    @Test("it fills what the page leaves empty") func fills() throws {
        let taught = try row(date: "2023-03-18", number: "清政〔2023〕1号", validity: "有效").taught(page(title: nil))
        #expect(taught.title == "关于印发…" && taught.published == "2023-03-18" && taught.document?.number == "清政〔2023〕1号" && taught.document?.validity == "有效")
        #expect(Set(taught.evidence.map(\.place)) == ["list"])
    }

    @Test("where both speak the page's own stands, and a conflict is noted beside it") func conflicts() throws {
        let own = page(published: "2023-03-20T09:00", number: "清政〔2023〕2号")
        let taught = try row(date: "2023-03-18", number: "清政〔2023〕1号").taught(own)
        #expect(taught.published == own.published && taught.document?.number == "清政〔2023〕2号" && taught.title == own.title)
        #expect(taught.evidence.contains(Evidence(field: "published", place: "byline; list says 2023-03-18")))
        #expect(taught.evidence.contains(Evidence(field: "document.number", place: "table; list says 清政〔2023〕1号")))
    }

    @Test("other brackets, blanks and a time are no conflict") func same() throws {
        let own = page(published: "2023-03-18T09:00", number: "清政[2023] 1号")
        let taught = try row(date: "2023-03-18", number: "清政〔2023〕1号").taught(own)
        #expect(taught.evidence == own.evidence && taught.document == own.document)
    }

    @Test("its line in the archive gives it back") func line() throws {
        let one = try row(date: "2023-03-18", number: "清政〔2023〕1号", validity: "失效")
        #expect(RowEvidence(parsing: one.text)?.text == one.text)
        #expect(RowEvidence(parsing: "{\"title\":\"无\"}") == nil && RowEvidence(parsing: "{") == nil)
    }
}
