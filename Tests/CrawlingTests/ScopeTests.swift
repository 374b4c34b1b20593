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
        let include: (inout Portal) -> Void = { $0.include = ["/zwgk/"] }
        #expect(try verdict("http://a.example/zwgk/x", .page, depth: 1, include) == .take)
        #expect(try verdict("http://a.example/other", .page, depth: 1, include) == .leave(.scope))
        #expect(try verdict("http://a.example/css/a.css", .stylesheet, depth: 1, include) == .take)
        let exclude: (inout Portal) -> Void = { $0.exclude = ["/css/"] }
        #expect(try verdict("http://a.example/css/a.css", .stylesheet, depth: 1, exclude) == .leave(.scope))
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
        other.exclude = ["/x"]
        #expect(Scope(portal).fingerprint != Scope(other).fingerprint)
        other.exclude = []
        other.delay = 9
        #expect(Scope(portal).fingerprint == Scope(other).fingerprint)
    }
}
