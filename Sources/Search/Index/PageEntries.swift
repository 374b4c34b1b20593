// The versions of one page, as the index has them and as it is to have them.

import GRDB

/// A version of a page.
struct Entry {
    /// Where a record lies.
    struct Place: Equatable {
        var file: Int64
        var offset: Int64
        var length: Int64
    }

    /// Its number; nil for one that the index does not have yet.
    var id: Int64?
    var digest: [UInt8]
    var place: Place
    var firstSeen: Int64
    var lastSeen: Int64
    /// In which table its words stand; nil if in none.
    var standing: IndexSchema.Part?
    /// In which they are to stand.
    var goal: IndexSchema.Part?
    /// Its texts, if it was read in this step.
    var text: SearchedText?
    /// The date that the page shows.
    var published: String?
}

/// All versions of a page.
struct PageEntries {
    let page: Int64
    let url: String
    let portal: Int64
    var entries: [Entry]

    /// Takes a record of the page: another version, or one that is known and now has a newer record.
    ///
    /// - Returns: the number of the version, if the index had it.
    mutating func take(_ text: SearchedText, published: String?, at place: Entry.Place, seen: Int64) -> Int64? {
        guard let i = entries.firstIndex(where: { $0.digest == text.digest }) else {
            entries.append(Entry(
                id: nil, digest: text.digest, place: place, firstSeen: seen, lastSeen: seen, standing: nil, goal: .newest, text: text,
                published: published))
            return nil
        }
        // A file that is read again has moved its records.
        if seen >= entries[i].lastSeen || place.file == entries[i].place.file {
            entries[i].place = place
            if entries[i].text == nil { entries[i].text = text }
        }
        entries[i].firstSeen = min(entries[i].firstSeen, seen)
        entries[i].lastSeen = max(entries[i].lastSeen, seen)
        if entries[i].goal == nil { entries[i].goal = .newest }
        return entries[i].id
    }

    /// Takes note that the record of a version is no more where it was; another record may still show the version.
    mutating func lose(_ id: Int64) {
        guard let i = entries.firstIndex(where: { $0.id == id }) else { return }
        entries[i].goal = nil
        entries[i].text = nil
        (entries[i].firstSeen, entries[i].lastSeen) = (.max, .min)
    }

    /// Settles which version is the newest. Of a list no others are kept: they name what is found by itself.
    mutating func settle() {
        let newest = entries.indices.filter { entries[$0].goal != nil }.max {
            (entries[$0].lastSeen, entries[$0].place.file, entries[$0].place.offset) < (entries[$1].lastSeen, entries[$1].place.file, entries[$1].place.offset)
        }
        let isList = entries.contains { $0.text?.kind == "list" }
        for i in entries.indices where entries[i].goal != nil { entries[i].goal = i == newest ? .newest : isList ? nil : .older }
    }
}
