import Archive
import Foundation
import Testing

/// `shilu view` and `shilu explain` of saved pages.
@Suite struct PageViewTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures/portal")

    static let pages: [String] = {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: fixtures.path)) ?? []
        return names.filter { $0.hasSuffix(".html") }.sorted()
    }()

    private static func view(_ html: String, url: String? = nil) throws -> String {
        PageView(try ExplainedPage(bytes: Array(html.utf8), path: "page.html", sidecar: nil)).html
    }

    /// Every tag of the view with its attributes, and the text between tags.
    private static func tags(_ html: String) -> [(name: String, attributes: String)] {
        html.matches(of: /<([a-zA-Z\/!][^\s>]*)([^>]*)>/).map { (String($0.1).lowercased(), String($0.2)) }
    }

    private static let own: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "header", "p", "span", "h1", "h2", "div", "main", "section", "aside", "nav", "a", "b", "bdi", "br", "u", "em",
        "table", "tr", "td", "details", "summary", "ul", "ol", "li",
    ]

    /// What no view may hold, whatever the page: foreign elements and attributes, addresses outside of text.
    private static func expectHarmless(_ html: String, _ page: String) {
        for (name, attributes) in tags(html) {
            #expect(own.contains(name.hasPrefix("/") ? String(name.dropFirst()) : name), "\(page): <\(name)>")
            for attribute in attributes.matches(of: /([a-zA-Z-]+)="([^"]*)"/) {
                let known = ["class", "id", "href", "lang", "charset", "name", "content", "http-equiv", "colspan", "rowspan"].contains(String(attribute.1))
                #expect(known, "\(page): \(attribute.0)")
                if attribute.1 == "href" { #expect(attribute.2.hasPrefix("#"), "\(page): \(attribute.0)") }
            }
            let rest = attributes.replacing(/[a-zA-Z-]+="[^"]*"/, with: "").trimmingCharacters(in: .whitespaces)
            #expect(rest.isEmpty || name == "!doctype", "\(page): <\(name)\(attributes)>")
        }
        #expect(html.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"))
        let style = html.firstMatch(of: /<style>([^<]*)<\/style>/)?.1 ?? ""
        #expect(!style.isEmpty && !style.contains("url(") && !style.contains("@import"))
    }

    @Test(arguments: pages) func everyFieldLeadsToItsPlaceAndTheFileIsWellFormed(_ name: String) throws {
        let page = try ExplainedPage(path: Self.fixtures.appendingPathComponent(name).path)
        let html = PageView(page).html
        Self.expectHarmless(html, name)
        let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "an id stands twice")
        let targets = Set(html.matches(of: /\shref="#([^"]*)"/).map { String($0.1) })
        #expect(targets.subtracting(ids).isEmpty)
        for evidence in page.record.evidence where !["site", "document", "footer"].contains(evidence.field) {
            #expect(targets.contains("f-\(evidence.field)"), "\(evidence.field)")
        }
        if !page.record.paragraphs.isEmpty { #expect(targets.contains("f-paragraphs")) }
        if !page.record.attachments.isEmpty { #expect(targets.contains("f-attachments")) }
        if page.record.document?.number != nil { #expect(targets.contains("f-document-number")) }
        if page.record.footer.icp != nil { #expect(targets.contains("f-footer-icp")) }
        // Every element that opens is closed, in order.
        var open: [String] = []
        for (name, _) in Self.tags(html) where !["!doctype", "meta", "br"].contains(name) {
            if name.hasPrefix("/") { #expect(open.popLast() == String(name.dropFirst())) } else { open.append(name) }
        }
        #expect(open.isEmpty)
    }

    @Test func theViewShowsTheWholeText() throws {
        #expect(Self.pages.count >= 80)
        for name in Self.pages {
            let page = try ExplainedPage(path: Self.fixtures.appendingPathComponent(name).path)
            let html = PageView(page).html
            let text = (html.components(separatedBy: "<main id=\"page\">").last ?? "").components(separatedBy: "</main>")[0]
                .replacing(/<b>[^<]*<\/b>/, with: "").replacing(/<[^>]*>/, with: "")
                .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            for line in page.explanation.lines where !line.text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format }) {
                #expect(text.contains(line.text), "\(name): \(line.text)")
            }
        }
    }

    static let hostile = [
        "<html><head><title></title><script>alert(1)</script></title></head><body onload=alert(1)><h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1><div>时间：2024-05-09 来源：&lt;img src=x onerror=alert(1)&gt;</div><p>正文一，正文二，正文三，正文四，这里是一段足够长的正文。&quot;&gt;&lt;svg/onload=alert(1)&gt;</p></body></html>",
        "<body><img src=\"http://evil.example/x.gif\" alt='\"><script src=http://evil.example/x.js></script>'><a href=\"javascript:alert(1)\" title='\" onmouseover=\"alert(1)'>当前位置：</a><p style=\"background:url(http://evil.example/y)\">文字</p></body>",
        "<div id='\"><script>alert(1)</script>' class=\"content' onclick='alert(1)\"><h1>标题标题标题</h1><div>时间：2024-05-09</div><p>这一段正文足够长，可以当作正文来读取，也有标点。&lt;/style&gt;&lt;/main&gt;&lt;!--</p></div>",
        "<base href=\"http://evil.example/\"><meta http-equiv=refresh content=\"0;url=http://evil.example/\"><meta name=SiteName content='</title><script>alert(1)</script>'><iframe src=http://evil.example/></iframe><h1>甲乙丙丁戊\u{202E}己庚\u{1B}[31m辛</h1>",
        "<table><tr><td colspan='2\" onclick=\"alert(1)'>一</td><td rowspan=99999999>二</td></tr><tr><td>三</td><td></td><td>]]>&amp;lt;script&amp;gt;</td></tr></table>",
    ]

    @Test(arguments: hostile) func nothingOfAHostilePageGetsThrough(_ page: String) throws {
        let html = try Self.view(page)
        Self.expectHarmless(html, "hostile")
        #expect(!html.lowercased().contains("<script"))
        #expect(!html.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
        let text = ExplanationText(try ExplainedPage(bytes: Array(page.utf8), path: "page.html", sidecar: nil)).text()
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    }

    @Test func anEmptyPageHasAViewToo() throws {
        Self.expectHarmless(try Self.view(""), "empty")
    }

    @Test func thePageItselfIsNeverOverwritten() throws {
        let folder = try TemporaryFolder()
        try folder.write("<h1>标题</h1>", to: "a.html")
        let page = try ExplainedPage(path: folder.path + "/a.html")
        #expect(throws: ArchiveError.self) { try PageView(page).write(to: folder.path + "/./a.html") }
        #expect(folder.read("a.html") == "<h1>标题</h1>")
        try PageView(page).write(to: folder.path + "/b.html")
        #expect(folder.read("b.html") == PageView(page).html)
    }

    @Test func theExplanationIsAlignedByColumnsAndNotByLetters() throws {
        let page = try ExplainedPage(path: Self.fixtures.appendingPathComponent("other/seed.html").path)
        let rows = ExplanationText(page).text(field: "title").split(separator: "\n").filter { $0.hasPrefix("  ✓") || $0.hasPrefix("  ✗") }
        #expect(rows.count > 3)
        // The place of every row begins in the same column, Han characters counted twice.
        let columns = rows.compactMap { row -> Int? in
            guard let at = row.firstRange(of: /(heading|breadcrumb|title),\s/)?.lowerBound else { return nil }
            return row[..<at].unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFF60).contains($1.value) ? 2 : 1) }
        }
        #expect(columns.count == rows.count && Set(columns).count == 1)
    }

    @Test func oneFieldIsExplainedAlone() throws {
        let page = try ExplainedPage(path: Self.fixtures.appendingPathComponent("gkml/gkml-dates-in-conflict.html").path)
        let text = ExplanationText(page).text(field: "published")
        let published = try #require(page.record.published)
        #expect(text.hasPrefix("published 发布时间") && text.contains("✓ \(published)") && text.contains("✗ "))
        #expect(!text.contains("\ntitle"))
        #expect(ExplanationText.isField("footer") && ExplanationText.isField("footer.icp") && !ExplanationText.isField("foot"))
    }
}
