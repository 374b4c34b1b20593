// Verifies any number of files and portal folders, several at a time, and sums up.

import Foundation
import WebArchive

/// What `shilu verify` does.
public struct Verification: Sendable {
    /// What came out.
    public struct Summary: Sendable, Equatable {
        public var files = 0
        public var records = 0
        public var errors = 0
        public var notes = 0
        /// Files that could not be read at all.
        public var unreadable = 0

        public var isSound: Bool { errors == 0 }
    }

    /// Files read at a time.
    public var jobs: Int

    public init(jobs: Int) { self.jobs = jobs }

    /// Verifies files: in their order, each one's findings together; what their records say of each other comes last.
    public func verify(
        _ inputs: [VerificationInput], report: (Finding) throws -> Void, complain: (InputError) -> Void
    ) throws -> Summary {
        var summary = Summary()
        let links = RecordLinks(folder: NSTemporaryDirectory())
        var names: [String] = []
        var numbered: [Item] = []
        for input in inputs {
            numbered.append(Item(input: input, number: names.count, links: links))
            names.append(Self.path(of: input))
        }
        // Batches keep findings from piling up; each has several files a thread.
        var rest = numbered[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(max(1, jobs) * 16))
            rest = rest.dropFirst(batch.count)
            for result in mapInParallel(batch, jobs: jobs, Self.verify) {
                summary.add(result)
                for finding in result.findings { try report(finding) }
                if let error = result.unreadable { complain(error) }
            }
        }
        var late: [Finding] = []
        try links.judge(files: names) { late.append($0) }
        for finding in late { try report(finding) }
        summary.count(late)
        return summary
    }

    private struct Item: Sendable {
        let input: VerificationInput
        let number: Int
        let links: RecordLinks
    }

    struct FileResult: Sendable {
        var findings: [Finding] = []
        var records = 0
        var errors = 0
        var notes = 0
        var unreadable: InputError?
    }

    private static func path(of input: VerificationInput) -> String {
        switch input {
        case .warc(let path), .index(let path), .wacz(let path): path
        case .portal(let folder): folder.path
        }
    }

    private static func verify(_ item: Item) -> FileResult {
        var result = FileResult()
        let path = path(of: item.input)
        do {
            switch item.input {
            case .warc(let path):
                var verifier = try WARCVerifier(path: path, links: item.links, fileNumber: item.number)
                let summary = try verifier.run { result.findings.append($0) }
                (result.records, result.errors, result.notes) = (summary.records, summary.errors, summary.notes)
            case .index, .wacz, .portal: break
            }
        } catch let error as WARCReadError {
            result.unreadable = InputError(path: error.path, cause: "offset \(error.offset): \(error.problem)")
        } catch {
            result.unreadable = InputError(path: path, cause: "\(error)")
        }
        return result
    }
}

extension Verification.Summary {
    mutating func add(_ result: Verification.FileResult) {
        files += 1
        records += result.records
        errors += result.errors
        notes += result.notes
        if result.unreadable != nil { unreadable += 1 }
    }

    mutating func count(_ findings: [Finding]) {
        errors += findings.count { $0.severity == .error }
        notes += findings.count { $0.severity == .note }
    }
}
