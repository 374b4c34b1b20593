// robots.txt rules: RFC 9309's sections and examples, one by one.

import Testing
import Web

@Suite struct RobotsTxtTests {
    private func allows(_ file: String, _ path: String, agent: String = "shilu") throws -> Bool {
        try RobotsTxt(parsing: Array(file.utf8)).allows(WebURL("https://www.example.gov.cn" + path), agent: agent)
    }

    @Test func noRuleAllowsAll() throws {
        #expect(try allows("", "/a"))
        #expect(try allows("User-agent: other\nDisallow: /", "/a"))
        #expect(try allows("User-agent: *\nDisallow:", "/a"))
        #expect(try allows("User-agent: *\n", "/a"))
    }

    @Test func theAgentsOwnGroupReplacesTheOneForAll() throws {
        let file = "User-agent: *\nDisallow: /\n\nUser-agent: ShiLu\nDisallow: /private"
        #expect(try allows(file, "/a"))
        #expect(try !allows(file, "/private/x"))
        #expect(try !allows(file, "/a", agent: "other"))
        #expect(try allows("User-agent: shilu\nUser-agent: *\nDisallow: /x\n\nUser-agent: other\nDisallow: /", "/a", agent: "shilu/0.1 (+https://a.cn)"))
    }

    @Test(arguments: [
        ("shilu", true), ("SHILU", true), ("shilu/2.0", true), ("shilu*", true), ("shilu bot", true), ("shilubot", false), ("shi", false), ("", false),
    ])
    func tokensAreEqualButForCase(_ name: String, _ isOurs: Bool) throws {
        #expect(try allows("User-agent: \(name)\nDisallow: /", "/") == !isOurs)
    }

