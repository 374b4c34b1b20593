// A certificate that nobody vouches for ends a request, unless the portal file names the host; what was found stands in the WARC file.
import Foundation
import Testing
import WebArchive

@Suite struct TLSExceptionTests {
    /// What the crawl of a host with a bad certificate leaves.
    private func crawl(_ lines: String) throws -> (ended: Ended, archive: PortalArchive, url: String, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let server = try TLSServer()
        defer { server.stop() }
        let portal = try folder.write("name: tls\nseeds: [\(server.base)/]\nrobots: ignore\ndelay: 0\nlimits: {attempts: 1}\n\(lines)\n", "portal.yaml")
        let ended = try ShiluCommand.crawl(portal, into: folder.file("archive"), [])
        return (ended, try PortalArchive(of: folder.file("archive")), server.base + "/", folder)
    }

    private func text(_ records: [StoredRecord], _ type: WARCRecordType) -> String {
        records.filter { $0.type == type }.map { String(decoding: $0.block, as: UTF8.self) }.joined()
    }

    @Test(arguments: ["", "tls_exceptions: [other.example]"])
    func withoutAnExceptionForTheHostItFailsAndSaysWhy(_ lines: String) throws {
        let (ended, archive, url, folder) = try crawl(lines)
        defer { withExtendedLifetime(folder) {} }
        let line = try #require(try archive.ledger(run: try archive.runs[0]).first { $0.url == url }, "\(ended.errors)")
        #expect(line.state == "failed" && line.reason == "TLS" && line.effective == nil)
        let records = try archive.warcRecords()
        #expect(!records.contains { $0.type == .response })
        #expect(text(records, .metadata).contains("tlsFailure: ") && text(records, .metadata).contains("self"))
    }

    @Test func anExceptionIsNamedWithWhatItExcused() throws {
        let (ended, archive, url, folder) = try crawl("tls_exceptions: [127.0.0.1]")
        defer { withExtendedLifetime(folder) {} }
        let records = try archive.warcRecords()
        #expect(records.contains { $0.type == .response && $0.url == url }, "\(ended.errors)")
        #expect(text(records, .warcinfo).contains("tlsExceptions: 127.0.0.1\r\n"))
        #expect(text(records, .metadata).contains("tlsVerdict: self-signed certificate\r\n"))
    }
}
