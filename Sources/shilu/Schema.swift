// `shilu schema`

import ArgumentParser
import Records

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema (2020-12) of a record.")

    func run() throws {
        var output = StandardOutput()
        try output.write(RecordSchema.json + "\n")
        try output.flush()
    }
}
