// ZIP files that are written: what stands in them is found again, however many entries there are.
import CZlib
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

    @Test func entriesBeyondFourGigabytesAreFoundAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // The headers of the writer around a hole of five gigabytes, which takes no room on the disk.
        let (path, size): (String, Int64) = (folder + "/large.zip", 5 << 30)
        func entry(_ name: String, _ bytes: [UInt8], size: Int64, at offset: Int64) -> ZIPWriter.Entry {
            let checksum = UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(crc32_z(0, nil, 0), $0.baseAddress, $0.count) })
            return .init(name: name, size: size, digest: SHA256Digest(of: bytes), checksum: checksum, headerOffset: offset)
        }
        let large = entry("archive/large.warc", [], size: size, at: 0)
        let head = ZIPWriter.localHeader(large.name, time: 0, checksum: large.checksum, size: size)
        let small = entry("small", Array("here".utf8), size: 4, at: Int64(head.count) + size)
        let tail = ZIPWriter.localHeader(small.name, time: 0, checksum: small.checksum, size: 4) + Array("here".utf8)
        let start = small.headerOffset + Int64(tail.count)
        let directory = ZIPWriter.directoryHeader(large, time: 0) + ZIPWriter.directoryHeader(small, time: 0)
        #expect(FileManager.default.createFile(atPath: path, contents: Data(head)))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seek(toOffset: UInt64(small.headerOffset))
        try file.write(contentsOf: Data(tail + directory + ZIPWriter.ending(count: 2, start: start, length: Int64(directory.count))))
        try file.close()

        let found = try ZIPDirectory(path: path)
        #expect(found.entries.map(\.size) == [size, 4] && found.entries.map(\.headerOffset) == [0, small.headerOffset])
        #expect(found.entries.map(\.dataOffset) == [Int64(head.count), small.headerOffset + Int64(tail.count - 4)])
        guard Peers.has("python3") else { return }
        let listed = try Peers.run("python3", ["-c", "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print([i.file_size for i in z.infolist()], z.read('small'))", path])
        #expect(listed.output == "[5368709120, 4] b'here'\n")
    }

    @Test func entriesThatAreNotWrittenOneAfterTheOtherAreRefused() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let zip = try ZIPWriter(creating: folder + "/a.zip", date: date)
        #expect(throws: ZIPWriteError.noEntry) { try zip.append([1]) }
        #expect(throws: ZIPWriteError.noEntry) { try zip.end() }
        try zip.begin("a")
        #expect(throws: ZIPWriteError.entryIsOpen("a")) { try zip.begin("b") }
        #expect(throws: ZIPWriteError.entryIsOpen("a")) { try zip.finish() }
        try zip.append([1])
        _ = try zip.end()
        try zip.finish()
        #expect(try ZIPDirectory(path: folder + "/a.zip").entries.map(\.name) == ["a"])
    }
}
