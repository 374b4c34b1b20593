// What is sent is what was asked for, and nothing besides.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite(.serialized) struct RequestTests {
    private let good = ScriptedExchange(name: "good", paths: ["*"], steps: ScriptedExchange.response(200, body: Array("ok".utf8)))

    @Test func onlyRequestLineHostAndTheGivenFieldsAreSentInOrder() throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        let fetcher = try Fetcher()
        let fields = [("X-B", "2"), ("User-Agent", "shilu/0.1"), ("x-a", "1;  two"), ("X-Empty", ""), ("Cookie", "a=1; b=2"), ("Accept", "text/html")]
        let exchange = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + "/", fields: fields.map { ($0.0, $0.1) }))
        let expected =
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"
            + "X-B: 2\r\nUser-Agent: shilu/0.1\r\nx-a: 1;  two\r\nX-Empty:\r\nCookie: a=1; b=2\r\nAccept: text/html\r\n\r\n"
        #expect(String(decoding: exchange.requestHead, as: UTF8.self) == expected)
        #expect(server.log.exchanges.first?.request.head == exchange.requestHead)
    }

    @Test func withoutFieldsOnlyRequestLineAndHostAreSent() throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        let exchange = try Loopback.exchange(try Fetcher(), try Loopback.request(1, server.base + "/x"))
        #expect(String(decoding: exchange.requestHead, as: UTF8.self) == "GET /x HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n")
    }

    @Test(arguments: ["/a/./b", "/%2e/x", "//double", "/a?x=%D7%E9&y=[1]|2", "/a;b=1?c", "/?", "/a%20b'(c)*", "/^~{}"])
    func targetIsSentAsTheURLHasIt(_ target: String) throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        let request = try Loopback.request(1, server.base + target)
        _ = try Loopback.exchange(try Fetcher(), request)
        #expect(server.log.exchanges.first?.request.target == request.url.pathAndQuery)
    }

    @Test func aCookieGoesBackToItsHostOnlyAndOnlyIfThatIsAskedFor() throws {
        let setting = ScriptedExchange(
            name: "setting", paths: ["/set"], steps: ScriptedExchange.response(200, fields: [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2; Path=/in")]))
        let server = try LoopbackServer(exchanges: [setting, good])
        defer { server.stop() }
        let fixed = ["portal.example:\(server.port):127.0.0.1", "other.example:\(server.port):127.0.0.1"]
        for keeps in [true, false] {
            let fetcher = try Fetcher(FetcherConfiguration(fixedAddresses: fixed, keepsCookies: keeps))
            var sent: [String?] = []
            for url in ["portal.example:\(server.port)/set", "portal.example:\(server.port)/x", "portal.example:\(server.port)/in/y", "other.example:\(server.port)/x"] {
                _ = try Loopback.exchange(fetcher, try Loopback.request(1, "http://" + url))
                sent.append(server.log.exchanges.last?.request.value("Cookie"))
            }
            #expect(sent == (keeps ? [nil, "a=1", "b=2; a=1", nil] : [nil, nil, nil, nil]))
        }
    }

    @Test func userInformationAndFragmentStayHome() throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        let exchange = try Loopback.exchange(
            try Fetcher(), try Loopback.request(1, "http://user:secret@127.0.0.1:\(server.port)/p#part"))
        #expect(String(decoding: exchange.requestHead, as: UTF8.self) == "GET /p HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n")
    }

    @Test func proxiesOfTheEnvironmentAreIgnored() throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        for name in ["http_proxy", "ALL_PROXY", "all_proxy"] { setenv(name, "http://127.0.0.1:1", 1) }
        defer { for name in ["http_proxy", "ALL_PROXY", "all_proxy"] { unsetenv(name) } }
        let exchange = try Loopback.exchange(try Fetcher(), try Loopback.request(1, server.base + "/"))
        #expect(exchange.status == 200)
    }

    @Test func aNamedProxyIsAskedWithTheWholeURLWhateverNoProxySays() throws {
        let proxy = try LoopbackServer(exchanges: [good])
        defer { proxy.stop() }
        setenv("no_proxy", "*", 1)
        defer { unsetenv("no_proxy") }
        let fetcher = try Fetcher(FetcherConfiguration(proxy: proxy.base))
        let exchange = try Loopback.exchange(fetcher, try Loopback.request(1, "http://portal.invalid/a?b=1"))
        #expect(String(decoding: exchange.requestHead, as: UTF8.self) == "GET http://portal.invalid/a?b=1 HTTP/1.1\r\nHost: portal.invalid\r\n\r\n")
    }

    @Test func whatCannotBeSentIsRefusedBeforeAnythingIsSent() throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        let fetcher = try Fetcher()
        let bad: [FetchRequest] = [
            try Loopback.request(1, server.base + "/", fields: [("X-A", "1\r\nX-Injected: 2")]),
            try Loopback.request(2, server.base + "/", fields: [("X A", "1")]),
            try Loopback.request(3, server.base + "/", fields: [("", "1")]),
            try Loopback.request(4, "ftp://127.0.0.1/"),
            try Loopback.request(5, "file:///etc/passwd"),
        ]
        let results = try Loopback.fetch(fetcher, bad)
        for request in bad {
            guard case .failure(let failure) = results[request.id] else { Issue.record("no failure"); continue }
            #expect(failure.reason == .badRequest && failure.requestHead.isEmpty)
        }
        #expect(server.log.exchanges.isEmpty)
    }

    @Test func aHostNameWithFixedAddressIsSentAsHost() throws {
        let server = try LoopbackServer(exchanges: [good])
        defer { server.stop() }
        let fetcher = try Fetcher(FetcherConfiguration(fixedAddresses: ["portal.example:\(server.port):127.0.0.1"]))
        _ = try Loopback.exchange(fetcher, try Loopback.request(1, "http://portal.example:\(server.port)/"))
        #expect(server.log.exchanges.first?.request.value("Host") == "portal.example:\(server.port)")
    }
}
