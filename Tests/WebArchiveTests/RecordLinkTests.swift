import Foundation
import Testing
@testable import WebArchive

/// Relations between records of many files, in bounded memory.
@Suite struct RecordLinkTests {
    private func link(
        _ number: UInt64, _ kind: RecordLink.Kind, isRevisit: Bool = false, file: Int32 = 0, offset: Int64 = 0, first: UInt64 = 0, second: UInt64 = 0
    ) -> RecordLink {
        RecordLink(
            key: .init(high: number &* 0x9E37_79B9_7F4A_7C15, low: number), kind: kind, isRevisit: isRevisit, file: file, offset: offset, first: first,
            second: second)
    }

    @Test("A link is read as it was written")
    func coding() {
        let link = RecordLink(key: .init(high: .max, low: 1), kind: .segmentTotal, isRevisit: true, file: 70_000, offset: 1 << 40, first: 3, second: .max - 1, third: 5)
        var bytes: [UInt8] = []
        link.append(to: &bytes)
        #expect(bytes.count == RecordLink.size)
        #expect(RecordLink(bytes[...]) == link)
    }

    @Test("Over many runs on disk, IDs that stand twice and references that lead nowhere are found, and no others")
    func spilled() throws {
        let scratch = try Scratch()
        let links = RecordLinks(folder: scratch.path, bufferLimit: 1000)
        var numbers = SeededNumbers(seed: 41)
        for start in stride(from: UInt64(0), to: 20_000, by: 100) {
            var batch: [RecordLink] = []
            for number in start..<(start + 100) {
                batch.append(link(number, .id, file: Int32(number % 3), offset: Int64(number)))
                batch.append(link(UInt64.random(in: 0..<20_000, using: &numbers), .concurrentTo, offset: Int64(number)))
            }
            try links.add(batch)
        }
        try links.add([link(5, .id, file: 1, offset: 99), link(30_000, .warcinfoID, file: 2, offset: 7), link(6, .concurrentTo, offset: 8, first: 9)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty, "what lies on disk has no name")
        var found: [Finding] = []
        try links.judge(files: ["a", "b", "c"]) { found.append($0) }
        #expect(Set(found.map(\.rule)) == [.duplicateID, .danglingReference, .concurrentDate])
        #expect(found.count == 3)
        #expect(found.contains { $0.rule == .duplicateID && $0.file == "c" && $0.offset == 5 || $0.file == "b" && $0.offset == 99 })
        #expect(found.contains { $0.file == "c" && $0.offset == 7 && $0.rule == .danglingReference })
        found = []
        try links.judge(files: []) { found.append($0) }
        #expect(found.isEmpty)
    }

    @Test("A revisit of the same second as its original is not its own original")
    func sameSecond() throws {
        func rules(_ others: [RecordLink]) throws -> [ArchiveRule] {
            let links = RecordLinks()
            try links.add([link(1, .capture, isRevisit: true, offset: 50, second: 7), link(1, .originalCapture, isRevisit: true, offset: 50, second: 7)] + others)
            var found: [Finding] = []
            try links.judge(files: ["a", "b"]) { found.append($0) }
            return found.map(\.rule)
        }
        #expect(try rules([]) == [.missingOriginal])
        #expect(try rules([link(1, .lost, file: -1)]) == [.lostRecord])
        #expect(try rules([link(1, .capture, file: 1, offset: 900, second: 7)]) == [])
        #expect(try rules([link(1, .capture, file: 1, offset: 900, second: 8)]) == [.missingOriginal])
    }

    @Test("References between files lead somewhere when all files are given")
    func files() throws {
        let scratch = try Scratch()
        let records = RawRecords.valid(name: "a.warc")
        try write(records[..<2].flatMap(\.bytes), to: scratch.file("a.warc"))
        try write(records[2...].flatMap(\.bytes), to: scratch.file("b.warc"))
        let links = RecordLinks(folder: scratch.path)
        var found: [Finding] = []
        for (number, name) in ["a.warc", "b.warc"].enumerated() {
            var verifier = try WARCVerifier(path: scratch.file(name), links: links, fileNumber: number)
            _ = try verifier.run { found.append($0) }
        }
        try links.judge(files: ["a.warc", "b.warc"]) { found.append($0) }
        #expect(found.isEmpty)
    }
}
