@testable import Crawling
import Testing
import Web

@Suite struct PortalFileTests {
    private func portal(_ text: String) throws -> Portal { try PortalFile(text: text, path: "portal.yaml").portal }

    @Test func readsAllKeys() throws {
        let portal = try portal("""
            name: tongwei
            seeds:
              - http://www.tongwei.example/
              - http://www.tongwei.example/zwgk/#top
            hosts: [WWW.tongwei.example, zwgk.tongwei.example]
            include: [/zwgk/]
            exclude: [/search/]
            embeds: any
            delay: 2.5
            concurrency: 2
            limits: {pages: 10, body: 5 MB, depth: 3, seconds: 60, bytes: 2 GB, time: 6 h, host: {pages: 5, time: 90}}
            robots: ignore
            contact: mailto:archive@example.org
            proxy: http://127.0.0.1:3128
            vantage: lanzhou
            surt: ["cn,gov,tongwei"]
            attachments: any
            types: [text/*, application/PDF]
            sitemaps:
              - http://www.tongwei.example/map.xml
            expect: [source, published, index_number]
            revisit: {min: 0.5, max: 30}
            hours: [20:00-07:30, "12:00-13:00"]
            timezone: UTC
            min_free: 0
            headers: {X-Archive: "yes"}
            cookies: run
            tls_exceptions: [Old.tongwei.example]
            addresses: any
            """)
        #expect(portal.name == "tongwei")
        #expect(portal.seeds.map(\.href) == ["http://www.tongwei.example/", "http://www.tongwei.example/zwgk/"])
        #expect(portal.hosts == ["www.tongwei.example", "zwgk.tongwei.example"])
        #expect(portal.embedsFromAnyHost && !portal.obeysRobots)
        #expect(portal.delay == 2.5 && portal.concurrency == 2)
        #expect(portal.limits.pages == 10 && portal.limits.bodyBytes == 5 << 20 && portal.limits.depth == 3)
        #expect(portal.sentUserAgent.contains("+mailto:archive@example.org"))
        #expect(portal.robotsAgent == "shilu")
        #expect(portal.vantage == "lanzhou")
        #expect(portal.surt.map(\.description) == ["cn,gov,tongwei"] && portal.attachmentsFromAnyHost)
        #expect(portal.types.map(\.description) == ["text/*", "application/pdf"])
        #expect(portal.sitemaps == .listed([try WebURL("http://www.tongwei.example/map.xml")]))
        #expect(portal.expect == [.source, .published, .indexNumber])
        #expect(portal.revisit.minDays == 0.5 && portal.revisit.maxDays == 30)
        #expect(portal.hours.map { $0.contains(minute: 21 * 60) } == [true, false])
        #expect(portal.hours.map { $0.contains(minute: 450) } == [false, false] && portal.hours[0].contains(minute: 449))
        #expect(portal.timeZone.secondsFromGMT() == 0 && portal.minFreeBytes == 0)
        #expect(portal.headers == [.init(name: "X-Archive", value: "yes")] && portal.keepsCookies)
        #expect(portal.tlsExceptions == ["old.tongwei.example"] && portal.allowsPrivateAddresses)
        #expect(portal.limits.bytes == 2 << 30 && portal.limits.time == 21_600)
        #expect(portal.limits.hostPages == 5 && portal.limits.hostTime == 90)
    }

