// Files compressed by zstd, with and without a dictionary, and their conversion there and back.
import Foundation
import Testing
@testable import WebArchive

@Suite struct WARCCodingTests {
    private let scratch: Scratch
    private let records: [WARCRecord]
    private let dictionary: PreparedDictionary

    init() throws {
        scratch = try Scratch()
        var numbers = SeededNumbers(seed: 5)
        try write(numbers.bytes(9_000_000), to: scratch.file("body"))
        // One is longer than what is compressed at once.
        let records = try CaptureSamples.all(bodyFile: (scratch.file("body"), 8_999_999))
        self.records = records
        let samples = (0..<300).flatMap { number in
            CaptureSamples.plain(records).split(separator: LF).map { Array($0) + Array("\(number)\n".utf8) }
        }
        dictionary = PreparedDictionary(try #require(ZstdDictionary.trained(on: samples, capacity: 4096)))
    }

    private func written(_ coding: WARCCoding, _ name: String) throws -> String {
        let path = scratch.file(name)
        let writer = try WARCWriter(creating: path, coding: coding)
        for record in records { _ = try writer.append(record) }
        try writer.sync()
        return path
    }

    private func findings(_ path: String) throws -> [Finding] {
        var findings: [Finding] = []
        var verifier = try WARCVerifier(path: path)
        _ = try verifier.run { findings.append($0) }
        return findings.filter { $0.severity == .error }
    }

    @Test(arguments: [false, true]) func whatIsWrittenByZstdIsSoundAndReadsFromEachPlace(_ hasDictionary: Bool) throws {
        let path = try written(.zstd(hasDictionary ? dictionary : nil), "a.warc.zst")
        #expect(try findings(path) == [])
        #expect(try bytes(ofFile: path).starts(with: hasDictionary ? [0x5D, 0x2A, 0x4D, 0x18] : [0x28, 0xB5, 0x2F, 0xFD]))
        var reader = try WARCReader(path: path)
        var count = 0
        while let entry = try reader.next() {
            #expect(entry.recordID == records[count].id)
            var alone = try WARCReader(path: path, at: entry.offset)
            #expect(try alone.next()?.recordID == entry.recordID)
            count += 1
        }
        #expect(count == records.count)
    }

    @Test func everyFrameNamesTheDictionaryOfItsFile() throws {
        let path = try written(.zstd(dictionary), "a.warc.zst")
        let stored = try bytes(ofFile: path)
        var reader = try WARCReader(path: path)
        while let entry = try reader.next() {
            guard case .data(let header)? = ZstdFrame(at: stored[Int(entry.offset)...]) else { Issue.record("no frame at \(entry.offset)"); continue }
            #expect(header.dictionaryID == dictionary.dictionary.id && header.hasChecksum && header.hasContentSize)
        }
    }

    @Test func aMemberMadeWithoutTheDictionaryIsMadeAnewWithIt() throws {
        let plain = try WARCMember.encode(records[1], as: .zstd(nil))
        let with = try WARCMember.encode(records[1], as: .zstd(dictionary))
        #expect(plain != with)
        #expect(try WARCCoding.zstd(dictionary).recoded(plain, from: .zstd(nil)) == with)
        #expect(try WARCCoding.zstd(dictionary).recoded(try WARCMember.encode(records[1]), from: .gzip) == with)
        #expect(try WARCCoding.gzip.recoded(with, from: .zstd(dictionary)) == WARCMember.encode(records[1]))
        #expect(throws: WARCWriteError.self) { try WARCCoding.gzip.recoded(Array(with.dropLast(9)), from: .zstd(dictionary)) }
    }

    @Test(arguments: [false, true]) func conversionThereAndBackLosesNothing(_ hasDictionary: Bool) throws {
        let path = try written(.gzip, "a.warc.gz")
        let converted = try WARCConversion(path: path, output: scratch.file("a.warc.zst"), coding: .zstd(hasDictionary ? dictionary : nil)).run()
        #expect(converted.records == records.count)
        #expect(try findings(scratch.file("a.warc.zst")) == [])
        let moved = try #require(try MovedRecords(from: path, to: scratch.file("a.warc.zst")))
        #expect(moved.places.count == records.count)
        _ = try WARCConversion(path: scratch.file("a.warc.zst"), output: scratch.file("b.warc.gz"), coding: .gzip).run()
        func contents(_ path: String) throws -> [[UInt8]] {
            var reader = try WARCReader(path: path)
            var all: [[UInt8]] = []
            while let entry = try reader.next() { all.append(entry.head + (try reader.block(limit: 1 << 30))) }
            return all
        }
        #expect(try contents(path) == contents(scratch.file("b.warc.gz")))
    }

    @Test func aFileThatBreaksSomethingIsNotConverted() throws {
        var plain = CaptureSamples.plain(records)
        plain.insert(contentsOf: Array("junk\r\n".utf8), at: (plain.firstRange(of: Array("\r\n\r\nWARC/1.1".utf8))?.lowerBound ?? 0) + 4)
        try write(plain, to: scratch.file("a.warc"))
        #expect(throws: WARCConversionError.self) { try WARCConversion(path: scratch.file("a.warc"), output: scratch.file("b.warc.gz"), coding: .gzip).run() }
        #expect(!FileManager.default.fileExists(atPath: scratch.file("b.warc.gz")) && !FileManager.default.fileExists(atPath: scratch.file("b.warc.gz.part")))
    }
}
