// The archive holds what went over the wire, byte for byte.
import LoopbackServer
import Testing
import WebArchive

@Suite struct OriginalBytesTests {
    private let portal: MisbehavingPortal
    private let records: [String: [StoredRecord]]

    init() throws {
        portal = try MisbehavingPortal.crawled.get()
        records = Dictionary(grouping: try portal.archive.warcRecords(), by: \.url)
    }

    private func record(_ type: WARCRecordType, _ target: String) throws -> StoredRecord {
        let found = (records[portal.base + target] ?? []).filter { $0.type == type }
        #expect(found.count == 1, "\(target): \(found.count) records of type \(type)")
        return try #require(found.first, "\(target): no \(type)")
    }

    @Test func responsesAreWhatTheServerSent() throws {
        for row in Misbehaviour.all + Misbehaviour.everNew {
            let sent = try #require(portal.log.exchanges(target: row.target).last).sent
            switch row.kept {
            case .all:
                let response = try record(.response, row.target)
                #expect(response.block == sent, "\(row): \(response.block.count) of \(sent.count) bytes")
                #expect(response.fields["WARC-Truncated"] == nil, "\(row)")
            case .message:
                let response = try record(.response, row.target)
                #expect(sent.starts(with: response.block) && response.block.count < sent.count, "\(row)")
                let head = try HTTPMessage(parsing: response.block[...])
                switch head.transferDecoded(response.block[head.headLength...]).transfer {
                case .whole, .chunked(.complete): break
                case let other: Issue.record("\(row): \(other)")
                }
            case .cut(let why):
                let response = try record(.response, row.target)
                #expect(sent.starts(with: response.block.prefix(LoopbackServer.loggedBytes)), "\(row)")
                #expect(response.block.count > 20, "\(row)")
                #expect(response.fields["WARC-Truncated"] == why, "\(row)")
            case .withoutInterimHeads:
                let response = try record(.response, row.target)
                #expect(Array(sent.suffix(response.block.count)) == response.block, "\(row)")
                #expect(response.block.starts(with: "HTTP/1.1 200 OK\r\n".utf8), "\(row)")
                let metadata = String(decoding: try record(.metadata, row.target).block, as: UTF8.self)
                #expect(metadata.contains("103%20Early%20Hints") || metadata.contains("103 Early Hints"), "\(metadata)")
            case .metadata:
                #expect((records[portal.base + row.target] ?? []).count == 1, "\(row)")
                let metadata = String(decoding: try record(.metadata, row.target).block, as: UTF8.self)
                #expect(metadata.contains("unreadableResponse: ") && metadata.contains("receivedLines: "), "\(row): \(metadata.prefix(300))")
            case .nothing:
                #expect(records[portal.base + row.target] == nil, "\(row)")
            }
        }
    }

    @Test func whatTheyDoDoesNotHarmThePagesBesideThem() throws {
        for target in portal.goodTargets + ["/", "/robots.txt"] {
            #expect(try record(.response, target).block == portal.log.exchanges(target: target).first?.sent, "\(target)")
        }
    }

    @Test func requestsAreWhatTheServerReceived() throws {
        let answered = portal.goodTargets + ["/", "/robots.txt"] + (Misbehaviour.all + Misbehaviour.everNew).filter {
            switch $0.kept {
            case .metadata, .nothing: false
            default: true
            }
        }.map(\.target)
        for target in answered {
            let received = try #require(portal.log.exchanges(target: target).last).request
            #expect(try record(.request, target).block == received.head, "\(target)")
        }
    }

    @Test func aBodyOverTheLimitIsKeptUpToIt() throws {
        for target in ["/large-body", "/endless-body"] {
            let block = try record(.response, target).block
            let head = try HTTPMessage(parsing: block[...])
            #expect(block.count - head.headLength == 1 << 20, "\(target)")
        }
    }

    @Test func theBytesOfOddAnswersAreThere() throws {
        // What the comparison above must not pass over: that the server sent these at all.
        #expect(try record(.response, "/chunked").block.firstRange(of: Array(";name=value;quoted=\"a b\"\r\n".utf8)) != nil)
        #expect(try record(.response, "/chunked").block.ends(with: "X-Note:  two  spaces\r\n\r\n"))
        #expect(try record(.response, "/gzip").block.firstRange(of: [0x1F, 0x8B, 8]) != nil)
        #expect(try record(.response, "/bare-lf-head").block.firstRange(of: Array("200 OK\nContent-Type".utf8)) != nil)
        #expect(try record(.response, "/folded-header").block.firstRange(of: Array("first\r\n   second\r\n".utf8)) != nil)
        #expect(try record(.response, "/high-bytes-header").block.firstRange(of: [0xB3, 0xC9, 0xB9, 0xA6]) != nil)
        #expect(try record(.response, "/gb18030").block.firstRange(of: [0x95, 0x33, 0x82, 0x36]) != nil)
    }

    @Test func whatBelongsToOneExchangeIsTiedTogether() throws {
        for target in portal.goodTargets + ["/chunked", "/large-body"] {
            let response = try record(.response, target)
            for type in [WARCRecordType.request, .metadata] {
                #expect(try record(type, target).fields["WARC-Concurrent-To"] == "<\(response.id)>", "\(target)")
            }
        }
        let identifiers = try portal.archive.warcRecords().map(\.id)
        #expect(Set(identifiers).count == identifiers.count)
    }
}

extension Array<UInt8> {
    func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
