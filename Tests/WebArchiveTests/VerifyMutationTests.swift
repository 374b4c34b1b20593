import Foundation
import Testing
@testable import WebArchive

/// Broken files, kind by kind: each is caught, and by the rule that it breaks.
@Suite struct VerifyMutationTests {
    @Test("A valid file of every type has no finding at all", arguments: Layout.allCases)
    func valid(_ layout: Layout) throws {
        let scratch = try Scratch()
        let name = RawRecords.name + layout.ending
        let records = RawRecords.valid(name: name).map(\.bytes)
        try Self.keep(Array(layout.parts(records).joined()), "valid with chunks revisits and segments", layout)
        let plain = Self.withoutFalseAlarms(RawRecords.valid(name: name), of: RawRecords.valid(name: name)).map(\.bytes)
        try Self.keep(Array(layout.parts(plain).joined()), "valid", layout)
        #expect(try findings(in: Array(layout.parts(records).joined()), name: name, scratch).map(\.description) == [])
        #expect(try findings(in: Array(layout.parts(records).joined()), name: name, scratch, isInArchive: true).isEmpty)
    }

    @Test("What the standard allows is no error: version 1.0, folded lines, extensions, every precision of a date")
    func allowed() throws {
        let scratch = try Scratch()
        let name = RawRecords.name
        func errors(_ change: (inout [RawRecord]) -> Void) throws -> [String] {
            var records = RawRecords.valid(name: name)
            change(&records)
            return try findings(in: records.flatMap(\.bytes), name: name, scratch).filter { $0.severity == .error }.map(\.description)
        }
        #expect(try errors { records in for index in records.indices { records[index].version = "WARC/1.0" } } == [])
        #expect(try errors { $0[7].version = "warc/1.1" } == [])
        for date in ["2026", "2026-11", "2026-11-24", "2026-11-24T05:00Z", "2026-11-24T05:00:00.1Z", "2026-11-24T05:00:00.123456789Z", "2024-02-29T23:59:60Z"] {
            #expect(try errors { $0[7]["WARC-Date"] = date } == [], "\(date)")
        }
        #expect(try errors { $0[7].lastLine = Array("WARC-Extra: \r\n folded 党建\r\nWARC-Extra: again\r\nHeader1:x\r\n".utf8) } == [])
        #expect(try errors { $0[7]["WARC-Type"] = "RESOURCE" } == [])
        #expect(try errors { $0[1]["Content-Type"] = "application/http;msgtype=\"response\"" } == [])
        #expect(try errors { $0[1]["WARC-Target-URI"] = "http://[2001:db8::1]:80/%E5%85%9A?a=%20&b=(c)#d" } == [])
        #expect(try errors { $0[1].version = "WARC/1.0"; $0[1]["WARC-Target-URI"] = "<http://a.example/>" } == [])
        for digest in ["sha1:" + Base32.text(of: sha1(RawRecords.page)), "sha1:" + Hexadecimal.text(of: sha1(RawRecords.page)), "SHA-1:" + Hexadecimal.text(of: sha1(RawRecords.page)).uppercased()] {
            // The revisits' originals then have a digest by another algorithm, which cannot be compared.
            #expect(try errors { $0[1]["WARC-Payload-Digest"] = digest } == [], "\(digest)")
        }
    }

    private func sha1(_ bytes: [UInt8]) -> [UInt8] {
        var digester = MessageDigester(.sha1)
        digester.update(bytes)
        return digester.finish()
    }

