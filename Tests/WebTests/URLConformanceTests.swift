// The URL Standard's own test data (web-platform-tests, url/resources/urltestdata.json).

import Foundation
import Testing
@testable import Web

@Suite struct URLConformanceTests {
    struct Case: Decodable {
        var input: String
        var base: String?
        var failure: Bool?
        var href, origin, `protocol`, username, password, host, hostname, port, pathname, search, hash: String?
    }

    /// Inputs that libidn2 answers otherwise than the standard, with the reason.
    static let exceptions: [String: String] = [
        "ftp://%e2%98%83": "U+2603 is valid in UTS #46; IDNA2008, by which libidn2 checks, disallows symbols",
        "https://%e2%98%83": "the same",
    ]

    @Test(.enabled(if: SharedData.file("real/conformance/url/urltestdata.json") != nil, "no conformance data"))
    func everyCaseButTheNamedExceptions() throws {
        let file = try #require(SharedData.file("real/conformance/url/urltestdata.json"))
        var cases: [Case] = []
        let decoder = JSONDecoder()
        let entries = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [Any])
        for case let entry as [String: Any] in entries {
            cases.append(try decoder.decode(Case.self, from: JSONSerialization.data(withJSONObject: entry)))
        }
        try #require(cases.count > 800)
        var excepted: Set<String> = []
        for test in cases {
            let differences = differences(test)
            if Self.exceptions[test.input] != nil {
                if !differences.isEmpty { excepted.insert(test.input) }
            } else {
                #expect(differences == [], "\(test.input.debugDescription) against \(test.base ?? "nothing")")
            }
        }
        #expect(excepted == Set(Self.exceptions.keys), "an exception that is none any more")
    }

    private func differences(_ test: Case) -> [String] {
        let url: WebURL
        do {
            let base = try test.base.map { base throws(WebURLError) in try WebURL(base) }
            url = try WebURL(test.input, base: base)
        } catch {
            return test.failure == true ? [] : ["\(error) instead of \(test.href ?? "")"]
        }
        guard test.failure != true else { return ["\(url.href) instead of failure"] }
        var differences: [String] = []
        func compare(_ name: String, _ mine: String, _ standard: String?) {
            if mine != standard { differences.append("\(name): \(mine) instead of \(standard ?? "nothing")") }
        }
        compare("href", url.href, test.href)
        compare("protocol", url.scheme + ":", test.protocol)
        compare("username", url.username, test.username)
        compare("password", url.password, test.password)
        compare("hostname", url.host ?? "", test.hostname)
        compare("host", url.hostAndPort, test.host)
        compare("port", url.port.map(String.init) ?? "", test.port)
        compare("pathname", url.path, test.pathname)
        compare("search", url.query.map { $0.isEmpty ? "" : "?" + $0 } ?? "", test.search)
        compare("hash", url.fragment.map { $0.isEmpty ? "" : "#" + $0 } ?? "", test.hash)
        if url.isHTTP, let origin = test.origin { compare("origin", url.origin, origin) }
        // A serialization parses to itself.
        let again = try? WebURL(url.href)
        compare("reparsed", again?.href ?? "failure", url.href)
        compare("reparsed path", again?.path ?? "failure", url.path)
        return differences
    }
}
