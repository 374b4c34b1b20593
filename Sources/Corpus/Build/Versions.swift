// The versions of a page over time: captures of one URL in the order of time, runs of the same text taken as one.

import Web

/// Which version of its page a document is.
struct Version: BitwiseCopyable {
    var number: UInt32 = 1
    var of: UInt32 = 1
    /// Seconds since 1970 of the first and the last capture with this text before another came; `Entry.unknown` where not known.
    var firstSeen = Entry.unknown
    var lastSeen = Entry.unknown
    /// The earliest date that any version of the page shows, else when it was first seen.
    var pageTime = Entry.unknown
    /// Of a capture with the same text as the one before it: the first with this text, by its number; else `.max`.
    var same = UInt32.max
    /// The first of the page's captures, by its number.
    var first = UInt32.max

    var firstSeenText: String? { Self.text(firstSeen) }
    var lastSeenText: String? { Self.text(lastSeen) }

    private static func text(_ seconds: Int64) -> String? {
        seconds == Entry.unknown ? nil : Timestamp(secondsSince1970: seconds).iso8601
    }
}

/// Finds versions.
enum Versions {
    /// A capture, by its page and time.
    private struct Capture: BitwiseCopyable, Comparable {
        var page: Digest128
        var fetched: Int64
        var id: Digest128
        var ordinal: UInt32
        var text: Digest128
        var published: Int64

        static func < (left: Self, right: Self) -> Bool {
            (left.page, left.fetched, left.id, left.ordinal) < (right.page, right.fetched, right.id, right.ordinal)
        }
    }

    private struct Numbered: BitwiseCopyable, Comparable {
        var ordinal: UInt32
        var version: Version

        static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
        static func == (left: Self, right: Self) -> Bool { left.ordinal == right.ordinal }
    }

    /// Writes the file `versions`, a row for each entry; what was left out before has an empty one.
    static func find(in place: Workplace, rules: [Rule]) throws(CorpusError) {
        var captures = ExternalSorter<Capture>("captures", in: place, share: 2)
        var entries = try RowReader<Entry>(place.path("entries"))
        var count: UInt32 = 0
        while let entry = try entries.next() {
            if entry.rule == 0 || !rules[Int(entry.rule) - 1].stage.precedesVersions {
                try captures.add(Capture(
                    page: entry.page, fetched: entry.fetched, id: entry.idHigh, ordinal: count, text: entry.text, published: entry.published))
            }
            count += 1
        }
        var sorted = try captures.sorted()
        var numbered = ExternalSorter<Numbered>("numbered", in: place, share: 2)
        var page: [Capture] = []
        while let capture = try sorted.next() {
            if let first = page.first, first.page != capture.page {
                try number(page, into: &numbered)
                page.removeAll(keepingCapacity: true)
            }
            page.append(capture)
        }
        try number(page, into: &numbered)
        var rows = try numbered.sorted()
        var writer = try RowWriter<Version>(place.path("versions"))
        while let row = try rows.next() {
            while writer.count < Int(row.ordinal) { try writer.append(Version()) }
            try writer.append(row.version)
        }
        while writer.count < Int(count) { try writer.append(Version()) }
        try writer.flush()
    }

    private static func number(_ page: [Capture], into numbered: inout ExternalSorter<Numbered>) throws(CorpusError) {
        guard let first = page.first else { return }
        var runs: [Range<Int>] = []
        for index in page.indices {
            if let run = runs.last, page[run.lowerBound].text == page[index].text {
                runs[runs.count - 1] = run.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        let published = page.map(\.published).min() ?? Entry.unknown
        for (number, run) in runs.enumerated() {
            let seen = page[run].map(\.fetched).filter { $0 != Entry.unknown }
            for index in run {
                try numbered.add(Numbered(ordinal: page[index].ordinal, version: Version(
                    number: UInt32(number + 1), of: UInt32(runs.count), firstSeen: seen.first ?? Entry.unknown,
                    lastSeen: seen.last ?? Entry.unknown, pageTime: published == Entry.unknown ? first.fetched : published,
                    same: index == run.lowerBound ? .max : page[run.lowerBound].ordinal, first: first.ordinal)))
            }
        }
    }
}
