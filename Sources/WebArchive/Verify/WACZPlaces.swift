// What a WACZ file's index and its WARC files say of its captures, and where the two differ.
import Glibc

/// The captures of both, in bounded memory.
final class WACZPlaces {
    /// What the WARC files hold, and what the index says: file, offset and length, by which a capture is found, then a tab and what else
    /// must be right.
    private let inArchive, inIndex: GatheredLines

    /// So many differences are told.
    private static let limit = 1000

    init(folder: String) {
        let id = "\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        inArchive = GatheredLines(folder: folder, name: ".shilu-wacz-\(id)-warc")
        inIndex = GatheredLines(folder: folder, name: ".shilu-wacz-\(id)-index")
    }

    func add(_ capture: CDXJLine, isOfIndex: Bool) throws {
        let line = Array("\(OpenFile.name(of: capture.filename)) \(capture.offset) \(capture.length)\t".utf8) + capture.bytes
        try (isOfIndex ? inIndex : inArchive).add([line])
    }

    /// Tells lines that lead to no record, captures that no line leads to, and lines that say something else than the record.
    func judge(_ say: (ArchiveRule, String) -> Void) throws {
        var count = 0
        func tell(_ rule: ArchiveRule, _ what: String) {
            count += 1
            if count <= Self.limit { say(rule, what) }
        }
        // Both come in one order, so that those of one place follow each other.
        var (place, here, there): ([UInt8], [[UInt8]], [[UInt8]]) = ([], [], [])
        func settle() {
            let shown = String(decoding: place, as: UTF8.self)
            for index in 0..<max(here.count, there.count) {
                if index >= there.count {
                    tell(.indexMissing, "no line of the index leads to a capture: file, offset and length \(shown)")
                } else if index >= here.count {
                    tell(.indexExtra, "a line of the index leads to no capture: file, offset and length \(shown)")
                } else if let field = Self.difference(here[index], there[index]) {
                    tell(.indexExtra, "a line of the index has another \(field) than the capture: file, offset and length \(shown)")
                }
            }
            (here, there) = ([], [])
        }
        func take(_ line: [UInt8], _ body: (ArraySlice<UInt8>) -> Void) {
            let tab = line.firstIndex(of: UInt8(ascii: "\t")) ?? line.endIndex
            if !place.elementsEqual(line[..<tab]) {
                settle()
                place = Array(line[..<tab])
            }
            body(line[tab...].dropFirst())
        }
        try inArchive.compare(with: inIndex) { take($0) { here.append(Array($0)) } } onlyThere: { take($0) { there.append(Array($0)) } }
        settle()
    }

    /// What two lines of one record say differently. What one of them does not say, or says in another alphabet, is no difference; nor is
    /// a key: that of a POST request is each program's own.
    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> String? {
        guard let capture = try? CDXJLine(parsing: left[...]), let line = try? CDXJLine(parsing: right[...]) else { return nil }
        if capture.timestamp != line.timestamp { return "time" }
        if capture.url != line.url { return "URL" }
        if let own = capture.status, let other = line.status, own != other { return "status" }
        guard case .known(let algorithm, let own, _)? = capture.digest.map({ LabelledDigest(parsing: Array($0.utf8)[...]) }),
              case .known(algorithm, let other, _)? = line.digest.map({ LabelledDigest(parsing: Array($0.utf8)[...]) }) else { return nil }
        return own == other ? nil : "digest"
    }
}
