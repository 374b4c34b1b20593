// `shilu corpus sign`

import ArgumentParser
import Corpus
import Foundation

struct CorpusSignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Signs texts for the search for near-duplicates: a line in, a signature out.",
        discussion: """
            Two texts of which one of the keys agrees are candidates; their similarity is counted in character 5-grams of `sign` \
            (--text). Texts with the same `page` are versions, no duplicates. Of two copies the one with the smaller grade, then \
            time (null last), then id stays. Another engine that groups so finds the clusters of shilu corpus build.

            A key is 64 bits in hexadecimal digits, one for each of `bands` bands, made of the `rows` places of a MinHash signature that             fall to it: “fast similarity sketching” (Dahlgaard, Knudsen, Thorup 2017), of which two places agree with the probability of             the texts' similarity. Keys are compared with keys of the same version of shilu and the same --threshold only.
            """)

    @Option(help: "The similarity that is looked for, 0.5 to 1; it decides bands and rows.")
    var threshold = 0.8

    @Flag(help: "Write the text that is compared, too: NFKC without white space and punctuation.")
    var text = false

    @OptionGroup var pipe: CorpusPipeOptions

    func validate() throws {
        guard (0.5...1).contains(threshold) else { throw ValidationError("--threshold is a number from 0.5 to 1") }
    }

    func run() throws { try pipe.run(.sign(threshold: threshold, withText: text)) }
}
