// The ways in which the mutator changes a page; each takes bytes and gives bytes.

enum Mutation: CaseIterable {
    case flipBytes, randomRun, truncate, removeRange, splice, joinTail, duplicateTag, dropTags, moveTag, changeCase
    case insertPhrase, insertFragments, insertTag, repeatRange, swapQuotes, attributes, nest, charset, otherEncoding

    /// Applies the change.
    ///
    /// - Parameter other: another page, to take pieces from.
    func apply(to page: inout [UInt8], other: [UInt8], _ random: inout SplitMix) {
        let place = random.below(page.count + 1)
        switch self {
        case .flipBytes:
            guard !page.isEmpty else { return }
            for _ in 0 ..< random.size(upTo: 64) { page[random.below(page.count)] ^= random.oneIn(2) ? 1 << random.below(8) : UInt8(random.below(256)) }
        case .randomRun:
            page.insert(contentsOf: (0 ..< random.size(upTo: 400)).map { _ in UInt8(random.below(256)) }, at: place)
        case .truncate:
            page.removeSubrange(place...)
        case .removeRange:
            page.removeSubrange(place ..< min(page.count, place + random.size(upTo: 4_000)))
        case .splice:
            page.insert(contentsOf: Self.range(of: other, &random), at: place)
        case .joinTail:
            page.removeSubrange(place...)
            page += other.suffix(random.below(other.count + 1))
        case .duplicateTag:
            for _ in 0 ..< random.size(upTo: 30) {
                guard let tag = Self.tag(in: page, from: random.below(page.count + 1)) else { return }
                page.insert(contentsOf: Array(page[tag]), at: random.oneIn(2) ? tag.upperBound : random.below(page.count + 1))
            }
        case .dropTags:
            for _ in 0 ..< random.size(upTo: 30) {
                guard let tag = Self.tag(in: page, from: random.below(page.count + 1)) else { return }
                page.removeSubrange(tag)
            }
        case .moveTag:
            guard let tag = Self.tag(in: page, from: place) else { return }
            let bytes = Array(page[tag])
            page.removeSubrange(tag)
            page.insert(contentsOf: bytes, at: random.below(page.count + 1))
        case .changeCase:
            guard let tag = Self.tag(in: page, from: place) else { return }
            for i in tag where page[i] | 0x20 >= 0x61 && page[i] | 0x20 <= 0x7A { page[i] ^= 0x20 }
        case .insertPhrase:
            for _ in 0 ..< random.size(upTo: 12) { page.insert(contentsOf: random.pick(Vocabulary.phrases).utf8, at: random.below(page.count + 1)) }
        case .insertFragments:
            for _ in 0 ..< random.size(upTo: 30) { page.insert(contentsOf: random.pick(Vocabulary.fragments), at: random.below(page.count + 1)) }
        case .insertTag:
            for _ in 0 ..< random.size(upTo: 12) {
                let end = random.oneIn(2) ? "/" : ""
                page.insert(contentsOf: "<\(end)\(random.pick(Vocabulary.tags))\(random.oneIn(8) ? "/" : "")>".utf8, at: random.below(page.count + 1))
            }
        case .repeatRange:
            let piece = Self.range(of: page, &random)
            guard !piece.isEmpty else { return }
            page.insert(contentsOf: Self.repeated(Array(piece), random.size(upTo: min(3_000, 300_000 / piece.count + 1))), at: place)
        case .swapQuotes:
            guard let tag = Self.tag(in: page, from: place) else { return }
            let with = random.pick(Array("\"'=> \0".utf8))
            for i in tag where (page[i] == 0x22 || page[i] == 0x27) && random.oneIn(2) { page[i] = with }
        case .attributes:
            var tag = "<\(random.pick(Vocabulary.tags))"
            for i in 0 ..< random.size(upTo: 1_200) { tag += " a\(i)='\(i)'" }
            page.insert(contentsOf: (tag + ">").utf8, at: place)
        case .nest:
            let (open, close) = Self.shell(&random)
            let depth = random.size(upTo: 3_000)
            page.insert(contentsOf: Self.repeated(open, depth), at: place)
            if random.oneIn(2) { page.insert(contentsOf: Self.repeated(close, depth), at: place + open.count * depth + random.below(page.count - place - open.count * depth + 1)) }
        case .charset:
            let label = random.pick(Vocabulary.charsets)
            let meta = random.oneIn(2) ? "<meta charset=\"\(label)\">" : "<meta http-equiv=Content-Type content=\"text/html; charset=\(label)\">"
            page.insert(contentsOf: meta.utf8, at: random.oneIn(2) ? 0 : random.below(min(page.count, 1_024) + 1))
        case .otherEncoding:
            page = Self.widened(page, littleEndian: random.oneIn(2), mark: random.oneIn(2))
        }
    }

    /// Rare changes that make a page large: an attribute of 10 MB, 200,000 siblings, 100,000 open elements, one text of 5 MB.
    static func enlarge(_ page: inout [UInt8], _ random: inout SplitMix) {
        let place = random.below(page.count + 1)
        switch random.below(5) {
        case 0:
            let filler = random.oneIn(2) ? Array("长文本 &amp; ".utf8) : random.pick(Vocabulary.fragments)
            let value = repeated(filler, 10_000_000 / filler.count)
            let name = random.pick(["title", "href", "content", "style", "onclick", "srcset", "alt", "x"])
            page.insert(contentsOf: "<\(random.pick(Vocabulary.tags)) \(name)=\"".utf8 + value + "\">".utf8, at: place)
        case 1:
            let (open, close) = shell(&random)
            page.insert(contentsOf: repeated(open + (random.oneIn(2) ? random.pick(Vocabulary.phrases).utf8 : "x".utf8) + close, 200_000 / random.size(upTo: 100)), at: place)
        case 2:
            page.insert(contentsOf: repeated(Array(random.pick(Vocabulary.phrases).utf8), 20_000), at: place)
        case 3:
            page.insert(contentsOf: repeated(shell(&random).open, 100_000), at: place)
        default:
            let piece = random.pick(Vocabulary.fragments)
            page.insert(contentsOf: repeated(piece, 5_000_000 / piece.count), at: place)
        }
    }

    // MARK: pieces

    private static func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * count)
        for _ in 0 ..< count { result += bytes }
        return result
    }

    private static func range(of page: [UInt8], _ random: inout SplitMix) -> ArraySlice<UInt8> {
        let start = random.below(page.count)
        return page[start ..< min(page.count, start + random.size(upTo: 8_000))]
    }

    /// The first tag at or after a place, `<` to `>`.
    private static func tag(in page: [UInt8], from place: Int) -> Range<Int>? {
        guard let start = page[min(place, page.count)...].firstIndex(of: UInt8(ascii: "<")),
              let end = page[start...].prefix(4_000).firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return start ..< end + 1
    }

    /// One to three elements around something: their start tags and their end tags.
    private static func shell(_ random: inout SplitMix) -> (open: [UInt8], close: [UInt8]) {
        let names = (0 ... random.below(3)).map { _ in random.pick(Vocabulary.tags) }
        return (Array(names.map { "<\($0)>" }.joined().utf8), Array(names.reversed().map { "</\($0)>" }.joined().utf8))
    }

    private static func widened(_ page: [UInt8], littleEndian: Bool, mark: Bool) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(String(decoding: page, as: UTF8.self).utf16)
        return units.flatMap { littleEndian ? [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
}
