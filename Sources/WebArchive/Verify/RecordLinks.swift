// What the records of any number of files say of each other, and whether it holds.
import Synchronization

/// Gathers the IDs and references of records, from several threads, and judges them when all are there. Memory is bounded: over
/// 200,000 links wait sorted in a nameless file in `folder` (about 60 bytes each, five a capture).
public final class RecordLinks: Sendable {
    private let runs: Mutex<LinkRuns>

    /// - Parameter folder: where links wait that are too many for memory.
    public init(folder: String = "/tmp") { runs = Mutex(LinkRuns(folder: folder)) }

    init(folder: String, bufferLimit: Int) { runs = Mutex(LinkRuns(folder: folder, bufferLimit: bufferLimit)) }

    func add(_ links: [RecordLink]) throws(FileError) {
        let result = runs.withLock { runs in
            Result { () throws(FileError) in try runs.add(links) }
        }
        try result.get()
    }

    /// Says of records that they are lost, and known to be: what refers to them is no fault of the files.
    public func add(lost records: [LostRecord]) throws(FileError) {
        var digester = MessageDigester(.sha256)
        try add(records.flatMap { RecordLink.links(of: $0, &digester) })
    }

    /// Judges all relations and reports what does not hold; nothing is left afterwards.
    /// - Parameter files: the names of the files by number.
    public func judge(files: [String], _ report: (Finding) -> Void) throws(FileError) {
        try judge(name: { files[Int($0)] }) { finding, _ in report(finding) }
    }

    /// Judges all relations and reports what does not hold, with the link whose record is at fault.
    /// - Parameter name: the name of the file of a number.
    func judge(name: (Int32) -> String, _ report: (Finding, RecordLink) -> Void) throws(FileError) {
        try withoutActuallyEscaping(name) { (name) throws(FileError) in
            var judge = LinkJudge(name: name)
            let result = runs.withLock { runs in
                Result { () throws(FileError) in try runs.drain { judge.take($0, report) } }
            }
            try result.get()
            judge.end(report)
        }
    }
}

/// Judges links that come in their order.
private struct LinkJudge {
    let name: (Int32) -> String
    private var key: RecordLink.Key?
    /// The first record of the current ID, capture or payload.
    private var target: RecordLink?
    /// Whether it is known to be lost.
    private var isLost = false
    private var segments: (first: RecordLink, next: UInt64, length: UInt64, isWhole: Bool)?
    private var total: UInt64?

    init(name: @escaping (Int32) -> String) { self.name = name }

    mutating func take(_ link: RecordLink, _ report: (Finding, RecordLink) -> Void) {
        if link.key != key {
            end(report)
            key = link.key
        }
        switch link.kind {
        case .id:
            guard let target else {
                target = link
                return
            }
            report(finding(.duplicateID, link, "the record at \(place(target)) has the same ID"), link)
        case .capture:
            // A revisit of the same second gives way to what it may be a revisit of.
            if let known = target, !known.isRevisit || link.isRevisit || Self.differ(known, link) { return }
            target = link
        case .payload: if target == nil { target = link }
        case .lost: isLost = true
        case .concurrentTo:
            guard let target else { return report(missing(.danglingReference, link, section: "§5.7", "WARC-Concurrent-To leads to no record"), link) }
            if target.first != link.first {
                report(finding(.concurrentDate, link, "the record is concurrent to the one at \(place(target)), whose WARC-Date is another"), link)
            }
        case .warcinfoID:
            if target == nil { report(missing(.danglingReference, link, section: "§5.16", "WARC-Warcinfo-ID leads to no record"), link) }
        case .refersTo, .originalCapture, .originalPayload: judgeOriginal(link, report)
        case .segment: take(segment: link, report)
        case .segmentTotal: total = link.first
        }
    }

    /// Ends the current key.
    mutating func end(_ report: (Finding, RecordLink) -> Void) {
        if let segments {
            if !segments.isWhole || total == nil {
                report(finding(.missingSegment, segments.first, "not all segments of the record are there"), segments.first)
            } else if let total, total != segments.length {
                report(finding(.segmentSeries, segments.first, section: "§5.22",
                               "the segments have \(segments.length) bytes together, WARC-Segment-Total-Length is \(total)"), segments.first)
            }
        }
        (key, target, isLost, segments, total) = (nil, nil, false, nil, nil)
    }

    private func judgeOriginal(_ link: RecordLink, _ report: (Finding, RecordLink) -> Void) {
        // Dates are of seconds: a capture of that URI at that date may be the revisit itself.
        let isItself = target.map { $0.file == link.file && $0.offset == link.offset } ?? false
        guard let target, !(isItself && link.kind == .originalCapture) else {
            let (section, what) = switch link.kind {
            case .originalCapture: ("§5.12", "WARC-Refers-To-Target-URI and WARC-Refers-To-Date name no capture that is there")
            case .originalPayload: ("§6.7.2", "no record that is there has the payload of this revisit")
            default: ("§5.11", "WARC-Refers-To leads to no record that is there")
            }
            return report(missing(link.isRevisit ? .missingOriginal : .danglingReference, link, section: section, what), link)
        }
        if isItself {
            return report(finding(link.isRevisit ? .missingOriginal : .danglingReference, link, section: "§5.11", "WARC-Refers-To leads to the record itself"), link)
        }
        if Self.differ(link, target) {
            report(finding(.originalDigest, link, "its WARC-Payload-Digest is not that of its original at \(place(target))"), link)
        }
    }

    /// Whether two payload digests are known to differ. Those by different algorithms cannot be compared; the first byte tells which it is.
    private static func differ(_ left: RecordLink, _ right: RecordLink) -> Bool {
        left.second != 0 && left.second >> 56 == right.second >> 56 && left.second != right.second
    }

    private mutating func take(segment link: RecordLink, _ report: (Finding, RecordLink) -> Void) {
        guard var series = segments else {
            segments = (link, link.first + 1, link.second, link.first == 1)
            return
        }
        if link.first == series.next - 1 {
            report(finding(.segmentSeries, link, section: "§5.20", "two segments with the number \(link.first)"), link)
        } else {
            if link.first != series.next { series.isWhole = false }
            series.next = link.first + 1
            series.length += link.second
        }
        if link.third != series.first.third { report(finding(.segmentSeries, link, "the segment's target URI is not that of the first one"), link) }
        segments = series
    }

    /// What refers to a record that is not there.
    private func missing(_ rule: ArchiveRule, _ link: RecordLink, section: String, _ message: String) -> Finding {
        isLost ? finding(.lostRecord, link, message + ": it was lost when its file was damaged, as repairs.jsonl says") : finding(rule, link, section: section, message)
    }

    private func finding(_ rule: ArchiveRule, _ link: RecordLink, section: String? = nil, _ message: String) -> Finding {
        Finding(rule, in: name(link.file), at: link.offset, section: section.map { "WARC/1.1 " + $0 }, message)
    }

    private func place(_ link: RecordLink) -> String { "\(link.offset) of \(OpenFile.name(of: name(link.file)))" }
}
