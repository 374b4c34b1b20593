// Every way that the tests know of to lay sound records out wrongly, with the rule that must be named, and ways that are right.
import Foundation
import Testing
@testable import WebArchive

/// A change of how records lie in a file.
struct LayoutMutation: Sendable {
    let name: String
    let layout: Layout
    let rule: ArchiveRule
    /// Whether records behind the damage cannot be found.
    var hidesTheRest = false
    let change: @Sendable ([[UInt8]]) throws -> [UInt8]

    private init(_ name: String, _ layout: Layout, _ rule: ArchiveRule, hidesTheRest: Bool = false, _ change: @escaping @Sendable ([[UInt8]]) throws -> [UInt8]) {
        (self.name, self.layout, self.rule, self.hidesTheRest, self.change) = (name, layout, rule, hidesTheRest, change)
    }

    /// Changes the second member, frame or stretch.
    private init(_ layout: Layout, _ name: String, _ rule: ArchiveRule, _ change: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        self.init(name, layout, rule) { records in
            var parts = layout.parts(records)
            parts[1] = try change(parts[1])
            return Array(parts.joined())
        }
    }

    static let all = members + headers + frames + stretches

    private static let members: [LayoutMutation] = [
        .init("two records in one member", .gzip, .sharedMember, { Array(Layout.gzip.parts([$0[0] + $0[1]] + $0[2...]).joined()) }),
        .init("all records in one member", .gzip, .sharedMember, { Array(Layout.gzip.parts([Array($0.joined())]).joined()) }),
        .init("the first half of a record in the member before", .gzip, .sharedMember, { Array(Layout.gzip.parts([$0[0] + $0[1].prefix(90), Array($0[1].dropFirst(90))] + $0[2...]).joined()) }),
        .init("a record in two members", .gzip, .spanningMember, { Array(Layout.gzip.parts([$0[0].dropLast(9), $0[0].suffix(9)] + $0[1...]).joined()) }),
        .init("a header in two members", .gzip, .spanningMember, { Array(Layout.gzip.parts([Array($0[0].prefix(60)), Array($0[0].dropFirst(60))] + $0[1...]).joined()) }),
        .init("the separator in a member of its own", .gzip, .spanningMember, { Array(Layout.gzip.parts([$0[0].dropLast(4), $0[0].suffix(4)] + $0[1...]).joined()) }),
        .init("an empty member", .gzip, .emptyMember, { Array(Layout.gzip.parts([$0[0], []] + $0[1...]).joined()) }),
        .init("an empty member at the end", .gzip, .emptyMember, { Array(Layout.gzip.parts($0 + [[]]).joined()) }),
        .init("a member without a record", .gzip, .notARecord, { Array(Layout.gzip.parts([$0[0], Array("hello\r\n".utf8)] + $0[1...]).joined()) }),
        .init("words between members", .gzip, .betweenMembers, { let parts = Layout.gzip.parts($0); return parts[0] + Array("more".utf8) + parts[1...].joined() }),
        .init("zeros between members", .gzip, .betweenMembers, { let parts = Layout.gzip.parts($0); return parts[0] + [0, 0, 0, 0] + parts[1...].joined() }),
        .init("zeros at the end", .gzip, .betweenMembers, { Layout.gzip.parts($0).joined() + [UInt8](repeating: 0, count: 512) }),
        .init("a wrong checksum", .gzip, .damagedMember, { var parts = Layout.gzip.parts($0); parts[1][parts[1].count - 8] ^= 1; return Array(parts.joined()) }),
        .init("a wrong length behind the checksum", .gzip, .damagedMember, { var parts = Layout.gzip.parts($0); parts[1][parts[1].count - 1] ^= 1; return Array(parts.joined()) }),
        .init("compressed bytes changed", .gzip, .damagedMember, { var parts = Layout.gzip.parts($0); parts[1][40] ^= 0x55; return Array(parts.joined()) }),
        .init("another method than deflate", .gzip, .damagedMember, { var parts = Layout.gzip.parts($0); parts[1][2] = 7; return Array(parts.joined()) }),
        .init("a member's first byte lost", .gzip, .betweenMembers, { var parts = Layout.gzip.parts($0); parts[1].removeFirst(); return Array(parts.joined()) }),
        .init("two records in one frame", .zstd, .sharedMember, { Array(Layout.zstd.parts([$0[0] + $0[1]] + $0[2...]).joined()) }),
        .init("all records in one frame", .zstd, .sharedMember, { Array(Layout.zstd.parts([Array($0.joined())]).joined()) }),
        .init("words between frames", .zstd, .betweenMembers, { let parts = Layout.zstd.parts($0); return parts[0] + Array("more".utf8) + parts[1...].joined() }),
        .init("zeros at the end", .zstd, .betweenMembers, { Layout.zstd.parts($0).joined() + [UInt8](repeating: 0, count: 512) }),
        .init("a wrong checksum", .zstd, .damagedMember, { var parts = Layout.zstd.parts($0); parts[1][parts[1].count - 1] ^= 1; return Array(parts.joined()) }),
        .init("compressed bytes changed", .zstd, .damagedMember, { var parts = Layout.zstd.parts($0); parts[1][30] ^= 0x55; return Array(parts.joined()) }),
        .init("no checksum", .zstd, .frameHeader, { var parts = Layout.zstd.parts($0); parts[1][4] &= ~4; parts[1].removeLast(4); return Array(parts.joined()) }),
        .init("a frame without a record", .zstd, .notARecord, { Array(Layout.zstd.parts([$0[0], Array("hello\r\n".utf8)] + $0[1...]).joined()) }),
        .init("words before the first record", .plain, .notARecord, { Array("hello\r\n".utf8) + $0.joined() }),
        .init("words at the end", .plain, .junk, { $0.joined() + Array("hello\r\n".utf8) }),
        .init("zeros at the end", .plain, .junk, { $0.joined() + [UInt8](repeating: 0, count: 512) }),
        .init("a record's beginning lost", .plain, .junk, { $0[0] + $0[1].dropFirst(4) + $0[2...].joined() }),
        .init("nothing at all", .plain, .emptyFile, { _ in [] }),
    ]

