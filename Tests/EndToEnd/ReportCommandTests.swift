// The commands that only read, after three nights of a portal.
import Foundation
import FoundationXML
import Testing

@Suite struct ReportCommandTests {
    private let portal: ThreeNights
    private let archive: String
    private let name: String

    init() throws {
        portal = try ThreeNights.crawled.get()
        archive = (portal.archive.folder as NSString).deletingLastPathComponent
        name = (portal.archive.folder as NSString).lastPathComponent
    }

    private func run(_ arguments: String...) throws -> Ended { try ShiluCommand.run(arguments + ["--archive", archive]) }

    @Test func theReportOfTheLastRunIsPrinted() throws {
        let ended = try run("report")
        #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
        #expect(ended.text.hasPrefix("\(name)  ") && ended.text.contains("Nothing is new.") && ended.text.contains("Nobody turned us away."))
        #expect(ended.text.hasSuffix("runs/\(try portal.archive.runs[2])/report.html\n"))
    }

    @Test func aDayGivesAllRunsSinceAsJSON() throws {
        let lines = try run("report", name, "--since", "2026-01-01", "--json").text.split(separator: "\n")
        #expect(lines.count == 3)
        let schemas = try lines.map { try (JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["schema"] as? String }
        #expect(schemas == Array(repeating: "shilu.report/3", count: 3))
        #expect(try run("report", name, "--since", "2999-01-01").text == "\(name)  no report since 2999-01-01\n")
    }

    @Test func changesAreLinesOfJSON() throws {
        let lines = try run("changes", "--since", "2026-01-01").text.split(separator: "\n")
        let kinds = try lines.map { line -> String in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["schema"] as? String == "shilu.change/1" && object["portal"] as? String == name)
            return "\(object["kind"] ?? "") \((object["url"] as? String ?? "").dropFirst(portal.base.count))"
        }
        #expect(kinds.contains("new /new") && kinds.contains("changed /changed") && kinds.contains("missing /deleted"), "\(kinds)")
    }

    @Test func theFeedIsAtom() throws {
        let feed = try run("changes", "--atom", "--since", "2026-01-01")
        let counter = ElementCounter()
        let parser = XMLParser(data: Data(feed.output))
        parser.shouldProcessNamespaces = true
        parser.delegate = counter
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        // RFC 4287, sections 4.1.1 and 4.1.2: each of these exactly once.
        let entries = counter.counts["entry"] ?? 0
        #expect(counter.namespaces == ["http://www.w3.org/2005/Atom"] && counter.counts["feed"] == 1 && entries >= 3)
        for name in ["id", "title", "updated"] { #expect(counter.counts[name] == entries + 1, "\(name)") }
        #expect(counter.counts["author"] == 1)
    }

    private final class ElementCounter: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]
        var namespaces: Set<String> = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
        ) {
            counts[name, default: 0] += 1
            namespaces.insert(namespaceURI ?? "")
        }
    }

    @Test func theStoryOfAURLNamesItsVisitsAndPlaces() throws {
        let story = try ShiluCommand.run(["why", portal.base + "/deleted", "--archive", archive])
        #expect(story.status == 0)
        for line in ["state        missing once: not found", "found on     \(portal.base)/", "captured, was waiting", "missing once: not found, was captured"] {
            #expect(story.text.contains(line), "\(line) in \(story.text)")
        }
        let place = try #require(try portal.capture("/deleted", night: 1))
        #expect(story.text.contains("HTTP 200  \(place.file)@\(place.offset)+\(place.length)"), "\(story.text)")
        let robots = try ShiluCommand.run(["why", portal.base + "/secret/plan", "--archive", archive])
        #expect(robots.text.contains("state        excluded: robots"), "\(robots.text)")
    }

    @Test func aURLThatNobodyKnowsIsSaidToBeSo() throws {
        let ended = try ShiluCommand.run(["why", portal.base + "/never-linked", "--archive", archive])
        #expect(ended.status == 9 && ended.output.isEmpty && ended.errors.contains("is known to no portal"))
    }

    @Test func theStatusSaysThatNobodyWorksOnIt() throws {
        let ended = try run("status")
        #expect(ended.text.hasPrefix("\(name)  idle\n") && ended.text.contains("16 URLs known, 0 waiting") && ended.text.contains("disk: "), "\(ended.text)")
        let missing = try run("status", "--reason", "not found").text.split(separator: "\t").map(String.init)
        #expect(missing.count == 6 && Array(missing.prefix(4)) == ["\(portal.base)/deleted", "missing once", "HTTP 404", "0"], "\(missing)")
        #expect(try run("status", "--reason", "challenged").text.isEmpty)
    }

    @Test func theReasonsAreListedWithTheirAttemptsAndWhenTheyAreDue() throws {
        let ended = try run("status", "--reasons")
        #expect(ended.status == 0 && ended.text.hasPrefix("\(name)  (times in Asia/Shanghai)\n"), "\(ended.errors)")
        #expect(ended.text.contains("  missing once: not found, 1 URL\n    \(portal.base)/deleted\n      HTTP 404; asked last on "), "\(ended.text)")
        #expect(ended.text.contains("  excluded: robots, ") && ended.text.contains("; again from "), "\(ended.text)")
        #expect(try run("status", "--reasons", "--reason", "robots").status == 64)
    }

    @Test func coverageHasALineAColumn() throws {
        let ended = try run("coverage")
        #expect(ended.status == 0 && ended.text.hasPrefix("\(name)\n"))
    }

    @Test func readersWriteNothing() throws {
        func files() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: portal.archive.folder).filter { !$0.hasPrefix("state.sqlite-") }.sorted()
        }
        let before = try files()
        for command in ["report", "status", "changes", "coverage"] { _ = try run(command) }
        #expect(try files() == before)
    }

    @Test(arguments: [["report", "nobody"], ["status", "nobody"]]) func aPortalThatIsNotThereIsNamed(_ arguments: [String]) throws {
        let ended = try ShiluCommand.run(arguments + ["--archive", archive])
        #expect(ended.status == 9 && ended.errors.contains("nobody: is no portal of the archive"))
    }

    @Test func aDayThatIsNoneIsRefused() throws {
        #expect(try run("report", "--since", "yesterday").status == 64)
    }
}
