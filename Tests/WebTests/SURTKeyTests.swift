// Keys of CDXJ lines, by themselves and against the Python package `surt`.

import Foundation
import Testing
import Web

@Suite struct SURTKeyTests {
    @Test(arguments: [
        ("http://www.example.com/", "com,example)/"),
        ("https://WWW2.Example.com:443/A/B/", "com,example)/a/b"),
        ("http://example.com:8080/?b=2&a=1&a", "com,example:8080)/?a&a=1&b=2"),
        ("http://example.com/?", "com,example)/"),
        ("http://user:secret@example.com/#top", "com,example)/"),
        ("http://example.com/%E4%B8%AD%e6%96%87", "com,example)/%e4%b8%ad%e6%96%87"),
        ("http://中国.cn/路?键=值", "cn,xn--fiqs8s)/%e8%b7%af?%e9%94%ae=%e5%80%bc"),
        ("http://127.0.0.1/", "1,0,0,127)/"),
        ("http://[2001:db8::1]:8080/", "2001:db8::1:8080)/"),
        ("http://a.com/x?jsessionid=0123456789abcdef0123456789ABCDEF&b=1", "com,a)/x?b=1"),
        ("http://a.com/(S(0123456789abcdefghijklmn))/p.aspx?q", "com,a)/p.aspx?q"),
        ("http://a.com//b///c", "com,a)/b/c"),
        ("http://a.com/%2525252541", "com,a)/a"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
    ])
    func keyOfURL(_ input: String, _ key: String) throws {
        #expect(try WebURL(input).surtKey == key)
    }

    /// Each group multiplies hosts, paths and queries that meet the canonicalizer's rules; 1,000 URLs and more.
    static let generated: [String] = {
        let hosts = [
            "example.com", "www.example.com", "WWW.Example.COM", "www1.gov.cn", "www23.gov.cn", "wwww.a.cn", "www.cn", "www", "www2",
            "www.www.a.cn", "a.cn.", "a..cn", ".a.cn", "中国.cn", "xn--fiqs8s.cn", "www.中国.cn", "1.2.3.4", "0.0.0.0", "0.0.0.9",
            "255.255.255.255", "[::1]", "[2001:DB8::8:800:200c:417a]", "a_b.cn", "localhost", "user:pw@a.cn", "user@www.a.cn", ".",
            "www.", "..", "a.cn..", "12a.cn", "3.cn",
        ]
        let ports = ["", ":80", ":443", ":8080", ":0", ":"]
        let paths = [
            "", "/", "//", "/a", "/a/", "/A/b.HTML", "/a//b/", "/a/./b/../c", "/../x", "/a/%2e%2e/%2E/b", "/%61%2fb", "/a%252fb",
            "/a%25%32%66", "/%zz/%", "/%e4%b8%ad", "/中文/政务公开/index.html", "/a b", "/a%20b", "/a+b", "/a;jsessionid=0123456789abcdef0123456789abcdef",
            "/a;JSESSIONID=AB?x", "/(a(0123456789abcdefghijklmn))/x.aspx", "/(A(0123456789ABCDEFGHIJKLMN)S(0123456789abcdefghijklmn))/X.ASPX",
            "/(0123456789abcdefghijklmn)/x.aspx", "/x/(0123456789abcdefghijklmn)/y/z.aspx/w", "/(0123456789abcdefghijklmn)/x.html",
            "/(0123456789abcdefghijklmn)/.aspx", "/(0123456789abcdefghijklmn)/%3f.aspx", "/(0123456789abcdefghijklm)/x.aspx",
            "/a%3fb", "/a%23b", "/a%0ab%00c%7f", "/a\"<>`{}|^\\b", "/a'()*!$&,;=:@b", "/~a/%7Eb", "/%C3%A9%c3", "/%ff%fe", "/a/..", "/a/.",
            "/.../..a/a..", "/http://b.cn/c", "/%252e%252e/a", "/a%2f%2e%2e%2fb/", "/%2525",
        ]
        let queries = [
            "", "?", "?a", "?a=", "?=", "?&", "?&&", "?b=2&a=1", "?B=2&a=1&A=0", "?a=1&a", "?a&a=", "?a=2&a=10&a=1", "?a=1&&b", "?b&a&",
            "?q=%E4%B8%AD&p=中", "?q=a%26b%3Dc", "?q=a+b%20c", "?q=%252541", "?a=b=c&a=b", "?a-b=1&a=1&a.b=1", "??x", "?a?b", "?q='\"<>",
            "?jsessionid=0123456789abcdef0123456789abcdef", "?a=1&JSESSIONID=0123456789abcdef0123456789ABCDEF&b=2",
            "?jsessionid=0123456789abcdef0123456789abcde", "?jsessionid=0123456789abcdef0123456789abcdef0",
            "?z=1&PHPSESSID=0123456789abcdef0123456789abcdef", "?sid=0123456789abcdef0123456789abcdef&x",
            "?xsid=0123456789abcdef0123456789abcdef", "?ASPSESSIONIDABCDEFGH=ABCDEFGHIJKLMNOPQRSTUVWX&a=1",
            "?ASPSESSIONIDABCDEFG1=ABCDEFGHIJKLMNOPQRSTUVWX", "?cfid=1&cftoken=2&a", "?a&CFID=x&CFTOKEN=y", "?cfid=&cftoken=2",
            "?cfid=1&cftoken=", "?cfid=1&x&cftoken=2", "?sid=0123456789abcdef0123456789abcdef&sid=abcdef0123456789abcdef0123456789",
            "?jsessionid=0123456789abcdef0123456789abcdef&phpsessid=0123456789abcdef0123456789abcdef", "?a%3Db=1", "?%6Asessionid=0123456789abcdef0123456789abcdef",
            "?a#b?c", "#?", "#a", "?%", "?%4", "?a=%zz", "?cfid=%26&cftoken=1",
        ]
        var urls: [String] = []
        for scheme in ["http", "https"] {
            for host in hosts { for port in ports { for tail in ["", "/", "/A?b"] { urls.append("\(scheme)://\(host)\(port)\(tail)") } } }
            for path in paths { for query in ["", "?b&a", "?"] { urls.append("\(scheme)://www.a.cn\(path)\(query)") } }
            for query in queries { for path in ["", "/x/", "/X.jsp;a=b"] { urls.append("\(scheme)://www.a.cn\(path)\(query)") } }
        }
        return urls
    }()

    @Test(.enabled(if: Python.interpreter != nil, "no Python environment: set SHILU_VENV"))
    func sameAsThePackageForEveryURL() throws {
        var inputs = Self.generated
        if let file = SharedData.file("real/conformance/url/urltestdata.json") {
            let entries = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [Any] ?? []
            inputs += entries.compactMap { ($0 as? [String: Any])?["href"] as? String }
        }
        let urls = inputs.compactMap { try? WebURL($0) }.filter(\.isHTTP)
        try #require(urls.count > 1000)
        let script = """
            import json, sys, surt
            def key(url):
                try: return surt.surt(url)
                except Exception: return None
            json.dump([key(url) for url in json.load(sys.stdin)], sys.stdout)
            """
        let keys = try Python.run(script, urls.map(\.href), as: [String?].self)
        try #require(keys.count == urls.count)
        for (url, key) in zip(urls, keys) {
            #expect(url.surtKey == key, "\(url)")
        }
    }

    @Test func aPlainURLsKeyIsThatOfTheParsedURL() throws {
        var numbers = SystemRandomNumberGenerator()
        let hosts = ["a.cn", "www.a.cn", "www2.gov.example.gov.cn", "www.cn", "a.1", "1.2.3.4", "xn--a.cn", "a..cn", ".a.cn", "a.cn.", "A.cn", "www", "a_b.cn", "a-.cn", "w.xn--fiqs8s"]
        let paths = ["", "/", "//", "/a", "/A/b.HTML", "/a/", "/a//b", "/./a", "/a/..", "/a/.b", "/a b", "/%41", "/(s(0123456789abcdef01234567))/x.aspx", "/a;b=1", "/a,b~c"]
        let queries = ["", "?", "?b=2&a=1", "?a", "?A=B", "?a=%20", "?jsessionid=0123456789abcdef0123456789abcdef&x=1", "?&&", "?a=b&a", "?x#y", "?a+b"]
        for host in hosts { for path in paths { for query in queries { for scheme in ["http://", "https://", "HTTP://", "httpx://", "http:/"] {
            let url = scheme + host + path + query
            var key: [UInt8] = []
            WebURL.appendSURTKey(of: Array(url.utf8)[...], to: &key)
            #expect(String(decoding: key, as: UTF8.self) == (try? WebURL(url))?.surtKey ?? url, "\(url)")
        } } } }
        let letters = Array("ab.-/?&=AZ09_~,w:%".utf8)
        for _ in 0..<20_000 {
            let url = Array("http://".utf8) + (0..<Int.random(in: 0...24, using: &numbers)).map { _ in letters.randomElement(using: &numbers) ?? 0 }
            var key: [UInt8] = []
            WebURL.appendSURTKey(of: url[...], to: &key)
            let text = String(decoding: url, as: UTF8.self)
            #expect(String(decoding: key, as: UTF8.self) == (try? WebURL(text))?.surtKey ?? text, "\(text)")
        }
    }
}
