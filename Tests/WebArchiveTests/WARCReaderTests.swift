import Foundation
import Testing
@testable import WebArchive

@Suite struct WARCReaderTests {
    /// The records that are whole, and the error that ended reading.
    private func survey(_ path: String) -> (whole: Int, error: WARCReadError?, tolerated: [ArchiveRule]) {
        var whole = 0
        var tolerated: [ArchiveRule] = []
        do throws(WARCReadError) {
            var reader = try WARCReader(path: path)
            while let entry = try reader.next() {
                #expect(entry.contentLength >= 0)
                _ = try reader.finish()
                tolerated += reader.tolerated.map(\.rule)
                whole += 1
            }
            return (whole, nil, tolerated)
        } catch {
            return (whole, error, tolerated)
        }
    }

    @Test("Cut at every byte, a gzip file gives its whole records and then says where it is torn")
    func cutGzip() throws {
        let scratch = try Scratch()
        let records = Array(try CaptureSamples.all().prefix(4))
        let places = try CaptureSamples.write(records, to: scratch.file("a.warc.gz"))
        let whole = try bytes(ofFile: scratch.file("a.warc.gz"))
        for cut in 0..<whole.count {
            try write(Array(whole[..<cut]), to: scratch.file("cut"))
            let complete = places.prefix { $0.offset + $0.length <= Int64(cut) }
            let (count, error, _) = survey(scratch.file("cut"))
            #expect(count == complete.count)
            let end = complete.last.map { $0.offset + $0.length } ?? 0
            if Int64(cut) == end {
                #expect(error == nil)
            } else {
                #expect(error?.offset == end, "cut at \(cut)")
                #expect(error?.path == scratch.file("cut"))
                if cut > end + 1 || end > 0 { #expect(error?.problem == .tornMember) }
            }
        }
    }

    @Test("Cut at every byte, a plain file gives its whole records and then says where it is torn")
    func cutPlain() throws {
        let scratch = try Scratch()
        let records = Array(try CaptureSamples.all().prefix(2))
        let whole = CaptureSamples.plain(records)
        var starts = [0]
        for record in records { starts.append(starts.last! + record.head.count + Int(record.block.count) + 4) }
        for cut in 0..<whole.count {
            try write(Array(whole[..<cut]), to: scratch.file("cut"))
            let blocksEnded = starts.dropFirst().prefix { $0 - 4 <= cut }.count
            let (count, error, tolerated) = survey(scratch.file("cut"))
            #expect(count == blocksEnded, "cut at \(cut)")
            let next = starts[blocksEnded]
            if cut <= next {
                #expect(error == nil)
                #expect(tolerated == (cut == next ? [] : [.separator]))
            } else {
                #expect(error?.offset == Int64(next))
                switch error?.problem {
                case .tornHead, .tornBlock: break
                default: Issue.record("cut at \(cut): \(String(describing: error))")
                }
            }
        }
    }

    @Test("A flipped byte of a gzip file never passes unseen and never crashes")
    func flippedGzip() throws {
        let scratch = try Scratch()
        let records = Array(try CaptureSamples.all().prefix(2))
        try CaptureSamples.write(records, to: scratch.file("a.warc.gz"))
        let whole = try bytes(ofFile: scratch.file("a.warc.gz"))
        for index in 0..<whole.count {
            var damaged = whole
            damaged[index] ^= 0xFF
            try write(damaged, to: scratch.file("damaged"))
            let (count, error, _) = survey(scratch.file("damaged"))
            // The bytes of a gzip header that hold time, extra flags and system are free (RFC 1952 §2.3.1).
            if error == nil { #expect(count == records.count) } else { #expect(count < records.count) }
        }
    }

    @Test("Random bytes in the place of some never crash the reader of a plain file")
    func noisePlain() throws {
        let scratch = try Scratch()
        let whole = CaptureSamples.plain(Array(try CaptureSamples.all().prefix(4)))
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<400 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...8, using: &numbers) {
                damaged[Int.random(in: 0..<damaged.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            try write(damaged, to: scratch.file("damaged"))
            #expect(survey(scratch.file("damaged")).whole <= 8)
        }
    }

    @Test("Errors name the file, the offset and what is there; the reader stays at them")
    func errors() throws {
        let scratch = try Scratch()
        func problem(_ content: [UInt8]) throws -> WARCReadError.Problem? {
            try write(content, to: scratch.file("x"))
            return survey(scratch.file("x")).error?.problem
        }
        #expect(try problem([]) == nil)
        #expect(try problem(Array("<html><body>\n".utf8)) == .notWARC(found: "<html><body>."))
        #expect(try problem(Array("filedesc://a.arc 0.0.0.0\n".utf8)) == .notWARC(found: "filedesc://a.arc 0.0.0.0."))
        #expect(try problem([0x28, 0xB5, 0x2F, 0xFD, 0]) == .tornFrame)
        #expect(try problem([0x5D, 0x2A, 0x4D, 0x18, 0]) == .tornFrame)
        #expect(try problem(Array("PK\u{3}\u{4}".utf8)) == .unsupported(format: "ZIP (WACZ)"))
        #expect(try problem(Array("WARC/1.1\r\nWARC-Type: request\r\n\r\n".utf8)) == .contentLengthMissing)
        #expect(try problem(Array("WARC/1.1\r\nContent-Length: x1\r\n\r\n".utf8)) == .contentLengthUnreadable("x1"))
        #expect(try problem(Array("WARC/1.1\r\nContent-Length: -1\r\n\r\n".utf8)) == .contentLengthUnreadable("-1"))
        #expect(try problem(Array("WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n".utf8)) == .contentLengthUnreadable("99999999999999999999"))
        #expect(try problem(Array("WARC/1.1\r\nX: ".utf8) + [UInt8](repeating: 65, count: 2 << 20)) == .headOverLimit(1 << 20))
        let member = try WARCMember.encode(WARCRecord.warcinfo(WARCInfo(software: "x"), filename: nil, date: CaptureSamples.date))
        try write(member + Array("rubbish".utf8), to: scratch.file("x"))
        let error = try #require(survey(scratch.file("x")).error)
        #expect(error == WARCReadError(path: scratch.file("x"), offset: Int64(member.count), problem: .notAMember))
        #expect(error.description == "\(scratch.file("x")): at offset \(member.count): bytes that are no gzip member")
        #expect(survey(scratch.file("none")).error?.problem == .file(FileError(path: scratch.file("none"), operation: "open", code: ENOENT)))
        var reader = try WARCReader(path: scratch.file("x"))
        _ = try reader.next()
        for _ in 0..<2 {
            do { _ = try reader.next(); Issue.record("no error") } catch { #expect(error.problem == .notAMember) }
        }
    }

    @Test("A block over the caller's limit is refused by that limit, and can still be read in pieces")
    func limit() throws {
        let scratch = try Scratch()
        let response = try WARCRecord.response(of: CaptureSamples.capture("http://a.example/"),
                                               head: CaptureSamples.head("HTTP/1.1 200 OK"), body: .bytes(Array(repeating: 7, count: 1000)))
        try CaptureSamples.write([response], to: scratch.file("a.warc.gz"))
        var reader = try WARCReader(path: scratch.file("a.warc.gz"))
        _ = try reader.next()
        do {
            _ = try reader.block(limit: 1018)
            Issue.record("no error")
        } catch {
            #expect(error.problem == .blockOverLimit(contentLength: 1019, limit: 1018))
        }
        var sizes: [Int] = []
        while case let piece = try reader.readBlock(upTo: 500), !piece.isEmpty { sizes.append(piece.count) }
        #expect(sizes == [500, 500, 19])
        #expect(try reader.next() == nil)
    }

    @Test("What others' files break and can still be read is read and named")
    func tolerance() throws {
        let scratch = try Scratch()
        func read(_ text: String) throws -> (target: String?, block: String, tolerated: [ArchiveRule]) {
            try write(Array(text.utf8), to: scratch.file("x"))
            var reader = try WARCReader(path: scratch.file("x"))
            let entry = try #require(try reader.next())
            let block = try reader.block(limit: 100)
            _ = try reader.finish()
            return (entry.targetURI, String(decoding: block, as: UTF8.self), reader.tolerated.map(\.rule))
        }
        let bracketed = try read("WARC/1.0\r\nWARC-Target-URI: <http://a.example/>\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n")
        #expect(bracketed.target == "http://a.example/")
        #expect(bracketed.tolerated == [.bracketedTargetURI])
        #expect(try read("warc/0.18\nContent-Length: 3\n\nabc\n\n").tolerated == [.lineEnds, .version, .separator])
        let junk = try read("WARC/1.1\r\nstray\r\nContent-Length: 3\r\n\r\nabcdef\r\n\r\n")
        #expect(junk.block == "abc")
        #expect(junk.tolerated == [.strayLine, .junk])
    }

    @Test("A whole file in one gzip member is read, and it is said that its records cannot be found by offset")
    func wholeFileGzip() throws {
        let scratch = try Scratch()
        let records = Array(try CaptureSamples.all().prefix(3))
        let compressor = GzipCompressor()
        try write(compressor.member(of: CaptureSamples.plain(records)), to: scratch.file("x"))
        var reader = try WARCReader(path: scratch.file("x"))
        var positions: [Int64] = []
        while let entry = try reader.next() {
            positions.append(entry.positionInMember)
            #expect(entry.offset == 0)
            #expect(try reader.finish() == nil)
            #expect(reader.tolerated.map(\.rule) == [.sharedMember])
        }
        #expect(positions.count == 3)
        #expect(positions[1] == Int64(records[0].head.count) + records[0].block.count + 4)
        var indexer = try CDXJIndexer(path: scratch.file("x"))
        #expect(try indexer.next() == nil)
        #expect(indexer.skippedCount == 1)
    }

    @Test("A large record streams out and in again in constant memory")
    func largeRecord() throws {
        let size = Int64(ProcessInfo.processInfo.environment["SHILU_LARGE_RECORD"] ?? "") ?? 64 << 20
        let scratch = try Scratch()
        var numbers = SeededNumbers(seed: 12)
        // Half of it compresses, half does not.
        let piece = numbers.bytes(1 << 19) + [UInt8](repeating: 32, count: 1 << 19)
        try write([], to: scratch.file("body"))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.file("body")))
        for _ in 0..<(size >> 20) { try handle.write(contentsOf: Data(piece)) }
        try handle.close()
        let before = residentMemory()
        var peak = before
        let record = try WARCRecord.response(
            of: CaptureSamples.capture("http://a.example/large"), head: CaptureSamples.head("HTTP/1.1 200 OK"),
            body: .file(path: scratch.file("body"), count: size))
        peak = max(peak, residentMemory())
        let writer = try WARCWriter(creating: scratch.file("a.warc.gz"))
        let place = try writer.append(record)
        peak = max(peak, residentMemory())
        var reader = try WARCReader(path: scratch.file("a.warc.gz"))
        let entry = try #require(try reader.next())
        #expect(entry.contentLength == size + 19)
        var hasher = SHA256Hasher()
        while case let piece = try reader.readBlock(), !piece.isEmpty {
            hasher.update(piece)
            peak = max(peak, residentMemory())
        }
        #expect(hasher.finish().labelled == record.value(of: "WARC-Block-Digest"))
        #expect(try reader.finish() == place.length)
        #expect(peak - before < 40 << 20, "resident memory grew by \((peak - before) >> 20) MB")
    }
}
