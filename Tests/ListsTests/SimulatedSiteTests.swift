// Each system of the simulator, read as its columns are walked, without network.

import Lists
import LoopbackServer
import Markup
import PortalSimulator
import Reading
import Testing
import Web

/// A walk of all pages of a column, as the crawl makes it: announced pages, else until nothing new comes.
struct SimulatedWalk {
    let base = "http://www.example.gov.cn"
    let site: SimulatedColumn
    private(set) var columns: [ListColumn] = []
    /// Addresses in the order in which they were listed.
    private(set) var found: [String: ListRow] = [:]
    private(set) var announced: Int?
    private(set) var requests = 0
    private(set) var failures: [String] = []

    init(_ site: SimulatedColumn) throws {
        self.site = site
        let url = try WebURL(base + site.dialect.landing(site))
        let answer = try #require(self.answer(method: "GET", url: url))
        let html = HTMLPage.parse(answer.body, charsetHeader: "utf-8")
        let page = PageReader.read(html, url: url, capturedAt: nil)
        columns = ListReader.columns(in: html, page: page, url: url)
        for column in columns {
            if columns.count == 1 { announced = column.announced }
            add(column.rows ?? page.rows)
            try walk(column)
        }
    }

    private mutating func walk(_ first: ListColumn) throws {
        var column = first
        var number = column.firstRequest
        while number < 400, let request = ListReader.request(for: number, of: column) {
            requests += 1
            guard let answer = answer(method: request.method.rawValue, url: request.url, body: request.body, type: request.contentType, referer: column.page),
                answer.status == 200
            else {
                failures.append(request.identity)
                return
            }
            let count = found.count
            var goesOn = false
            if request.isPage {
                let html = HTMLPage.parse(answer.body, charsetHeader: "utf-8")
                add(PageReader.read(html, url: request.url, capturedAt: nil).rows)
                if let last = column.lastPage, number >= last { return }
            } else {
                let reading: ListReading
                do { reading = try ListReader.read(ListAnswer(url: request.url, bytes: answer.body, charset: "utf-8"), of: column, number: number) } catch {
                    failures.append("\(request.identity): \(error)")
                    return
                }
                add(reading.rows)
                column.state.merge(reading.state) { $1 }
                announced = reading.announced ?? announced
                column.pages = reading.pages ?? column.pages
                goesOn = reading.goesOn
                if reading.isLast { return }
                if let last = reading.pages ?? column.lastPage, number >= last { return }
            }
            if found.count == count, column.lastPage == nil, !goesOn { return }
            number += 1
        }
    }

    private mutating func add(_ rows: [ListRow]) {
        for row in rows { if let url = row.url, found[url] == nil { found[url] = row } }
    }

    private func answer(method: String, url: WebURL, body: [UInt8] = [], type: String? = nil, referer: String? = nil) -> SimulatedAnswer? {
        let target = url.path + (url.query.map { "?" + $0 } ?? "")
        var head = "\(method) \(target) HTTP/1.1\r\nHost: www.example.gov.cn\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        if let referer { head += "Referer: \(referer)\r\n" }
        return site.dialect.answer(SimulatedRequest(ReceivedRequest(head: Array((head + "\r\n").utf8), body: body)), site)
    }
}

@Suite("Lists of the portal simulator")
struct SimulatedSiteTests {
    @Test("every article that the portal lists is found, with its title and date", arguments: SimulatedSite.data) func walk(_ site: SimulatedSite) throws {
        let column = site.column()
        let walk = try SimulatedWalk(column)
        let wanted = column.articles.prefix(column.dialect.reachable(column))
        let missing = wanted.filter { walk.found[walk.base + column.dialect.address($0, column)] == nil }
        #expect(missing.isEmpty, "\(missing.count) of \(wanted.count), \(walk.columns.map(\.dialect)), failures \(walk.failures)")
        #expect(
            walk.found.count == wanted.count - missing.count,
            "no other rows: \(walk.found.keys.filter { url in !wanted.contains { walk.base + column.dialect.address($0, column) == url } }.prefix(3))")
        let wrong = wanted.compactMap { article -> String? in
            guard let row = walk.found[walk.base + column.dialect.address(article, column)] else { return nil }
            return row.title == article.title && row.date?.prefix(10) == article.date[...] ? nil : "\(article.title) \(article.date): \(row)"
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.first ?? "")")
        if let announced = column.dialect.announced(column) { #expect(walk.announced == announced) }
    }
}
