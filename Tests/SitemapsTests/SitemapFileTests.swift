import Foundation
import Sitemaps
import Testing
import Web

@Suite struct SitemapFileTests {
    private func read(_ text: String, charset: String? = nil, at base: String = "http://a.example/sitemap.xml") throws -> SitemapFile? {
        SitemapFile(reading: Array(text.utf8), charset: charset, base: try WebURL(base))
    }

    private func urls(_ text: String) throws -> [String] { try #require(try read(text)).entries.map(\.url.href) }

    @Test func aSitemapNamesPagesAndTheirTimes() throws {
        let file = try #require(try read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
              <url><loc>http://a.example/1?x=1&amp;y=2</loc><lastmod>2026-11-20T08:00:00+08:00</lastmod></url>
              <url><loc> http://a.example/2
                 </loc><image:image><image:loc>http://a.example/2.jpg</image:loc></image:image></url>
              <url><loc><![CDATA[http://a.example/3?a=1&b=2]]></loc><lastmod>2026-11-20</lastmod></url>
              <url><loc>/4</loc></url><url><loc>http://a.example/1?x=1&#38;y=2</loc></url><url><loc>ftp://a.example/5</loc></url>
            </urlset>
            """))
        #expect(file.form == .urls && !file.isCut && file.entriesLeftOut == 0)
        #expect(file.entries.map(\.url.href) == ["http://a.example/1?x=1&y=2", "http://a.example/2", "http://a.example/3?a=1&b=2", "http://a.example/4"])
        #expect(file.entries.map { $0.lastModified?.iso8601 } == ["2026-11-20T00:00:00Z", nil, "2026-11-20T15:59:59Z", nil])
    }

    @Test func aBareAmpersandIsPartOfTheAddress() throws {
        #expect(try urls("<urlset><url><loc>http://a.example/show.asp?id=1&cid=2&copy=3&lt;</loc></url></urlset>") == ["http://a.example/show.asp?id=1&cid=2&copy=3%3C"])
    }

    @Test(arguments: [
        "\u{FEFF}\n\n  <?xml version='1.0'?><urlset><url><loc>http://a.example/1</loc></url></urlset>",
        "<urlset><url><loc>http://a.example/1</loc></url>",
        "<urlset><url><loc>http://a.example/1</url></urlset>",
        "<urlset><url><loc>http://a.example/1",
        "<URLSET><URL><LOC>http://a.example/1</LOC></URL></URLSET>",
        "<s:urlset><s:url><s:loc>http://a.example/1</s:loc><loc>http://a.example/other</loc></s:url></s:urlset>",
        "<!-- a -- b --><!DOCTYPE urlset [<!ENTITY a 'b'> <!ELEMENT url (loc)>]><urlset><url><loc>http://a.example/1</loc></url></urlset>",
        "<?xml-stylesheet href='s.xsl'?><urlset a=b c='d><' e><url/><url>http://a.example/1</url><url></url></urlset> trailing < nonsense",
        "<urlset><url><loc>http://a.example/1\u{0}\u{B}</loc></url><url><loc>http://</loc></url></urlset>".replacing("\u{0}", with: ""),
    ]) func brokenXMLIsReadAsFarAsItGoes(_ text: String) throws {
        #expect(try urls(text) == ["http://a.example/1"])
    }

    @Test func noEntityIsExpanded() throws {
        let laughs = """
            <!DOCTYPE urlset [<!ENTITY l0 "lol"><!ENTITY l1 "&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;"><!ENTITY l2 "&l1;&l1;&l1;&l1;&l1;&l1;&l1;">
            <!ENTITY file SYSTEM "file:///etc/passwd">]>
            <urlset><url><loc>http://a.example/&l2;/&file;</loc></url></urlset>
            """
        #expect(try urls(laughs) == ["http://a.example/&l2;/&file;"])
    }

    @Test func anIndexNamesSitemaps() throws {
        let file = try #require(try read("<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2026</lastmod></sitemap><sitemap>http://b.example/b.xml</sitemap></sitemapindex>"))
        #expect(file.form == .index && file.entries.map(\.url.href) == ["http://a.example/a.xml.gz", "http://b.example/b.xml"])
    }

    @Test func aTextSitemapIsAddressesOnly() throws {
        let file = try #require(try read("\u{FEFF}http://a.example/1\r\n\r\n  HTTP://a.example/2#x\n"))
        #expect(file.form == .text && file.entries.map(\.url.href) == ["http://a.example/1", "http://a.example/2"])
        #expect(try read("http://a.example/1\nNot found\n") == nil)
        #expect(try read("") == nil && read("<html><body><a href='http://a.example/'>404</a>") == nil && read("{}") == nil)
    }

    @Test(arguments: [
        """
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>http://a.example/</link><atom:link href="http://a.example/rss.xml" rel="self"/>
        <item><title>x</title><link>http://a.example/1</link><guid>1</guid><pubDate>Fri, 20 Nov 2026 08:00:00 +0800</pubDate></item></channel></rss>
        """,
        "<rss version='0.91'><channel><item><link>http://a.example/1</link><pubDate>20 Nov 26 08:00 CST</pubDate></item></channel></rss>",
        "<rss><channel><item><guid>http://a.example/1</guid><pubDate>2026-11-20 08:00:00</pubDate></item></channel></rss>",
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://a.example/rss"><items/></channel>
        <item rdf:about="http://a.example/1"><title>x</title><dc:date>2026-11-20T00:00:00Z</dc:date></item></rdf:RDF>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><link href="http://a.example/"/><entry><link rel="edit" href="http://a.example/edit"/><link href="http://a.example/1"/>
        <published>2016-01-01T00:00:00Z</published><updated>2026-11-20T00:00:00.000Z</updated><content type="html">&lt;a href="http://a.example/in-text"></content></entry></feed>
        """,
    ]) func aFeedNamesItsItems(_ text: String) throws {
        let file = try #require(try read(text))
        #expect(file.form == .feed && file.entries.map(\.url.href) == ["http://a.example/1"])
        #expect(file.entries[0].lastModified?.iso8601 == "2026-11-20T00:00:00Z")
    }

    @Test func chineseEncodingsAreRead() throws {
        // 政策 in GB 2312, declared and not.
        let word: [UInt8] = [0xD5, 0xFE, 0xB2, 0xDF]
        for head in ["<?xml version=\"1.0\" encoding=\"gb2312\"?>", ""] {
            let bytes = Array("\(head)<urlset><url><loc>http://a.example/".utf8) + word + Array("/</loc></url></urlset>".utf8)
            let file = SitemapFile(reading: bytes, charset: nil, base: try WebURL("http://a.example/"))
            #expect(file?.entries.map(\.url.href) == ["http://a.example/%E6%94%BF%E7%AD%96/"])
        }
        let utf16: [UInt8] = [0xFF, 0xFE] + "<urlset><url><loc>http://a.example/1</loc></url></urlset>".utf8.flatMap { [$0, 0] }
        #expect(SitemapFile(reading: utf16, charset: nil, base: try WebURL("http://a.example/"))?.entries.count == 1)
    }

    @Test func aTimeThatAllEntriesShareIsThatOfTheFile() throws {
        func file(_ count: Int) throws -> SitemapFile {
            try #require(try read("<urlset>" + (1...count).map { "<url><loc>/\($0)</loc><lastmod>2026-11-20T0\($0 % 8):00:00Z</lastmod></url>" }.joined()))
        }
        #expect(try file(9).entries.allSatisfy { $0.lastModified != nil })
        #expect(try file(10).entries.allSatisfy { $0.lastModified == nil })
    }

    @Test func tooManyAddressesAreCounted() throws {
        let file = try #require(try read("<urlset>" + (0..<50_010).map { "<url><loc>/\($0)</loc></url>" }.joined() + "</urlset>"))
        #expect(file.entries.count == SitemapFile.entryLimit && file.entriesLeftOut == 10)
    }

    @Test(arguments: [
        ("2026", "2026-12-31T15:59:59Z"), ("2026-02", "2026-02-28T15:59:59Z"), ("2026-11-20", "2026-11-20T15:59:59Z"), ("2026/1/5", "2026-01-05T15:59:59Z"),
        ("2026-11-20T10:00Z", "2026-11-20T10:00:00Z"), ("2026-11-20T10:00:01.5+08:00", "2026-11-20T02:00:01Z"), ("2026-11-20 10:00:01", "2026-11-20T02:00:01Z"),
        ("2026-11-20T10:00:01-0530", "2026-11-20T15:30:01Z"), ("Sat, 13 Dec 2003 18:30:02 GMT", "2003-12-13T18:30:02Z"), ("13 December 2003 18:30", "2003-12-13T10:30:00Z"),
        ("", nil), ("yesterday", nil), ("2026-13-01", nil), ("2026-02-30", nil), ("2026-11-20T25:00Z", nil), ("0000-00-00", nil), ("20261120", nil),
    ] as [(String, String?)]) func timesAreReadInTheirForms(_ text: String, _ time: String?) throws {
        #expect(try read("<urlset><url><loc>/</loc><lastmod>\(text)</lastmod></url>")?.entries.first?.lastModified?.iso8601 == time)
    }
}
