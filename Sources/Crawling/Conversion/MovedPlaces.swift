// Says in records and ledgers where captures lie now: those bytes change, and no others.

import Archive
import Foundation
import WebArchive

/// Files that were made of others, and where each record of them went.
struct MovedPlaces {
    /// By the base name of the old file.
    private var files: [String: (name: String, records: MovedRecords)] = [:]

    /// The names of the files that were made.
    private(set) var newNames: Set<String> = []

    mutating func add(_ from: String, to name: String, _ records: MovedRecords) {
        files[from] = (name, records)
        newNames.insert(name)
    }

    /// The file that was made of one.
    func name(of file: String) -> String? { files[file]?.name }

    /// Where the record at a place lies now; nil where it stayed.
    func place(_ file: String, _ offset: Int64) -> (name: String, record: WrittenRecord)? {
        files[file].flatMap { moved in moved.records.places[offset].map { (moved.name, $0) } }
    }

    /// Writes a file of JSON lines anew, with the places as they are now, beside it and then in its place.
    ///
    /// - Returns: how many lines it has, and its length in bytes.
    func rewrite(_ path: String) throws -> (lines: Int, length: Int) {
        let temporary = path + ".converted"
        try? FileManager.default.removeItem(atPath: temporary)
        let output = try OutputFile(creating: temporary)
        var reader = try LineReader(path: path)
        var lines = 0
        var buffer: [UInt8] = []
        while let line = try reader.next() {
            lines += 1
            buffer += moved(line)
            buffer.append(0x0A)
            if buffer.count >= 1 << 18 {
                try output.append(buffer[...])
                buffer = []
            }
        }
        try output.append(buffer[...])
        try output.commit()
        try FileSystem.move(temporary, to: path)
        return (lines, Int(output.length))
    }

    private static let warcKey = Array(",\"warc\":\"".utf8)
    private static let offsetKey = Array("\",\"offset\":".utf8)
    private static let lengthKey = Array(",\"length\":".utf8)

    /// A line with its place as it is now. Both kinds of line have the keys in this order; text cannot hold them, for quotation marks in
    /// it are escaped.
    func moved(_ line: [UInt8]) -> [UInt8] {
        guard let warc = Self.lastRange(of: Self.warcKey, in: line), let nameEnd = line[warc.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
              line[nameEnd...].starts(with: Self.offsetKey), let file = files[String(decoding: line[warc.upperBound..<nameEnd], as: UTF8.self)]
        else { return line }
        let numberStart = nameEnd + Self.offsetKey.count
        let numberEnd = line[numberStart...].firstIndex { !(0x30...0x39).contains($0) } ?? line.endIndex
        guard let offset = Int64(String(decoding: line[numberStart..<numberEnd], as: UTF8.self)), let place = file.records.places[offset] else { return line }
        var moved = Array(line[..<warc.upperBound])
        moved += file.name.utf8
        moved += Self.offsetKey
        moved += String(place.offset).utf8
        guard line[numberEnd...].starts(with: Self.lengthKey) else { return moved + line[numberEnd...] }
        let lengthStart = numberEnd + Self.lengthKey.count
        let lengthEnd = line[lengthStart...].firstIndex { !(0x30...0x39).contains($0) } ?? line.endIndex
        return moved + Self.lengthKey + String(place.length).utf8 + line[lengthEnd...]
    }

    private static func lastRange(of mark: [UInt8], in line: [UInt8]) -> Range<Int>? {
        var start = line.count - mark.count
        while start >= 0 {
            if line[start] == mark[0], line[start..<(start + mark.count)].elementsEqual(mark) { return start..<(start + mark.count) }
            start -= 1
        }
        return nil
    }
}
