import Foundation
import Testing
@testable import WebArchive

@Suite struct WARCWriterTests {
    private struct Read: Equatable { var head: [String], block: [UInt8], offset: Int64, length: Int64? }

    private func readAll(_ path: String) throws -> [Read] {
        var reader = try WARCReader(path: path)
        var all: [Read] = []
        while let entry = try reader.next() {
            let block = try reader.block(limit: 1 << 30)
            let length = try reader.finish()
            #expect(reader.tolerated == [], "what the writer writes needs no tolerance")
            all.append(Read(head: entry.fields.all.map { "\($0.name): \($0.value)" }, block: block, offset: entry.offset, length: length))
        }
        return all
    }

    private func expected(_ record: WARCRecord) throws -> (head: [String], block: [UInt8]) {
        let head = HeaderFields(parsing: record.head.drop { $0 != LF }.dropFirst()).all.map { "\($0.name): \($0.value)" }
        switch record.block {
        case .bytes(let block): return (head, block)
        case .concatenation(let parts): return (head, Array(parts.joined()))
        case .file(let path, let prefix, let count): return (head, prefix + (try bytes(ofFile: path)).prefix(Int(count)))
        }
    }

    @Test("What is written is read back record by record, also from each record's own offset")
    func roundTrip() throws {
        let scratch = try Scratch()
        var numbers = SeededNumbers(seed: 7)
        try write(numbers.bytes(300_000), to: scratch.file("body"))
        let records = try CaptureSamples.all(bodyFile: (scratch.file("body"), 299_999))
        let path = scratch.file("a.warc.gz")
        let places = try CaptureSamples.write(records, to: path)
        let read = try readAll(path)
        #expect(read.count == records.count)
        for (record, (found, place)) in zip(records, zip(read, places)) {
            let (head, block) = try expected(record)
            #expect(found.head == head)
            #expect(found.block == block)
            #expect(WrittenRecord(offset: found.offset, length: found.length ?? 0) == place)
            var reader = try WARCReader(path: path, at: place.offset)
            #expect(try reader.next()?.recordID == record.id)
            #expect(try reader.block(limit: 1 << 20) == block)
            #expect(try reader.finish() == place.length)
        }
        #expect(try bytes(ofFile: path).count == places.last.map { Int($0.offset + $0.length) })
    }

    @Test("Members made apart from the file are what the writer would have written, and equal records give equal bytes")
    func membersApart() throws {
        let scratch = try Scratch()
        let records = try CaptureSamples.all()
        let writer = try WARCWriter(creating: scratch.file("a.warc.gz"))
        var all: [UInt8] = []
        for record in records {
            let member = try WARCMember.encode(record)
            #expect(try WARCMember.encode(record) == member)
            let place = try writer.append(member: member)
            #expect(place == WrittenRecord(offset: Int64(all.count), length: Int64(member.count)))
            all += member
        }
        #expect(try bytes(ofFile: scratch.file("a.warc.gz")) == all)
    }

    @Test("Members that are appended together lie one behind the other, as those that are appended one by one")
    func membersTogether() throws {
        let scratch = try Scratch()
        let members = try CaptureSamples.all().map { try WARCMember.encode($0) }
        let writer = try WARCWriter(creating: scratch.file("a.warc.gz"))
        let first = try writer.append(members: Array(members.prefix(2)))
        #expect(try writer.append(members: []) == [])
        let rest = try writer.append(members: Array(members.dropFirst(2)))
        let single = try WARCWriter(creating: scratch.file("b.warc.gz"))
        #expect(try first + rest == members.map { try single.append(member: $0) })
        #expect(try bytes(ofFile: scratch.file("a.warc.gz")) == members.flatMap { $0 })
    }

