// Where the captures of a WACZ file lie, by its index and by its WARC files, and where the two differ.
import Glibc

/// The places of both, in bounded memory.
struct WACZPlaces {
    /// What the WARC files hold, and what the index says.
    let inArchive, inIndex: GatheredLines

    /// So many differences are told.
    private static let limit = 1000

    init(folder: String) {
        let id = "\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        inArchive = GatheredLines(folder: folder, name: ".shilu-wacz-\(id)-warc")
        inIndex = GatheredLines(folder: folder, name: ".shilu-wacz-\(id)-index")
    }

    /// File, offset and length: what must be right for a capture to be found.
    static func line(of capture: CDXJLine) -> [UInt8] {
        Array("\(OpenFile.name(of: capture.filename)) \(capture.offset) \(capture.length)".utf8)
    }

    /// Tells lines that lead to no record, and captures that no line leads to.
    func judge(_ say: (ArchiveRule, String) -> Void) throws {
        var count = 0
        func tell(_ rule: ArchiveRule, _ line: [UInt8], _ what: String) {
            count += 1
            if count <= Self.limit { say(rule, "\(what): file, offset and length \(String(decoding: line, as: UTF8.self))") }
        }
        try inArchive.compare(with: inIndex) {
            tell(.indexMissing, $0, "no line of the index leads to a capture")
        } onlyThere: {
            tell(.indexExtra, $0, "a line of the index leads to no capture")
        }
    }
}
