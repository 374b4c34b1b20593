// A document of the data set as JSON: what stands in it, and in which order.

import Records

/// The schema `shilu.document/1`. Every key is always there, null or [] where the page shows nothing.
enum Document {
    static let schema = "shilu.document/1"

    /// The document up to what is known only when all were read; without its closing brace.
    static func beginning(
        of record: SourceRecord, page: Digest128, texts: PublishedTexts, script: Script, signals: SignalValues, personal: [PersonalData.Find]
    ) -> [UInt8] {
        var json = JSONText(capacity: record.text.count + 4096)
        json.object { json in
            json.key("schema"); json.value(schema)
            json.key("id"); json.value(record.id)
            json.key("page"); json.value(page.hexadecimal)
            json.key("kind"); json.value(record.kind)
            json.key("url"); json.token(record.url)
            json.key("host"); json.token(record.host)
            json.key("site_name"); json.token(record.siteName)
            json.key("title"); json.token(texts.title)
            json.key("kicker"); json.token(record.kicker)
            json.key("subtitle"); json.token(record.subtitle)
            json.key("original_title"); json.token(record.originalTitle)
            json.key("breadcrumb"); json.array { json in for crumb in record.breadcrumb { json.token(crumb) } }
            json.key("column"); json.token(record.column)
            json.key("source"); json.token(record.source)
            json.key("author"); json.token(record.author)
            json.key("editor"); json.token(record.editor)
            json.key("published"); json.token(record.published)
            json.key("published_precision"); json.value(record.published.flatMap { LocalTime.precision(JSONScanner.text(of: $0)) })
            json.key("text"); json.value(utf8: texts.text)
            json.key("signoff"); json.token(texts.signoff)
            json.key("attachments"); json.array { json in
                for attachment in record.attachments {
                    json.object { json in
                        json.key("name"); json.token(attachment.name)
                        json.key("url"); json.token(attachment.url)
                    }
                }
            }
            json.key("document"); json.information(record.document)
            json.key("owner"); json.token(record.footerOwner)
            json.key("rights"); json.token(record.footerText)
            json.key("script"); json.value(script.rawValue)
            json.key("signals"); json.signals(signals)
            json.key("personal_data"); json.object { json in
                for kind in PersonalData.Kind.allCases {
                    json.key(named: kind.rawValue)
                    json.value(personal.count { $0.kind == kind })
                }
            }
            json.key("capture"); json.place(record.capture)
        }
        return Array(json.bytes.dropLast())
    }

    /// What is known when all were read.
    static func end(_ version: Version, cluster: String?, copies: Int, excerptOf: String?) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.key("version"); json.value(Int(version.number))
            json.key("versions"); json.value(Int(version.of))
            json.key("first_seen"); json.value(version.firstSeenText)
            json.key("last_seen"); json.value(version.lastSeenText)
            json.key("cluster"); json.value(cluster)
            json.key("copies"); json.value(copies)
            json.key("excerpt_of"); json.value(excerptOf)
        }
        json.endLine()
        return [UInt8(ascii: ",")] + json.bytes.dropFirst()
    }
}

/// The texts of a document in which personal data were masked.
struct PublishedTexts {
    /// JSON tokens.
    var title: ArraySlice<UInt8>?
    var signoff: ArraySlice<UInt8>?
    /// UTF-8.
    var text: [UInt8]
}

extension JSONLine {
    mutating func signals(_ signals: SignalValues) {
        object { json in
            for (key, value) in zip(Signal.jsonKeys, signals.values) {
                json.key(json: key)
                json.decimal(value)
            }
        }
    }

    fileprivate mutating func information(_ document: SourceRecord.Document?) {
        guard let document else { return null() }
        object { json in
            json.key("index_number"); json.token(document.indexNumber)
            json.key("issuer"); json.token(document.issuer)
            json.key("number"); json.token(document.number)
            json.key("written"); json.token(document.written)
            json.key("released"); json.token(document.released)
            json.key("effective"); json.token(document.effective)
            json.key("category"); json.token(document.category)
            json.key("keywords"); json.token(document.keywords)
            json.key("validity"); json.token(document.validity)
        }
    }

    fileprivate mutating func place(_ place: SourceRecord.Place) {
        object { json in
            json.key("file"); json.token(place.file)
            json.key("fetched_at"); json.token(place.fetchedAt)
            json.key("charset"); json.token(place.charset)
            json.key("bad_bytes"); json.value(place.badBytes)
            json.key("warc"); json.token(place.warc)
            json.key("offset"); json.value(place.offset)
            json.key("length"); json.value(place.length)
            json.key("record_id"); json.token(place.recordID)
            json.key("payload_digest"); json.token(place.payloadDigest)
        }
    }
}