    @Test("An existing file is not overwritten")
    func existing() throws {
        let scratch = try Scratch()
        try write([1], to: scratch.file("a"))
        #expect(throws: WARCWriteError.file(FileError(path: scratch.file("a"), operation: "open", code: EEXIST))) {
            try WARCWriter(creating: scratch.file("a"))
        }
    }

    @Test("Opened at its committed length, a file loses no byte: the rest goes into .torn files")
    func torn() throws {
        let scratch = try Scratch()
        let path = scratch.file("a.warc.gz")
        let places = try CaptureSamples.write(try CaptureSamples.all(), to: path)
        let whole = try bytes(ofFile: path)
        let committed = places[3].offset
        for name in [".torn", ".torn.2"] {
            try write(whole, to: path)
            let writer = try WARCWriter(opening: path, committedLength: committed)
            #expect(writer.tornPath == path + name)
            #expect(try bytes(ofFile: path + name) == Array(whole[Int(committed)...]))
            #expect(try bytes(ofFile: path) == Array(whole[..<Int(committed)]))
            let record = WARCRecord.warcinfo(WARCInfo(software: "x"), filename: nil, date: CaptureSamples.date)
            #expect(try writer.append(record).offset == committed)
            try writer.sync()
            #expect(try readAll(path).count == 4)
        }
        try write(whole, to: path)
        #expect(try WARCWriter(opening: path, committedLength: Int64(whole.count)).tornPath == nil)
        #expect(throws: WARCWriteError.shorterThanCommitted(path: path, committed: Int64(whole.count) + 1, found: Int64(whole.count))) {
            try WARCWriter(opening: path, committedLength: Int64(whole.count) + 1)
        }
    }

    @Test("A body file that is shorter than announced leaves the archive as it was")
    func shortBody() throws {
        let scratch = try Scratch()
        let path = scratch.file("a.warc.gz")
        var numbers = SeededNumbers(seed: 8)
        try write(numbers.bytes(1 << 20), to: scratch.file("body"))
        let records = try CaptureSamples.all(bodyFile: (scratch.file("body"), 1 << 20))
        let writer = try WARCWriter(creating: path)
        _ = try writer.append(records[0])
        let before = try bytes(ofFile: path)
        try write(numbers.bytes(1 << 19), to: scratch.file("body"))
        let large = try #require(records.last)
        #expect(throws: WARCWriteError.blockTooShort(path: scratch.file("body"), expected: 1 << 20, found: 1 << 19)) {
            try writer.append(large)
        }
        #expect(try bytes(ofFile: path) == before)
        #expect(try writer.append(records[1]).offset == Int64(before.count))
        #expect(try readAll(path).count == 2)
    }

    @Test("Where the disk takes only a part of a record, the file is cut back to its last whole one, and the error says why")
    func noRoom() throws {
        // A limit on file size stands for a full disk: the system writes up to it and refuses the rest. It lies so high that
        // no other test of this process meets it; the file before it is a hole.
        signal(SIGXFSZ, SIG_IGN)
        let scratch = try Scratch()
        let path = scratch.file("a.warc.gz")
        let limit: Int64 = 6 << 30
        var numbers = SeededNumbers(seed: 9)
        try write(numbers.bytes(3 << 20), to: scratch.file("body"))
        let fromFile = try #require(try CaptureSamples.all(bodyFile: (scratch.file("body"), 3 << 20)).last)
        let inMemory = try WARCRecord.response(of: CaptureSamples.capture("http://a.example/"),
                                               head: CaptureSamples.head("HTTP/1.1 200 OK"), body: .bytes(numbers.bytes(3 << 20)))
        try write([], to: path)
        try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: UInt64(limit) - (1 << 20))
        var old = rlimit()
        getrlimit(__rlimit_resource_t(1), &old)  // RLIMIT_FSIZE
        var new = rlimit(rlim_cur: rlim_t(limit), rlim_max: old.rlim_max)
        setrlimit(__rlimit_resource_t(1), &new)
        defer { setrlimit(__rlimit_resource_t(1), &old) }
        let writer = try WARCWriter(opening: path, committedLength: limit - (1 << 20))
        for record in [inMemory, fromFile] {
            #expect(throws: WARCWriteError.file(FileError(path: path, operation: "write", code: EFBIG))) { try writer.append(record) }
            #expect(writer.length == limit - (1 << 20))
            #expect(try OpenFile.size(of: path) == limit - (1 << 20))
        }
        let small = WARCRecord.warcinfo(WARCInfo(software: "x"), filename: nil, date: CaptureSamples.date)
        #expect(try writer.append(small).offset == limit - (1 << 20))
        #expect(FileError(path: "a", operation: "write", code: ENOSPC).description == "a: cannot write: No space left on device (errno 28)")
    }
}