    @Test func groupsOfTheSameAgentMerge() throws {
        // RFC 9309, section 2.2.1.
        let file = """
            user-agent: ExampleBot
            disallow: /foo
            disallow: /bar

            user-agent: OtherBot
            disallow: /other

            user-agent: ExampleBot
            user-agent: BazBot
            disallow: /baz
            """
        for path in ["/foo", "/bar", "/baz"] { #expect(try !allows(file, path, agent: "ExampleBot/0.1")) }
        #expect(try allows(file, "/other", agent: "ExampleBot/0.1"))
        #expect(try allows(file, "/foo", agent: "BazBot"))
        #expect(try !allows(file, "/baz", agent: "BazBot"))
    }

    @Test func otherRecordsDoNotEndAGroup() throws {
        let file = "User-agent: a\nSitemap: https://x.cn/s.xml\nCrawl-delay: 3\nUser-agent: b\nDisallow: /x"
        #expect(try !allows(file, "/x", agent: "a"))
        #expect(try !allows(file, "/x", agent: "b"))
        let rules = RobotsTxt(parsing: Array(file.utf8))
        #expect(rules.crawlDelay(agent: "a") == 3)
        #expect(rules.crawlDelay(agent: "b") == nil)
        #expect(rules.sitemaps == ["https://x.cn/s.xml"])
    }

    @Test func rulesAboveTheFirstAgentCountForNone() throws {
        #expect(try allows("Disallow: /\nUser-agent: *\nDisallow: /x", "/a"))
        #expect(try allows("User-agent:\nDisallow: /", "/a"))
    }

    @Test func theLongestMatchWinsAndAllowWinsTies() throws {
        // RFC 9309, section 5.2.
        let file = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif"
        #expect(try !allows(file, "/example/page/disallowed.gif", agent: "foobot"))
        #expect(try allows(file, "/example/page/allowed.gif", agent: "foobot"))
        #expect(try allows("User-agent: *\nDisallow: /a\nAllow: /a", "/a"))
        #expect(try allows("User-agent: *\nAllow: /a\nDisallow: /a", "/a"))
        #expect(try allows("User-agent: *\nDisallow: /%61%e4%b8%ad\nAllow: /a中", "/a中"))
        #expect(try !allows("User-agent: *\nAllow: /\nDisallow: /a", "/ab"))
        #expect(try allows("User-agent: *\nDisallow: /*.gif\nAllow: /public", "/public/a.gif"))
    }

    @Test func theDecidingRuleIsNamed() throws {
        let rules = RobotsTxt(parsing: Array("User-agent: *\nDisallow: /a # why\nAllow: /a/b".utf8))
        #expect(try rules.matchingRule(WebURL("http://x.cn/a/c"), agent: "shilu") == "Disallow: /a")
        #expect(try rules.matchingRule(WebURL("http://x.cn/a/b"), agent: "shilu") == "Allow: /a/b")
        #expect(try rules.matchingRule(WebURL("http://x.cn/c"), agent: "shilu") == nil)
    }

    @Test(arguments: [
        ("/fish", "/fish.html", true), ("/fish", "/catfish", false), ("/fish", "/Fish", false), ("/fish*", "/fishheads", true), ("/fish/", "/fish", false),
        ("/*.php", "/index.php5", true), ("/*.php$", "/index.php", true), ("/*.php$", "/index.php5", false), ("/*.php$", "/a.php/b.php", true),
        ("/fish*.php", "/fishheads/catfish.php?p=1", true), ("*.pdf", "/a/b.pdf", true), ("/$", "/", true), ("/$", "/a", false), ("/a$b", "/a$b", true),
        ("/**a", "/xa", true), ("/*a*b*c$", "/abc", true), ("/*a*b*c$", "/acb", false), ("/ab*b$", "/ab", false), ("fish", "/fish", false),
        ("/*?id=", "/a?id=1", true), ("/a?", "/a", false), ("/a?", "/a?", true), ("/*", "/", true), ("*", "/", true), ("$", "/", false), ("*$", "/x", true),
    ])
    func patternsMatchFromThePathsBeginning(_ pattern: String, _ path: String, _ matches: Bool) throws {
        #expect(try allows("User-agent: *\nDisallow: \(pattern)", path) == !matches)
    }

    @Test(arguments: [
        // RFC 9309, sections 2.2.2 and 2.2.3.
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz", true), ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true),
        ("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar", true), ("/foo/bar/ツ", "/foo/bar/%E3%83%84", true),
        ("/foo/bar/%E3%83%84", "/foo/bar/ツ", true), ("/foo/bar/%e3%83%84", "/foo/bar/ツ", true), ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
        ("/foo/bar/baz", "/foo/bar/%62%61%7A", true), ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true),
        ("/path/file-with-a-%2A.html", "/path/file-with-a-x.html", false), ("/path/foo-%24", "/path/foo-$", true), ("/path/foo-%24", "/path/foo-", false),
        // A slash that is encoded in a path separates nothing.
        ("/a%2Fb", "/a/b", false), ("/a/b", "/a%2fb", false), ("/a%2fb", "/a%2Fb", true), ("/a%252Fb", "/a%2Fb", false), ("/%zz", "/%zz", true),
        ("/a b", "/a%20b", true), ("/%7Euser", "/~user", true), ("/政务公开", "/%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80/a", true),
    ])
    func percentEncodingIsComparedInOneSpelling(_ pattern: String, _ path: String, _ matches: Bool) throws {
        #expect(try allows("User-agent: *\nDisallow: \(pattern)", path) == !matches)
    }

    @Test func theFileItselfIsAlwaysAllowed() throws {
        #expect(try allows("User-agent: *\nDisallow: /", "/robots.txt"))
        #expect(try !allows("User-agent: *\nDisallow: /", "/a/robots.txt"))
    }

    @Test(arguments: [
        "\u{FEFF}User-agent: *\nDisallow: /a", "User-agent: *\r\nDisallow: /a\r\n", "User-agent: *\rDisallow: /a", "  user-AGENT :*\n\tDISALLOW\t:\t/a \t",
        "User-agent: *#all\nDisallow: /a#b", "# c\nUser-agent: *\n\n\n# c\nDisallow: /a", "<html>\nx\n:\n: :\nUser-agent: *\nno colon\n\u{0}\nDisallow: /a",
        "User-agent *\nDisallow /a", "User agent: *\nDisalow: /a", "User-agent: *\nFoo: bar\nDisallow: /a", "User-agent:*\nDisallow:/a",
    ])
    func formsOfFiles(_ file: String) throws {
        #expect(try !allows(file, "/a"))
        #expect(try allows(file, "/"))
    }

