import Foundation
import Testing
@testable import WebArchive

/// ARC files, zstd files with and without dictionary, and records in several members or frames.
@Suite struct FormatTests {
    private struct Read: Equatable {
        var type: String
        var target: String?
        var date: String?
        var offset: Int64
        var length: Int64?
        var block: [UInt8]
        var broken: [ArchiveRule]
    }

    private func read(_ path: String) throws -> [Read] {
        var reader = try WARCReader(path: path)
        var all: [Read] = []
        while let entry = try reader.next() {
            let block = try reader.block(limit: 1 << 20)
            let length = try reader.finish()
            all.append(Read(type: entry.type.name, target: entry.targetURI, date: entry.date, offset: entry.offset, length: length,
                            block: block, broken: reader.tolerated.map(\.rule)))
        }
        return all
    }

    private func errorAfter(_ path: String) -> WARCReadError.Problem? {
        do throws(WARCReadError) {
            var reader = try WARCReader(path: path)
            while try reader.next() != nil { _ = try reader.finish() }
            return nil
        } catch { return error.problem }
    }

    // MARK: ARC

    private static let description = Array("1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n".utf8)
    private static let page = Array("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>页面</p>".utf8)
    private static let name = Array("20010304050607\na.example.cn. 1 IN A 10.0.0.1\n".utf8)

    /// The documents of a file, each with the line feed that ends it.
    private static let documents: [[UInt8]] = [
        Array("filedesc://IA-1.arc 0.0.0.0 20010304050607 text/plain \(description.count)\n".utf8) + description + [0x0A],
        Array("http://a.example.cn/with blank 10.0.0.1 20010304050608 text/html \(page.count)\n".utf8) + page + [0x0A],
        Array("dns:a.example.cn 10.0.0.2 20010304050607 text/dns \(name.count)\n".utf8) + name + [0x0A],
    ]