    @Test(arguments: [
        ("name: a\nseeds: [http://a.example/]\ndelay: soon", 3, "delay"),
        ("name: a\nseeds: [http://a.example/]\ndealy: 1", 3, "dealy"),
        ("name: ../a\nseeds: [http://a.example/]", 1, "name"),
        ("name: a\nseeds:\n  - http://a.example/\n  - ftp://a.example/", 4, "ftp://a.example/"),
        ("name: a\nseeds: []", 2, "seeds"),
        ("name: a\nseeds: [http://a.example/]\nlimits:\n  pages: 0", 4, "limits.pages"),
        ("name: a\nseeds: [http://a.example/]\nlimits:\n  body: huge", 4, "limits.body"),
        ("name: a\nseeds: [http://a.example/]\nrobots: maybe", 3, "robots"),
        ("name: a\nseeds: [http://a.example/]\nuser_agent: \"a\\r\\nX: y\"", 3, "user_agent"),
        ("name: a\nseeds: [http://a.example/]\nexclude: [search]", 3, "exclude"),
        ("name: a\nseeds: [http://a.example/]\ndealy: 1", 3, "did you mean “delay”?"),
        ("name: a\nseeds: [http://a.example/]\nexpect: [sourse]", 3, "did you mean “source”?"),
        ("name: a\nseeds: [http://a.example/]\nlimits: {page: 1}", 3, "did you mean “pages”?"),
        ("name: 2024\nseeds: [http://a.example/]", 1, "quotes"),
        ("name: a\nseeds: [http://a.example/]\nheaders:\n  Connection: close", 4, "Connection"),
        ("name: a\nseeds: [http://a.example/]\nheaders: {user-agent: x}", 3, "user_agent"),
        ("name: a\nseeds: [http://a.example/]\nheaders: {X-A: \"a\\nb\"}", 3, "headers.X-A"),
        ("name: a\nseeds: [http://a.example/]\nhosts: [b.example]", 3, "a.example"),
        ("name: a\nseeds: [http://a.example/]\nsurt: [cn,gov]", 3, "a.example"),
        ("name: a\nseeds: [http://a.example/x/1]\nexclude: [/x/]", 3, "http://a.example/x/1"),
        ("name: a\nseeds: [http://a.example/]\nhours: 25:00-26:00", 3, "25:00-26:00"),
        ("name: a\nseeds: [http://a.example/]\nrevisit: {min: 9, max: 3}", 3, "9.0 days"),
        ("name: a\nseeds: [http://a.example/]\ntimezone: Asia/Shangai", 3, "Asia/Shangai"),
        ("name: a\nseeds: [http://a.example/]\ntypes: [pdf]", 3, "pdf"),
        ("name: a\nseeds: [http://a.example/]\nproxy: proxy.example:80", 3, "proxy.example:80"),
        ("name: a\nseeds: [http://a.example/]\nmin_free: -1", 3, "-1"),
        ("name: a\nseeds: [http://a.example/]\nlimits: {time: 1 day}", 3, "1 day"),
        ("name: a\nname: b\nseeds: [http://a.example/]", 1, "name"),
        ("- a", 1, "name"),
    ])
    func tellsTheMistakeAndItsLine(_ text: String, _ line: Int, _ word: String) {
        let error = #expect(throws: PortalFileError.self) { try portal(text) }
        #expect(error?.line == line)
        #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: ["", "seeds: [http://a.example/]", "name: a", "name: [", "name: a\nname: b\nseeds: [http://a.example/]"])
    func refusesWhatIsNoPortal(_ text: String) {
        #expect(throws: PortalFileError.self) { try portal(text) }
    }

    @Test func tellsAllMistakesByTheirLines() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/portal.yaml"
        try folder.write("name: A\nseeds:\n  - ftp://a.example/\n  - http://a.example/\nlimits:\n  pages: many\n  deep: 3\nrobots: no\n", to: "portal.yaml")
        let mistakes = PortalFile.mistakes(in: path)
        #expect(mistakes.map(\.line) == [1, 3, 6, 7, 8], "\(mistakes)")
        let error = #expect(throws: PortalFileError.self) { try PortalFile(reading: path) }
        #expect(error?.message.hasSuffix("(4 more mistakes: shilu portal check \(path))") == true)
        #expect(PortalFile.mistakes(in: folder.path + "/none").count == 1)
    }

    @Test func everyKeyIsShownInANewFile() throws {
        let text = PortalFile.text(for: PortalSource.portal(for: try WebURL("http://www.example.gov.cn/")))
        for key in PortalKey.allCases { #expect(text.contains("\n\(key.rawValue):") || text.contains("\n# \(key.rawValue): ")) }
        // What is shown needs nothing but its `#` taken away.
        let shown = text.split(separator: "\n").dropFirst(2).map { $0.hasPrefix("# ") ? $0.dropFirst(2) : $0 }
        let portal = try portal(shown.joined(separator: "\n"))
        #expect(portal.delay == 1 && portal.surt.map(\.description) == ["cn,gov,example"] && portal.limits.time == 21_600)
    }

    @Test func aBareURLGivesAPortalFileThatReadsBack() throws {
        let made = PortalSource.portal(for: try WebURL("http://WWW.Example.com:8080/a/?b#c"))
        #expect(made.name == "www.example.com_8080")
        let back = try portal(PortalFile.text(for: made))
        #expect(back == made)
    }

    @Test func theNameOfAnIPv6PortalIsAName() throws {
        #expect(PortalSource.portal(for: try WebURL("http://[::1]:8080/")).name == "host__1_8080")
    }
}
