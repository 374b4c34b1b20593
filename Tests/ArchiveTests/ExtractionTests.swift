import Archive
import Foundation
import Synchronization
import Testing
import Web
import WebArchive

@Suite struct ExtractionTests {
    private func run(_ paths: [String], jobs: Int = 1) throws -> (lines: [String], complaints: [String]) {
        var lines: [String] = []
        var complaints: [String] = []
        try Extraction(jobs: jobs).run(try ExtractionInput.expand(paths)) { lines.append(String(decoding: $0, as: UTF8.self)) }
            complain: { complaints.append($0.description) }
        return (lines, complaints)
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func foldersAreReadByteSortedAndPortalFoldersGiveTheirWARCFiles() throws {
        let folder = try TemporaryFolder()
        for name in ["b.html", "a/z.shtml", "a.HTM", "note.txt", "c.html.json"] { try folder.write("<p>x</p>", to: name) }
        let expected = ["a.HTM", "a/z.shtml", "b.html"].map { ExtractionInput.savedPage(path: folder.path + "/" + $0) }
        #expect(try ExtractionInput.expand([folder.path]) == expected)
        try folder.write("name: x", to: "portal.yaml")
        try folder.write("", to: "warc/x.warc.gz")
        #expect(try ExtractionInput.expand([folder.path]) == [.warc(path: folder.path + "/warc/x.warc.gz")])
        #expect(throws: InputError.self) { try ExtractionInput.expand([folder.path + "/none"]) }
    }

    @Test func aSidecarTellsURLAndHeader() throws {
        let folder = try TemporaryFolder()
        try folder.write("<title>t</title><p>正文。</p>", to: "a.html")
        try folder.write(#"{"url":"http://a.example/x/#y","header":{"content-TYPE":"text/html; charset=utf-8"},"status":404}"#, to: "a.html.json")
        let record = try object(try #require(try run([folder.path]).lines.first))
        #expect(record["url"] as? String == "http://a.example/x/")
        let capture = try #require(record["capture"] as? [String: Any])
        #expect(capture["charset_declared"] as? String == "utf-8")
        #expect(capture["status"] as? Int == 404)
        #expect(capture["file"] as? String == folder.path + "/a.html")
        #expect(capture["warc"] is NSNull)
    }

    @Test func aBadSidecarIsNamedAndTheRestGoesOn() throws {
        let folder = try TemporaryFolder()
        for name in ["a.html", "b.html"] { try folder.write("<p>x</p>", to: name) }
        try folder.write("{", to: "a.html.json")
        let (lines, complaints) = try run([folder.path])
        #expect(lines.count == 1)
        #expect(complaints.count == 1 && complaints[0].contains("a.html.json"))
    }

    @Test(arguments: [
        ("<base href='http://base.example/d/'><link rel=canonical href='http://canon.example/'>", "http://base.example/d/"),
        ("<link rel='Canonical' href='http://canon.example/a'>", "http://canon.example/a"),
        ("<!-- saved from url=(0027)http://www.saved.example/a.html -->", "http://www.saved.example/a.html"),
        ("<base href='/d/'>", nil),
    ])
    func aSavedPageTellsItsURL(_ head: String, _ url: String?) throws {
        let folder = try TemporaryFolder()
        try folder.write("<html><head>\(head)</head><body><p>x</p>", to: "a.html")
        #expect(try object(try #require(try run([folder.path]).lines.first))["url"] as? String == url)
    }

    @Test func theOrderIsThatOfTheInputForAnyNumberOfJobs() throws {
        let folder = try TemporaryFolder()
        for number in 100..<400 { try folder.write("<title>\(number)</title>" + String(repeating: "<p>x</p>", count: number % 7 * 50), to: "\(number).html") }
        let one = try run([folder.path]).lines
        #expect(one.count == 300)
        #expect(try run([folder.path], jobs: 3).lines == one)
    }

    @Test func aWARCFileGivesARecordForEachPageAndForNothingElse() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.warc.gz"
        let body = Array("<html><head><title>通知</title></head><body><p>正文在此。</p></body></html>".utf8)
        let heads = [
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
        ]
        var places: [WrittenRecord] = []
        do {
            let writer = try WARCWriter(creating: path)
            for (number, head) in heads.enumerated() {
                let capture = WARCCapture(targetURI: "http://a.example/\(number)", date: Timestamp(secondsSince1970: 1_700_000_000))
                places.append(try writer.append(try .response(of: capture, head: Array(head.utf8), body: .bytes(body))))
            }
        }
        let (lines, complaints) = try run([path])
        #expect(complaints.isEmpty)
        let records = try lines.map(object)
        #expect(records.map { $0["url"] as? String } == ["http://a.example/0", "http://a.example/3"])
        let capture = try #require(records[1]["capture"] as? [String: Any])
        #expect(capture["warc"] as? String == "a.warc.gz")
        #expect(capture["offset"] as? Int64 == places[3].offset && capture["length"] as? Int64 == places[3].length)
        #expect(capture["fetched_at"] as? String == "2023-11-14T22:13:20Z")
        #expect((capture["payload_digest"] as? String)?.hasPrefix("sha256:") == true)
        #expect(records[0]["id"] as? String != records[1]["id"] as? String)
    }

    @Test func aGzippedBodyHasTheIdentityOfThePlainOne() throws {
        let folder = try TemporaryFolder()
        let page = "<html><head><title>通知</title></head><body><p>正文在此。</p></body></html>"
        try folder.write(page, to: "a.html")
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-k", folder.path + "/a.html"]
        try gzip.run()
        gzip.waitUntilExit()
        let zipped = try #require(FileManager.default.contents(atPath: folder.path + "/a.html.gz"))
        let path = folder.path + "/a.warc.gz"
        do {
            let writer = try WARCWriter(creating: path)
            for (head, body) in [("", Array(page.utf8)), ("Content-Encoding: gzip\r\n", Array(zipped))] {
                let capture = WARCCapture(targetURI: "http://a.example/", date: Timestamp(secondsSince1970: 1_700_000_000))
                _ = try writer.append(try .response(
                    of: capture, head: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\(head)\r\n".utf8), body: .bytes(body)))
            }
        }
        let ids = try run([path]).lines.map { try object($0)["id"] as? String }
        #expect(ids.count == 2 && ids[0] == ids[1] && ids[0] != nil)
    }

    @Test func aCutWARCFileGivesItsWholeRecordsAndOneComplaint() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.warc.gz"
        do {
            let writer = try WARCWriter(creating: path)
            for number in 0..<3 {
                let capture = WARCCapture(targetURI: "http://a.example/\(number)", date: Timestamp(secondsSince1970: 1_700_000_000))
                _ = try writer.append(try .response(
                    of: capture, head: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8), body: .bytes(Array("<p>x</p>".utf8))))
            }
        }
        let data = try #require(FileManager.default.contents(atPath: path))
        try data.dropLast(40).write(to: URL(fileURLWithPath: path))
        let (lines, complaints) = try run([path])
        #expect(lines.count == 2)
        #expect(complaints.count == 1 && complaints[0].contains("a.warc.gz"))
    }
}

@Suite struct ParallelTests {
    @Test(arguments: [1, 2, 5, 64]) func resultsStandInTheOrderOfTheItems(_ jobs: Int) {
        let calls = Mutex(0)
        let results = mapInParallel(Array(0..<1000), jobs: jobs) { item in
            calls.withLock { $0 += 1 }
            return item * 2
        }
        #expect(results == (0..<1000).map { $0 * 2 })
        #expect(calls.withLock { $0 } == 1000)
        #expect(mapInParallel([Int](), jobs: jobs) { $0 }.isEmpty)
    }
}