    private static let headers: [LayoutMutation] = [
        .init(.gzip, "a wrong checksum of the header", .damagedMember) { member($0, flags: 2, [0x12, 0x34]) },
        .init(.gzip, "a flag that is reserved", .damagedMember) { member($0, flags: 0x20, []) },
        .init(.gzip, "an extra field longer than the member", .tornFile) { member($0, flags: 4, [0xF0, 0xFF]) },
        .init(.gzip, "a file name without its end", .damagedMember) { member($0, flags: 8, Array("a.warc".utf8)) },
        .init(.gzip, "a kind of block that is reserved", .damagedMember) { $0[..<10] + [7] + $0[11...] },
        .init(.gzip, "a member in a member", .notARecord) { Layout.gzip.parts([$0])[0] },
        .init(.gzip, "a zstd frame between members", .betweenMembers) { $0 + Layout.zstd.parts([[65]])[0] },
        .init(.gzip, "a plain record between members", .betweenMembers) { $0 + Array("WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 0\r\n\r\n\r\n\r\n".utf8) },
        .init(.gzip, "no compressed data", .damagedMember) { $0[..<10] + $0.suffix(8) },
        .init(.gzip, "its checksum and length lost", .damagedMember) { Array($0.dropLast(8)) },
        .init(.gzip, "bytes changed for each other in the checksum", .damagedMember) { $0.dropLast(8) + $0.suffix(8).reversed() },
        .init("a line feed between members", .gzip, .betweenMembers) { let parts = Layout.gzip.parts($0); return parts[0] + [LF] + parts[1...].joined() },
        .init("a byte at the end", .gzip, .tornFile) { Layout.gzip.parts($0).joined() + [0x1F] },
        .init("an empty member at the beginning", .gzip, .emptyMember) { Array(Layout.gzip.parts([[]] + $0).joined()) },
        .init("a member of line ends", .gzip, .separator) { Array(Layout.gzip.parts([$0[0].dropLast(4), [CR, LF, CR, LF, CR, LF]] + $0[1...]).joined()) },
    ]

    private static let frames: [LayoutMutation] = [
        .init(.zstd, "no length of its content", .frameHeader) { try withoutContentSize($0) },
        .init(.zstd, "a bit that is reserved", .damagedMember) { var frame = $0; frame[4] |= 8; return frame },
        .init(.zstd, "its checksum lost", .damagedMember) { Array($0.dropLast(4)) },
        .init(.zstd, "a frame in a frame", .notARecord) { Layout.zstd.parts([$0])[0] },
        .init(.zstd, "a gzip member between frames", .betweenMembers) { $0 + Layout.gzip.parts([[65]])[0] },
        .init("a frame that names a dictionary that is not there", .zstd, .damagedMember) { records in
            let compressor = ZstdCompressor(dictionary: try dictionary().bytes)
            return Array(([Layout.zstd.parts(records)[0]] + [compressor.frame(of: records[1])] + Layout.zstd.parts(Array(records[2...]))).joined())
        },
        .init("frames that do not name the dictionary of the file", .zstd, .frameHeader) { try dictionary().frame(compressed: false) + Layout.zstd.parts($0).joined() },
        .init("a frame of another program that is cut off", .zstd, .tornFile) { Layout.zstd.parts($0).joined() + [0x50, 0x2A, 0x4D, 0x18, 100, 0, 0, 0, 1, 2] },
    ]

