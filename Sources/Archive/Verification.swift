// Verifies any number of files and portal folders, several files at a time, and sums up.

import Foundation
import WebArchive

/// What `shilu verify` does.
public struct Verification {
    /// What came out.
    public struct Summary: Sendable, Equatable {
        public var files = 0
        public var records = 0
        public var errors = 0
        public var notes = 0
        /// Files that could not be read at all.
        public var unreadable = 0

        /// Whether there is no error.
        public var isSound: Bool { errors == 0 }
    }

    /// Files read at a time.
    public var jobs: Int
    /// Whether records are made again and every file of a manifest is read.
    public var isDeep: Bool
    private let openState: (PortalFolder) throws -> (any PortalStateReading)?

    /// - Parameter openState: opens the state of a portal, for reading only; nil where there is none.
    public init(jobs: Int, isDeep: Bool, openState: @escaping (PortalFolder) throws -> (any PortalStateReading)?) {
        self.jobs = jobs
        self.isDeep = isDeep
        self.openState = openState
    }

    /// Verifies all, in their order, each one's findings together; what records say of each other comes last.
    public func verify(
        _ inputs: [VerificationInput], report: (Finding) throws -> Void, complain: (InputError) -> Void
    ) throws -> Summary {
        var batch = Batch(links: RecordLinks(folder: NSTemporaryDirectory()))
        func run(_ items: [Item]) throws {
            // Slices keep findings from piling up; each has several files a thread.
            var rest = items[...]
            while !rest.isEmpty {
                let slice = Array(rest.prefix(max(1, jobs) * 16))
                rest = rest.dropFirst(slice.count)
                for result in mapInParallel(slice, jobs: jobs, Self.verify) { try take(result) }
            }
        }
        func take(_ result: VerifiedFile) throws {
            batch.summary.add(result)
            for finding in result.findings { try report(finding) }
            if let error = result.unreadable { complain(error) }
        }
        var files: [Item] = []
        for input in inputs {
            guard case .portal(let folder) = input else {
                files.append(batch.item(input, portal: nil))
                continue
            }
            try run(files)
            files = []
            func reading<Value>(_ body: () throws -> Value) throws -> Value? {
                do {
                    return try body()
                } catch let error as ArchiveError {
                    throw error
                } catch {
                    complain(InputError(path: folder.path, cause: "\(error)"))
                    batch.summary.unreadable += 1
                    return nil
                }
            }
            guard let portal = try reading({ try PortalVerification(folder: folder, temporary: NSTemporaryDirectory()) { try openState(folder) } }) else { continue }
            try batch.links.add(lost: portal.lost)
            try run(portal.warcFiles.map { batch.item(.warc(path: $0), portal: portal) })
            let rest = try reading { try portal.judgeRest(isDeep: isDeep, jobs: jobs) { try openState(folder)?.unfinishedRuns() ?? [] } }
            if let rest { try take(rest) }
        }
        try run(files)
        var late: [Finding] = []
        try batch.links.judge(files: batch.names) { late.append($0) }
        for finding in late {
            var finding = batch.inArchive.contains(finding.file) ? finding.inArchive : finding
            if batch.foreign.contains(finding.file) { finding.severity = .note }
            batch.summary.count(finding)
            try report(finding)
        }
        return batch.summary
    }

    private struct Batch {
        let links: RecordLinks
        var names: [String] = []
        var inArchive: Set<String> = []
        /// Files in archives that others wrote.
        var foreign: Set<String> = []
        var summary = Summary()

        init(links: RecordLinks) { self.links = links }

        mutating func item(_ input: VerificationInput, portal: PortalVerification?) -> Item {
            let item = Item(input: input, number: names.count, links: links, portal: portal)
            names.append(item.path)
            if let portal {
                if portal.isForeign(item.path) { foreign.insert(item.path) } else { inArchive.insert(item.path) }
            }
            return item
        }
    }

    private struct Item: Sendable {
        let input: VerificationInput
        let number: Int
        let links: RecordLinks
        let portal: PortalVerification?

        var path: String {
            switch input {
            case .warc(let path), .index(let path), .wacz(let path), .withheldList(let path): path
            case .portal(let folder): folder.path
            }
        }
    }

    private static func verify(_ item: Item) -> VerifiedFile {
        var result = VerifiedFile()
        do {
            switch item.input {
            case .warc(let path):
                if let portal = item.portal { return try portal.judge(warc: path, links: item.links, number: item.number) }
                var verifier = try WARCVerifier(path: path, links: item.links, fileNumber: item.number)
                let summary = try verifier.run { result.findings.append($0) }
                (result.records, result.errors, result.notes) = (summary.records, summary.errors, summary.notes)
            case .wacz(let path):
                let summary = try WACZVerifier(path: path, links: item.links, fileNumber: item.number).run { result.findings.append($0) }
                (result.records, result.errors, result.notes) = (summary.records, summary.errors, summary.notes)
            case .index(let path):
                _ = try CDXJVerifier(path: path).run { result.add($0) }
            case .withheldList(let path):
                do {
                    _ = try WithheldFile(path: path).read()
                } catch let error as InputError {
                    result.add(Finding(.withheldList, in: path, error.cause))
                }
            case .portal: break
            }
        } catch let error as WARCReadError {
            if case .unusableDictionary = error.problem {
                result.add(Finding(.dictionary, in: error.path, at: error.offset, error.problem.description))
            } else {
                result.unreadable = InputError(path: error.path, cause: "offset \(error.offset): \(error.problem)")
            }
        } catch {
            result.unreadable = InputError(path: item.path, cause: "\(error)")
        }
        return result
    }
}

extension Verification.Summary {
    mutating func add(_ result: VerifiedFile) {
        files += 1
        records += result.records
        errors += result.errors
        notes += result.notes
        if result.unreadable != nil { unreadable += 1 }
    }

    mutating func count(_ finding: Finding) {
        if finding.severity == .error { errors += 1 } else { notes += 1 }
    }
}
