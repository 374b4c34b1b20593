import Foundation
import Testing
@testable import Corpus

/// The Python with the libraries that data sets are loaded with.
private let python: String? = {
    let folder = ProcessInfo.processInfo.environment["SHILU_VENV"]
        ?? Sample.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".venv").path
    let path = folder + "/bin/python"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
}()

@Suite("Loading", .enabled(if: python != nil, "needs the Python environment of scripts/test")) struct LoadingTests {
    /// Runs a program of Python; the words are its arguments.
    private func run(_ words: [String], in folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = ["-W", "ignore"] + words
        let log = folder.file("log")
        FileManager.default.createFile(atPath: log, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: folder.read("log") ?? [], as: UTF8.self).suffix(2000))")
    }

    private static let loader = Sample.folder.deletingLastPathComponent().path + "/Peers/load.py"
    private static let example = Sample.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("examples/first_look.py").path

    @Test("a set that was built anew in its place is not served from the loader's cache; the example runs on it")
    func rebuilt() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "cache/x")
        let spec = try folder.write("name: n\ninput: a.jsonl\n", to: "spec.yaml")
        for text in ["甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未"] {
            try folder.write(["http://a.gov.cn/1", "http://b.gov.cn/2"].map { Sample.record(url: $0, text: [text + $0]) }.joined(separator: "\n"), to: "a.jsonl")
            _ = try CorpusBuild(try SpecFile(reading: spec), target: folder.file("set"), settings: .init(jobs: 1)).run()
            try run([Self.loader, "datasets", folder.file("set"), folder.file("cache")], in: folder)
        }
        try run([Self.example, folder.file("set")], in: folder)
        #expect(String(decoding: folder.read("log") ?? [], as: UTF8.self).contains("2 documents, "))
    }

    @Test("a data set loads as it is, every field letter for letter", arguments: [
        "jsonschema", "huggingface_hub", "pandas", "duckdb", "parquet", "polars", "pyarrow", "datasets", "mlcroissant", "card",
    ])
    func loads(_ library: String) throws {
        let folder = try TemporaryFolder()
        var dice = Dice(state: 29)
        let dates = ["2016-10-09", "2016-10", "2016", "2016-10-09T08:30", nil]
        let records = (0..<40).map { number in
            Sample.record(
                url: "http://h\(number % 3).gov.cn/\(number % 30)", text: [Sample.string(Sample.text(80, &dice)) + "“引号”\t\\"],
                published: number < 20 ? "2016-10-09" : dates[number % dates.count], source: number < 20 ? nil : "清溪县水务局", number: number < 30 ? nil : "清水发〔2016〕\(number)号")
        }
        try folder.write(records.joined(separator: "\n"), to: "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\nshard: 20 KB\n", to: "spec.yaml")
        _ = try CorpusBuild(try SpecFile(reading: spec), target: folder.file("set"), settings: .init(jobs: 1)).run()
        try folder.write("", to: "cache/x")

        try run([Self.loader, library, folder.file("set"), folder.file("cache")], in: folder)
    }
}
