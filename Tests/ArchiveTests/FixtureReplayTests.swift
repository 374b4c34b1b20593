import Archive
import Foundation
import Testing

/// The saved pages of `fixtures/`, each read again and compared, key by key, with the record expected of it.
@Suite struct FixtureReplayTests {
    struct SavedFixture: Sendable, CustomTestStringConvertible {
        let replay: PageReplay
        var testDescription: String { (replay.page as NSString).lastPathComponent }
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures")

    /// The pages of a folder that have an expected record; what is served but is no page to read has none.
    private static func fixtures(_ folder: String) -> [SavedFixture] {
        let all = (try? PageReplay.all(in: root.appendingPathComponent(folder).path)) ?? []
        return all.filter { FileManager.default.fileExists(atPath: record(of: $0)) }.map(SavedFixture.init)
    }

    private static func record(of replay: PageReplay) -> String { (replay.page as NSString).deletingPathExtension + ".record.json" }

    @Test(arguments: fixtures("portal") + fixtures("harder")) func `a saved page reads as its record says`(_ fixture: SavedFixture) throws {
        let differences = try fixture.replay.differences()
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    /// A key that an expected record leaves out would never be compared.
    @Test(arguments: fixtures("portal") + fixtures("harder")) func `an expected record leaves out no key that the reader decides`(_ fixture: SavedFixture) throws {
        let data = try #require(FileManager.default.contents(atPath: Self.record(of: fixture.replay)))
        let expected = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let got = try #require(try JSONSerialization.jsonObject(with: Data(try fixture.replay.record().jsonLine())) as? [String: Any])
        #expect(Set(got.keys).subtracting(expected.keys).isSubset(of: ["schema", "extractor", "id", "capture"]))
    }

    @Test func `every record stands beside its page, in both folders`() throws {
        for folder in ["portal", "harder"] {
            let path = Self.root.appendingPathComponent(folder).path
            let records = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".record.json") }
            #expect(records.count >= 80)
            #expect(Self.fixtures(folder).count == records.count)
        }
    }
}
