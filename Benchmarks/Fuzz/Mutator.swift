// Makes the input of a number: the same pages, seed and number give the same bytes, on any machine and with any number of jobs.

import Foundation
import Web

/// What one try gives the reader.
struct FuzzInput {
    var bytes: [UInt8]
    var charsetHeader: String?
    var url: WebURL?
    /// nil for a page.
    var archive: ArchiveKind?
    /// How many bytes there are to read, once they are unpacked.
    var weight = 0
}

/// Makes the input of a number.
protocol InputSource {
    func input(_ index: Int) -> FuzzInput
}

struct Mutator: InputSource {
    /// The pages to mutate, in the byte order of their paths.
    let pages: [[UInt8]]
    let seed: UInt64

    /// Reads the pages of folders and below; the order of the folders counts.
    init(folders: [String], seed: UInt64) throws {
        var pages: [[UInt8]] = []
        for folder in folders {
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".html") || $0.hasSuffix(".htm") || $0.hasSuffix(".shtml") }
            for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                pages.append(Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))))
            }
        }
        self.pages = pages
        self.seed = seed
    }

    func input(_ index: Int) -> FuzzInput {
        var random = SplitMix(seed: seed &* 0xD129_0FF5_1D3A_6C4D &+ UInt64(index))
        var page = random.pick(pages)
        // Most tries are a piece of a page, so that many can be made; one in five is a whole one.
        if !random.oneIn(5), page.count > 4_000 {
            let length = 1_000 + random.below(24_000), start = random.oneIn(2) ? 0 : random.below(page.count)
            page = Array(page[start ..< min(page.count, start + length)])
        }
        if random.oneIn(1_000) { Mutation.enlarge(&page, &random) }
        for _ in 0 ..< random.size(upTo: 12) where page.count < 24_000_000 {
            random.pick(Mutation.allCases).apply(to: &page, other: random.pick(pages), &random)
        }
        return FuzzInput(
            bytes: page, charsetHeader: random.oneIn(3) ? random.pick(Vocabulary.charsets) : nil,
            url: random.pick(Vocabulary.urls).flatMap { try? WebURL($0) })
    }
}