    @Test("An ARC file is read as the WARC records that would hold the same", arguments: ["plain", "members", "one member"])
    func arc(_ layout: String) throws {
        let scratch = try Scratch()
        let compressor = GzipCompressor()
        let bytes = switch layout {
        case "plain": Array(Self.documents.joined())
        case "members": Self.documents.flatMap { compressor.member(of: $0) }
        default: compressor.member(of: Array(Self.documents.joined()))
        }
        try write(bytes, to: scratch.file("a.arc"))
        let records = try read(scratch.file("a.arc"))
        #expect(records.map(\.type) == ["warcinfo", "response", "resource"])
        #expect(records.map(\.target) == [nil, "http://a.example.cn/with blank", "dns:a.example.cn"])
        #expect(records.map(\.date) == ["2001-03-04T05:06:07Z", "2001-03-04T05:06:08Z", "2001-03-04T05:06:07Z"])
        #expect(records.map(\.block) == [Self.description, Self.page, Self.name])
        #expect(records.flatMap(\.broken).allSatisfy { layout == "one member" && $0 == .sharedMember })
        if layout == "one member" { return #expect(records.map(\.length) == [nil, nil, nil]) }
        for record in records {
            var reader = try WARCReader(path: scratch.file("a.arc"), at: record.offset)
            #expect(try reader.next()?.isARC == true)
            #expect(try reader.block(limit: 1000) == record.block)
        }
    }

    @Test("Lines of ARC version 2, and of the nineties, are read; others are none")
    func arcLines() {
        func head(_ line: String) -> ARCHead? { ARCHead(line: Array(line.utf8)[...]) }
        let second = head("http://a.example/ 10.0.0.1 20010304050607 text/html 200 abc - 77 IA-1.arc 12")
        #expect(second?.version == 2 && second?.length == 12 && second?.contentType == "text/html")
        #expect(head("http://a.example/ 10.0.0.1 960304050607 text/html 12")?.date == "960304050607")
        for line in ["", "http://a.example/ 10.0.0.1 20010304050607 text/html", "http://a.example/ 10.0.0.1 20010304050607 text/html -1",
                     "http://a.example/ 10.0.0.1 2001030405060 text/html 12", "a 10.0.0.1 20010304050607 text/html 12"] {
            #expect(head(line) == nil, "\(line)")
        }
    }

    @Test("Documents of an ARC file that are not followed by one line feed are named, and a torn one is an error")
    func brokenARC() throws {
        let scratch = try Scratch()
        try write(Self.documents[0] + [0x0A] + Self.documents[1], to: scratch.file("a.arc"))
        #expect(try read(scratch.file("a.arc")).map(\.broken) == [[.arcSeparator], []])
        try write(Self.documents[0] + Self.documents[1].dropLast(5), to: scratch.file("a.arc"))
        #expect(errorAfter(scratch.file("a.arc")) == .tornBlock(missing: 4))
    }

    // MARK: zstd

    private func records() throws -> [WARCRecord] { try CaptureSamples.all() }

    private func dictionary() throws -> ZstdDictionary {
        let samples = (0..<300).map { Array("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\($0)\r\n<p>正文 \($0 * 7919)</p>".utf8) }
        return try #require(ZstdDictionary.trained(on: samples, capacity: 4096))
    }

    @Test("A zstd file is read, with a dictionary as it is, with a compressed one, and without", arguments: [nil, false, true])
    func zstd(_ compressed: Bool?) throws {
        let scratch = try Scratch()
        let dictionary: ZstdDictionary? = compressed == nil ? nil : try self.dictionary()
        let compressor = ZstdCompressor(dictionary: dictionary?.bytes)
        var bytes = dictionary?.frame(compressed: compressed ?? false) ?? []
        var offsets: [Int64] = []
        let records = try self.records()
        for record in records {
            offsets.append(Int64(bytes.count))
            bytes += compressor.frame(of: CaptureSamples.plain([record]))
        }
        try write(bytes, to: scratch.file("a.warc.zst"))
        let found = try read(scratch.file("a.warc.zst"))
        #expect(found.map(\.offset) == offsets)
        #expect(found.allSatisfy { $0.broken.isEmpty })
        #expect(found.map { Int64($0.block.count) } == records.map { $0.block.count })
        let ends = found.map { $0.offset + ($0.length ?? 0) }
        #expect(Array(offsets.dropFirst()) == Array(ends.dropLast()))
        // A record far from the beginning needs the dictionary all the same.
        var reader = try WARCReader(path: scratch.file("a.warc.zst"), at: offsets[7])
        #expect(try reader.next()?.recordID == records[7].id)
        #expect(try reader.block(limit: 1 << 20) == found[7].block)
        // Cut anywhere in the last frame, it is said.
        for cut in stride(from: Int(offsets.last ?? 0) + 1, to: bytes.count, by: 7) {
            try write(Array(bytes[..<cut]), to: scratch.file("cut"))
            #expect(errorAfter(scratch.file("cut")) == .tornFrame, "cut at \(cut)")
        }
    }

    @Test("A record of several frames, frames of other programs, and an empty frame are as they may be")
    func frames() throws {
        let scratch = try Scratch()
        let records = Array(try self.records().prefix(2))
        let compressor = ZstdCompressor()
        let first = CaptureSamples.plain([records[0]])
        let cuts = [0, 20, first.count - 6, first.count - 4, first.count]
        var bytes = zip(cuts, cuts.dropFirst()).flatMap { compressor.frame(of: Array(first[$0..<$1])) }
        bytes += ZstdFrame.skippableHead(digit: 3, count: 5) + [1, 2, 3, 4, 5] + compressor.frame(of: [])
        let second = Int64(bytes.count)
        bytes += compressor.frame(of: CaptureSamples.plain([records[1]]))
        try write(bytes, to: scratch.file("a.warc.zst"))
        let found = try read(scratch.file("a.warc.zst"))
        #expect(found.map(\.offset) == [0, second])
        #expect(found.allSatisfy { $0.broken.isEmpty })
        #expect(found.last?.length == Int64(bytes.count) - second)
    }

    @Test("Frames that lack what the format asks for are read, and named")
    func frameHeaders() throws {
        #expect(ZstdFrame(at: [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58]) == .data(.init(hasContentSize: false, hasChecksum: false, dictionaryID: 0)))
        #expect(ZstdFrame(at: [0x28, 0xB5, 0x2F, 0xFD, 0x27, 1, 0, 0, 128]) == .data(.init(hasContentSize: true, hasChecksum: true, dictionaryID: 0x8000_0001)))
        #expect(ZstdFrame(at: [0x5D, 0x2A, 0x4D, 0x18, 4, 1, 0, 0]) == .skippable(digit: 13, count: 260))
        #expect(ZstdFrame(at: [0x28, 0xB5, 0x2F]) == nil && ZstdFrame(at: [0x1F, 0x8B, 8, 0, 0, 0]) == nil)
        let scratch = try Scratch()
        let compressor = ZstdCompressor()
        var bytes = compressor.frame(of: CaptureSamples.plain(Array(try self.records().prefix(1))))
        bytes[4] &= ~0x04  // no checksum: its four bytes go
        try write(bytes.dropLast(4), to: scratch.file("a.warc.zst"))
        #expect(try read(scratch.file("a.warc.zst")).map(\.broken) == [[.frameHeader]])
    }

    @Test("A dictionary that is none is an error that says so")
    func badDictionary() throws {
        let scratch = try Scratch()
        let compressor = ZstdCompressor()
        let frame = compressor.frame(of: CaptureSamples.plain(Array(try self.records().prefix(1))))
        try write(ZstdFrame.skippableHead(digit: 13, count: 8) + Array("no dict.".utf8) + frame, to: scratch.file("a.warc.zst"))
        #expect(errorAfter(scratch.file("a.warc.zst")) == .unusableDictionary("the file's first frame holds no dictionary"))
    }

    // MARK: gzip

    @Test("A record that goes on in another gzip member is read, and named; a record too long for its member is torn")
    func spanning() throws {
        let scratch = try Scratch()
        let plain = try self.records().prefix(2).map { CaptureSamples.plain([$0]) }
        let compressor = GzipCompressor()
        try write(compressor.member(of: Array(plain[0].prefix(400))) + compressor.member(of: Array(plain[0].dropFirst(400))) + compressor.member(of: plain[1]),
                  to: scratch.file("a"))
        let found = try read(scratch.file("a"))
        #expect(found.map(\.broken) == [[.spanningMember], []])
        #expect(found[0].length == found[1].offset)
        let lying = String(decoding: plain[0], as: UTF8.self).replacing(/Content-Length: ([0-9]+)/) { "Content-Length: \(Int($0.1)! + 9)" }
        try write(compressor.member(of: Array(lying.utf8)) + compressor.member(of: plain[1]), to: scratch.file("a"))
        #expect(errorAfter(scratch.file("a")) == .tornBlock(missing: 5))
    }

    @Test("After an error, reading goes on at the next record", arguments: ["gzip", "plain", "zstd"])
    func resume(_ layout: String) throws {
        let scratch = try Scratch()
        let records = Array(try self.records().prefix(5))
        let gzip = GzipCompressor()
        let zstd = ZstdCompressor()
        let parts = records.map { record in
            let plain = CaptureSamples.plain([record])
            return switch layout {
            case "gzip": gzip.member(of: plain)
            case "zstd": zstd.frame(of: plain)
            default: plain
            }
        }
        // The third is damaged so that it cannot be read.
        var damaged = parts
        damaged[2].replaceSubrange(0..<8, with: Array("DAMAGED!".utf8))
        try write(Array(damaged.joined()), to: scratch.file("a"))
        var reader = try WARCReader(path: scratch.file("a"))
        var ids: [WARCRecordID?] = []
        var resumed: [Int64?] = []
        while true {
            do {
                guard let entry = try reader.next() else { break }
                _ = try reader.finish()
                ids.append(entry.recordID)
            } catch {
                resumed.append(try reader.resume())
            }
        }
        #expect(ids == [0, 1, 3, 4].map { records[$0].id })
        // In a plain file what stands after a record and is none is passed over; a search is not needed.
        let place = Int64(parts[..<3].joined().count)
        #expect(resumed == (layout == "plain" ? [] : [place]))
    }
}
