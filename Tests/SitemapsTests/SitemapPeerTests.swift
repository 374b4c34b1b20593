// The sitemaps of the conformance folder, read here and by ultimate-sitemap-parser.
import Foundation
import Sitemaps
import Testing
import Web

@Suite struct SitemapPeerTests {
    private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let samples = repository.deletingLastPathComponent().appendingPathComponent("shared/real/conformance/sitemaps")
    private static let python = (ProcessInfo.processInfo.environment["SHILU_VENV"] ?? repository.path + "/.venv") + "/bin/python"

    private struct Page: Codable, Equatable {
        var url: String
        var changed: Int?
    }

    /// The files, unpacked.
    private static func contents() throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: samples.path).sorted().map { name in
            let path = samples.appendingPathComponent(name).path
            return (name, try output("/bin/sh", ["-c", name.hasSuffix(".gz") ? "zcat < '\(path)'" : "cat '\(path)'"]))
        }
    }

    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func theSamplesAreRead() throws {
        guard FileManager.default.fileExists(atPath: Self.samples.path) else { return print("skipped: no ../shared/real/conformance/sitemaps") }
        let files = try Dictionary(uniqueKeysWithValues: Self.contents().map { name, text in
            (name, SitemapFile(reading: Array(text.utf8), charset: nil, base: try WebURL("http://www.example.com/\(name)")))
        })
        #expect(files.mapValues { $0?.form } == [
            "atom.xml": .feed, "do-not-visit.txt": .text, "sitemap-with-bom.txt": .text, "sitemap.badns.xml": .urls, "sitemap.index.xml": .index,
            "sitemap.ns.xml": .urls, "sitemap.txt": .text, "sitemap.txt.gz": .text, "xmlSitemap.gz": .urls,
        ])
        #expect(files.values.allSatisfy { $0?.entries.isEmpty == false })
        #expect(files["atom.xml"]??.entries.map(\.url.href) == ["http://example.org/2003/12/13/atom03"])
        #expect(files["sitemap.index.xml"]??.entries.first?.url.href == "https://example.com/sitemap.jss?portalCode=10260&lang=en")
        #expect(files["xmlSitemap.gz"]??.entries.count == 5)
    }

    @Test func ultimateSitemapParserReadsTheSame() throws {
        guard FileManager.default.isExecutableFile(atPath: Self.python), FileManager.default.fileExists(atPath: Self.samples.path),
              try Self.output(Self.python, ["-c", "import usp; print('there')"]) == "there\n"
        else { return print("skipped: no ultimate-sitemap-parser, or no ../shared/real/conformance/sitemaps") }
        let script = """
            import json, sys, logging
            logging.disable(logging.CRITICAL)
            from usp.tree import sitemap_from_str
            text = open(sys.argv[1], encoding="utf-8").read()
            pages = sitemap_from_str(text).all_pages()
            print(json.dumps([{"url": p.url, "changed": int(p.last_modified.timestamp()) if p.last_modified and p.last_modified.tzinfo else None} for p in pages]))
            """
        // An index it would fetch, and one without <loc> it does not read.
        let others = ["sitemap.index.xml"]
        var compared = 0
        for (name, text) in try Self.contents() where !others.contains(name) {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("shilu-\(UUID().uuidString)")
            try text.write(to: file, atomically: false, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: file) }
            let theirs = try JSONDecoder().decode([Page].self, from: Data(try Self.output(Self.python, ["-c", script, file.path]).utf8))
            let ours = try #require(SitemapFile(reading: Array(text.utf8), charset: nil, base: try WebURL("http://www.example.com/\(name)")))
            #expect(ours.entries.map(\.url.href) == theirs.map(\.url), "\(name)")
            for (page, entry) in zip(theirs, ours.entries) {
                // A day has no zone there, and is a whole day here.
                if let changed = page.changed { #expect(entry.lastModified?.secondsSince1970 == Int64(changed), "\(name): \(page.url)") }
            }
            compared += 1
        }
        #expect(compared == 8)
    }
}
