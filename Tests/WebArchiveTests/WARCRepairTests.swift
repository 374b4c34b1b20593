import Foundation
import Testing
@testable import WebArchive

/// Repairs: what is sound comes back, nothing unsound gets through, and nothing is missing in the two new files together.
@Suite struct WARCRepairTests {
    private struct Repaired {
        var result: WARCRepair.Outcome
        var records: [[UInt8]]
        var torn: [UInt8]
    }

    /// Repairs a file of those bytes and checks what always holds.
    private func repair(_ bytes: [UInt8], name: String, _ scratch: Scratch) throws -> Repaired {
        let folder = scratch.file(UUID().uuidString)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/" + name
        try write(bytes, to: path)
        let result = try WARCRepair(path: path).run()
        #expect(try WebArchiveTests.bytes(ofFile: path) == bytes, "the original is as it was")
        let output = result.output ?? path
        var records: [[UInt8]] = []
        var errors: [Finding] = []
        let links = RecordLinks(folder: folder)
        if result.kept > 0 || result.wasSound {
            var verifier = try WARCVerifier(path: output, links: links)
            _ = try verifier.run { if $0.severity == .error { errors.append($0) } }
            try links.judge(files: [output]) { if $0.severity == .error { errors.append($0) } }
            var reader = try WARCReader(path: output)
            while let entry = try reader.next() {
                records.append(entry.head + (try reader.block(limit: 1 << 24)) + WARCRecord.separator)
                try reader.finish()
                #expect(reader.tolerated.isEmpty)
            }
        }
        #expect(errors.map(\.description) == [])
        #expect(result.wasSound || records.count == result.kept)
        #expect((result.output == nil) == (result.wasSound || result.kept == 0))
        return Repaired(result: result, records: records, torn: try result.tornPath.map { try WebArchiveTests.bytes(ofFile: $0) } ?? [])
    }

    private func records() -> [[UInt8]] { RawRecords.valid(name: "a.warc").prefix(10).map(\.bytes) }

    @Test("Records longer than memory may hold are laid out anew piece by piece", arguments: Layout.allCases)
    func pieces(_ layout: Layout) throws {
        let scratch = try Scratch()
        // All records share a member; in a plain file they are taken out of their places one by one.
        let records = self.records()
        let old = scratch.file("old.warc" + layout.ending), new = scratch.file("a.warc")
        try write(Array(layout.parts(layout == .plain ? records : [Array(records.joined())]).joined()), to: old)
        var reader = try WARCReader(path: old)
        var file = try RepairedFile(new, of: old, layout: reader.layout)
        file.memoryLimit = 10
        while let entry = try reader.next() { try file.layOut(entry) }
        let length = try file.finish()
        #expect(try WebArchiveTests.bytes(ofFile: new).count == Int(length))
        var verifier = try WARCVerifier(path: new)
        var found: [String] = []
        #expect(try verifier.run { found.append($0.description) }.records == records.count)
        #expect(found == [])
        var copy = try WARCReader(path: new)
        for record in records {
            let entry = try #require(try copy.next())
            #expect(entry.head + (try copy.block(limit: 1 << 20)) + WARCRecord.separator == record)
        }
    }

    @Test("A record behind the rest of another one in its member is kept, and that rest is left out", arguments: [Layout.gzip, .zstd])
    func behindRest(_ layout: Layout) throws {
        let scratch = try Scratch()
        let records = self.records()
        // The second record's block goes on in the third one's member, and bytes follow that are no record.
        var parts = layout.parts(records)
        parts[1] = layout.parts([Array(records[1].dropLast(6))])[0]
        parts[2] = layout.parts([Array("xxyyyy no record\r\n".utf8) + records[2]])[0]
        let repaired = try repair(Array(parts.joined()), name: "a.warc" + layout.ending, scratch)
        #expect(repaired.records.contains(records[2]))
        #expect(!repaired.records.contains(records[1]))
        #expect(repaired.torn.count > parts[2].count)
    }

