// Wrong page: the same page under many addresses, or the home page in the place of an article.

import Archive
import Reading
import Web

/// A captured page that turned out to be that of another URL: its capture is withdrawn, and the last good copy stands again.
struct WithdrawnCapture: Sendable, Equatable {
    var id: Int64
    var url: String
    /// What was known of the URL before the run asked for it.
    var before: URLState
    var status: Int?
    var visitedAt: Timestamp
    var via: String?
}

/// Knows a page that comes for every URL. It sees answers in the order in which they are written, and changes with each.
///
/// Only pages asked for as articles count (``ArticleAddress``), each article once however many addresses it has: a list that is copied
/// under many page numbers, or one article under many query strings, is no wrong page. An article becomes wrong if its page
/// - is the home page of the portal: the bytes, or title and text, of a seed; or
/// - is the same as that of ``leastOthers`` other articles of this run, in bytes, or in title and text.
///
/// A new article that has a date of its own counts by its bytes only: portals do publish one text in several columns. The others of which
/// it is a copy are withdrawn with it, for the first ones were taken before anybody could know.
struct RepeatedPages {
    /// So many other articles have the same page before it is taken for none of theirs.
    static let leastOthers = 3
    /// So many articles are remembered; a page that comes for every URL comes again soon.
    static let window = 4_096

    private var seen: [Seen?] = Array(repeating: nil, count: window)
    private var next = 0
    private var places: [Int: [Int]] = [:]
    /// Pages that are known to be wrong ones.
    private var wrong: Set<Int> = []
    private var home: Set<Int> = []

    /// An article of this run, and what its page is known by.
    struct Seen: Sendable {
        var capture: WithdrawnCapture
        var number: String
        var keys: [Int]
    }

    /// - Parameters:
    ///   - seeds: what is known of the portal's seeds.
    ///   - earlier: articles that the run captured before it was broken off.
    init(seeds: [QueuedURL] = [], earlier: [Seen] = []) {
        for seed in seeds {
            if let digest = seed.lastCapture?.payloadDigest { home.insert(Self.key(payload: digest)) }
            if let digest = seed.textDigest { home.insert(Self.key(text: digest)) }
        }
        for article in earlier { remember(article) }
    }

    /// Judges a batch, in its order.
    ///
    /// - Returns: the visits, and what was committed before and is to be withdrawn.
    mutating func judge(_ batch: [Visit]) -> (visits: [Visit], withdrawn: [WithdrawnCapture]) {
        var visits = batch
        var withdrawn: [WithdrawnCapture] = []
        for i in visits.indices {
            guard let article = article(visits[i]) else { continue }
            if !home.isDisjoint(with: article.keys) {
                visits[i].take(Self.judgement("the home page instead of the article"))
            } else if !wrong.isDisjoint(with: article.keys) {
                visits[i].take(Self.judgement(Self.sameAsOthers))
            } else if let key = article.keys.first(where: { others(than: article, by: $0) >= Self.leastOthers }) {
                wrong.insert(key)
                visits[i].take(Self.judgement(Self.sameAsOthers))
                for other in take(key) {
                    if let j = visits[..<i].lastIndex(where: { $0.queued.id == other.id }) {
                        visits[j].take(Self.judgement(Self.sameAsOthers))
                    } else {
                        withdrawn.append(other)
                    }
                }
            } else {
                remember(article)
            }
        }
        return (visits, withdrawn)
    }

    private static let sameAsOthers = "the same page as for other articles of the portal"

    /// What becomes of a wrong page.
    static func judgement(_ mark: String = sameAsOthers) -> Judgement { Judgement(.turnedAway, Sign(.wrongPage, mark)) }

    /// A visit as one to an article, if it is; notes the pages of seeds.
    private mutating func article(_ visit: Visit) -> Seen? {
        guard visit.judgement.state == .captured, visit.queued.role == .page, let page = visit.page,
              let payload = visit.capture?.payloadDigest else { return nil }
        let keys = [Self.key(payload: payload), Self.key(text: page)].compactMap { $0 }
        if visit.queued.depth == 0 {
            home.formUnion(keys)
            return nil
        }
        guard let number = ArticleAddress(visit.queued.url)?.number, VisitOutcome(visit) != .sameText else { return nil }
        let isOwn = VisitOutcome(visit) == .new && page.page.isText && page.page.published != nil
        return Seen(
            capture: WithdrawnCapture(
                id: visit.queued.id, url: visit.queued.url.href, before: visit.queued.state, status: visit.status,
                visitedAt: visit.visitedAt, via: visit.queued.via),
            number: number, keys: isOwn ? Array(keys.prefix(1)) : keys)
    }

    private func others(than article: Seen, by key: Int) -> Int {
        Set((places[key] ?? []).compactMap { seen[$0]?.number }).subtracting([article.number]).count
    }

    private mutating func remember(_ article: Seen) {
        forget(next)
        seen[next] = article
        for key in article.keys { places[key, default: []].append(next) }
        next = (next + 1) % Self.window
    }

    private mutating func forget(_ place: Int) {
        for key in seen[place]?.keys ?? [] {
            places[key]?.removeAll { $0 == place }
            if places[key]?.isEmpty ?? false { places[key] = nil }
        }
        seen[place] = nil
    }

    private mutating func take(_ key: Int) -> [WithdrawnCapture] {
        let found = places[key] ?? []
        let captures = found.compactMap { seen[$0]?.capture }
        for place in found { forget(place) }
        return captures
    }

    static func key(payload digest: String) -> Int { hash(0, digest) }

    static func key(text digest: String) -> Int { hash(1, digest) }

    /// Title and text; of a page in which the reader found no text, what is visible of it.
    private static func key(text page: ExtractedPage) -> Int? {
        // Without text the digest is that of the links, which pages of one column may well share.
        let hasText = !page.page.paragraphs.isEmpty || !page.page.rows.isEmpty || !page.page.attachments.isEmpty
        if hasText, let digest = page.textDigest { return key(text: digest) }
        guard let shell = page.shell, !shell.isEmpty else { return nil }
        return hash(2, shell.title + "\n" + shell.lines.map(\.text).joined(separator: "\n"))
    }

    private static func hash(_ kind: Int, _ text: String) -> Int {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(text)
        return hasher.finalize()
    }
}

extension Visit {
    /// Takes the judgement that the page is that of another URL.
    fileprivate mutating func take(_ judgement: Judgement) {
        self.judgement = judgement
        kind = nil
    }
}
