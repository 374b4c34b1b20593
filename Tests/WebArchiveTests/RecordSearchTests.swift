// Reading goes on behind damage: at the next record, whatever looks like one before it, and in a time that goes by the file's length.
import Foundation
import Testing
@testable import WebArchive

@Suite struct RecordSearchTests {
    /// A record that can be read, a place where nothing can, places that look like records, then the last record.
    private func file(_ layout: Layout, places: [UInt8], count: Int, shift: Int) -> (bytes: [UInt8], last: Int64) {
        let parts = layout.parts(RawRecords.valid(name: "a.warc").prefix(2).map(\.bytes))
        // What the reader cannot pass over: no record in a plain file, no member in a compressed one.
        let junk = layout == .plain ? Array("WARC/1.1\r\nContent-Length: x\r\n\r\n".utf8) : [0]
        var bytes = parts[0] + junk + [UInt8](repeating: UInt8(ascii: "-"), count: shift)
        for _ in 0..<count { bytes += places }
        return (bytes + parts[1], Int64(bytes.count))
    }

    /// The places of the records behind the first.
    private func resumed(_ bytes: [UInt8], _ layout: Layout, _ scratch: Scratch) throws -> [Int64] {
        let path = scratch.file("a.warc" + layout.ending)
        try write(bytes, to: path)
        var reader = try WARCReader(path: path)
        var places: [Int64] = []
        while true {
            do {
                guard let entry = try reader.next() else { return places }
                if entry.offset > 0 { places.append(entry.offset) }
            } catch {
                guard try reader.resume() != nil else { return places }
            }
        }
    }

    private static let likenesses: [(layout: Layout, bytes: [UInt8])] = [
        // Heads without a length, with a bad one, without an end; and beginnings of a mark.
        (.plain, Array("WARC/1.0\r\nWARC-Type: x\r\n\r\n".utf8)), (.plain, Array("WARC/1.1\r\nContent-Length: -5\r\n\r\n".utf8)),
        (.plain, Array("WARC/1.1\n\n".utf8)), (.plain, Array("WARCWARC/WAR".utf8)),
        (.gzip, [0x1F, 0x8B, 0x08]), (.gzip, [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 7]), (.gzip, [0x1F, 0x8B, 0x08, 4, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2]),
        (.gzip, Layout.gzip.parts([Array("hello\r\n".utf8)])[0]), (.gzip, [0x1F, 0x8B]),
        (.zstd, [0x28, 0xB5, 0x2F, 0xFD]), (.zstd, [0x28, 0xB5, 0x2F, 0xFD, 8]), (.zstd, Layout.zstd.parts([Array("hello\r\n".utf8)])[0]),
    ]

    @Test("Few or many places that look like records are passed over, and the record behind them is found", arguments: [3, 70, 4200])
    func likenesses(_ count: Int) throws {
        let scratch = try Scratch()
        for likeness in Self.likenesses where likeness.layout == .plain || count < 1000 {
            let (bytes, last) = file(likeness.layout, places: likeness.bytes, count: count, shift: 0)
            #expect(try resumed(bytes, likeness.layout, scratch) == [last], "\(likeness.layout) \(likeness.bytes.prefix(12))")
        }
    }

    @Test("A record is found wherever it lies to the pieces in which the file is looked through", arguments: Layout.allCases)
    func pieces(_ layout: Layout) throws {
        let scratch = try Scratch()
        let before = file(layout, places: [], count: 0, shift: 0).last
        for distance in [-700, -600, -30, -12, -5, -4, -3, -2, -1, 0, 1] {
            // The search reads 64 KiB at a time, from one byte behind the damage on.
            let (bytes, last) = file(layout, places: [], count: 0, shift: 65_536 + distance - Int(before % 7))
            #expect(try resumed(bytes, layout, scratch) == [last], "\(distance)")
        }
    }

    @Test("An ARC record is found behind a line that is none")
    func arc() throws {
        let scratch = try Scratch()
        let head = "filedesc://a.arc 0.0.0.0 20200101000000 text/plain 9\n1 0 Test\n\n"
        let junk = String(repeating: "http://a.example/ no header\n", count: 100)
        let record = "http://a.example/ 192.0.2.1 20200101000000 text/html 5\nabcd\n\n"
        try write(Array((head + "what is this\n" + junk + record).utf8), to: scratch.file("a.arc"))
        var reader = try WARCReader(path: scratch.file("a.arc"))
        #expect(try reader.next()?.offset == 0)
        #expect(throws: WARCReadError.self) { try reader.next() }
        #expect(try reader.resume() == Int64((head + "what is this\n" + junk).utf8.count))
        #expect(try reader.next()?.targetURI == "http://a.example/")
    }

