// Makes archives, indexes and WACZ files of a number: right ones are built, changed before or after they are packed, or both.

import Foundation
import Web
import WebArchive

/// What kind of file an input is.
enum ArchiveKind: Int, CaseIterable {
    case warc, index, wacz
}

struct ArchiveMutator: InputSource {
    /// Files of others, as they are.
    let samples: [(kind: ArchiveKind, bytes: [UInt8])]
    let seed: UInt64
    private let records: [[UInt8]]
    private let arc: [UInt8]
    private let index: [UInt8]

    /// Samples of more bytes are left out: many small inputs find more than a few large ones.
    private static let sampleLimit = 300_000

    init(folders: [String], seed: UInt64) throws {
        var samples: [(kind: ArchiveKind, bytes: [UInt8])] = []
        for folder in folders {
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let kind: ArchiveKind? = name.hasSuffix(".cdxj") ? .index : name.hasSuffix(".wacz") ? .wacz
                    : [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"].contains(where: name.hasSuffix) ? .warc : nil
                let bytes = Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
                if let kind, !bytes.isEmpty, bytes.count <= Self.sampleLimit { samples.append((kind, bytes)) }
            }
        }
        self.samples = samples
        self.seed = seed
        records = try Self.makeRecords()
        arc = Array("filedesc://a.arc 0.0.0.0 20200101000000 text/plain 76\n1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n0123456789ab\n\nhttp://a.cn/ 192.0.2.1 20200101000000 text/html 46\nHTTP/1.0 200 OK\nContent-Type: text/html\n\nabcde\n\n".utf8)
        index = (0 ..< 40).flatMap { number in
            Array("cn,a)/\(number)\(number % 3 == 0 ? "?__wb_method=post&a=1" : "") 2026112405\(1000 + number) {\"url\": \"http://a.cn/\(number)\", \"mime\": \"text/html\", \"status\": \"200\", \"digest\": \"sha1:ZFQA5MSPNS3I4YHVCOMFCWPD5IFIJFRU\", \"length\": \"\(number)\", \"offset\": \"\(number * 7)\", \"filename\": \"a.warc.gz\"}\n".utf8)
        }
    }

    func input(_ number: Int) -> FuzzInput {
        var random = SplitMix(seed: seed &* 0xA076_1D64_78BD_642F &+ UInt64(number))
        // Nine of twenty are archives, the rest indexes and WACZ files.
        let kind: ArchiveKind = random.below(20) < 12 ? .warc : random.oneIn(2) ? .index : .wacz
        let own = samples.filter { $0.kind == kind }
        var weight = 0
        var bytes: [UInt8]
        if !own.isEmpty, random.oneIn(4) {
            bytes = random.pick(own).bytes
            weight = bytes.count * 40
        } else {
            bytes = make(kind, &weight, &random)
        }
        if random.oneIn(2) { change(&bytes, other: random.pick(records), &random) }
        return FuzzInput(bytes: bytes, archive: kind, weight: max(weight, bytes.count))
    }

    private func change(_ bytes: inout [UInt8], other: [UInt8], _ random: inout SplitMix) {
        for _ in 0 ..< random.size(upTo: 6) where bytes.count < 4_000_000 { random.pick(ArchiveMutation.allCases).apply(to: &bytes, other: other, &random) }
    }

    private func make(_ kind: ArchiveKind, _ weight: inout Int, _ random: inout SplitMix) -> [UInt8] {
        switch kind {
        case .warc: return archive(&weight, &random)
        case .index:
            var lines = index
            change(&lines, other: index, &random)
            weight += lines.count
            return lines
        case .wacz:
            var (list, pages) = (index, Array("{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n{\"url\": \"http://a.cn/1\", \"ts\": \"2026-11-24T05:00:00Z\"}\n".utf8))
            let warc = archive(&weight, &random)
            if random.oneIn(3) { change(&list, other: pages, &random) }
            if random.oneIn(4) { change(&pages, other: list, &random) }
            var package = Array("{\"profile\": \"data-package\", \"wacz_version\": \"1.1.1\", \"resources\": [{\"name\": \"a\", \"path\": \"archive/a.warc.gz\", \"hash\": \"sha256:\(SHA256Digest(of: warc).hex)\", \"bytes\": \(warc.count)}]}".utf8)
            if random.oneIn(3) { change(&package, other: list, &random) }
            weight += list.count + pages.count + package.count
            return Packing.zip([
                ("archive/a.warc.gz", warc, random.oneIn(8)), ("indexes/index.cdxj", random.oneIn(4) ? Packing.gzip(list) : list, random.oneIn(4)),
                ("pages/pages.jsonl", pages, random.oneIn(2)), ("datapackage.json", package, random.oneIn(4)),
            ])
        }
    }

