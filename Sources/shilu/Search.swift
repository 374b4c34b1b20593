// `shilu search`

import Archive
import ArgumentParser
import Crawling
import Search

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds pages by the words in their records.",
        discussion: """
            A page is found if it holds all words, each wherever it stands: 农业 is found in 农业发展银行, 处理 in 待处理, and a word of \
            one character is a word. What stands in "quotation marks" is one word, white space and all. Width of characters, \
            capital letters, the forms of brackets and quotation marks, and white space between Chinese characters make no \
            difference. The newest pages come first, by the date that they show, then those without a date.

            The first search makes the index (search.sqlite of the archive) of all records; each search, and the end of each crawl, \
            brings it up to date. Of a page the newest version counts; withheld pages and refusals are not found.

            Examples:
              shilu search 农村集体经济 试点 --since 2024-01-01
              shilu search '"open source"' --portal www.example.gov.cn
              shilu search 国发〔2019〕3号 --field document
            """)

    @Argument(help: ArgumentHelp("Words, all of which a page must hold.", valueName: "word"))
    var words: [String] = []

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    @Option(help: ArgumentHelp("Only pages of this portal; may be said several times.", valueName: "name"))
    var portal: [String] = []

    @Option(help: ArgumentHelp("Only pages of this kind: article, document, list or other; may be said several times.", valueName: "kind"))
    var kind: [SearchedKind] = []

    @Option(help: ArgumentHelp("Only words in this part: title, text, document (文号, issuer …), byline, breadcrumb, rows, files; may be said several times.", valueName: "field"))
    var field: [SearchField] = []

    @Option(help: ArgumentHelp("Only pages of this day or later; a page without a date has that of its first capture.", valueName: "day"))
    var since: Day?

    @Option(help: ArgumentHelp("Only pages of this day or earlier.", valueName: "day"))
    var until: Day?

    @Flag(help: "Make no difference between simplified and traditional characters: 发展 finds 發展, and 發展 finds 发展.")
    var anyScript = false

    @Flag(help: "Older versions of pages too; of lists there is the newest only.")
    var versions = false

    @Option(help: "newest: by date; ranked: of the newest 10,000 hits those in which the words weigh most.")
    var order = HitOrder.newest

    @Option(help: "Hits to show.")
    var limit = 20

    @Option(help: "Hits to pass over before.")
    var skip = 0

    @Flag(help: "One line of JSON a hit.")
    var json = false

    @Flag(help: "Only how many pages there are.")
    var count = false

    @Flag(help: "Make the index anew from the records before, or without words only that.")
    var rebuild = false

    func validate() throws {
        guard limit >= 0, skip >= 0 else { throw ValidationError("--limit and --skip must be 0 or more") }
        if words.isEmpty, !rebuild { throw ValidationError("a word to search for") }
        if !words.isEmpty { do throws(SearchQuery.Mistake) { _ = try query() } catch { throw ValidationError("\(error)") } }
    }

    private func query() throws(SearchQuery.Mistake) -> SearchQuery {
        var query = try SearchQuery(words)
        if anyScript { try query.takeAnyScript() }
        return query
    }

    func run() throws {
        let folder = try ArchiveFolder(existing: archive)
        if try folder.portals().isEmpty { throw InputError(path: archive, cause: "holds no portal") }
        for name in portal { _ = try PortalChoice.folder(of: name, in: folder) }
        let search = ArchiveSearch.command(on: folder)
        try search.bringUpToDate(anew: rebuild)
        guard !words.isEmpty else { return }
        var query = try query()
        query.portals = portal
        query.kinds = kind.map(\.rawValue)
        query.fields = field
        query.since = since?.text
        query.until = until?.text
        query.withOlder = versions

        var output = StandardOutput()
        let form = HitForm(isTerminal: Console.isOutputTerminal)
        let total = try search.find(query, order: order, skip: skip, limit: count ? 0 : limit, counts: count || !json) { hit in
            try output.write(json ? hit.jsonLine : Array(form.text(of: hit).utf8))
            try output.flush()
        }
        if let total {
            let shown = max(0, min(limit, total - skip))
            try output.write(count ? "\(total)\n" : "\(HitForm.summary(total: total, shown: shown, skipped: skip))\n")
        }
        try output.flush()
    }
}

extension ArchiveSearch {
    /// The search as a command runs it: it tells on standard error how far an update is.
    static func command(on archive: ArchiveFolder) -> ArchiveSearch {
        ArchiveSearch(archive, openState: { try StateReading(of: $0) }, say: { Console.say("shilu: \($0)") }) { records in
            if records % 50_000 == 0 { Console.say("search index: \(records) records read") }
        }
    }
}

extension ArchiveSearch {
    /// Brings the index up to date after a crawl, if a search has made one. Whatever goes wrong is said and ends nothing: the next search
    /// does it.
    static func follow(_ archive: ArchiveFolder) {
        guard hasIndex(archive) else { return }
        do {
            try command(on: archive).bringUpToDate()
        } catch { Console.say("shilu: the search index was not brought up to date: \(error)") }
    }
}

/// The kinds of pages.
enum SearchedKind: String, CaseIterable, ExpressibleByArgument {
    case article, document, list, other
}

extension SearchField: ExpressibleByArgument {}
extension HitOrder: ExpressibleByArgument {}