    @Test("Records that lie in one another are not read again without end")
    func nested() throws {
        let scratch = try Scratch()
        // Each line ends as a version does and begins a header that reaches to the end, with a length that leads nowhere.
        let line = "x WARC/1.0\r\nContent-Length: 5\r\n"
        let bytes = Array((String(repeating: line, count: 3_000) + "\r\n").utf8)
        let found = try findings(in: bytes, name: "a.warc", scratch)
        #expect(found.contains { $0.rule == .notARecord && $0.message.contains("so many records lie in one another") })
        var reader = try WARCReader(path: scratch.file("a.warc"))
        var heads = 0
        while true {
            do {
                guard try reader.next() != nil else { break }
                heads += 1
            } catch {
                guard try reader.resume() != nil else { break }
            }
        }
        #expect(heads < 1_000)
        #expect(try WARCRepair(path: scratch.file("a.warc")).run().kept == 0)
    }

    @Test("A record is found behind version lines that begin none", arguments: [
        "WARC/1.1\r\n", "WARC/1.0\n", "x WARC/1.1\r\n", "WARC/1.1\r\nContent-Length: x\r\n", "x WARC/1.1\r\nContent-Length: -1\r\n",
        "WARC/1.1\r\nA: b\r\n\r\n", "WARC/1.1\r\nContent-Length:\r\n  five\r\n", "WARC/1.1\r\nContent-Length: 5\r\n",
    ])
    func versionLines(_ line: String) throws {
        let scratch = try Scratch()
        let (bytes, last) = file(.plain, places: Array(line.utf8), count: 5_000, shift: 3)
        try write(bytes, to: scratch.file("a.warc"))
        var search = RecordSearch(path: scratch.file("a.warc"), stretch: nil, layout: .plain)
        #expect(try search.place(after: 2_000, isARC: false) == last)
        #expect(search.bytesLookedAt <= bytes.count, "each byte is read once")
    }

    @Test("What looks like the beginning of a member is looked at for a short while only", arguments: [
        (Layout.gzip, [UInt8]([0x1F, 0x8B, 0x08])), (.gzip, [0x1F, 0x8B, 0x08, 8, 0, 0, 0, 0, 0, 3, 65]), (.gzip, Layout.gzip.parts([Array("hello\r\n".utf8)])[0]),
        (.zstd, [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58]), (.zstd, Layout.zstd.parts([Array("hello\r\n".utf8)])[0]),
    ])
    func likeMembers(_ layout: Layout, _ place: [UInt8]) throws {
        let scratch = try Scratch()
        let path = scratch.file("a.warc" + layout.ending)
        func effort(_ count: Int) throws -> Int {
            let (bytes, last) = file(layout, places: place, count: count, shift: 0)
            try write(bytes, to: path)
            var search = RecordSearch(path: path, stretch: nil, layout: layout == .gzip ? .gzip : .zstd)
            #expect(try search.place(after: 0, isARC: false) == last)
            return search.bytesLookedAt
        }
        // Twice as many of them cost twice as much, not four times.
        let (few, many) = (try effort(20_000), try effort(40_000))
        #expect(many < 5 * few / 2, "\(few) bytes, \(many) bytes")
    }

    @Test("The end of a line is a record's beginning where a record was cut within a line")
    func cutWithinLine() throws {
        let scratch = try Scratch()
        let records = RawRecords.valid(name: "a.warc").prefix(2).map(\.bytes)
        let bytes = Array("WARC/1.1\r\nContent-Length: x\r\n\r\nThis is no header, and a record was appended:".utf8)
        #expect(try resumed(bytes + records[1], .plain, scratch) == [Int64(bytes.count)])
        let long = bytes + [UInt8](repeating: UInt8(ascii: "-"), count: 200_000)
        #expect(try resumed(long + records[1], .plain, scratch) == [Int64(long.count)])
    }
}
