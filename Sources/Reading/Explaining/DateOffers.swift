// What could be the date of publication: every date near a place that is trusted, and the first of those that are not.

/// Gathers the dates of a page.
struct DateOffers {
    private let reading: Reading
    private let steps: ReadingSteps
    private var offers: [Offer] = []
    /// So many dates that stand in no trusted place are shown.
    private static let mostOthers = 8

    /// The order of trust; see ``Place``.
    private enum Rank { static let labelled = 1, bare = 2, updated = 3, table = 4, below = 5, element = 8, meta = 9, url = 10 }

    static func gather(_ reading: Reading, _ steps: ReadingSteps) -> [Offer] {
        var dates = DateOffers(reading, steps)
        dates.readLines(steps.byline.lines, isBelow: false)
        dates.readTable()
        dates.readLines(steps.below?.lines ?? [], isBelow: true)
        dates.readUnseen()
        dates.readOthers()
        return dates.offers
    }

    private init(_ reading: Reading, _ steps: ReadingSteps) {
        self.reading = reading
        self.steps = steps
    }

    private func refusal(_ date: DateText) -> String? {
        if date.isPlausible(on: reading.capturedAt) { return nil }
        if date.year < 1949 { return "implausible: before 1949" }
        guard let day = reading.capturedAt else { return "implausible: after 2199" }
        return "implausible: after the day of capture, \(DateText(year: day.year, month: day.month, day: day.day).iso)"
    }

    private mutating func offer(_ date: DateText, _ place: Place, _ detail: String, _ range: Range<Int>?, rank: Int?, refusal because: String? = nil) {
        offers.append(Offer(value: date.iso, place: place.rawValue, detail: detail, range: range, rank: rank, refusal: because ?? refusal(date)))
    }

    // MARK: Bylines

    private mutating func readLines(_ lines: [Int], isBelow: Bool) {
        let text = reading.text
        let shift = isBelow ? Rank.below - Rank.labelled : 0
        func place(_ date: DateText) -> Place {
            isBelow ? (date.midnightDropped ? .belowMidnight : .below) : date.midnightDropped ? .bylineMidnight : .byline
        }
        for (n, k) in lines.enumerated() {
            if n + 1 < lines.count, lines[n + 1] == k + 1, let date = text.dayBesideMonth(k) {
                offer(date, place(date), "over two lines", Int(text.lines[k].start)..<Int(text.lines[k + 1].end), rank: Rank.bare + shift)
            }
            var split = LabelledLine(text, line: k, until: steps.marks.glue[k])
            if steps.marks.continued.contains(k), let last = split.values.indices.last {
                split.values[last].value = LabelledLine.bared(text.text, text.lines[k + 1].range)
            }
            if let (date, range) = DateReader.first(in: text.text, split.lead) { offer(date, place(date), "without label", range, rank: Rank.bare + shift) }
            for value in split.values {
                guard let (date, range) = DateReader.first(in: text.text, value.value) else { continue }
                let label = text.text.words(text.unfolded(value.labelRange, line: k)) ?? ""
                switch value.label {
                case .date: offer(date, place(date), label, range, rank: Rank.labelled + shift)
                case .update: offer(date, place(date), label, range, rank: Rank.updated + shift)
                case .other, .originalTitle, .reads: offer(date, place(date), label, range, rank: nil, refusal: "“\(label)” says no date of publication")
                default: offer(date, place(date), "behind \(label)", range, rank: Rank.bare + shift)
                }
            }
        }
    }

    // MARK: Other places of trust

    private mutating func readTable() {
        guard let table = steps.table else { return }
        for entry in table.entries {
            guard let (date, range) = DateReader.first(in: reading.text.text, entry.value) else { continue }
            switch entry.field {
            case .released: offer(date, .table, "发布日期", range, rank: Rank.table)
            case .written: offer(date, .table, "成文日期", range, rank: nil, refusal: "成文日期 says when it was written")
            case .effective: offer(date, .table, "施行日期", range, rank: nil, refusal: "says when it takes effect")
            case .stamped: offer(date, .table, "生成日期", range, rank: nil, refusal: "生成日期 is the stamp of the index")
            default: break
            }
        }
    }

    private mutating func readUnseen() {
        if let date = reading.dateInElement() { offer(date, .element, "<time> or <publishtime>", nil, rank: Rank.element) }
        if let value = reading.meta.publicationDate {
            let bytes = Array(value.utf8)
            if let date = DateReader.first(in: bytes, 0..<bytes.count)?.date {
                offer(date, .meta, "PubDate or its kin", nil, rank: Rank.meta)
            } else {
                offers.append(Offer(value: value, place: Place.meta.rawValue, detail: "PubDate or its kin", rank: Rank.meta, refusal: "is no date that can be read"))
            }
        }
        if let value = LinkedData.published(reading.text.tree) {
            let bytes = Array(value.utf8)
            if let date = DateReader.first(in: bytes, 0..<bytes.count)?.date { offer(date, .meta, "JSON-LD datePublished", nil, rank: Rank.meta) }
        }
        if let url = reading.url {
            let bytes = Array(url.path.utf8)
            if let date = URLDate.find(bytes, 0..<bytes.count) {
                offer(date, .url, "path", nil, rank: Rank.url, refusal: date.day > 0 ? nil : "names no day")
            }
        }
    }

    // MARK: The rest

    private mutating func readOthers() {
        let text = reading.text
        let known = Set(steps.byline.lines + (steps.below?.lines ?? [])).union(steps.table.map { Set($0.lines) } ?? [])
        let body = Set(steps.body?.lines ?? []), signOff = Set(steps.signOff.lines)
        let list = reading.page.kind == .list && steps.store == nil ? text.lines(in: steps.rows.container) : 0..<0
        var count = 0
        for k in text.lines.indices where !known.contains(k) {
            guard let (date, range) = DateReader.first(in: text.text, text.lines[k].range) else { continue }
            let why = body.contains(k) ? "stands in the text of the body" : signOff.contains(k) ? "stands in the sign-off" : list.contains(k) ? "is the date of a row"
                : steps.crumbs?.lines.contains(k) ?? false ? "stands in the breadcrumb" : "stands neither in a byline nor in a table"
            offers.append(Offer(value: date.iso, place: "elsewhere", detail: "", range: range, refusal: refusal(date) ?? why))
            count += 1
            if count == DateOffers.mostOthers { break }
        }
    }
}