    private func archive(_ weight: inout Int, _ random: inout SplitMix) -> [UInt8] {
        if random.oneIn(20) {
            var bytes = arc
            if random.oneIn(2) { change(&bytes, other: arc, &random) }
            weight += bytes.count
            return random.oneIn(2) ? bytes : Packing.gzip(bytes)
        }
        var chosen = (0 ..< 1 + random.below(8)).map { _ in random.pick(records) }
        // A few hundred bytes that become 30 MB.
        if random.oneIn(5_000) { chosen.append(Self.bomb()) }
        for place in chosen.indices where random.oneIn(4) { change(&chosen[place], other: random.pick(records), &random) }
        weight += chosen.reduce(0) { $0 + $1.count }
        switch random.below(6) {
        case 0: return chosen.flatMap { $0 }
        case 1: return chosen.flatMap { Packing.zstd($0) }
        case 2: return Packing.gzip(chosen.flatMap { $0 })
        default: return chosen.flatMap { Packing.gzip($0, level: random.oneIn(8) ? 0 : 6) }
        }
    }

    private static func bomb() -> [UInt8] {
        let count = 30 << 20
        let head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000b03b>\r\nWARC-Date: 2026-11-24T05:00:00Z\r\nWARC-Target-URI: http://a.cn/b\r\nContent-Type: application/x\r\nContent-Length: \(count)\r\n\r\n"
        return Array(head.utf8) + [UInt8](repeating: 0, count: count) + Array("\r\n\r\n".utf8)
    }

    /// A right record of each type.
    private static func makeRecords() throws -> [[UInt8]] {
        func head(_ lines: String...) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) }
        func id(_ number: Int) -> WARCRecordID { WARCRecordID(fieldValue: "<urn:uuid:00000000-0000-4000-8000-0000000000\(10 + number)>") }
        guard let date = Timestamp(iso8601: "2026-11-24T05:00:00Z") else { return [] }
        let capture = WARCCapture(targetURI: "http://a.cn/党?a=1", date: date, ipAddress: "192.0.2.1", warcinfoID: id(0))
        let page = Array("<html><title>党建</title><p>abc</html>".utf8)
        let chunked = Array("4\r\nabcd\r\n5;x=y\r\nefghi\r\n0\r\nTrailer: 1\r\n\r\n".utf8)
        let original = WARCOriginal(recordID: id(1), targetURI: "http://a.cn/党?a=1", date: date, payloadDigest: SHA256Digest(of: page).labelled)
        let form = head("POST /x HTTP/1.1", "Content-Type: application/json", "Content-Length: 24")
        let records = try [
            WARCRecord.response(of: capture, head: head("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: \(page.count)"), body: .bytes(page), id: id(1)),
            WARCRecord.request(of: capture, head: head("GET / HTTP/1.1", "Host: a.cn"), concurrentTo: [id(1)], id: id(2)),
            WARCRecord.response(of: capture, head: head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Content-Encoding: identity"), body: .bytes(chunked), id: id(3)),
            WARCRecord.request(of: capture, head: form, body: .bytes(Array("{\"a\": [1, {\"b\": \"党\"}] }  ".utf8)), concurrentTo: [id(3)], id: id(4)),
            WARCRecord.revisit(of: capture, identicalTo: original, payloadDigest: original.payloadDigest ?? "", head: head("HTTP/1.1 200 OK"), id: id(5)),
            WARCRecord.revisit(of: capture, notModifiedSince: original, id: id(6)),
            WARCRecord.metadata(of: capture, fields: [("via", "http://a.cn/"), ("note", "党")], concurrentTo: [id(1)], id: id(7)),
        ]
        return records.map { record in
            let block: [UInt8] = switch record.block {
            case .bytes(let bytes): bytes
            case .concatenation(let parts): parts.flatMap { $0 }
            case .file: []
            }
            return record.head + block + Array("\r\n\r\n".utf8)
        }
    }
}
