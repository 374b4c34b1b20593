// What could be source, author, editor and number of readers: labelled and bare values of bylines and sign-off, and meta tags.

/// Gathers the names of one field.
struct NameOffers {
    enum Field: String, CaseIterable {
        case source, author, editor, reads
    }

    private let reading: Reading
    private let steps: ReadingSteps
    private let field: Field
    private var offers: [Offer] = []

    private enum Rank { static let byline = 1, unlabelled = 2, firstLine = 3, signOff = 4, below = 5, element = 5 }

    static func gather(_ field: Field, _ reading: Reading, _ steps: ReadingSteps) -> [Offer] {
        var names = NameOffers(reading, steps, field)
        names.readLines(steps.byline.lines, .byline, rank: Rank.byline)
        names.readUnlabelled()
        if field == .author, let author = steps.body?.firstLineAuthor {
            names.offers.append(Offer(value: author, place: Place.bodyFirstLine.rawValue, detail: "only names the reporter", range: names.find(author, in: steps.span.prefix(12)), rank: Rank.firstLine))
        }
        if field != .reads { names.readLines(steps.signOff.lines, .signoff, rank: Rank.signOff) }
        if field == .source || field == .reads { names.readLines(steps.below?.lines ?? [], .below, rank: Rank.below) }
        if field == .author, let author = Microdata.author(reading.text) {
            names.offers.append(Offer(value: author, place: Place.element.rawValue, detail: "itemprop=author", range: names.find(author, in: reading.text.lines.indices), rank: Rank.element))
        }
        names.readMeta()
        return names.offers
    }

    private init(_ reading: Reading, _ steps: ReadingSteps, _ field: Field) {
        self.reading = reading
        self.steps = steps
        self.field = field
    }

    private func fits(_ label: Label) -> Bool {
        switch field {
        case .source: label == .source
        case .author: label == .author
        case .editor: label == .editor || label == .subEditor
        case .reads: label == .reads
        }
    }

    private func find(_ value: String, in lines: some Sequence<Int>) -> Range<Int>? {
        TextSearch(reading.text).first(value, in: lines)
    }

    private mutating func readLines(_ lines: [Int], _ place: Place, rank: Int) {
        let text = reading.text
        for k in lines {
            var split = LabelledLine(text, line: k, until: steps.marks.glue[k])
            if steps.marks.continued.contains(k), let last = split.values.indices.last {
                split.values[last].value = LabelledLine.bared(text.text, text.lines[k + 1].range)
            }
            for v in split.values where fits(v.label) {
                let label = text.text.words(text.unfolded(v.labelRange, line: k)) ?? ""
                let value = value(v, k, place)
                let range = value.flatMap { find($0, in: [k, k + 1].filter { $0 < text.lines.count }) } ?? text.unfolded(v.labelRange, line: k)
                offers.append(Offer(value: value ?? "", place: place.rawValue, detail: label, range: range, rank: rank, refusal: value == nil ? "the label has no value" : nil))
            }
            if field == .author, place == .signoff, let name = SignOff.reporter(text, k, split) {
                offers.append(Offer(value: name, place: place.rawValue, detail: "behind 记者", range: find(name, in: [k]), rank: rank))
            }
        }
    }

    private func value(_ v: LabelledValue, _ k: Int, _ place: Place) -> String? {
        let text = reading.text
        let isSignOff = place == .signoff
        switch field {
        case .source: return text.text.words(Byline.name(text.text, isSignOff ? v.value : Byline.firstLink(text, k, v.value), gap: 2))
        case .author: return isSignOff ? SignOff.person(text.text, v.value) : text.text.words(Byline.withoutOffice(text.text, Byline.name(text.text, v.value, gap: 4)))
        case .editor: return text.text.words(Byline.name(text.text, v.value, gap: isSignOff ? 3 : 4))
        case .reads: return Byline.count(text.text, v.value).map { String($0) }
        }
    }

    private mutating func readUnlabelled() {
        let text = reading.text, lines = steps.byline.lines
        func offer(_ value: String?, _ detail: String) {
            guard let value else { return }
            offers.append(Offer(value: value, place: Place.byline.rawValue, detail: detail, range: find(value, in: lines), rank: Rank.unlabelled))
        }
        switch field {
        case .source:
            offer(Byline.linkBehindDate(text, lines), "link behind the date")
            offer(Byline.namedSource(text, lines), "element called source")
            offer(Byline.nameBesideDate(text, lines), "name beside the date")
        case .author:
            offer(Byline.namedAuthor(text, lines), "element called author")
            for k in lines { offer(Byline.reporters(text, k), "line of reporters") }
        case .reads:
            for k in lines { offer(Byline.countBefore(text, k).map { String($0) }, "number before 次") }
        case .editor: break
        }
    }

    private mutating func readMeta() {
        let (value, name) = field == .source ? (reading.meta.source, "ContentSource or source") : field == .author ? (reading.meta.author, "Author") : (nil, "")
        guard let value else { return }
        offers.append(Offer(value: value, place: Place.meta.rawValue, detail: name, refusal: "this meta is never trusted: pages hold numbers and whole sentences there"))
    }
}
