import Crawling
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
            limits: {pages: 10, body: 5 MB, depth: 3, seconds: 60}
            robots: ignore
            contact: mailto:archive@example.org
            proxy: http://127.0.0.1:3128
            vantage: lanzhou
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
