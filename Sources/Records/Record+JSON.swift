// A record as one line of JSON, its keys in the order of the schema.

extension Record {
    /// The record as one line of JSON, UTF-8, with its line feed.
    public func jsonLine() -> [UInt8] {
        var json = JSONLine(capacity: 4096 + paragraphs.reduce(0) { $0 + $1.utf8.count } + links.count * 160)
        write(to: &json)
        json.endLine()
        return json.bytes
    }

    /// The record's line up to its last key, `capture`: all that can be made before it is known where the capture lies.
    public struct Beginning: Sendable {
        fileprivate let bytes: [UInt8]

        /// The whole line.
        public func line(_ capture: Capture) -> [UInt8] {
            var json = JSONLine(capacity: 512)
            json.capture(capture)
            return bytes + json.bytes + "}\n".utf8
        }
    }

    /// The beginning of ``jsonLine()``.
    public func beginning() -> Beginning {
        var json = JSONLine(capacity: 4096 + paragraphs.reduce(0) { $0 + $1.utf8.count } + links.count * 160)
        json.object { json in
            writeBeforeCapture(to: &json)
            json.key("capture")
        }
        return Beginning(bytes: Array(json.bytes.dropLast()))
    }

    /// The record as it stands beside a fixture: laid out for people, without the keys that depend on the version of the
    /// extractor, the identity and the place of the capture.
    public func expectation() -> [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("schema"); json.value(Record.schema)
            writeContent(to: &json)
        }
        return JSONPretty.layOut(json.bytes)
    }

    /// Writes the record as a JSON object.
    public func write(to json: inout JSONLine) {
        json.object { json in
            writeBeforeCapture(to: &json)
            json.key("capture"); json.capture(capture)
        }
    }

    private func writeBeforeCapture(to json: inout JSONLine) {
        json.key("schema"); json.value(Record.schema)
        json.key("extractor"); json.value(extractor)
        json.key("id"); json.value(id)
        writeContent(to: &json)
    }

    /// Writes the keys from `kind` to `evidence`.
    private func writeContent(to json: inout JSONLine) {
        json.key("kind"); json.value(kind)
        json.key("url"); json.value(url)
        json.key("site"); json.object { json in
            json.key("host"); json.value(site.host)
            json.key("name"); json.value(site.name)
            json.key("site_id"); json.value(site.siteID)
        }
        json.key("title"); json.value(title)
        json.key("kicker"); json.value(kicker)
        json.key("subtitle"); json.value(subtitle)
        json.key("original_title"); json.value(originalTitle)
        json.key("breadcrumb"); json.strings(breadcrumb)
        json.key("column"); json.value(column)
        json.key("source"); json.value(source)
        json.key("author"); json.value(author)
        json.key("editor"); json.value(editor)
        json.key("published"); json.value(published)
        json.key("reads"); json.value(reads)
        json.key("paragraphs"); json.strings(paragraphs)
        json.key("signoff"); json.value(signoff)
        json.key("previous"); json.reference(previous)
        json.key("next"); json.reference(next)
        json.key("attachments"); json.array { json in
            for attachment in attachments {
                json.object { json in
                    json.key("name"); json.value(attachment.name)
                    json.key("url"); json.value(attachment.url)
                }
            }
        }
        json.key("images"); json.array { json in
            for image in images {
                json.object { json in
                    json.key("alt"); json.value(image.alt)
                    json.key("url"); json.value(image.url)
                }
            }
        }
        json.key("document"); json.document(document)
        json.key("footer"); json.footer(footer)
        json.key("links"); json.array { json in
            for row in links { json.row(row) }
        }
        json.key("announced"); json.value(announced)
        json.key("dialect"); json.value(dialect)
        json.key("next_page"); json.value(nextPage)
        json.key("verbatim"); json.object { json in
            json.key("breadcrumb"); json.value(verbatim.breadcrumb)
            json.key("byline"); json.value(verbatim.byline)
        }
        json.key("evidence"); json.object { json in
            for item in evidence {
                json.key(named: item.field); json.value(item.place)
            }
        }
    }
}

extension JSONLine {
    fileprivate mutating func strings(_ strings: [String]) {
        array { json in
            for string in strings { json.value(string) }
        }
    }

    fileprivate mutating func reference(_ reference: Record.Reference?) {
        guard let reference else { return null() }
        object { json in
            json.key("title"); json.value(reference.title)
            json.key("url"); json.value(reference.url)
        }
    }

    fileprivate mutating func document(_ document: Record.Document?) {
        guard let document else { return null() }
        object { json in
            json.key("index_number"); json.value(document.indexNumber)
            json.key("issuer"); json.value(document.issuer)
            json.key("number"); json.value(document.number)
            json.key("written"); json.value(document.written)
            json.key("released"); json.value(document.released)
            json.key("effective"); json.value(document.effective)
            json.key("category"); json.value(document.category)
            json.key("keywords"); json.value(document.keywords)
            json.key("validity"); json.value(document.validity)
        }
    }

    fileprivate mutating func footer(_ footer: Record.Footer) {
        object { json in
            json.key("text"); json.value(footer.text)
            json.key("owner"); json.value(footer.owner)
            json.key("organizer"); json.value(footer.organizer)
            json.key("undertaker"); json.value(footer.undertaker)
            json.key("address"); json.value(footer.address)
            json.key("postal_code"); json.value(footer.postalCode)
            json.key("phone"); json.value(footer.phone)
            json.key("icp"); json.value(footer.icp)
            json.key("public_security"); json.value(footer.publicSecurity)
            json.key("site_id"); json.value(footer.siteID)
        }
    }

    fileprivate mutating func row(_ row: Record.Row) {
        object { json in
            json.key("title"); json.value(row.title)
            json.key("url"); json.value(row.url)
            json.key("date"); json.value(row.date)
            json.key("number"); json.value(row.number)
            json.key("index_number"); json.value(row.indexNumber)
            json.key("issuer"); json.value(row.issuer)
            json.key("validity"); json.value(row.validity)
        }
    }

    fileprivate mutating func capture(_ capture: Capture) {
        object { json in
            json.key("file"); json.value(capture.file)
            json.key("fetched_at"); json.value(capture.fetchedAt)
            json.key("status"); json.value(capture.status)
            json.key("charset"); json.value(capture.charset)
            json.key("charset_declared"); json.value(capture.charsetDeclared)
            json.key("charset_from"); json.value(capture.charsetFrom)
            json.key("bad_bytes"); json.value(capture.badBytes)
            json.key("cut")
            if let cut = capture.cut {
                json.object { json in
                    json.key("elements"); json.value(cut.elements)
                    json.key("attributes"); json.value(cut.attributes)
                    json.key("body"); json.value(cut.body)
                }
            } else {
                json.null()
            }
            json.key("warc"); json.value(capture.warc)
            json.key("offset"); json.value(capture.offset)
            json.key("length"); json.value(capture.length)
            json.key("record_id"); json.value(capture.recordID)
            json.key("payload_digest"); json.value(capture.payloadDigest)
        }
    }
}