    @Test("Each mutation of a record is caught by its rule, however the file is compressed", arguments: Layout.allCases)
    func records(_ layout: Layout) throws {
        let scratch = try Scratch()
        let name = RawRecords.name + layout.ending
        #expect(RecordMutation.all.count > 130)
        for mutation in RecordMutation.all {
            var records = RawRecords.valid(name: name)
            mutation.apply(&records)
            let bytes = Array(layout.parts(records.map(\.bytes)).joined())
            let shown = Self.withoutFalseAlarms(records, of: RawRecords.valid(name: name)).map(\.bytes)
            try Self.keep(Array(layout.parts(shown).joined()), "\(mutation.severity) \(mutation.rule.rawValue) \(mutation.name)", layout)
            let found = try findings(in: bytes, name: name, scratch)
            // In a plain file what begins no record stands behind the block of the one before.
            let rule = layout == .plain && mutation.rule == .notARecord ? .junk : mutation.rule
            #expect(found.contains { $0.rule == rule && $0.severity == mutation.severity },
                    "\(mutation.name): \(found.map(\.description))")
            #expect(mutation.severity == .error || !found.contains { $0.severity == .error }, "\(mutation.name): \(found.map(\.description))")
            #expect(found.allSatisfy { $0.file == scratch.file(name) && !$0.section.isEmpty && !$0.message.isEmpty })
        }
    }

    @Test("What gzip and zstd allow around records is no finding: names, comments, extra fields, frames of other programs")
    func allowedLayouts() throws {
        let scratch = try Scratch()
        for (name, layout, change) in LayoutMutation.allowed {
            let file = RawRecords.name + layout.ending
            let found = try findings(in: try change(layout.parts(RawRecords.valid(name: file).map(\.bytes))), name: file, scratch)
            #expect(found.map(\.description) == [], "\(name)")
        }
    }

    @Test("A missing digest, and a reference that leads nowhere, are errors inside an archive")
    func inArchive() throws {
        let scratch = try Scratch()
        let name = RawRecords.name
        for mutation in RecordMutation.all where mutation.rule.isErrorInArchive {
            var records = RawRecords.valid(name: name)
            mutation.apply(&records)
            let found = try findings(in: records.flatMap(\.bytes), name: name, scratch, isInArchive: true)
            #expect(found.contains { $0.rule == mutation.rule && $0.severity == .error }, "\(mutation.name)")
        }
    }

    /// The records but those that warcio and fastwarc fault when nothing is wrong with them, unless the mutation is in one of these. The
    /// segments of a record stay together where the mutation is in one of them.
    private static func withoutFalseAlarms(_ records: [RawRecord], of valid: [RawRecord]) -> [RawRecord] {
        let places: [RawRecords.Place] = [.chunked, .revisit, .notModified, .segment, .continuation]
        var alarming = Set(places.map { valid[$0.rawValue].bytes })
        let series = [RawRecords.Place.segment, .continuation].map { valid[$0.rawValue].bytes }
        let isOther = records.contains { $0["WARC-Segment-Number"] != nil && !alarming.contains($0.bytes) }
        if isOther || !series.allSatisfy({ record in records.contains { $0.bytes == record } }) { alarming.subtract(series) }
        return records.filter { !alarming.contains($0.bytes) }
    }

    /// Keeps the broken file in the folder that SHILU_MUTATIONS names, for `Benchmarks/verdicts`, which asks other judges.
    private static func keep(_ bytes: [UInt8], _ name: String, _ layout: Layout) throws {
        guard let folder = ProcessInfo.processInfo.environment["SHILU_MUTATIONS"] else { return }
        let safe = String(name.map { $0.isLetter || $0.isNumber || " -".contains($0) ? $0 : "_" }.prefix(100))
        try write(bytes, to: "\(folder)/\(layout.rawValue) \(safe).warc\(layout.ending)")
    }

    @Test("Each way to lay records out wrongly is caught by its rule, and what stands behind it is read")
    func layouts() throws {
        let scratch = try Scratch()
        for mutation in LayoutMutation.all {
            let name = RawRecords.name + mutation.layout.ending
            let bytes = try mutation.change(RawRecords.valid(name: name).map(\.bytes))
            let shown = Self.withoutFalseAlarms(RawRecords.valid(name: name), of: RawRecords.valid(name: name)).map(\.bytes)
            try Self.keep(try mutation.change(shown), "error \(mutation.rule.rawValue) \(mutation.name)", mutation.layout)
            let found = try findings(in: bytes, name: name, scratch)
            #expect(found.contains { $0.rule == mutation.rule && $0.severity == .error }, "\(mutation.layout) \(mutation.name): \(found.map(\.description))")
            // The last record is met wherever the damage is before it.
            if !bytes.isEmpty, !mutation.hidesTheRest { #expect(!found.contains { $0.rule == .segmentSeries || $0.rule == .missingSegment }, "\(mutation.name): \(found.map(\.description))") }
        }
    }

    @Test("A file torn at any byte is caught, but between records", arguments: Layout.allCases)
    func torn(_ layout: Layout) throws {
        let scratch = try Scratch()
        let name = "a.warc" + layout.ending
        let parts = layout.parts(RawRecords.valid(name: name).prefix(2).map(\.bytes))
        let whole = Array(parts.joined())
        var ends: Set<Int> = []
        for part in parts { ends.insert((ends.max() ?? 0) + part.count) }
        for cut in 1..<whole.count {
            let errors = try findings(in: Array(whole[..<cut]), name: name, scratch).filter { $0.severity == .error }
            #expect(errors.isEmpty == ends.contains(cut), "cut at \(cut): \(errors.map(\.description))")
        }
    }

    @Test("A flipped byte of a compressed file never passes unseen", arguments: [Layout.gzip, .zstd])
    func flipped(_ layout: Layout) throws {
        let scratch = try Scratch()
        let name = "a.warc" + layout.ending
        let parts = layout.parts(RawRecords.valid(name: name).prefix(2).map(\.bytes))
        let whole = Array(parts.joined())
        for index in whole.indices {
            // The bytes of a gzip header that hold flags of text, time, extra flags and system are free (RFC 1952 §2.3.1).
            if layout == .gzip, let start = [0, parts[0].count].last(where: { $0 <= index }), (4..<10).contains(index - start) { continue }
            var damaged = whole
            damaged[index] ^= 0x81
            let errors = try findings(in: damaged, name: name, scratch).filter { $0.severity == .error }
            #expect(!errors.isEmpty, "byte \(index)")
        }
    }
}