    @Test func bytesThatAreNoUTF8AreComparedAsTheyAre() throws {
        let rules = RobotsTxt(parsing: Array("User-agent: *\nDisallow: /".utf8) + [0xD6, 0xD0])
        #expect(try !rules.allows(WebURL("http://x.cn/%D6%D0"), agent: "shilu"))
        #expect(try rules.allows(WebURL("http://x.cn/%D6%D1"), agent: "shilu"))
    }

    @Test func rulesUpTo500KiBAndMoreCount() throws {
        let filler = String(repeating: "# 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc\n", count: 8000)
        let rules = RobotsTxt(parsing: Array("User-agent: *\n\(filler)Disallow: /a\n".utf8))
        #expect(try !rules.allows(WebURL("http://x.cn/a"), agent: "shilu"))
        #expect(!rules.isCut)
        let long = RobotsTxt(parsing: Array("User-agent: *\nDisallow: /a\n\(filler)\(filler)\(filler)Disallow: /b".utf8))
        #expect(long.isCut)
        #expect(try !long.allows(WebURL("http://x.cn/a"), agent: "shilu"))
        #expect(try long.allows(WebURL("http://x.cn/b"), agent: "shilu"))
    }

    @Test func manyWildcardsTakeNoLongTime() throws {
        let pattern = "/" + String(repeating: "*a", count: 200) + "*b$"
        let path = "/" + String(repeating: "a", count: 2000)
        let start = ContinuousClock.now
        #expect(try allows("User-agent: *\nDisallow: \(pattern)", path))
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func manyAgentsAndRecordsTakeNoLongTime() throws {
        let agents = (0..<20_000).map { "User-agent: a\($0)\n" }.joined()
        let delays = String(repeating: "Crawl-delay: 1\n", count: 20_000)
        let start = ContinuousClock.now
        let rules = RobotsTxt(parsing: Array((agents + delays + "Disallow: /\n").utf8))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(rules.crawlDelay(agent: "a19999") == 1)
    }

    @Test(arguments: [("3", 3.0), ("0.5", 0.5), ("10 ", 10.0), ("-1", nil), ("nan", nil), ("inf", nil), ("soon", nil), ("", nil)] as [(String, Double?)])
    func crawlDelays(_ value: String, _ delay: Double?) {
        let rules = RobotsTxt(parsing: Array("User-agent: *\nCrawl-delay: \(value)\nDisallow:".utf8))
        #expect(rules.crawlDelay(agent: "shilu") == delay)
    }

    @Test func anAgentWithAGroupOfItsOwnHasNotTheDelayOfAll() {
        let rules = RobotsTxt(parsing: Array("User-agent: *\nCrawl-delay: 9\nDisallow:\n\nUser-agent: shilu\nDisallow: /x".utf8))
        #expect(rules.crawlDelay(agent: "shilu") == nil)
        #expect(rules.crawlDelay(agent: "other") == 9)
    }

    @Test func sitemapsStandAnywhere() {
        let rules = RobotsTxt(parsing: Array("Sitemap: https://x.cn/a.xml\nUser-agent: *\nsitemap:/b.xml\nDisallow: /\nSITEMAP : https://x.cn/c.xml # c".utf8))
        #expect(rules.sitemaps == ["https://x.cn/a.xml", "/b.xml", "https://x.cn/c.xml"])
    }
}

@Suite struct RobotsPolicyTests {
    @Test(arguments: [
        (200, false, true), (299, false, true), (301, true, true), (404, true, true), (403, true, true), (410, true, true), (429, false, false),
        (500, false, false), (503, false, false), (nil, false, false), (0, false, false), (101, false, false), (600, false, false),
    ] as [(Int?, Bool, Bool)])
    func statusDecides(_ status: Int?, _ allowsPrivate: Bool, _ allowsPublic: Bool) throws {
        let policy = RobotsPolicy(status: status, body: Array("User-agent: *\nDisallow: /private\nCrawl-delay: 2".utf8))
        #expect(try policy.allows(WebURL("http://x.cn/private"), agent: "shilu") == allowsPrivate)
        #expect(try policy.allows(WebURL("http://x.cn/public"), agent: "shilu") == allowsPublic)
        #expect(try policy.allows(WebURL("http://x.cn/robots.txt"), agent: "shilu"))
        #expect(policy.crawlDelay(agent: "shilu") == (status.map { (200..<300).contains($0) } == true ? 2 : nil))
    }
}
