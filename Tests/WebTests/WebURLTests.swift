// WebURL beyond the standard's test data: components, queries in a page's encoding, order, errors.

import Testing
@testable import Web

@Suite struct WebURLTests {
    @Test func components() throws {
        let url = try WebURL("https://us%20er:p:w@Example.GOV.cn:8443/a/./b?c=d#e")
        #expect(url.href == "https://us%20er:p%3Aw@example.gov.cn:8443/a/b?c=d#e")
        #expect(url.scheme == "https")
        #expect(url.username == "us%20er")
        #expect(url.password == "p%3Aw")
        #expect(url.host == "example.gov.cn")
        #expect(url.port == 8443)
        #expect(url.effectivePort == 8443)
        #expect(url.path == "/a/b")
        #expect(url.query == "c=d")
        #expect(url.fragment == "e")
        #expect(url.pathAndQuery == "/a/b?c=d")
        #expect(url.hostAndPort == "example.gov.cn:8443")
        #expect(url.origin == "https://example.gov.cn:8443")
        #expect(url.withoutFragment.href == "https://us%20er:p%3Aw@example.gov.cn:8443/a/b?c=d")
        #expect(url.withoutFragment.fragment == nil)
        #expect(url.isHTTP)
    }

    @Test func whatIsNotThere() throws {
        let url = try WebURL("http://a.cn:80")
        #expect(url.username == "" && url.password == "" && url.port == nil && url.query == nil && url.fragment == nil)
        #expect(url.path == "/" && url.pathAndQuery == "/" && url.effectivePort == 80)
        #expect(url.withoutFragment == url)
        let empty = try WebURL("http://a.cn/?#")
        #expect(empty.query == "" && empty.fragment == "" && empty.pathAndQuery == "/?")
        let mail = try WebURL("mailto:a@b.cn")
        #expect(mail.host == nil && mail.hasOpaquePath && !mail.isHTTP && mail.hostAndPort == "")
    }

    @Test func queriesAreEncodedInThePagesEncoding() throws {
        // GBK's bytes for two characters; the second byte of U+4E02 is a backslash's neighbour in ASCII.
        let table: [Unicode.Scalar: [UInt8]] = ["中": [0xD6, 0xD0], "丂": [0x81, 0x40], "乗": [0x81, 0x5C]]
        let base = try WebURL("http://a.cn/b/")
        func parsed(_ text: String) throws -> String {
            try WebURL(utf8: Array(text.utf8)[...], base: base, queryEncoder: { table[$0] }).href
        }
        #expect(try parsed("中?中=丂乗'<#中") == "http://a.cn/b/%E4%B8%AD?%D6%D0=%81@%81\\%27%3C#%E4%B8%AD")
        #expect(try parsed("?😀中") == "http://a.cn/b/?%26%23128512%3B%D6%D0")
        #expect(try parsed("?abc%E4") == "http://a.cn/b/?abc%E4")
        // Not for web sockets and schemes that are not special.
        #expect(try parsed("ws://a.cn/?中") == "ws://a.cn/?%E4%B8%AD")
        #expect(try parsed("foo://a.cn/?中") == "foo://a.cn/?%E4%B8%AD")
    }

    @Test func bytesThatAreNoUTF8BecomeReplacementCharacters() throws {
        let url = try WebURL(utf8: Array("http://a.cn/".utf8)[...] + [0xD6, 0xD0, 0x2F], base: nil)
        #expect(url.href == "http://a.cn/%EF%BF%BD%EF%BF%BD/")
        #expect(throws: WebURLError.self) { try WebURL(utf8: Array("http://a".utf8)[...] + [0xFF], base: nil) }
    }

    @Test func slicesNeedNotBeginAtZero() throws {
        let bytes = Array("<a href=\" ../x\n/y?z \">".utf8)
        let url = try WebURL(utf8: bytes[9..<20], base: WebURL("http://a.cn/b/c/d"))
        #expect(url.href == "http://a.cn/b/x/y?z")
    }

