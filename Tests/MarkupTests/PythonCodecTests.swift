// The decoders against Python's codecs, an independent implementation; where the Encoding Standard wants something else, that is named.
import Foundation
import Markup
import Testing

@Suite("Decoding as Python's codecs do", .enabled(if: PythonCodec.isThere, "no python3"))
struct PythonCodecTests {
    @Test("UTF-8: every sequence of four bytes of every class, whole or not")
    func utf8() throws {
        // One byte of each border of Unicode's table 3-7; all bytes between two borders are treated alike.
        let borders: [UInt8] = [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1, 0xF4, 0xF5]
        var sequences: [[UInt8]] = (0x01 ... 0xFF as ClosedRange<UInt8>).flatMap { first in (0x01 ... 0xFF as ClosedRange<UInt8>).map { [first, $0] } }
        for a in borders { for b in borders { for c in borders { for d in borders { sequences.append([a, b, c, d]) } } } }
        // A byte order mark at the beginning goes (Encoding Standard, "decode"), which Python leaves.
        try expectSame(.utf8, sequences.filter { !$0.starts(with: [0xEF, 0xBB, 0xBF]) }, codec: "utf-8")
    }

    @Test("UTF-16: every unit, and every surrogate with the first, the last and other halves", arguments: [(Charset.utf16le, "utf-16-le"), (.utf16be, "utf-16-be")])
    func utf16(charset: Charset, codec: String) throws {
        func bytes(_ units: [UInt16]) -> [UInt8] { units.flatMap { charset == .utf16le ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
        let whole = (1 ... 0xFFFF as ClosedRange<UInt16>).filter { !(0xD800 ... 0xDFFF).contains($0) && $0 != 0xFEFF && $0 != 0xFFFE }.map { [$0] }
        let pairs: [[UInt16]] = (0xD800 ... 0xDBFF as ClosedRange<UInt16>).flatMap { high in [0xDC00, 0xDC7F, 0xDFFF].map { [high, $0] } }
            + (0xDC00 ... 0xDFFF as ClosedRange<UInt16>).flatMap { low in [0xD800, 0xDA12, 0xDBFF].map { [$0, low] } }
        // Low halves alone; after a high one the Standard reads the next unit again, which Python does not: MultiByteDecoderTests has it.
        let lowHalves = (0xDC00 ... 0xDFFF as ClosedRange<UInt16>).map { [$0, 0x41 as UInt16] }
        try expectSame(charset, (whole + pairs + lowHalves).map(bytes), codec: codec)
    }

    @Test("windows-1252: every byte but the five that Python has nothing for, which are controls by the Standard")
    func windows1252() throws {
        let undefined: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
        try expectSame(.windows1252, (1 ... 0xFF as ClosedRange<UInt8>).filter { !undefined.contains($0) }.map { [$0] }, codec: "cp1252")
        for byte in undefined { #expect(Charset.windows1252.decode([byte]).utf8 == [0xC2, byte]) }
    }

    @Test("Big5: every pair, with Python's Big5-HKSCS")
    func big5() throws {
        let trails: [UInt8] = Array(0x40 ... 0x7E) + Array(0xA1 ... 0xFE)
        let pairs: [[UInt8]] = (0x81 ... 0xFE as ClosedRange<UInt8>).flatMap { lead in trails.map { [lead, $0] } }
        let python = try PythonCodec.decode(pairs, codec: "big5hkscs")
        var onlyPython: [String] = [], onlyStandard: [String] = [], others: [String] = []
        for (pair, text) in zip(pairs, python) {
            let ours = String(decoding: Charset.big5.decode(pair).utf8, as: UTF8.self), theirs = String(decoding: text, as: UTF8.self)
            let name = pair.map { String($0, radix: 16, uppercase: true) }.joined()
            switch (ours.contains("\u{FFFD}"), theirs.contains("\u{FFFD}")) {
            case (true, true): break
            case (true, false): onlyPython.append(name)
            case (false, true): onlyStandard.append(name)
            case (false, false): if ours.unicodeScalars.map(\.value) != theirs.unicodeScalars.map(\.value) { others.append("\(name) \(ours) \(theirs)") }
            }
        }
        #expect(onlyPython.isEmpty)
        // The Standard's index also has HKSCS-2008's row 87, ETEN's control pictures and €, and pairs that HKSCS gave up for others.
        let rows = Dictionary(grouping: onlyStandard) { $0.hasPrefix("87") ? "87" : $0.hasPrefix("A3") ? "A3" : "given up" }.mapValues(\.count)
        #expect(rows == ["87": 68, "A3": 34, "given up": 90])
        // Eleven symbols that both have: the Standard's are those of Windows.
        #expect(others == [
            "A145 ‧ •", "A14E ﹑ ､", "A1C2 ¯ ‾", "A1E3 ～ ∼", "A1F2 ⊕ ♁", "A1F3 ⊙ ☉", "A241 ∕ ／", "A242 ﹨ ＼", "A244 ￥ ¥", "A246 ￠ ¢", "A247 ￡ £",
        ])
    }

    private func expectSame(_ charset: Charset, _ sequences: [[UInt8]], codec: String) throws {
        let python = try PythonCodec.decode(sequences, codec: codec)
        #expect(python.count == sequences.count)
        let different = zip(sequences, python).filter { Array($1) != charset.decode($0).utf8 }
        #expect(different.isEmpty, "\(different.count), the first \(different.prefix(3).map { ($0.0, Array($0.1)) })")
    }
}

/// Decodes with Python, errors as U+FFFD.
enum PythonCodec {
    static var isThere: Bool { (try? run(["-c", ""], input: Data())) != nil }

    static func decode(_ sequences: [[UInt8]], codec: String) throws -> [ArraySlice<UInt8>] {
        // A line of hexadecimal digits a sequence; FF, which is never in UTF-8, ends each answer.
        let script = """
            import sys
            out = sys.stdout.buffer
            for line in sys.stdin: out.write(bytes.fromhex(line).decode('\(codec)', 'replace').encode() + b'\\xff')
            """
        let digits = Array("0123456789abcdef".utf8)
        let input = Data(sequences.flatMap { $0.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] } + [0x0A] })
        return try run(["-c", script], input: input).dropLast().split(separator: 0xFF, omittingEmptySubsequences: false)
    }

    private static func run(_ arguments: [String], input: Data) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("shilu-codec-\(UUID().uuidString)")
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return [UInt8](bytes)
    }
}