    private static let stretches: [LayoutMutation] = [
        .init("a gzip member between records", .plain, .junk) { $0[0] + Layout.gzip.parts([$0[1]])[0] + $0[1...].joined() },
        .init("zeros between records", .plain, .junk) { $0[0] + [0, 0, 0, 0] + $0[1...].joined() },
        .init("the file in UTF-16", .plain, .notARecord, hidesTheRest: true) { $0.joined().flatMap { [0, $0] } },
        .init("all line ends made line feeds", .plain, .lineEnds, hidesTheRest: true) { $0.joined().filter { $0 != CR } },
        .init("all line ends doubled", .plain, .lineEnds, hidesTheRest: true) { $0.joined().flatMap { $0 == CR ? [CR, CR] : [$0] } },
        .init("a byte order mark before the file", .plain, .notARecord) { [0xEF, 0xBB, 0xBF] + $0.joined() },
        .init("the file twice", .plain, .duplicateID, hidesTheRest: true) { Array(($0 + $0).joined()) },
        .init("text of a page before the file", .plain, .notARecord) { Array("<html>\r\n\r\n".utf8) + $0.joined() },
    ]

    /// What is right, and must not be faulted.
    static let allowed: [(name: String, layout: Layout, change: @Sendable ([[UInt8]]) throws -> [UInt8])] = [
        ("a file name and a comment", .gzip, { Array(($0[..<1] + [member($0[1], flags: 8 | 16, Array("a.warc\0words\0".utf8))] + $0[2...]).joined()) }),
        ("an extra field", .gzip, { Array(($0[..<1] + [member($0[1], flags: 4, [6, 0, 0x73, 0x6C, 2, 0, 1, 2])] + $0[2...]).joined()) }),
        ("a right checksum of the header", .gzip, { parts in
            let head = Array(parts[1][..<3]) + [2] + parts[1][4..<10]
            let checksum = crc32(head)
            return Array((parts[..<1] + [head + [UInt8(truncatingIfNeeded: checksum), UInt8(truncatingIfNeeded: checksum >> 8)] + parts[1][10...]] + parts[2...]).joined())
        }),
        ("frames of other programs", .zstd, { $0[0] + skippable(0x50, [1, 2, 3]) + $0[1] + skippable(0x5F, []) + $0[2...].joined() }),
    ]

    // MARK: Making them

    /// A member with more in its header (RFC 1952 §2.3).
    private static func member(_ bytes: [UInt8], flags: UInt8, _ more: [UInt8]) -> [UInt8] { bytes[..<3] + [bytes[3] | flags] + bytes[4..<10] + more + bytes[10...] }

    private static func skippable(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] { [number, 0x2A, 0x4D, 0x18, UInt8(bytes.count), 0, 0, 0] + bytes }

    /// The frame in RFC 8878's other form: a window instead of the length of the content.
    private static func withoutContentSize(_ frame: [UInt8]) throws -> [UInt8] {
        let sizes = [0: 1, 1: 2, 2: 4, 3: 8]
        let isSingle = frame[4] & 0x20 != 0
        let size = try #require(sizes[Int(frame[4] >> 6)])
        let start = 5 + (isSingle ? 0 : 1)
        return frame[..<4] + [frame[4] & 0x0F] + [0x58] + frame[(start + (!isSingle && size == 1 ? 0 : size))...]
    }

    private static func dictionary() throws -> ZstdDictionary {
        let samples = (0..<300).map { Array("WARC/1.1\r\nWARC-Type: response\r\nnumber \($0 * 7919) of many\r\n".utf8) }
        return try #require(ZstdDictionary.trained(on: samples, capacity: 4096))
    }

    /// RFC 1952 §8.
    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { bits, _ in bits & 1 == 1 ? bits >> 1 ^ 0xEDB8_8320 : bits >> 1 }
        }
    }
}
