// A page that a search found.

import Records

/// A hit: a version of a page, with the sentence in which the words stand.
public struct Hit: Sendable {
    public let portal: String
    public let record: Record
    /// The date that the page shows, at its precision; else the day on which this version was first captured (UTC).
    public let date: String
    /// Whether `date` is the page's own.
    public let isDated: Bool
    /// When this version was first and last captured, UTC.
    public let firstSeen: String
    public let lastSeen: String
    /// Whether a later capture shows another text.
    public let isOlder: Bool
    public let text: HitText

    /// The hit as a line of JSON.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("url"); json.value(record.url)
            json.key("portal"); json.value(portal)
            json.key("kind"); json.value(record.kind)
            json.key("title"); json.value(record.title)
            json.key("date"); json.value(date)
            json.key("published"); json.value(record.published)
            json.key("first_seen"); json.value(firstSeen)
            json.key("last_seen"); json.value(lastSeen)
            json.key("older"); json.value(isOlder)
            json.key("field"); json.value(text.field.rawValue)
            json.key("sentence"); json.value(text.sentence)
            json.key("marks"); json.array { json in
                for mark in text.marks { json.array { $0.value(mark.lowerBound); $0.value(mark.upperBound) } }
            }
            json.key("id"); json.value(record.id)
            json.key("warc"); json.value(record.capture.warc)
            json.key("offset"); json.value(record.capture.offset)
            json.key("length"); json.value(record.capture.length)
            json.key("record_id"); json.value(record.capture.recordID)
        }
        json.endLine()
        return json.bytes
    }
}
