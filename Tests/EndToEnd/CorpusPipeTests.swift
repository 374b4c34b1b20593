// The steps of `shilu corpus` as pipes, and their lines in the hands of another engine.
import Foundation
import Testing

@Suite struct CorpusPipeTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func pipe(_ arguments: String..., input: String) throws -> Ended {
        try ShiluCommand.run(["corpus"] + arguments, input: try folder.write(input, "input"))
    }

    @Test func eachStepReadsStandardInputAndWritesALineForEachLine() throws {
        let input = try CorpusRecords.line("http://a.gov.cn/1", ["联系人王某，手机13993112345。", "１２号"]) + "\n\n" + "{\"id\":\"x\",\"text\":\"國家統計局發佈數據\"}\n"
        let pii = try pipe("pii", "--mask", "all", input: input).text.split(separator: "\n")
        #expect(pii.count == 2 && pii[0].hasSuffix(#""finds":[{"kind":"mobile","start":8,"end":19}],"text":"联系人王某，手机[手机号]。\n１２号"}"#), "\(pii)")
        #expect(pii[1] == #"{"id":"x","finds":[],"text":"國家統計局發佈數據"}"#)
        #expect(try pipe("normalize", "--form", "nfkc", input: input).text.contains(#"。\n12号"}"#))
        let signals = try pipe("signals", input: input).text
        #expect(signals.contains(#""script":"Hant","signals":{"characters":9,"#) && signals.split(separator: "\n").count == 2, "\(signals)")
        let signatures = try pipe("sign", "--text", input: input).text.split(separator: "\n")
        #expect(signatures.count == 2 && signatures[1].hasPrefix(#"{"schema":"shilu.signature/1","id":"x","page":"#))
        #expect(signatures[1].contains(#""bands":16,"rows":6,"keys":["#) && signatures[1].hasSuffix(#""sign":"國家統計局發佈數據"}"#), "\(signatures)")
    }

    @Test func aLineThatIsNoTextIsNamed() throws {
        let ended = try pipe("signals", input: "{\"id\":\"x\",\"text\":\"一\"}\n{\"id\":3}\n")
        #expect(ended.status == 9 && ended.errors.contains("/dev/stdin:2: is no record: id: is no text"), "\(ended.errors)")
        #expect(try pipe("pii", "--mask", "name", input: "").status == 64)
    }

    @Test func theOrderAndTheLinesAreTheSameForAnyNumberOfJobs() throws {
        let input = try CorpusRecords.mixed(60)
        let one = try pipe("sign", "--jobs", "1", input: input).output
        #expect(try pipe("sign", "--jobs", "3", input: input).output == one && !one.isEmpty)
    }

    @Test(.enabled(if: Peers.has("python"), "needs the Python environment of scripts/test"))
    func equalTextsAreThoseThatAnotherEngineFinds() throws {
        let records = try folder.write(try CorpusRecords.mixed(250), "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\nduplicates: {near: off, excerpts: off}\n", "spec.yaml")
        #expect(try ShiluCommand.run(["corpus", "build", spec, "-o", folder.file("set")]).status == 0)
        let ended = try Peers.run("python", [Repository.peerProgram("corpus_exact.py"), records, folder.file("set/clusters.jsonl.gz")])
        #expect(ended.status == 0 && ended.text.hasPrefix("the same: "), "\(ended.text) \(ended.errors.suffix(1000))")
    }

    @Test(.enabled(if: Peers.has("python"), "needs the Python environment of scripts/test"))
    func anotherEngineFindsTheSameClustersInTheSignatures() throws {
        let records = try folder.write(try CorpusRecords.mixed(250), "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\nduplicates: {excerpts: 'off'}\n", "spec.yaml")
        #expect(try ShiluCommand.run(["corpus", "build", spec, "-o", folder.file("set")]).status == 0)
        let signatures = try ShiluCommand.run(["corpus", "sign", "--text"], input: records)
        _ = try folder.write(signatures.text, "signatures.jsonl")
        let ended = try Peers.run(
            "python", [Repository.peerProgram("corpus_clusters.py"), folder.file("signatures.jsonl"), folder.file("set/clusters.jsonl.gz")])
        #expect(ended.status == 0 && ended.text.hasPrefix("the same: "), "\(ended.text) \(ended.errors.suffix(1000))")
    }
}
