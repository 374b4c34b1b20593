@testable import Crawling
import Testing
import Web

@Suite struct ScopeTests {
    private func verdict(_ url: String, _ role: URLRole = .page, depth: Int = 1, _ change: (inout Portal) -> Void = { _ in }) throws -> Scope.Verdict {
        var portal = Portal(name: "a", seeds: [try WebURL("http://a.example/")])
        change(&portal)
        return Scope(portal).verdict(on: try WebURL(url), role: role, depth: depth)
    }

    @Test func theSeedsHostIsTheScope() throws {
        #expect(try verdict("http://a.example/x") == .take)
        #expect(try verdict("https://a.example:8443/x") == .take)
        #expect(try verdict("http://www.a.example/x") == .elsewhere)
        #expect(try verdict("http://b.example/logo.png", .image) == .elsewhere)
        #expect(try verdict("mailto:x@a.example") == .elsewhere)
    }

    @Test func includeIsForPagesAndExcludeForAll() throws {
        let zwgk = try #require(URLPattern("/zwgk/"))
        let include: (inout Portal) -> Void = { $0.include = [zwgk] }
        #expect(try verdict("http://a.example/zwgk/x", .page, depth: 1, include) == .take)
        #expect(try verdict("http://a.example/other", .page, depth: 1, include) == .leave(.scope))
        #expect(try verdict("http://a.example/css/a.css", .stylesheet, depth: 1, include) == .take)
        let css = try #require(URLPattern("/css/"))
        let exclude: (inout Portal) -> Void = { $0.exclude = [css] }
        #expect(try verdict("http://a.example/css/a.css", .stylesheet, depth: 1, exclude) == .leave(.scope))
    }

    @Test func patternsHaveWildcardsAndMayNameWholeURLs() throws {
        func excluding(_ patterns: String..., of url: String) throws -> Scope.Verdict {
            let patterns = try patterns.map { try #require(URLPattern($0)) }
            return try verdict(url) { $0.exclude = patterns }
        }
        #expect(try excluding("/*.mp4$", of: "http://a.example/v/1.mp4") == .leave(.scope))
        #expect(try excluding("/*.mp4$", of: "http://a.example/v/1.mp4?x") == .take)
        #expect(try excluding("/*?sort=", of: "http://a.example/list?sort=1") == .leave(.scope))
        #expect(try excluding("https://", of: "http://a.example/") == .take)
        #expect(try excluding("*://a.example/x", of: "http://a.example/xy") == .leave(.scope))
        #expect(try excluding("/政策/", of: "http://a.example/%E6%94%BF%E7%AD%96/1.html") == .leave(.scope))
    }

    @Test func surtPrefixesTakeHostsBelow() throws {
        func verdict(_ prefix: String, _ url: String) throws -> Scope.Verdict {
            let prefix = try #require(SURTPrefix(prefix))
            return try self.verdict(url) {
                $0.hosts = []
                $0.surt = [prefix]
            }
        }
        #expect(try verdict("cn,gov,x", "http://www.x.gov.cn/a") == .take)
        #expect(try verdict("cn,gov,x", "https://zwgk.x.gov.cn:8080/a") == .take)
        #expect(try verdict("cn,gov,x", "http://xy.gov.cn/a") == .elsewhere)
        #expect(try verdict("cn,gov,x)/zwgk/", "http://www.x.gov.cn/zwgk/") == .take)
        #expect(try verdict("cn,gov,x)/zwgk/", "http://www.x.gov.cn/ZWGK/1.html") == .take)
        #expect(try verdict("cn,gov,x)/zwgk/", "http://www.x.gov.cn/zwgk2/") == .elsewhere)
        #expect(try verdict("cn,gov,x)/zwgk/", "http://a.x.gov.cn/zwgk/") == .elsewhere)
        #expect(try verdict("http://(cn,gov,x,www,)/zwgk", "http://x.gov.cn/zwgk/1") == .take)
        #expect(SURTPrefix("") == nil && SURTPrefix("cn,,x") == nil && SURTPrefix("cn,gov)x") == nil && SURTPrefix("/zwgk/") == nil)
    }

    @Test func attachmentsOfOtherHostsAreTakenWhereTheFileSaysSo() throws {
        #expect(try verdict("http://b.example/a.pdf", .attachment) == .elsewhere)
        #expect(try verdict("http://b.example/a.pdf", .attachment, depth: 9) {
            $0.attachmentsFromAnyHost = true
            $0.limits.depth = 2
        } == .take)
        #expect(try verdict("http://b.example/a.html", .page) { $0.attachmentsFromAnyHost = true } == .elsewhere)
    }

    @Test func sitemapsAreLookedAtAsThePortalFileSays() throws {
        let map = "http://a.example/map.xml"
        let other = try WebURL("http://b.example/map.xml")
        let zwgk = try #require(URLPattern("/zwgk/"))
        #expect(try verdict(map, .sitemap, depth: 9) { $0.include = [zwgk]; $0.limits.depth = 1 } == .take)
        #expect(try verdict(other.href, .sitemap) == .elsewhere && verdict(other.href, .feed) == .elsewhere)
        #expect(try verdict(map, .sitemap) { $0.sitemaps = .ignore } == .elsewhere && verdict(map, .feed) { $0.sitemaps = .ignore } == .elsewhere)
        #expect(try verdict(other.href, .sitemap) { $0.sitemaps = .listed([other]) } == .take)
        #expect(try verdict(map, .sitemap) { $0.sitemaps = .listed([other]) } == .take, "an index may name it")
        #expect(try verdict(map, .feed) { $0.sitemaps = .listed([other]) } == .elsewhere)
    }

    @Test func embedsOfOtherHostsAreTakenWhereTheFileSaysSo() throws {
        #expect(try verdict("http://b.example/logo.png", .image) { $0.embedsFromAnyHost = true } == .take)
        #expect(try verdict("http://b.example/x") { $0.embedsFromAnyHost = true } == .elsewhere)
    }

    @Test func depthBoundsPagesOnly() throws {
        #expect(try verdict("http://a.example/x", depth: 3) { $0.limits.depth = 2 } == .leave(.depth))
        #expect(try verdict("http://a.example/a.png", .image, depth: 3) { $0.limits.depth = 2 } == .take)
    }

    @Test func theFingerprintTellsScopesApart() throws {
        let portal = Portal(name: "a", seeds: [try WebURL("http://a.example/")])
        var other = portal
        other.exclude = [try #require(URLPattern("/x"))]
        #expect(Scope(portal).fingerprint != Scope(other).fingerprint)
        other.exclude = []
        other.sitemaps = .ignore
        #expect(Scope(portal).fingerprint != Scope(other).fingerprint)
        other.sitemaps = .follow
        other.delay = 9
        #expect(Scope(portal).fingerprint == Scope(other).fingerprint)
    }
}
