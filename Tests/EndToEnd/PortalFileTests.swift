// Portal files as a person checks them: `shilu portal check`, `shilu schema portal`.
import Foundation
import Testing

@Suite struct PortalFileTests {
    private static let start = "name: a\nseeds: [http://www.example.gov.cn/]\n"

    /// What may stand below name and seeds.
    static let good = [
        "", "hosts: [www.example.gov.cn, ZWGK.example.gov.cn]", "surt: ['cn,gov,example']", "surt: ['cn,gov,example)/', 'http://(cn,gov,example,)/zwgk']",
        "hosts: [www.example.gov.cn, '[::1]', 政府.example.cn]", "include: [/zwgk/]\nexclude: [/search/, '*.mp4$', http://other.example/]",
        "embeds: any\nattachments: scope", "types: [text/*, application/PDF, '*/*']", "sitemaps: follow", "sitemaps: ignore",
        "sitemaps: [http://www.example.gov.cn/sitemap.xml]", "sitemaps: []", "expect: [source, published, index_number]", "expect: []",
        "delay: 0", "delay: 2.5", "delay: 86400", "concurrency: 64", "limits: {}", "limits: {pages: 1, depth: 0, seconds: 1, body: 1}",
        "limits: {bytes: 20 GB, time: 6 h, host: {pages: 10, time: 90}}", "limits: {body: 5mb, time: 1.5}", "limits: {attempts: 1}", "limits: {host: {}}", "limits: {pages: 10.0}",
        "limits: {time: 999999999 h}", "limits: {body: 001 KB}",
        "revisit: {min: 0.5}", "revisit: {min: 1, max: 3650}", "hours: 20:00-07:30", "hours: ['00:00-24:00']", "hours: [12:00-13:00, 22:00-05:00]",
        "timezone: UTC", "min_free: 0", "min_free: 0 MB", "min_free: 10 GB", "robots: ignore", "contact: 'mailto:a@example.org'", "user_agent: MyArchive/1.0 (x)",
        "headers: {X-Archive: 'yes'}", "headers: {}", "headers: {Authorization: Basic eA==, Ten: x}", "cookies: run", "proxy: http://127.0.0.1:3128", "proxy: socks5h://p:1", "timestamp: http://t.example/tsa",
        "addresses: any", "tls_exceptions: [old.example.gov.cn]", "vantage: lanzhou_2",
    ]

    /// What may not.
    static let bad = [
        "nmae: b", "hosts: www.example.gov.cn", "hosts: [www.example.gov.cn, 'http://b.example']", "hosts: [www.example.gov.cn, 'b.example:80']",
        "hosts: [www.example.gov.cn, '*.example.gov.cn']", "hosts: [www.example.gov.cn, 7]", "hosts: [www.example.gov.cn, '']", "surt: [/zwgk/]", "surt: ['cn,,gov']",
        "surt: ['cn,gov)zwgk']", "include: [zwgk]", "exclude: ['/a b']", "exclude: /search/", "exclude: [ftp://a/]", "embeds: no", "attachments: all", "types: [pdf]", "types: ['*/pdf']",
        "types: [text/]", "types: ['te*t/*']", "sitemaps: none", "sitemaps: [/sitemap.xml]", "sitemaps: {}", "expect: [sources]", "expect: source", "delay: -1", "delay: '1'", "delay: soon", "delay: .inf",
        "delay: 86401", "concurrency: 0", "concurrency: 65", "concurrency: 1.5", "limits: 10", "limits: {page: 1}", "limits: {pages: 0}", "limits: {pages: '1'}",
        "limits: {body: 0}", "limits: {body: 0 MB}", "limits: {body: 5 XB}", "limits: {body: 1234567890 KB}", "limits: {body: -5 MB}", "limits: {depth: -1}", "limits: {seconds: 0}", "limits: {attempts: 0}", "limits: {attempts: 4}", "limits: {time: 0 h}", "limits: {time: 1 day}",
        "limits: {time: 0}", "limits: {host: 10}", "limits: {host: {bytes: 1}}", "revisit: 3", "revisit: {min: 0}", "revisit: {max: 4000}", "revisit: {every: 3}",
        "hours: 20", "hours: 25:00-03:00", "hours: 24:00-03:00", "hours: 20:00", "hours: 2:00-3:00", "hours: [20:00-24:30]", "timezone: ''", "timezone: 8", "min_free: -1",
        "min_free: much", "robots: no", "robots: maybe", "contact: ''", "contact: 2024-01-01", "user_agent: 中文", "user_agent: \"a\\nb\"", "headers: [a]", "headers: {Host: a}", "headers: {proxy-x: a}",
        "headers: {TE: a}", "headers: {user-agent: a}", "headers: {X: 1}", "headers: {'a b': c}", "headers: {X: \"a\\nb\"}", "cookies: all", "cookies: true", "timestamp: t.example", "proxy: p:1", "proxy: ftp://p", "proxy: ''", "addresses: private",
        "tls_exceptions: all", "tls_exceptions: ['https://a.example']", "vantage: new-york", "vantage: 2",
    ]