    @Test("A sound file needs no repair", arguments: Layout.allCases)
    func sound(_ layout: Layout) throws {
        let scratch = try Scratch()
        let repaired = try repair(Array(layout.parts(records()).joined()), name: "a.warc" + layout.ending, scratch)
        #expect(repaired.result == WARCRepair.Outcome())
        #expect(repaired.records == records())
    }

    @Test("Cut at random places, 1,000 over the layouts, a file gives its whole records", arguments: Layout.allCases)
    func cuts(_ layout: Layout) throws {
        let scratch = try Scratch()
        let records = self.records()
        let parts = layout.parts(records)
        let whole = Array(parts.joined())
        var numbers = SeededNumbers(seed: 31)
        for _ in 0..<[.gzip: 600, .zstd: 200, .plain: 200][layout, default: 0] {
            let cut = Int.random(in: 1..<whole.count, using: &numbers)
            let repaired = try repair(Array(whole[..<cut]), name: "a.warc" + layout.ending, scratch)
            var end = 0
            let intact = parts.prefix { end += $0.count; return end <= cut }.count
            // In a plain file a record that lost a part of its separator is whole all the same: its digest proves it.
            let isProved = layout == .plain && repaired.records.count == intact + 1 && cut >= parts[...intact].joined().count - 4
            #expect(repaired.records == Array(records.prefix(isProved ? intact + 1 : intact)), "cut at \(cut)")
            let isBetween = parts[..<intact].joined().count == cut
            #expect(repaired.result.wasSound == isBetween)
            if !isBetween, !isProved { #expect(repaired.torn.range(of: Array(whole[parts[..<intact].joined().count..<cut])) != nil, "what was cut off is kept") }
        }
    }

    @Test("With random bytes flipped, 700 over the layouts, a compressed file gives all other records", arguments: [Layout.gzip, .zstd])
    func flips(_ layout: Layout) throws {
        let scratch = try Scratch()
        let records = self.records()
        let parts = layout.parts(records)
        let whole = Array(parts.joined())
        var numbers = SeededNumbers(seed: 32)
        for _ in 0..<(layout == .gzip ? 500 : 200) {
            let index = Int.random(in: 0..<whole.count, using: &numbers)
            var damaged = whole
            damaged[index] ^= UInt8.random(in: 1...255, using: &numbers)
            let repaired = try repair(damaged, name: "a.warc" + layout.ending, scratch)
            var end = 0
            let hit = parts.prefix { end += $0.count; return end <= index }.count
            // The free bytes of a gzip header change nothing (RFC 1952 §2.3.1).
            if repaired.records == records { continue }
            var others = records
            others.remove(at: hit)
            #expect(repaired.records == others, "byte \(index), record \(hit)")
            #expect(repaired.result.torn >= 1)
        }
    }

    @Test("With 300 random bytes flipped, a plain file gives what can be told to be sound, unchanged")
    func flipsOfPlain() throws {
        let scratch = try Scratch()
        let records = self.records()
        let whole = Array(records.joined())
        var numbers = SeededNumbers(seed: 33)
        for _ in 0..<300 {
            let index = Int.random(in: 0..<whole.count, using: &numbers)
            var damaged = whole
            damaged[index] ^= UInt8.random(in: 1...255, using: &numbers)
            let repaired = try repair(damaged, name: "a.warc", scratch)
            var end = 0
            let hit = records.prefix { end += $0.count; return end <= index }.count
            // Nothing proves a header of a plain file: a letter of a URI that becomes another is not seen. All others come back.
            let head = HTTPMessage.headLength(in: records[hit][...]) ?? 0
            let start = records[..<hit].joined().count
            let isInBlock = index >= start + head && index < start + records[hit].count - 4
            let others = records.indices.filter { $0 != hit }.map { records[$0] }
            let found = repaired.records.filter { others.contains($0) }
            #expect(found == others || isRelated(hit), "byte \(index), record \(hit), found \(found.count) \(String(decoding: repaired.torn.prefix(300), as: UTF8.self))")
            if isInBlock { #expect(!repaired.records.contains { $0.count == records[hit].count && !records.contains($0) }, "byte \(index)") }
        }
    }

    /// The response is what others refer to: its changed date or digest can make them the odd ones.
    private func isRelated(_ place: Int) -> Bool { place == RawRecords.Place.response.rawValue }

    @Test("A file in one member becomes one with a member a record; what was lost or added between records is mended")
    func framing() throws {
        let scratch = try Scratch()
        let records = self.records()
        let changes: [(Layout, [UInt8])] = [
            (.gzip, Array(Layout.gzip.parts([Array(records.joined())]).joined())),
            (.gzip, Array(Layout.gzip.parts([records[0] + records[1]] + records[2...]).joined())),
            (.gzip, Array(Layout.gzip.parts([records[0].dropLast(9), records[0].suffix(9)] + records[1...]).joined())),
            (.gzip, Array(Layout.gzip.parts([records[0].dropLast(4)] + records[1...]).joined())),
            (.gzip, { let parts = Layout.gzip.parts(records); return parts[0] + [0, 0, 0] + parts[1...].joined() }()),
            (.zstd, Array(Layout.zstd.parts([records[0] + records[1]] + records[2...]).joined())),
            (.zstd, { var parts = Layout.zstd.parts(records); parts[1][4] &= ~4; parts[1].removeLast(4); return Array(parts.joined()) }()),
            (.plain, records[0].dropLast(2) + records[1...].joined()),
            (.plain, records[0] + Array("junk\r\n".utf8) + records[1...].joined()),
        ]
        for (index, (layout, bytes)) in changes.enumerated() {
            let repaired = try repair(bytes, name: "a.warc" + layout.ending, scratch)
            #expect(repaired.records == records, "change \(index)")
            #expect(repaired.result.output != nil)
        }
    }

    @Test("A dictionary goes along, and so do frames of other programs")
    func dictionary() throws {
        let scratch = try Scratch()
        let samples = (0..<300).map { Array("WARC/1.1\r\nWARC-Type: response\r\n\($0 * 7919) 正文".utf8) }
        let dictionary = try #require(ZstdDictionary.trained(on: samples, capacity: 2048))
        let compressor = ZstdCompressor(dictionary: dictionary.bytes)
        var frames = records().map { compressor.frame(of: $0) }
        frames[2][frames[2].count - 1] ^= 1
        let bytes = dictionary.frame(compressed: true) + frames[0] + ZstdFrame.skippableHead(digit: 1, count: 3) + [1, 2, 3] + frames[1...].joined()
        let repaired = try repair(bytes, name: "a.warc.zst", scratch)
        var expected = records()
        expected.remove(at: 2)
        #expect(repaired.records == expected)
        #expect(repaired.result.torn == 1)
    }

    @Test("The rest names offset, rule and section; a record that breaks a rule of its header is left out as well")
    func torn() throws {
        let scratch = try Scratch()
        var raw = Array(RawRecords.valid(name: "a.warc.gz").prefix(10))
        raw[7]["WARC-Date"] = "yesterday"
        let parts = Layout.gzip.parts(raw.map(\.bytes))
        let repaired = try repair(Array(parts.joined()), name: "a.warc.gz", scratch)
        #expect(repaired.records.count == 9)
        let line = String(decoding: repaired.torn.prefix { $0 != LF }, as: UTF8.self)
        let offset = parts[..<7].joined().count
        #expect(line == #"{"offset":\#(offset),"length":\#(parts[7].count),"decoded":false,"rule":"date","section":"WARC/1.1 \u00a75.4","reason":"WARC-Date is \u201cyesterday\u201d"}"#)
        #expect(repaired.torn.dropFirst(line.utf8.count + 1).dropLast().elementsEqual(parts[7]))
    }
}

extension Array where Element == UInt8 {
    /// Where `other` lies in it.
    fileprivate func range(of other: [UInt8]) -> Range<Int>? {
        Data(self).range(of: Data(other))
    }
}
