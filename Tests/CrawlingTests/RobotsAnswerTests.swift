// What instead of a robots.txt comes is no robots.txt, and no word that there is none.
@testable import Crawling
import Testing
import Web

@Suite struct RobotsAnswerTests {
    private func policy(_ head: String, _ body: String) throws -> String {
        let status = Int(head.split(separator: " ")[1]) ?? 0
        let visit = try Visits.make(
            url: "http://www.qingxi.example/robots.txt", role: .robots, depth: 0, status: status,
            head: Array((head + "\r\n\r\n").utf8), body: Array(body.utf8))
        switch visit.robots {
        case .rules: return "rules"
        case .allowAll: return "allow"
        case .disallowAll: return "closed"
        case nil: return "none"
        }
    }

    private let rules = "User-agent: *\nDisallow: /plus/\n"
    private let shield = "<html><head><title>拒绝执行 | 网站云防护系统</title></head><body><h1>拒绝执行</h1></body></html>"

    @Test func aTextIsRules() throws {
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/plain", rules) == "rules")
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/plain", "") == "rules")
        // A wrong type makes no page of it.
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/html", rules) == "rules")
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/html", "\u{FEFF}# 清溪县\n" + rules) == "rules")
    }

    @Test func aStatusThatSaysThereIsNoneAllowsAll() throws {
        for status in ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"] {
            #expect(try policy("HTTP/1.1 \(status)\r\nContent-Type: text/html", "<html><h1>\(status)</h1></html>") == "allow", "\(status)")
        }
    }

    @Test func aPageThatSaysThereIsNoneAllowsAll() throws {
        let page = "<html><head><title>404</title></head><body><p>您访问的页面不存在</p></body></html>"
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", page) == "allow")
        #expect(try policy("HTTP/1.1 302 Found\r\nLocation: /404.html\r\nContent-Length: 0", "") == "allow")
    }

    @Test func aShieldsPageClosesTheSite() throws {
        for status in ["200 OK", "403 Forbidden", "404 Not Found"] {
            #expect(try policy("HTTP/1.1 \(status)\r\nContent-Type: text/html; charset=utf-8", shield) == "closed", "\(status)")
        }
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8", shield) == "closed")
        #expect(try policy("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0", "") == "closed")
        #expect(try policy("HTTP/1.1 405 Not Allowed\r\nContent-Length: 0", "") == "closed")
        #expect(try policy("HTTP/1.1 412 Precondition Failed\r\nContent-Type: text/html", "<script>$_ts={}</script>") == "closed")
        #expect(try policy("HTTP/1.1 302 Found\r\nLocation: /robots.txt\r\nSet-Cookie: CT6T=1\r\nContent-Length: 0", "") == "closed")
        #expect(try policy("HTTP/1.1 302 Found\r\nLocation: /user/login.jsp\r\nContent-Length: 0", "") == "closed")
    }

    @Test func aPageInsteadOfItClosesTheSite() throws {
        let page = "<!DOCTYPE html><html><head><title>清溪县人民政府</title></head><body><a href='/a/'>政务公开</a><p>欢迎访问清溪县人民政府网站。</p></body></html>"
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", page) == "closed")
        #expect(try policy("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8", page) == "closed")
    }
}