    /// What only the reader knows to be wrong.
    static let beyondTheSchema = [
        "hosts: [b.example]", "surt: ['cn,gov,other']", "exclude: [/]", "timezone: Asia/Shangai", "revisit: {min: 9, max: 3}", "hours: 20:00-20:00",
        "headers: {X-A: b, x-a: c}", "hosts: [www.example.gov.cn, 'a<b']",
    ]

    @Test func schemaAndReaderAgree() throws {
        guard Peers.has("python") else { return print("skipped: no venv with jsonschema") }
        let folder = try TemporaryFolder()
        let wholes = ["name: 7\nseeds: [http://a.example/]", "name: -a\nseeds: [http://a.example/]", "name: a\nseeds: []", "name: a\nseeds: [a.example]", "name: a", "seeds: [http://a.example/]", "- a", "name: a\nseeds: http://a.example/"]
        var expected: [String: Bool] = [:]
        for (index, text) in (Self.good.map { Self.start + $0 } + Self.bad.map { Self.start + $0 } + wholes).enumerated() {
            let path = try folder.write(text + "\n", "\(index).yaml")
            expected[path] = index < Self.good.count
        }
        let schema = try ShiluCommand.run(["schema", "portal"])
        #expect(schema.status == 0)
        let schemaFile = try folder.write(schema.text, "schema.json")
        let validated = try Peers.run("python", [Repository.peerProgram("validate_yaml.py"), schemaFile] + expected.keys.sorted())
        #expect(validated.status == 0, "\(validated.errors)")
        let verdicts = validated.text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 2) }
        #expect(verdicts.count == expected.count)
        let checked = try ShiluCommand.run(["portal", "check"] + expected.keys.sorted())
        let faulty = Set(checked.text.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })
        for verdict in verdicts {
            let path = String(verdict[0])
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect((verdict[1] == "ok") == expected[path], "by the schema: \(text) \(verdict)")
            // All good files name one portal: the second of them is told for that alone.
            let others = checked.text.split(separator: "\n").filter { $0.hasPrefix(path + ":") && !$0.contains("as /") }
            #expect(others.isEmpty == expected[path], "by the reader: \(text)")
        }
        #expect(faulty.count >= Self.bad.count)
    }

    @Test func theReaderKnowsMoreThanTheSchema() throws {
        guard Peers.has("python") else { return print("skipped: no venv with jsonschema") }
        let folder = try TemporaryFolder()
        let schema = try folder.write(try ShiluCommand.run(["schema", "portal"]).text, "schema.json")
        let files = try Self.beyondTheSchema.enumerated().map { try folder.write(Self.start + $1 + "\n", "\($0).yaml") }
        let validated = try Peers.run("python", [Repository.peerProgram("validate_yaml.py"), schema] + files)
        #expect(validated.text.split(separator: "\n").allSatisfy { $0.split(separator: " ")[1] == "ok" }, "\(validated.text)")
        let checked = try ShiluCommand.run(["portal", "check"] + files)
        #expect(checked.status == 6)
        for file in files { #expect(checked.text.contains(file + ":3: "), "\(file): \(checked.text)") }
    }

    @Test func tellsEveryMistakeWithItsLine() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("name: good\nseeds: [http://a.example/]\n", "good.yaml")
        _ = try folder.write("name: bad\nseeds:\n  - http://b.example/\ndealy: 1\nlimits:\n  pages: many\n", "bad.yml")
        let ended = try ShiluCommand.run(["portal", "check", "."], in: folder.path)
        #expect(ended.status == 6)
        #expect(ended.text == """
            ./bad.yml:4: the key “dealy” is not known; did you mean “delay”?
            ./bad.yml:6: limits.pages: “many” is not a whole number from 1

            """)
        #expect(ended.errors == "2 portal files: 2 mistakes\n")
        let good = try ShiluCommand.run(["portal", "check", "good.yaml"], in: folder.path)
        #expect(good.status == 0 && good.text.isEmpty && good.errors == "1 portal file: no mistake\n")
        #expect(try ShiluCommand.run(["portal", "check", "none.yaml"], in: folder.path).status == 6)
    }

    @Test func anArchiveIsCheckedAsAWhole() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            try FileManager.default.createDirectory(atPath: folder.file("archive/\(name)"), withIntermediateDirectories: true)
        }
        _ = try folder.write("{}", "archive/format.json")
        _ = try folder.write("name: a\nseeds: [http://a.example/]\n", "archive/a/portal.yaml")
        _ = try folder.write("name: c\nseeds: [http://b.example/]\n", "archive/b/portal.yaml")
        let ended = try ShiluCommand.run(["portal", "check", "archive"], in: folder.path)
        #expect(ended.status == 6)
        #expect(ended.text == "archive/b/portal.yaml: names the portal “c”, but lies in the folder of “b”\n")
        #expect(try ShiluCommand.run(["portal", "check", "archive/a"], in: folder.path).status == 0)
    }
}
