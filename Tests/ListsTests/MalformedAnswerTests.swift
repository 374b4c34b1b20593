// Answers that are cut, something else, or too much: each is a fault of its column, and nothing else.

import Lists
import LoopbackServer
import Markup
import PortalSimulator
import Reading
import Testing
import Web

/// The first answer of data that a column of the simulator gives.
private struct FirstAnswer {
    let column: ListColumn
    let number: Int
    let url: WebURL
    let bytes: [UInt8]

    init?(_ site: SimulatedColumn) throws {
        let base = "http://www.example.gov.cn"
        func ask(_ method: String, _ url: WebURL, body: [UInt8] = [], type: String? = nil, referer: String = "") -> SimulatedAnswer? {
            let head =
                "\(method) \(url.path)\(url.query.map { "?" + $0 } ?? "") HTTP/1.1\r\nHost: www.example.gov.cn\r\nReferer: \(referer)\r\n"
                + (type.map { "Content-Type: \($0)\r\n" } ?? "") + "\r\n"
            return site.dialect.answer(SimulatedRequest(ReceivedRequest(head: Array(head.utf8), body: body)), site)
        }
        let landing = try WebURL(base + site.dialect.landing(site))
        guard let shell = ask("GET", landing) else { return nil }
        let html = HTMLPage.parse(shell.body, charsetHeader: "utf-8")
        guard let column = ListReader.columns(in: html, page: PageReader.read(html, url: landing, capturedAt: nil), url: landing).first,
            let request = ListReader.request(for: column.firstRequest, of: column), !request.isPage,
            let answer = ask(request.method.rawValue, request.url, body: request.body, type: request.contentType, referer: column.page), answer.status == 200
        else { return nil }
        (self.column, number, url, bytes) = (column, column.firstRequest, request.url, answer.body)
    }

    func read(_ bytes: [UInt8]) throws(ListFault) -> ListReading {
        try ListReader.read(ListAnswer(url: url, bytes: bytes, charset: "utf-8"), of: column, number: number)
    }
}

@Suite("Malformed answers of lists")
struct MalformedAnswerTests {
    /// Systems whose answers are asked for as data.
    static let sites = SimulatedSite.data.filter { site in
        var site = site
        site.articles = max(site.articles, 137)
        return (try? FirstAnswer(site.column())) ?? nil != nil
    }

    private func answer(_ site: SimulatedSite, articles: Int? = nil) throws -> FirstAnswer {
        var site = site
        site.articles = articles ?? max(site.articles, 137)
        return try #require(try FirstAnswer(site.column()))
    }

    @Test("nearly all systems are here") func coverage() {
        #expect(Self.sites.count >= 26, "\(Self.sites.map(\.name))")
    }

    @Test("a page instead of an answer is a fault", arguments: sites) func page(_ site: SimulatedSite) throws {
        let answer = try answer(site)
        let page =
            "<!DOCTYPE html><html><head><title>系统维护</title></head><body><h1>系统正在维护</h1>" + String(repeating: "<p>请稍后再试。</p>", count: 200) + "</body></html>"
        #expect(throws: ListFault.self) { try answer.read(Array(page.utf8)) }
        #expect(throws: ListFault.self) { try answer.read(Array("<html><body>500</body></html>".utf8)) }
    }

    @Test("an answer that breaks off is a fault, or its whole rows", arguments: sites) func cut(_ site: SimulatedSite) throws {
        let answer = try answer(site)
        let whole = try answer.read(answer.bytes)
        if whole.goesOn { return }  // a script, of which only the beginning counts
        let isHTML = answer.bytes.first { $0 > 0x20 } == UInt8(ascii: "<") && !answer.bytes.starts(with: Array("<?xml".utf8))
        for share in [3, 5, 9] {
            let piece = Array(answer.bytes.prefix(answer.bytes.count * share / 10))
            if isHTML {
                // HTML has no end that could be missed: what is there is read.
                let rows = (try? answer.read(piece))?.rows ?? []
                #expect(rows.count <= whole.rows.count)
            } else {
                #expect(throws: ListFault.self, "\(share) tenths") { try answer.read(piece) }
            }
        }
    }

    @Test("a total of a thousand million is a fault", arguments: sites) func total(_ site: SimulatedSite) throws {
        let answer = try answer(site, articles: 1_117)
        guard try answer.read(answer.bytes).announced == 1_117 else { return }
        let text = String(decoding: answer.bytes, as: UTF8.self)
        let swollen = [":1117", ":\"1117", ">1117", "'1117", "\"1117"].reduce(text) { $0.replacing($1, with: $1.dropLast(4) + "1000000000") }
        #expect(throws: ListFault.self) { try answer.read(Array(swollen.utf8)) }
    }

    @Test("ten megabytes in one value are a fault", arguments: sites) func tooLarge(_ site: SimulatedSite) throws {
        let answer = try answer(site)
        #expect(throws: ListFault.self) { try answer.read(answer.bytes + [UInt8](repeating: 0x61, count: 10 << 20)) }
    }

    @Test("bytes at random are read without a trap", arguments: sites) func mutated(_ site: SimulatedSite) throws {
        let answer = try answer(site)
        var state: UInt64 = 42
        for _ in 0..<12 {
            var bytes = answer.bytes
            for _ in 0..<30 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            let rows = (try? answer.read(bytes))?.rows.count ?? 0
            #expect(rows <= ListReader.mostRows)
        }
    }

    @Test("deep nesting is a fault, not an overflow") func deep() throws {
        let answer = try answer(try #require(Self.sites.first { $0.name == "gkmlpt" }))
        #expect(throws: ListFault.self) { try answer.read([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)) }
    }
}
