// ZIP files that are written: what stands in them is found again, however many entries there are.
import Foundation
import Testing
import Web
@testable import WebArchive

@Suite struct ZIPWriterTests {
    private let folder = NSTemporaryDirectory() + "/shilu-zip-\(UUID().uuidString)"
    private let date = Timestamp(secondsSince1970: 1_795_000_000)

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    @Test func entriesOfPiecesAreFoundAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let zip = try ZIPWriter(creating: folder + "/a.zip", date: date)
        try zip.begin("pages/页.jsonl")
        for piece in ["one\n", "", "two\n"] { try zip.append(Array(piece.utf8)[...]) }
        #expect(zip.position == 8)
        #expect(try zip.end().digest == SHA256Digest(of: Array("one\ntwo\n".utf8)))
        try zip.add("empty", [])
        try zip.finish()
        let directory = try ZIPDirectory(path: folder + "/a.zip")
        #expect(directory.entries.map(\.name) == ["pages/页.jsonl", "empty"])
        #expect(directory.entries.map(\.size) == [8, 0] && directory.entries.allSatisfy { $0.method == 0 })
        let entry = try #require(directory.entries.first?.dataOffset)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.zip"))
        #expect(String(decoding: bytes[Int(entry)..<(Int(entry) + 8)], as: UTF8.self) == "one\ntwo\n")
    }

    @Test func moreEntriesThanSixteenBitsCountNeedZIP64() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let zip = try ZIPWriter(creating: folder + "/many.zip", date: date)
        for number in 0..<70_000 { try zip.add("\(number)", []) }
        try zip.finish()
        #expect(try ZIPDirectory(path: folder + "/many.zip").entries.last?.name == "69999")
    }

    @Test func aFileThatIsNotFinishedLeavesNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            let zip = try ZIPWriter(creating: folder + "/half.zip", date: date)
            try zip.add("a", [1, 2, 3])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["half.zip.part"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func aFileThatIsThereIsNotWrittenOver() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("here".utf8).write(to: URL(fileURLWithPath: folder + "/a.zip"))
        #expect(throws: FileError.self) { try ZIPWriter(creating: folder + "/a.zip", date: date) }
    }
}
