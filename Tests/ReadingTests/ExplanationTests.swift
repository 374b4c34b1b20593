import Foundation
import Markup
import Reading
import Testing
import Web

/// Why a page reads as it does.
@Suite struct ExplanationTests {
    struct Fixture: CustomTestStringConvertible, Sendable {
        var path: String
        var testDescription: String { path }

        static let all: [Fixture] = {
            let folder = root.appendingPathComponent("fixtures")
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".html") }.sorted().map { Fixture(path: "fixtures/\($0)") }
        }()

        func html() throws -> (HTMLPage, WebURL?) {
            let sidecar = file(path + ".json").flatMap { try? JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] }
            let header = (sidecar?["header"] as? [String: String])?["Content-Type"].flatMap { ContentType(headerValue: $0)?.charset }
            return (HTMLPage.parse(try #require(file(path)), charsetHeader: header), (sidecar?["url"] as? String).flatMap { try? WebURL($0) })
        }
    }

    private static func explain(_ html: String, url: String? = nil, on day: Day? = nil) -> Explanation {
        PageReader.explain(HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8"), url: url.flatMap { try? WebURL($0) }, capturedAt: day)
    }

    /// The values of a page that one candidate holds alone.
    private static func values(_ page: Page) -> [String: String] {
        var values: [String: String?] = [
            "kind": page.kind.rawValue, "site.name": page.siteName, "site.site_id": page.siteID, "title": page.title, "kicker": page.kicker, "subtitle": page.subtitle,
            "original_title": page.originalTitle, "column": page.column, "source": page.source, "author": page.author, "editor": page.editor, "published": page.published,
            "reads": page.reads.map { String($0) }, "signoff": page.signoff, "announced": page.announced.map { String($0) }, "next_page": page.nextPage,
            "breadcrumb": page.breadcrumb.isEmpty ? nil : page.breadcrumb.joined(separator: " > "),
            "document.index_number": page.document?.indexNumber, "document.issuer": page.document?.issuer, "document.number": page.document?.number,
            "document.written": page.document?.written, "document.released": page.document?.released, "document.effective": page.document?.effective,
            "document.category": page.document?.category, "document.keywords": page.document?.keywords, "document.validity": page.document?.validity,
            "footer.owner": page.footer.owner, "footer.organizer": page.footer.organizer, "footer.undertaker": page.footer.undertaker, "footer.address": page.footer.address,
            "footer.postal_code": page.footer.postalCode, "footer.phone": page.footer.phone, "footer.icp": page.footer.icp,
            "footer.public_security": page.footer.publicSecurity, "footer.site_id": page.footer.siteID,
        ]
        for (key, value) in values where value == nil { values.removeValue(forKey: key) }
        return values.compactMapValues { $0 }
    }

    @Test(arguments: Fixture.all) func `the candidate that wins is what the page reads as`(_ fixture: Fixture) throws {
        let (html, url) = try fixture.html()
        let explanation = PageReader.explain(html, url: url, capturedAt: nil)
        let page = PageReader.read(html, url: url, capturedAt: nil)
        #expect(explanation.page == page)
        let values = Self.values(page)
        for field in ["kind", "site.name", "title", "column", "source", "author", "editor", "published", "reads", "breadcrumb", "footer.owner", "footer.icp", "document.number"] + values.keys {
            let winners = explanation.candidates.filter { $0.field == field && $0.hasWon }
            #expect(winners.map(\.value) == values[field].map { [$0] } ?? [], "\(field)")
            guard let winner = winners.first, let evidence = page.evidence.first(where: { $0.field == field }) else { continue }
            #expect(winner.place == evidence.place, "\(field)")
        }
        for candidate in explanation.candidates { #expect(!candidate.reason.isEmpty, "\(candidate)") }
    }

    @Test func `the fixtures are there`() {
        #expect(Fixture.all.count >= 80)
    }

    /// A value that a reader sees has a line; the candidate that won was then found by its finder, not put in afterwards.
    @Test(arguments: Fixture.all) func `values that a reader sees are found again in a line`(_ fixture: Fixture) throws {
        let (html, url) = try fixture.html()
        let explanation = PageReader.explain(html, url: url, capturedAt: nil)
        let seen: Set<String> = ["byline", "byline; 00:00:00 dropped", "signoff", "h1", "heading", "breadcrumb", "table", "below the body", "footer", "first line"]
        for candidate in explanation.candidates where candidate.hasWon && seen.contains(candidate.place) {
            #expect(candidate.line != nil, "\(candidate.field): \(candidate.value)")
        }
    }

    @Test(arguments: Fixture.all) func `marks lie inside their line, on borders of characters, and none crosses another`(_ fixture: Fixture) throws {
        let (html, url) = try fixture.html()
        for line in PageReader.explain(html, url: url, capturedAt: nil).lines {
            let bytes = Array(line.text.utf8)
            var open: [Range<Int>] = []
            for mark in line.marks {
                #expect(mark.range.lowerBound >= 0 && mark.range.upperBound <= bytes.count && !mark.range.isEmpty)
                #expect(String(validating: bytes[mark.range], as: UTF8.self) != nil)
                while let last = open.last, last.upperBound <= mark.range.lowerBound { open.removeLast() }
                if let last = open.last { #expect(mark.range.upperBound <= last.upperBound) }
                open.append(mark.range)
            }
        }
    }

    @Test func `implausible dates are refused, each with its reason`() throws {
        let page = Self.explain(article(byline: "<div>发布时间：2031-05-08 更新时间：1912-01-01 来源：县政府办 2024-05-09</div>"), on: Day(year: 2024, month: 6, day: 1))
        let dates = page.candidates(for: "published")
        #expect(page.page.published == "2024-05-09")
        #expect(dates.first?.value == "2024-05-09" && dates.first?.hasWon == true)
        #expect(dates.first { $0.value == "2031-05-08" }?.reason == "implausible: after the day of capture, 2024-06-01")
        #expect(dates.first { $0.value == "1912-01-01" }?.reason == "implausible: before 1949")
    }

    @Test func `a date that loses says which place is trusted more`() throws {
        let page = Self.explain(article(byline: "<div>时间：2024-05-09 来源：县政府办</div>").replacingOccurrences(of: "<head>", with: "<head><meta name=\"PubDate\" content=\"2024-05-10 10:00\"><meta name=\"ContentSource\" content=\"甘肃\">"),
                                url: "http://www.qingxi.example/202405/t20240511_1.html")
        let dates = page.candidates(for: "published")
        #expect(dates.map(\.value).prefix(3) == ["2024-05-09", "2024-05-10T10:00", "2024-05-11"])
        #expect(dates.map(\.rank).prefix(3) == [1, 9, 10])
        #expect(dates[1].reason.contains("byline") && dates[2].reason.contains("byline"))
        let source = page.candidates(for: "source")
        #expect(source.first?.value == "县政府办")
        #expect(source.contains { $0.place == "meta" && $0.value == "甘肃" && !$0.hasWon && $0.rank == nil })
    }

    @Test func `an empty label and a placeholder are told, not passed over`() throws {
        let page = Self.explain(article(byline: "<div>来源： 作者： 时间：2024-05-09</div>"))
        #expect(page.candidates(for: "source").contains { $0.value.isEmpty && $0.reason == "the label has no value" })
    }

    @Test func `titles are listed with their scores, best first`() throws {
        let titles = Self.explain(article(byline: "<div>时间：2024-05-09</div>")).candidates(for: "title")
        #expect(titles.first?.hasWon == true && titles.first?.place == "h1")
        let scores = titles.filter { $0.rank == 1 && !$0.reason.contains("needs") }.compactMap(\.score)
        #expect(scores == scores.sorted(by: >) && !scores.isEmpty)
        #expect(titles.contains { $0.place == "title" && !$0.hasWon })
    }

    @Test func `a page without anything is explained too`() {
        for html in ["", "<p>", "<table><tr><td>x", "\u{0}\u{1}<a href=x>"] {
            #expect(Self.explain(html).candidates.first { $0.field == "kind" && $0.hasWon }?.value == "other")
        }
    }
}
