// What the document's table and the foot of the page offer for their fields: every label and its value.

enum DocumentOffers {
    static let keys: [(key: String, field: DocumentTable.Field, value: KeyPath<DocumentInfo, String?> & Sendable)] = [
        ("document.index_number", .index, \.indexNumber), ("document.issuer", .issuer, \.issuer), ("document.number", .number, \.number),
        ("document.written", .written, \.written), ("document.released", .released, \.released), ("document.effective", .effective, \.effective),
        ("document.category", .category, \.category), ("document.keywords", .keywords, \.keywords), ("document.validity", .validity, \.validity),
    ]

    static func gather(_ field: DocumentTable.Field, value: String?, _ reading: Reading, _ table: DocumentTable) -> [Offer] {
        let text = reading.text
        var offers: [Offer] = []
        for entry in table.entries where entry.field == field || field == .released && entry.field == .stamped {
            guard let words = text.text.words(entry.value) else { continue }
            let isDate = [.written, .released, .effective, .stamped].contains(entry.field)
            let date = isDate ? DateReader.first(in: text.text, entry.value)?.date.iso : nil
            let written = TextFolder.fold(words)
            // The table's own reader joins lines and drops invisible characters.
            let shown = value.map { TextFolder.fold($0) == written ? $0 : date ?? words } ?? date ?? words
            offers.append(Offer(value: shown, place: Place.table.rawValue, detail: label(entry, text), range: entry.value, rank: entry.field == .stamped ? 100 : entry.rank + 1,
                                refusal: DocumentTable.isPlaceholder(words) ? "stands for nothing" : nil))
        }
        return offers
    }

    private static func label(_ entry: DocumentTable.Found, _ text: VisibleText) -> String {
        let line = text.lines[entry.line].range
        let end = line.contains(entry.value.lowerBound) ? entry.value.lowerBound : line.upperBound
        let bared = LabelledLine.bared(text.text, line.lowerBound..<end)
        return text.text.scalars(bared) <= 12 ? text.text.words(bared) ?? "" : ""
    }
}

enum FooterOffers {
    static let keys: [(key: String, value: KeyPath<Footer, String?> & Sendable)] = [
        ("footer.owner", \.owner), ("footer.organizer", \.organizer), ("footer.undertaker", \.undertaker), ("footer.address", \.address),
        ("footer.postal_code", \.postalCode), ("footer.phone", \.phone), ("footer.icp", \.icp), ("footer.public_security", \.publicSecurity), ("footer.site_id", \.siteID),
    ]

    /// The lines of the foot that the page was read with.
    static func lines(_ reading: Reading, _ steps: ReadingSteps) -> [Int] {
        let isText = reading.page.kind == .article || reading.page.kind == .document
        let lines = FooterLines.find(reading.text, from: isText ? steps.bodyEnd : steps.start)
        return lines.isEmpty ? [] : FooterLines.withTail(reading.text, lines)
    }

    static func gather(_ key: String, value: String?, lines: [Int], _ reading: Reading) -> [Offer] {
        let text = reading.text
        let search = TextSearch(text)
        var offers: [Offer] = []
        if let value, let range = labelled(value, key, lines, text) ?? search.first(value, in: lines) {
            offers.append(Offer(value: value, place: Place.footer.rawValue, detail: "line \(text.line(at: range.lowerBound) + 1)", range: range, rank: 1))
        }
        for k in lines {
            for part in FooterPart.all(text, k) where fits(part.label, key) {
                guard let words = text.text.words(part.value), offers.first?.range.map({ !$0.overlaps(part.value) }) ?? true else { continue }
                offers.append(Offer(value: words, place: Place.footer.rawValue, detail: "line \(k + 1)", range: part.value, rank: 1, refusal: refusal(part.label, key, words)))
            }
            var number: String?, kind = ""
            switch key {
            case "footer.icp":
                (number, kind) = Permits.icp(text, k).map { ($0, "ICP备") } ?? Permits.certificate(text, k).map { ($0, "ICP证") } ?? Permits.licence(text, k).map { ($0, "经营许可证") } ?? (nil, "")
            case "footer.public_security": (number, kind) = (Permits.police(text, text.lines[k].foldedRange), "公网安备")
            default: break
            }
            if let number, number != value || offers.isEmpty { offers.append(Offer(value: number, place: Place.footer.rawValue, detail: kind, range: search.first(number, in: [k]), rank: kind == "ICP备" || kind == "公网安备" ? 1 : 2)) }
        }
        return offers
    }

    /// Where a value stands behind its own label.
    private static func labelled(_ value: String, _ key: String, _ lines: [Int], _ text: VisibleText) -> Range<Int>? {
        let bytes = Array(value.utf8)
        for k in lines {
            for part in FooterPart.all(text, k) where fits(part.label, key) && refusal(part.label, key, value) == nil {
                if let at = text.text.find(bytes, in: part.value) { return at..<(at + bytes.count) }
            }
        }
        return nil
    }

    private static func fits(_ label: FooterLabel, _ key: String) -> Bool {
        switch label {
        case .owner: key == "footer.owner"
        case .organizer: key == "footer.organizer" || key == "footer.owner"
        case .undertaker: key == "footer.undertaker"
        case .address: key == "footer.address"
        case .postalCode: key == "footer.postal_code"
        case .phone, .otherPhone: key == "footer.phone"
        case .siteID: key == "footer.site_id"
        case .other: false
        }
    }

    /// Why a labelled value cannot be the field's.
    private static func refusal(_ label: FooterLabel, _ key: String, _ value: String) -> String? {
        switch label {
        case .organizer where key == "footer.owner": "主办 is the owner only where nobody holds the copyright"
        case .address: Contact.isAddress(value, labelled: true) ? nil : "is no address"
        case .postalCode: Contact.digits(value, exactly: 6) == nil ? "is no number of six digits" : nil
        case .phone: Contact.phone(Array(value.utf8)) == nil ? "is no telephone number" : nil
        case .otherPhone: "a number for complaints or support; 电话 goes before it"
        case .siteID: Contact.siteID(value) == nil ? "is no 网站标识码" : nil
        default: nil
        }
    }
}
