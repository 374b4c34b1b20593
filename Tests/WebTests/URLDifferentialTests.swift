// URLs against ada-url, another implementation of the standard.

import Foundation
import Testing
import Web

@Suite struct URLDifferentialTests {
    /// Random pieces of URLs put together: what people and scripts write, and what they should not.
    static func references(seed: UInt64, count: Int) -> [String] {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            "http:", "https:", "HTTP://", "http://", "//", "/", "\\", "?", "#", ":", "@", "a", "b.cn", "www.gov.cn", ".", "..", "/./",
            "/../", "%2e", "%2E%2e", ";", "&", "=", "中文", "é", " ", "\t", "\n", "%", "%4", "%41", "%zz", "[", "]", "[::1]", "1.2.3.4",
            "0x10", "256", ":80", ":443", ":8080", ":99999", "|", "^", "`", "{", "}", "<", ">", "\"", "'", "~", "_", "-", "*", "$", "!",
            "(", ")", "+", ",", "file:", "javascript:", "mailto:", "ftp://", "C:", "C|", "xn--fiqs8s", "中国", "。", "Ａ", "index.html",
            "user", "foo:", "foo://", "\u{0}", "\u{7f}", "\u{1f}", "%00", "\u{ad}", "localhost", "[1:2::3.4.5.6]", "0", "08", "x.0x",
        ]
        return (0..<count).map { _ in (0..<(1 + random(7))).map { _ in pieces[random(pieces.count)] }.joined() }
    }

    static let bases = [
        "http://www.gov.cn/zwgk/a.html?b#c", "https://u:p@x.cn:8443", "http://a/b/c/d;p?q", "file:///C:/a/b", "file://h/x/", "foo://h/a/b?c",
        "foo:/a/b", "foo:opaque", "foo:/.//p", "http://a.b", "foo:/.//p?q#f", "foo://h",
    ]

    @Test func aSerializationParsesToItselfWithTheSameComponents() throws {
        let bases = try Self.bases.map { text throws(WebURLError) in try WebURL(text) }
        var parsed = 0
        for (index, reference) in Self.references(seed: 7, count: 20_000).enumerated() {
            guard let url = try? WebURL(reference, base: bases[index % bases.count]) else { continue }
            parsed += 1
            let again = try WebURL(url.href)
            #expect(again == url)
            #expect(Self.parts(again) == Self.parts(url), "\(reference.debugDescription)")
            #expect(url.href.utf8.allSatisfy { $0 < 0x80 })
            let withoutFragment = try WebURL(url.withoutFragment.href)
            #expect(Self.parts(withoutFragment) == Self.parts(url.withoutFragment))
        }
        #expect(parsed > 10_000)
    }

    @Test func anyBytesAreAURLOrAnError() throws {
        var state: UInt64 = 1
        func random() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let bases = try Self.bases.map { text throws(WebURLError) in try WebURL(text) }
        for index in 0..<20_000 {
            var bytes = (0..<(random() % 24)).map { _ in UInt8(truncatingIfNeeded: random()) }
            if index % 3 == 0 { bytes = Array("http://".utf8) + bytes }
            guard let url = try? WebURL(utf8: bytes[...], base: bases[index % bases.count], queryEncoder: { _ in nil }) else { continue }
            #expect(try Self.parts(WebURL(url.href)) == Self.parts(url))
        }
    }

    private static func parts(_ url: WebURL) -> [String?] {
        [url.scheme, url.username, url.password, url.host, url.port?.description, url.path, url.query, url.fragment, url.hostAndPort, url.pathAndQuery]
    }

    /// Where ada-url 4.0.0 takes a host that is refused here.
    enum Difference {
        /// A label that begins with "xn--" and is not Punycode. The standard refuses it, too: "domain to ASCII" fails where
        /// Punycode decoding does.
        case notPunycode
        /// A label that is not ASCII and has ASCII punctuation. The standard takes it; libidn2, which checks by IDNA2008, does not.
        case punctuation

        init?(input: String, href: String?) {
            guard let href, let start = href.firstRange(of: "//")?.upperBound else { return nil }
            let host = href[start...].prefix { !"/:?#".contains($0) }
            let labels = host.split(separator: ".").filter { $0.hasPrefix("xn--") }
            if input.contains("xn--"), !labels.isEmpty {
                self = .notPunycode
            } else if labels.contains(where: { !$0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } }) {
                self = .punctuation
            } else {
                return nil
            }
        }
    }

    @Test(.enabled(if: Python.interpreter != nil, "no Python environment: set SHILU_VENV"))
    func sameAsAda() throws {
        var inputs: [[String]] = []
        for (index, reference) in Self.references(seed: 2026, count: 20_000).enumerated() {
            inputs.append([reference, Self.bases[index % Self.bases.count]])
        }
        let script = """
            import json, sys
            from ada_url import URL
            def href(input, base):
                try: return URL(input, base=base).href
                except ValueError: return None
            json.dump([href(*pair) for pair in json.load(sys.stdin)], sys.stdout)
            """
        let expected = try Python.run(script, inputs, as: [String?].self)
        try #require(expected.count == inputs.count)
        var differences: [Difference: Int] = [:]
        for (pair, href) in zip(inputs, expected) {
            let mine = try? WebURL(pair[0], base: WebURL(pair[1])).href
            if mine == nil, let difference = Difference(input: pair[0], href: href) {
                differences[difference, default: 0] += 1
            } else {
                #expect(mine == href, "\(pair[0].debugDescription) against \(pair[1])")
            }
        }
        #expect(differences == [.punctuation: 16, .notPunycode: 6])
    }
}