    @Test func orderIsThatOfTheBytes() throws {
        let urls = try ["http://b.cn/", "http://a.cn/b", "http://a.cn/B", "http://a.cn/%7E", "http://a.cn/~"].map { text throws(WebURLError) in try WebURL(text) }
        #expect(urls.sorted().map(\.href) == ["http://a.cn/%7E", "http://a.cn/B", "http://a.cn/b", "http://a.cn/~", "http://b.cn/"])
        #expect(Set(urls + urls).count == 5)
    }

    @Test(arguments: [
        ("a", .relativeWithoutBase), ("", .relativeWithoutBase), ("http://", .missingHost), ("http://u@/", .missingHost), ("http://:80", .missingHost),
        ("http://a b/", .invalidHost), ("http://1.2.3.400/", .invalidHost), ("http://[::1/", .invalidHost), ("http://a%00/", .invalidHost), ("http://a:65536/", .invalidPort),
        ("http://a:8x/", .invalidPort), ("http://xn--a/", .invalidHost), ("https://%EF%BF%BD", .invalidHost),
    ] as [(String, WebURLError.Reason)])
    func failuresNameReasonAndInput(_ input: String, _ reason: WebURLError.Reason) throws {
        let error = #expect(throws: WebURLError.self) { try WebURL(input) }
        #expect(error?.reason == reason)
        #expect(error?.input == input)
        #expect(throws: WebURLError.self) { try WebURL("x", base: WebURL("mailto:a")) }
    }

    @Test(arguments: [
        ("中国.cn", "xn--fiqs8s.cn"), ("WWW.中国。政务", "www.xn--fiqs8s.xn--zfr164b"), ("ＷＷＷ．Ｇｏｖ．ｃｎ", "www.gov.cn"), ("faß.de", "xn--fa-hia.de"), ("a_b.中国", "a_b.xn--fiqs8s"),
        ("XN--FIQS8S.cn", "xn--fiqs8s.cn"), ("r3---sn-apo3.example.com", "r3---sn-apo3.example.com"), ("%E4%B8%AD%E5%9B%BD.cn", "xn--fiqs8s.cn"), ("0x7F.1", "127.0.0.1"),
        ("[1:0:0:2::3]", "[1:0:0:2::3]"), ("[::ffff:1.2.3.4]", "[::ffff:102:304]"), ("[1:0:0:0:2:0:0:0]", "[1::2:0:0:0]"),
    ])
    func hosts(_ host: String, _ ascii: String) throws { #expect(try WebURL("http://\(host)/").host == ascii) }

    /// What the standard takes and libidn2 refuses, as it checks by IDNA2008.
    @Test(arguments: ["☃.cn", "💩.la", "xn--ls8h.la", "-中.cn", "中-.cn", "ab--中.cn", "中&国.cn", String(repeating: "中", count: 70) + ".cn"])
    func hostsThatLibidn2Refuses(_ host: String) { #expect(throws: WebURLError.self) { try WebURL("http://\(host)/") } }

    @Test func percentEncodeSetsAreTheStandards() {
        func expect(_ set: ByteSet, _ characters: String, controls: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) {
            let listed = Set(characters.utf8)
            for byte in UInt8.min...UInt8.max {
                let isControl = controls && (byte < 0x20 || byte == 0x7F)
                #expect(set.contains(byte) == (listed.contains(byte) || isControl || byte >= 0x80), "\(byte)", sourceLocation: sourceLocation)
            }
        }
        expect(.c0Control, "")
        expect(.fragment, " \"<>`")
        expect(.query, " \"#<>")
        expect(.specialQuery, " \"#<>'")
        expect(.path, " \"#<>?^`{}")
        expect(.userinfo, " \"#<>?^`{}/:;=@[\\]|")
        expect(.forbiddenInHost, "\u{0}\t\n\r #/:<>?@[\\]^|", controls: false)
        expect(.forbiddenInDomain, " #/:<>?@[\\]^|%")
    }
}
