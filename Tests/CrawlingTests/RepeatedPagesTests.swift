// A page that comes for every URL is none of theirs, and buries nothing.
@testable import Crawling
import Archive
import Testing
import Web

@Suite struct RepeatedPagesTests {
    private let hub = Array("""
        <html><head><title>信息公开</title></head><body><div>当前位置：<a href="/">首页</a> &gt; 信息公开</div><ul>
        <li><a href="/a/1.html">关于做好春耕备耕工作的通知</a> 2026-01-05</li><li><a href="/a/2.html">关于公布举报电话的公告</a> 2026-01-04</li>
        <li><a href="/a/3.html">二〇二六年度部门预算公开</a> 2026-01-03</li></ul></body></html>
        """.utf8)

    private func article(_ number: Int, counter: Int = 0) -> [UInt8] {
        Array("""
            <html><head><title>第\(number)号通知</title></head><body><h1>第\(number)号通知</h1><div>来源：县政府办 时间：2026-01-05</div>
            <p>第\(number)号通知的正文：请各单位认真贯彻执行，把各项工作抓实抓好。</p><i data-n="\(counter)"></i></body></html>
            """.utf8)
    }

    private func visit(_ number: Int, _ body: [UInt8], path: String = "/zwgk/t20260105_", knownAs textDigest: String? = nil) throws -> Visit {
        var queued = try Visits.queued("http://www.qingxi.example\(path)\(number).html", id: Int64(number))
        if let textDigest {
            queued.textDigest = textDigest
            queued.lastCapture = .init(
                id: 1, url: queued.url.href, recordID: "urn:uuid:1", payloadDigest: "sha256:0", fetchedAt: Timestamp(secondsSince1970: 0), status: 200)
        }
        return try Visits.make(queued, body: body)
    }

    @Test func theFourthArticleWithTheSamePageShowsIt() throws {
        var pages = RepeatedPages()
        let (first, none) = pages.judge(try (101...103).map { try visit($0, hub) })
        #expect(first.allSatisfy { $0.judgement.state == .captured } && none.isEmpty)
        let (fourth, withdrawn) = pages.judge([try visit(104, hub)])
        #expect(fourth[0].judgement.state == .turnedAway && fourth[0].judgement.reason == .wrongPage && fourth[0].judgement.effectiveStatus == 421)
        #expect(withdrawn.map(\.id) == [101, 102, 103])
        let (fifth, more) = pages.judge([try visit(105, hub), try visit(106, article(106))])
        #expect(fifth.map(\.judgement.state) == [.turnedAway, .captured] && more.isEmpty)
    }

    @Test func thoseOfOneBatchAreJudgedTogether() throws {
        var pages = RepeatedPages()
        let (visits, withdrawn) = pages.judge(try (101...106).map { try visit($0, hub) })
        #expect(visits.allSatisfy { $0.judgement.reason == .wrongPage } && withdrawn.isEmpty)
    }

    @Test func theSameTextUnderOtherBytesIsTheSamePage() throws {
        var pages = RepeatedPages()
        // Known articles, which now all show one article.
        let (visits, _) = pages.judge(try (101...104).map { try visit($0, article(7, counter: $0), knownAs: "other") })
        #expect(visits.allSatisfy { $0.judgement.reason == .wrongPage })
    }

    @Test func theHomePageInsteadOfAnArticleIsKnownAtOnce() throws {
        var pages = RepeatedPages()
        let home = try Visits.make(url: "http://www.qingxi.example/", id: 1, depth: 0, body: hub)
        let (visits, _) = pages.judge([home, try visit(101, hub), try visit(102, article(102))])
        #expect(visits.map(\.judgement.reason) == [nil, .wrongPage, nil])
        // And the night after, when the home page itself is unchanged.
        var queued = home.queued
        queued.lastCapture = .init(
            id: 1, url: queued.url.href, recordID: "urn:uuid:1", payloadDigest: home.capture?.payloadDigest ?? "",
            fetchedAt: Timestamp(secondsSince1970: 0), status: 200)
        var another = RepeatedPages(seeds: [queued])
        #expect(another.judge([try visit(101, hub)]).visits[0].judgement.reason == .wrongPage)
    }

    @Test func listsAndOneArticleUnderManyAddressesAreNone() throws {
        var pages = RepeatedPages()
        let lists = try (1...8).map { try visit($0, hub, path: "/zwgk/index_") }
        let folders = try ["a", "b", "c", "d", "e"].enumerated().map { try visit(900 + $0.offset, article(11), path: "/\($0.element)/info/") }
            .map { visit in
                var visit = visit
                visit.queued.url = try WebURL("http://www.qingxi.example/\(visit.queued.id)/t20260105_11.html")
                return visit
            }
        let (visits, withdrawn) = pages.judge(lists + folders)
        #expect(visits.allSatisfy { $0.judgement.state == .captured } && withdrawn.isEmpty)
    }

    @Test func oneTextInManyColumnsIsNoWrongPage() throws {
        var pages = RepeatedPages()
        let (visits, withdrawn) = pages.judge(try (101...112).map { try visit($0, article(7, counter: $0)) })
        #expect(visits.allSatisfy { $0.judgement.state == .captured } && withdrawn.isEmpty)
    }

    @Test func articlesOfOneTemplateAreNoWrongPages() throws {
        var pages = RepeatedPages()
        let (visits, _) = pages.judge(try (101...140).map { try visit($0, article($0)) })
        #expect(visits.allSatisfy { $0.judgement.state == .captured })
    }
}
