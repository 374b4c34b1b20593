// Real robots.txt files, read here and by the Python package `protego`.

import Foundation
import Testing
import Web

@Suite struct RobotsDifferentialTests {
    static let agents = [
        "shilu", "Googlebot", "Googlebot-Image", "bingbot", "Baiduspider", "YandexBot", "GPTBot", "MJ12bot", "ia_archiver", "AhrefsBot",
    ]

    /// Where protego reads a file otherwise than RFC 9309 has it, so that the two are not compared.
    enum Difference {
        /// It takes a group whose name is a part of the agent's: "Yandex" for YandexBot. RFC 9309, section 2.2.1, compares the
        /// product token itself.
        case partOfToken
        /// Its Crawl-delay ends a run of user agents, so that the next one begins a group. Other records "MUST NOT interfere"
        /// (section 2.2.4).
        case delayEndsGroup
    }

    struct Question: Encodable {
        var file: String
        var urls: [String]
        var agents: [String]
    }

    struct Answer: Decodable {
        var allowed: [[Bool]]
        var delays: [Double?]
        var sitemaps: [String]
        /// User agents of the file, lower case.
        var names: [String]
        var isDelayBetweenAgents: Bool
    }

    /// Protego is given the files without what it reads in ways of its own: a byte order mark; a version behind a name
    /// ("AhrefsBot/6.1"), which it takes as a part of the name; and, where rules are asked, records that are not RFC 9309's, which
    /// end its groups. Its other ways ("Allow: /index.html" allows "/", a final "$" is a dollar sign, too, lines end at U+2028)
    /// show in none of these files.
    static let script = #"""
        import json, re, sys
        from protego import Protego
        def answer(question):
            with open(question["file"], "rb") as file: text = file.read().decode("utf-8-sig", "replace")
            text = re.sub(r"(?im)^(\s*user-agent\s*:\s*[^\s/#]+)[^\r\n]*", r"\1", text)
            plain = re.sub(r"(?im)^\s*(crawl-delay|request-rate|visit-time|host|noindex|clean-param)\b[^\r\n]*", "", text)
            rules, delays = Protego.parse(plain), Protego.parse(text)
            return {"allowed": [[rules.can_fetch(url, agent) for url in question["urls"]] for agent in question["agents"]],
                    "delays": [delays.crawl_delay(agent) for agent in question["agents"]], "sitemaps": list(rules.sitemaps),
                    "names": [name.lower() for name in re.findall(r"(?im)^\s*user-agent\s*:\s*([^\s/#]+)", text)],
                    "isDelayBetweenAgents": bool(re.search(r"(?im)^\s*crawl-delay[^\r\n]*\s+(#[^\r\n]*\s+)*user-agent", text))}
        json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
        """#

    /// Some that no file asks for, and some made from the file's own rules.
    static func urls(for content: String) -> [WebURL] {
        var paths = ["/", "/index.html", "/robots.txt", "/zwgk/2026/a.html?id=1", "/a%2Fb", "/search?q=%E4%B8%AD", "/~user/", "/a.pdf"]
        var made: [String] = []
        for line in content.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":"), line.lowercased().contains("allow") else { continue }
            let value = line[line.index(after: colon)...].prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            guard value.hasPrefix("/") || value.hasPrefix("*") else { continue }
            let path = value.replacingOccurrences(of: "*", with: "x/y").replacingOccurrences(of: "$", with: "")
            made.append(path.hasPrefix("/") ? path : "/" + path)
        }
        let step = max(1, made.count / 60)
        for index in stride(from: 0, to: made.count, by: step) { paths += [made[index], made[index] + "z?a=b"] }
        return paths.compactMap { try? WebURL("https://example.com" + $0) }
    }

    @Test(.enabled(if: Python.interpreter != nil && SharedData.file("real/conformance/robots/fetched") != nil, "no Python environment or no files"))
    func sameAsProtego() throws {
        let folder = try #require(SharedData.file("real/conformance/robots/fetched"))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        try #require(files.count > 200)
        var questions: [(url: [WebURL], bytes: [UInt8])] = []
        var asked: [Question] = []
        for file in files {
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file)))
            let urls = Self.urls(for: String(decoding: bytes, as: UTF8.self))
            questions.append((urls, bytes))
            asked.append(Question(file: folder.appendingPathComponent(file).path, urls: urls.map(\.href), agents: Self.agents))
        }
        let answers = try Python.run(Self.script, asked, as: [Answer].self)
        try #require(answers.count == files.count)
        var compared = 0
        var leftOut: [Difference: Int] = [:]
        for ((file, question), answer) in zip(zip(files, questions), answers) {
            let rules = RobotsTxt(parsing: question.bytes)
            #expect(rules.sitemaps == answer.sitemaps, "\(file)")
            for (index, agent) in Self.agents.enumerated() {
                let name = agent.lowercased()
                if answer.names.contains(where: { $0 != name && name.contains($0) }) {
                    leftOut[.partOfToken, default: 0] += 1
                    continue
                }
                if answer.isDelayBetweenAgents {
                    leftOut[.delayEndsGroup, default: 0] += 1
                } else {
                    #expect(rules.crawlDelay(agent: agent) == answer.delays[index], "\(file) \(agent)")
                }
                for (url, expected) in zip(question.url, answer.allowed[index]) {
                    compared += 1
                    guard rules.allows(url, agent: agent) != expected else { continue }
                    Issue.record("\(file) \(agent) \(url.pathAndQuery): protego \(expected), here \(rules.matchingRule(url, agent: agent) ?? "no rule")")
                }
            }
        }
        #expect(compared > 50_000)
        // Of more than 3,000 pairs of file and agent.
        #expect(leftOut == [.partOfToken: 55, .delayEndsGroup: 165])
    }
}
